import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/storage/desk-schema.ts';
import { AT_THE_DESK, PRESENT_FOR, typingAt } from '../../src/storage/presence.ts';
import { calling, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

/** What the live desk reads: how long somebody waits for an answer, and who is there. */
export function testLiveDesk(name: string, open: OpenStorage): void {
  describe(`the live desk in ${name}`, () => {
    let under: StorageUnderTest;
    const MINUTE = 60_000;
    beforeEach(async () => {
      under = await open();
      for (const [id, role] of [
        ['o1', 'officer'],
        ['lib', 'librarian'],
      ] as const satisfies readonly (readonly [string, Role])[])
        await under.database.query
          .insertInto('officers')
          .values({
            id,
            name: id,
            display: `同事${id}`,
            role,
            password: '',
            totp_sealed: '',
            last_step: 0,
            failures: 0,
            locked_until: 0,
            disabled: 0,
            created_at: 0,
          })
          .execute();
    });
    afterEach(() => under.close());

    let turn = 0;
    async function says(externalId: string): Promise<number> {
      under.clock.now += MINUTE;
      const { messageId } = await incoming(under, { externalId, text: `我说${externalId}` });
      await under.storage.saveOutcome(outcome(messageId, { turn, replies: [] }));
      turn += 1;
      return under.clock.now;
    }
    async function opened(): Promise<string> {
      const { messageId } = await incoming(under, { externalId: 'first', text: '救命' });
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P0'), replies: [] }));
      turn = 1;
      return (await under.storage.queue())[0]?.id ?? '';
    }
    const queued = async () => (await under.storage.queue())[0];

    it('counts his wait from his call, then from his first words after the officer’s, and not while it is his turn', async () => {
      const id = await opened();
      const called = under.clock.now;
      await says('second');
      expect(await queued()).toMatchObject({ waitingSince: called });
      await under.storage.claimCase(id, 'o1');
      expect(await queued()).toMatchObject({ waitingSince: called });
      under.clock.now += MINUTE;
      await under.storage.sayAsOfficer(id, 'o1', '您好');
      expect(await queued()).toMatchObject({ waitingSince: null });
      const third = await says('third');
      await says('fourth');
      expect(await queued()).toMatchObject({ waitingSince: third });
      expect(await under.storage.deskCase(id)).toMatchObject({ waitingSince: third });
    });

    it('knows to whom it was handed, that it came back, that somebody is on the telephone, and who was cheated lately', async () => {
      const id = await opened();
      expect(await queued()).toMatchObject({ wantedRole: null, returnedAt: null, busyUntil: null, mergedInto: null, guarded: false });
      const now = under.clock.now;
      const change = { wanted_role: 'supervisor', returned_at: now, busy_until: now + MINUTE } as const;
      await under.database.query.updateTable('cases').set(change).where('id', '=', id).execute();
      await under.database.query
        .updateTable('persons')
        .set({ guarded_until: now + MINUTE })
        .execute();
      expect(await queued()).toMatchObject({ wantedRole: 'supervisor', returnedAt: now, busyUntil: now + MINUTE, guarded: true });
      under.clock.now += MINUTE;
      expect(await queued()).toMatchObject({ busyUntil: null, guarded: false });
    });

    it('says which cases something has happened to', async () => {
      const id = await opened();
      const [before, claimed] = [await under.storage.deskCursor(), await under.storage.claimCase(id, 'o1')];
      expect(claimed?.won).toBe(true);
      const after = await under.storage.deskCursor();
      expect(await under.storage.casesTouched(before, after)).toEqual([id]);
      expect(await under.storage.casesTouched(after, after)).toEqual([]);
    });

    it('finds a case by its number', async () => {
      const id = await opened();
      expect(await under.storage.caseByNumber('A000001')).toBe(id);
      expect(await under.storage.caseByNumber('A999999')).toBeNull();
    });

    it('knows who is there until 45 seconds after the last sign of life', async () => {
      expect(await under.storage.isStaffed()).toBe(false);
      await under.storage.noteSeen('o1', AT_THE_DESK, 'case-1');
      under.clock.now += PRESENT_FOR - 1;
      expect(await under.storage.isStaffed()).toBe(true);
      expect((await under.storage.presentAt('case-1')).map(({ display }) => display)).toEqual(['同事o1']);
      expect(await under.storage.presentAt('case-2')).toEqual([]);
      under.clock.now += 1;
      expect(await under.storage.isStaffed()).toBe(false);
      await under.storage.noteSeen('o1', AT_THE_DESK);
      expect(await under.storage.isStaffed()).toBe(true);
    });

    it('takes no librarian for somebody who takes cases', async () => {
      await under.storage.noteSeen('lib', AT_THE_DESK);
      expect(await under.storage.isStaffed()).toBe(false);
      expect(await under.storage.presentAt(AT_THE_DESK)).toHaveLength(1);
    });

    it('lets whoever leaves a page be gone five seconds later, unless another page of his is open', async () => {
      await under.storage.noteSeen('o1', AT_THE_DESK, 'case-1', typingAt('case-1'));
      await under.storage.noteLeaving('o1', AT_THE_DESK);
      await under.storage.noteLeaving('o1', 'case-1');
      under.clock.now += 4999;
      expect(await under.storage.isStaffed()).toBe(true);
      under.clock.now += 1;
      expect([await under.storage.isStaffed(), await under.storage.presentAt('case-1')]).toEqual([false, []]);
      await under.storage.noteSeen('o1', AT_THE_DESK);
      expect(await under.storage.isStaffed()).toBe(true);
      // Leaving twice does not bring him back.
      await under.storage.noteLeaving('o1', AT_THE_DESK);
      under.clock.now += 4000;
      await under.storage.noteLeaving('o1', AT_THE_DESK);
      under.clock.now += 1000;
      expect(await under.storage.isStaffed()).toBe(false);
    });
  });
}
