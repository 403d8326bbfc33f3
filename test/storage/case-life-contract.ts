import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_WITHIN } from '../../src/storage/case-returns.ts';
import { AT_THE_DESK, PRESENT_FOR } from '../../src/storage/presence.ts';
import { atOnce, type CaseLife, openCaseLife } from './case-life-under-test.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

export function testCaseLife(name: string, open: OpenStorage): void {
  describe(`the life of a case in ${name}`, () => {
    let under: StorageUnderTest;
    let life: CaseLife;
    beforeEach(async () => {
      under = await open();
      life = await openCaseLife(under);
    });
    afterEach(() => under.close());

    describe('claiming', () => {
      it('is written down once, for one winner, when fifty claim at once', async () => {
        const id = await life.openCase('c1');
        const claims = await Promise.all(
          Array.from({ length: 50 }, (_, index) => under.storage.claimCase(id, index % 2 === 0 ? 'o1' : 'o2')),
        );
        const owner = (await life.row(id)).owner_id;
        expect(new Set(claims.map((claim) => claim?.owner.id))).toEqual(new Set([owner]));
        expect(await life.audited(id)).toEqual([`claimed ${owner}`]);
        await life.expectAgreement();
      });

      it('is for whom it waits, and for administrators', async () => {
        const id = await life.claimed('c1');
        await life.hand(id, { role: 'supervisor' });
        for (const nobody of ['o1', 'o2', 'lib', 'nobody']) expect(await under.storage.claimCase(id, nobody)).toBeNull();
        expect(await under.storage.claimCase(id, 'sup')).toMatchObject({ won: true });
        const second = await life.claimed('c2');
        await life.hand(second, { role: 'supervisor' });
        expect(await under.storage.claimCase(second, 'boss')).toMatchObject({ won: true });
        await life.expectAgreement();
      });

      it('comes to nothing when the account was closed meanwhile', async () => {
        const id = await life.openCase('c1');
        await under.storage.setDisabled('o1', true);
        expect(await under.storage.claimCase(id, 'o1')).toBeNull();
        expect(await life.row(id)).toMatchObject({ status: 'waiting', owner_id: null });
        expect([await life.statusOf('c1'), await life.audited(id)]).toEqual(['pending', []]);
      });

      it('ends what stood of the time before', async () => {
        const id = await life.claimed('c1');
        await under.storage.setOnTelephone(id, 'o1', true);
        await under.storage.returnCasesOf('o1');
        expect(await life.row(id)).toMatchObject({ returned_at: under.clock.now, busy_until: null, touched_at: null });
        under.clock.now += 5;
        await under.storage.claimCase(id, 'o2');
        expect(await life.row(id)).toMatchObject({ returned_at: null, claimed_at: under.clock.now, touched_at: under.clock.now });
      });
    });

    describe('releasing', () => {
      it('is for its owner, and for supervisors who know whose it is', async () => {
        const id = await life.claimed('c1');
        expect(await under.storage.releaseCase(id, 'o2', 'o1')).toBe(false);
        expect(await under.storage.releaseCase(id, 'lib', 'o1')).toBe(false);
        expect(await under.storage.releaseCase(id, 'sup', 'o2')).toBe(false);
        expect(await life.audited(id)).toEqual(['claimed o1']);
        expect(await under.storage.releaseCase(id, 'sup', 'o1')).toBe(true);
        expect(await life.audited(id)).toEqual(['claimed o1', 'released sup']);
        expect(await life.row(id)).toMatchObject({ status: 'waiting', owner_id: null, touched_at: null, wanted_role: null });
        expect(await under.storage.releaseCase('nothing', 'o1')).toBe(false);
        await life.expectAgreement();
      });
    });

    describe('handing over', () => {
      it('to somebody at the desk is his at once, the bot stays silent, and the remark is a note', async () => {
        const id = await life.claimed('c1');
        await under.storage.sayAsOfficer(id, 'o1', '我在');
        const { answered_at } = await life.row(id);
        under.clock.now += 10;
        const done = await under.storage.transferCase({
          caseId: id,
          officerId: 'o1',
          ownerId: 'o1',
          to: { officerId: 'o2' },
          remark: '他儿子会来电话',
        });
        expect(done).toBe(true);
        const now = under.clock.now;
        expect(await life.row(id)).toMatchObject({ status: 'claimed', owner_id: 'o2', claimed_at: now, touched_at: now, answered_at });
        expect(await life.statusOf('c1')).toBe('open');
        expect((await under.storage.deskCase(id))?.notes).toMatchObject([{ display: 'o1', text: '他儿子会来电话' }]);
        expect(await life.audited(id)).toEqual(['claimed o1', 'transferred o1']);
        expect(await under.storage.sayAsOfficer(id, 'o1', '还是我')).toBe(false);
        expect(await under.storage.sayAsOfficer(id, 'o2', '换我了')).toBe(true);
        expect((await under.bytes()).includes('他儿子')).toBe(false);
      });

      it('to a role waits for it, and the bot speaks again', async () => {
        const id = await life.claimed('c1');
        expect(await life.hand(id, { role: 'supervisor' })).toBe(true);
        expect(await life.row(id)).toMatchObject({ status: 'waiting', owner_id: null, wanted_role: 'supervisor', touched_at: null });
        expect(await life.statusOf('c1')).toBe('pending');
      });

      it('to a person ends what was asked of a role', async () => {
        const id = await life.claimed('c1');
        await life.hand(id, { role: 'supervisor' });
        await under.storage.claimCase(id, 'sup');
        await life.hand(id, { officerId: 'o1' }, { officerId: 'sup', ownerId: 'sup' });
        expect(await life.row(id)).toMatchObject({ owner_id: 'o1', wanted_role: null });
      });

      it('comes to nothing for whoever is away, disabled, no officer of cases, or has it', async () => {
        const id = await life.claimed('c1');
        await under.storage.noteSeen('lib', AT_THE_DESK);
        expect(await life.hand(id, { officerId: 'lib' })).toBe(false);
        expect(await life.hand(id, { officerId: 'o1' })).toBe(false);
        expect(await life.hand(id, { officerId: 'nobody' })).toBe(false);
        expect(await under.storage.transferCase({ caseId: 'x', officerId: 'o1', ownerId: 'o1', to: { role: 'officer' }, remark: '' })).toBe(
          false,
        );
        await under.storage.noteSeen('o2', AT_THE_DESK);
        await under.storage.setDisabled('o2', true);
        expect(await life.hand(id, { officerId: 'o2' })).toBe(false);
        under.clock.now += PRESENT_FOR;
        expect(await life.hand(id, { officerId: 'sup' })).toBe(false);
        expect(await life.row(id)).toMatchObject({ status: 'claimed', owner_id: 'o1' });
        expect(await life.audited(id)).toEqual(['claimed o1']);
      });

      it('is decided by the owner or a supervisor, of whoever owned it when he decided; no note stays of one that failed', async () => {
        const id = await life.claimed('c1');
        const to = { officerId: 'o2' };
        expect(await life.hand(id, to, { officerId: 'o2' })).toBe(false);
        expect(await life.hand(id, to, { officerId: 'sup', ownerId: 'boss' })).toBe(false);
        expect(await life.hand(id, { officerId: 'sup' }, { officerId: 'sup' })).toBe(true);
        expect(await under.storage.transferCase({ caseId: id, officerId: 'o1', ownerId: 'o1', to, remark: '来晚了' })).toBe(false);
        expect((await under.storage.deskCase(id))?.notes).toEqual([]);
        expect((await life.row(id)).owner_id).toBe('sup');
      });
    });

    it('has one owner at most, and a conversation that agrees, whatever is done to it at once', async () => {
      const id = await life.openCase('c1');
      for (let round = 0; round < 40; round++) {
        await under.storage.noteSeen('o1', AT_THE_DESK);
        await under.storage.noteSeen('o2', AT_THE_DESK);
        const owner = (await life.row(id)).owner_id ?? 'o1';
        const acts = [
          () => under.storage.returnLapsed(),
          () => life.hand(id, { officerId: owner === 'o1' ? 'o2' : 'o1' }, { officerId: owner, ownerId: owner }),
          ...['o1', 'o2', 'sup', 'boss'].map((officer) => () => under.storage.claimCase(id, officer)),
          () => life.hand(id, { role: 'officer' }, { officerId: 'sup', ownerId: owner }),
          () => under.storage.releaseCase(id, owner),
          () => under.storage.closeCase(id, owner, 'unclear'),
          () => under.storage.reopenCase(id, 'o2'),
        ];
        // Each of them is first twice: among all, and with one other, for whoever has longer to think before he writes.
        const first = Math.floor(round / 2) % acts.length;
        const all = [...acts.slice(first), ...acts.slice(0, first)];
        await Promise.all((round % 2 === 0 ? all : all.slice(0, 2)).map((act) => act()));
        await life.expectAgreement();
        under.clock.now += ANSWER_WITHIN;
      }
      // Of everything that could win, each has won at least once: else nothing was tried.
      const done = new Set((await life.audited(id)).map((line) => line.split(' ')[0]));
      for (const action of ['claimed', 'transferred', 'returned', 'released', 'closed', 'reopened'])
        expect([action, done.has(action)]).toEqual([action, true]);
    });

    it('is given away once by an owner who does several things at once, whichever is first', async () => {
      // A millisecond for each look at the clock: what is written down tells the acts apart.
      let { now } = under.clock;
      Object.defineProperty(under.clock, 'now', {
        get: () => ++now,
        set: (next: number) => {
          now = next;
        },
      });
      for (const first of [0, 1, 2, 3, 4]) {
        const id = await life.claimed(`c${first}`);
        const acts = [
          () => life.hand(id, { officerId: 'o2' }),
          () => life.hand(id, { officerId: 'sup' }),
          () => life.hand(id, { role: 'officer' }),
          () => under.storage.releaseCase(id, 'o1'),
          () => under.storage.closeCase(id, 'o1', 'unclear'),
        ];
        const done = await atOnce(under, [...acts.slice(first), ...acts.slice(0, first)]);
        expect(done.filter(Boolean)).toHaveLength(1);
        expect(await life.audited(id)).toHaveLength(2);
      }
      await life.expectAgreement();
    });

    it('changes hands once when a transfer, a return and fifty claims come together', async () => {
      const id = await life.claimed('c1');
      under.clock.now += ANSWER_WITHIN;
      await under.storage.noteSeen('o2', AT_THE_DESK);
      const all = await Promise.all([
        life.hand(id, { officerId: 'o2' }),
        under.storage.returnLapsed().then((ids) => ids.length > 0),
        ...Array.from({ length: 50 }, async () => (await under.storage.claimCase(id, 'sup'))?.won === true),
      ]);
      const { owner_id, status } = await life.row(id);
      const acts = (await life.audited(id)).filter((act) => /^(?:transferred|returned)/.test(act));
      expect(acts).toHaveLength(1);
      // It waits when the return came behind all the claims, which several connections may bring about.
      const wins = all.slice(2).filter(Boolean).length;
      if (status === 'waiting') expect([owner_id, acts, wins]).toEqual([null, ['returned program'], 0]);
      else expect([status, owner_id]).toEqual(['claimed', acts[0]?.startsWith('transferred') ? 'o2' : 'sup']);
      await life.expectAgreement();
    });
  });
}
