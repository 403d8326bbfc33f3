import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_WITHIN, AWAY_FOR, SESSION_IDLE } from '../../src/storage/case-returns.ts';
import { CALL_LASTS } from '../../src/storage/case-work.ts';
import { type CaseLife, DAY, openCaseLife } from './case-life-under-test.ts';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

export function testCaseEnds(name: string, open: OpenStorage): void {
  describe(`the ends of a case in ${name}`, () => {
    let under: StorageUnderTest;
    let life: CaseLife;
    beforeEach(async () => {
      under = await open();
      life = await openCaseLife(under);
    });
    afterEach(() => under.close());

    describe('coming back', () => {
      it('is for a P0 without an act of its owner for ninety seconds, and then the bot speaks again', async () => {
        const id = await life.openCase('c1');
        await under.storage.claimCase(id, 'o1');
        under.clock.now += ANSWER_WITHIN - 1;
        expect(await under.storage.returnLapsed()).toEqual([]);
        under.clock.now += 1;
        expect(await under.storage.returnLapsed()).toEqual([id]);
        expect(await life.row(id)).toMatchObject({ status: 'waiting', owner_id: null, returned_at: under.clock.now });
        expect(await life.audited(id)).toEqual(['claimed o1', 'returned program']);
        expect(await under.storage.returnLapsed()).toEqual([]);
        await life.expectAgreement();
      });

      it('is for any case whose owner has closed the desk while somebody waits for his answer', async () => {
        const [waits, answered] = [await life.openCase('c1', 'P2'), await life.openCase('c2', 'P2')];
        for (const id of [waits, answered]) await under.storage.claimCase(id, 'o1');
        await under.storage.sayAsOfficer(answered, 'o1', '稍等');
        under.clock.now += AWAY_FOR;
        await under.storage.noteSeen('o1', 'desk');
        under.clock.now += AWAY_FOR - 1;
        expect(await under.storage.returnLapsed()).toEqual([]);
        under.clock.now += 1;
        expect(await under.storage.returnLapsed()).toEqual([waits]);
        await life.expectAgreement();
      });

      it('begins anew with every act of the owner, and with nobody else\u2019s', async () => {
        const id = await life.openCase('c1');
        await under.storage.claimCase(id, 'o1');
        for (const act of [
          () => under.storage.addNote(id, 'o1', '在查'),
          () => under.storage.touchCase(id, 'o1'),
          () => under.storage.setOnTelephone(id, 'o1', false),
        ]) {
          under.clock.now += ANSWER_WITHIN - 1;
          await act();
        }
        expect(await under.storage.returnLapsed()).toEqual([]);
        under.clock.now += ANSWER_WITHIN - 1;
        await under.storage.addNote(id, 'o2', '我看看');
        await under.storage.touchCase(id, 'o2');
        expect(await under.storage.setOnTelephone(id, 'o2', true)).toBe(false);
        under.clock.now += 1;
        expect(await under.storage.returnLapsed()).toEqual([id]);
      });

      it('counts from what he has not been answered, not from what he has', async () => {
        const id = await life.openCase('c1');
        await under.storage.claimCase(id, 'o1');
        under.clock.now += 1000;
        await under.storage.sayAsOfficer(id, 'o1', '先挂电话');
        const first = under.clock.now;
        under.clock.now += 10 * ANSWER_WITHIN;
        expect(await under.storage.returnLapsed()).toEqual([]);
        await life.writes('c1');
        under.clock.now += 60_000;
        await life.writes('c1');
        under.clock.now += ANSWER_WITHIN - 60_001;
        expect(await under.storage.returnLapsed()).toEqual([]);
        under.clock.now += 1;
        expect(await under.storage.returnLapsed()).toEqual([id]);
        expect((await life.row(id)).answered_at).toBe(first);
      });

      it('waits while they are on the telephone, ten minutes at most, and not for what is less urgent', async () => {
        const id = await life.claimed('c1');
        await life.claimed('c2', 'o1', 'P1');
        expect(await under.storage.setOnTelephone(id, 'o1', true)).toBe(true);
        under.clock.now += CALL_LASTS - 1;
        await under.storage.noteSeen('o1', 'desk');
        expect(await under.storage.returnLapsed()).toEqual([]);
        under.clock.now += 1;
        expect(await under.storage.returnLapsed()).toEqual([id]);
      });

      it('is for every case of somebody who is signed in nowhere', async () => {
        const ids = [await life.claimed('c1', 'o1', 'P2'), await life.claimed('c2', 'o1', 'P1')];
        await life.claimed('c3', 'o2', 'P2');
        await under.storage.endSession('session-o1');
        expect(new Set(await under.storage.returnLapsed())).toEqual(new Set(ids));
        await under.storage.setDisabled('o2', true);
        expect(await under.storage.returnLapsed()).toHaveLength(1);
        const idle = await life.claimed('c4', 'sup', 'P2');
        under.clock.now += SESSION_IDLE;
        expect(await under.storage.returnLapsed()).toEqual([idle]);
        await life.expectAgreement();
      });

      it('can be asked for one conversation', async () => {
        const id = await life.claimed('c1');
        await life.claimed('c2');
        under.clock.now += ANSWER_WITHIN;
        expect(await under.storage.returnLapsedIn('web:c3')).toEqual([]);
        expect(await under.storage.returnLapsedIn('web:c1')).toEqual([id]);
        expect([await life.statusOf('c1'), await life.statusOf('c2')]).toEqual(['pending', 'open']);
      });

      it('is for all that somebody has who goes, and says who sent him', async () => {
        const own = await life.claimed('c1');
        await under.storage.returnCasesOf('o1');
        expect(await life.audited(own)).toEqual(['claimed o1', 'returned o1']);
        const other = await life.claimed('c2', 'o2');
        expect(await under.storage.returnCasesOf('o2', 'boss')).toEqual([other]);
        expect(await life.audited(other)).toEqual(['claimed o2', 'returned boss']);
        expect(await under.storage.returnCasesOf('o2')).toEqual([]);
      });
    });

    describe('answering', () => {
      it('notes the first words of a human, once, and the owner\u2019s last act', async () => {
        const id = await life.claimed('c1');
        expect((await life.row(id)).answered_at).toBeNull();
        await under.storage.sayAsOfficer(id, 'o2', '不是我的');
        expect((await life.row(id)).answered_at).toBeNull();
        const first = under.clock.now;
        await under.storage.sayAsOfficer(id, 'o1', '您好', 'form-0001');
        under.clock.now += 5000;
        await under.storage.sayAsOfficer(id, 'o1', '您好', 'form-0001');
        expect(await life.row(id)).toMatchObject({ answered_at: first, touched_at: first });
        await under.storage.sayAsOfficer(id, 'o1', '还在吗');
        expect(await life.row(id)).toMatchObject({ answered_at: first, touched_at: first + 5000 });
      });
    });

    describe('closing', () => {
      it('keeps what it was, by whom, and the conversation is done until he writes again', async () => {
        const id = await life.claimed('c1');
        const details = { trueType: 'refund', lost: 2_000_000, saved: 50, reported: true };
        expect(await under.storage.closeCase(id, 'o2', 'scam', details)).toBe(false);
        expect(await under.storage.closeCase(id, 'o1', 'scam', details)).toBe(true);
        expect(await life.row(id)).toMatchObject({
          status: 'closed',
          truth: 'scam',
          closed_by: 'o1',
          true_type: 'refund',
          lost: 2_000_000,
          saved: 50,
          reported: 1,
        });
        expect(await life.audited(id)).toEqual(['claimed o1', 'closed o1']);
        expect(await life.statusOf('c1')).toBe('resolved');
        await life.writes('c1');
        expect(await life.statusOf('c1')).toBe('pending');
      });

      it.each([
        ['a loss that the officer typed', 'seen', 'scam', 100, true],
        ['money that went while the case was open', 'paid', 'scam', null, true],
        ['gold that went', 'handed-over', 'scam', 0, true],
        ['a scam without a loss', 'gave-code', 'scam', 0, false],
        ['a false alarm', 'paid', 'false-alarm', 100, false],
      ] as const)('guards after %s', async (_, stage, truth, lost, guarded) => {
        const id = await life.openCase('c1', 'P0', stage);
        await under.storage.claimCase(id, 'o1');
        under.clock.now += 1000;
        await under.storage.closeCase(id, 'o1', truth, { lost });
        const now = under.clock.now;
        expect(await life.guardedUntil('c1')).toBe(guarded ? now + 30 * DAY : null);
        expect((await life.guards(id)).map(({ kind, due_at, attempts, done_at }) => ({ kind, due_at, attempts, done_at }))).toEqual(
          guarded ? [1, 7, 30].map((days) => ({ kind: 'guard', due_at: now + days * DAY, attempts: 0, done_at: null })) : [],
        );
      });

      it('counts only what went during this case', async () => {
        await life.writes('c1', { stage: 'paid' });
        under.clock.now += DAY;
        const id = await life.openCase('c1');
        await under.storage.claimCase(id, 'o1');
        await under.storage.closeCase(id, 'o1', 'scam');
        expect(await life.guardedUntil('c1')).toBeNull();
      });
    });

    describe('undoing', () => {
      async function closed(person: string, lost = 100): Promise<string> {
        const id = await life.claimed(person);
        await under.storage.closeCase(id, 'o1', 'scam', { lost, trueType: 'refund' });
        under.clock.now += 1000;
        return id;
      }

      it('makes it his who does it, and ends the guard', async () => {
        const id = await closed('c1');
        expect(await under.storage.reopenCase(id, 'lib')).toBe(false);
        expect(await under.storage.reopenCase(id, 'o2')).toBe(true);
        expect(await life.row(id)).toMatchObject({
          status: 'claimed',
          owner_id: 'o2',
          truth: null,
          closed_at: null,
          closed_by: null,
          lost: 100,
          true_type: 'refund',
        });
        expect((await life.guards(id)).map(({ result, done_at }) => [result, done_at])).toEqual(
          Array.from({ length: 3 }, () => ['cancelled', under.clock.now]),
        );
        expect(await life.guardedUntil('c1')).toBeNull();
        expect((await life.audited(id)).slice(2)).toEqual(['reopened o2']);
        expect(await under.storage.reopenCase(id, 'o1')).toBe(false);
        await life.expectAgreement();
        under.clock.now += 1000;
        expect(await under.storage.closeCase(id, 'o2', 'scam', { lost: 5 })).toBe(true);
        expect((await life.guards(id)).filter(({ done_at }) => done_at === null)).toHaveLength(3);
      });

      it('leaves the guard that another case of his asks for', async () => {
        await closed('c1');
        const second = await closed('c1');
        const until = await life.guardedUntil('c1');
        await under.storage.reopenCase(second, 'o1');
        expect(await life.guardedUntil('c1')).toBe(until);
      });

      it('comes to nothing while another case of the conversation is running, or once he was erased', async () => {
        const id = await closed('c1');
        await life.openCase('c1');
        expect(await under.storage.reopenCase(id, 'o1')).toBe(false);
        expect((await life.row(id)).status).toBe('closed');
        const gone = await closed('c3');
        await under.storage.leave('web:c3');
        await under.storage.eraseLeavers();
        expect(await under.storage.reopenCase(gone, 'o1')).toBe(false);
      });

      it('parts one that was merged from the other', async () => {
        const into = await life.openCase('c1');
        const merged = await closed('c2');
        await under.database.query.updateTable('cases').set({ merged_into: into }).where('id', '=', merged).execute();
        expect(await under.storage.reopenCase(merged, 'o1')).toBe(true);
        expect(await life.row(merged)).toMatchObject({ status: 'claimed', owner_id: 'o1', merged_into: null });
      });
    });
  });
}
