import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_WITHIN } from '../../src/storage/case-returns.ts';
import { AT_THE_DESK, typingAt } from '../../src/storage/presence.ts';
import { atOnce, type CaseLife, DAY, openCaseLife } from './case-life-under-test.ts';
import { calling, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const NOTES = { here: (number: string) => `并入${number}`, there: (number: string) => `${number}并到这里` };
const HOUR = 3_600_000;

export function testCaseRaces(name: string, open: OpenStorage): void {
  describe(`what comes at the same moment in ${name}`, () => {
    let under: StorageUnderTest;
    let life: CaseLife;
    beforeEach(async () => {
      under = await open();
      life = await openCaseLife(under);
    });
    afterEach(() => under.close());

    it('leaves no citizen silent whose case was given back while the bot kept silent', async () => {
      const id = await life.claimed('c1');
      const { messageId } = await incoming(under, { conversationId: 'web:c1', externalId: 'late', text: '还在吗' });
      const { turn } = await under.storage.loadConversation('web:c1');
      await under.storage.releaseCase(id, 'o1');
      const silent = outcome(messageId, { conversationId: 'web:c1', turn, replies: [], owned: true });
      expect(await under.storage.saveOutcome(silent)).toBe('overtaken');
      const spoken = outcome(messageId, { conversationId: 'web:c1', turn, owned: false });
      expect(await under.storage.saveOutcome(spoken)).toBe('saved');
    });

    it('keeps messages in turn also while the bot is silent', async () => {
      await life.claimed('c1');
      const [first, second] = [
        await incoming(under, { conversationId: 'web:c1', externalId: 'm1' }),
        await incoming(under, { conversationId: 'web:c1', externalId: 'm2' }),
      ];
      const { turn } = await under.storage.loadConversation('web:c1');
      const silent = { conversationId: 'web:c1', turn, replies: [], owned: true };
      expect(await under.storage.saveOutcome(outcome(first.messageId, silent))).toBe('saved');
      expect(await under.storage.saveOutcome(outcome(second.messageId, silent))).toBe('overtaken');
      expect(await under.storage.saveOutcome(outcome(first.messageId, silent))).toBe('concluded');
    });

    it('loses no words that were sent by a form whose first words had gone out', async () => {
      const id = await life.claimed('c1');
      for (const text of ['先打110', '先打110，再打银行', '先打110，再打银行', '先打110'])
        expect(await under.storage.sayAsOfficer(id, 'o1', text, 'form-0001')).toBe(true);
      const lines = (await under.storage.deskCase(id))?.lines.filter(({ author }) => author === 'officer');
      expect(lines?.map(({ text }) => text).sort()).toEqual(['先打110', '先打110，再打银行']);
    });

    it('shows no case in full for a call that somebody else has just made, and writes down who sees one', async () => {
      const id = await life.claimed('c1');
      await under.storage.promiseCallBack(id, 'o1', under.clock.now + 1000, '', 'promise-1');
      await atOnce(under, [
        () => under.storage.settleCallBack('promise-1', 'o1', 0, 'reached', ''),
        () => under.storage.takeCallBack('promise-1', 'o2'),
      ]);
      const seen = (await life.audited(id)).includes('unmasked o2');
      expect(await under.storage.isUnmasked('o2', id)).toBe(seen);
    });

    it('merges once when the button is pressed twice', async () => {
      await under.storage.ensureConversation('web:c1', 'web', '13800001234');
      await under.storage.ensureConversation('web:c2', 'web', '13800001234');
      const [id, into] = [await life.claimed('c1'), await life.claimed('c2')];
      const { number } = await life.row(into);
      await atOnce(under, [() => under.storage.mergeCase(id, 'o1', number, NOTES), () => under.storage.mergeCase(id, 'o1', number, NOTES)]);
      expect((await life.audited(into)).filter((line) => line === 'merged o1')).toHaveLength(1);
      expect((await under.storage.deskCase(into))?.notes).toHaveLength(1);
    });

    it('leaves a case to whoever is writing in it, and one that has just become urgent to its owner', async () => {
      const id = await life.claimed('c1');
      for (let waited = 0; waited < 2 * ANSWER_WITHIN; waited += 15_000) {
        under.clock.now += 15_000;
        await under.storage.noteSeen('o1', AT_THE_DESK, id, typingAt(id));
        await under.storage.noteSeen('o2', AT_THE_DESK, id, typingAt(id));
      }
      expect(await under.storage.returnLapsed()).toEqual([]);
      under.clock.now += ANSWER_WITHIN;
      await under.storage.noteSeen('o2', AT_THE_DESK, id, typingAt(id));
      expect(await under.storage.returnLapsed()).toEqual([id]);

      const raised = await life.claimed('c2', 'o1', 'P2');
      under.clock.now += 10 * ANSWER_WITHIN;
      await under.storage.noteSeen('o1', AT_THE_DESK);
      await life.writes('c2', { escalation: calling('P0', 'A-raised') });
      expect(await under.storage.returnLapsed()).toEqual([]);
      under.clock.now += ANSWER_WITHIN;
      expect(await under.storage.returnLapsed()).toEqual([raised]);
    });

    it('says no more that somebody was reached once he who came has given it back', async () => {
      const id = await life.openCase('c1');
      const ring = await under.storage.claimRing(0, 60_000, true);
      if (!ring) throw new Error('it did not ring');
      await under.storage.settleRing(ring, { reached: true, reason: null }, null);
      const reached = async () => (await under.storage.loadConversation('web:c1')).runningCase?.reached;
      expect(await reached()).toBe(true);
      await under.storage.claimCase(id, 'o1');
      expect(await reached()).toBe(true);
      await under.storage.releaseCase(id, 'o1');
      expect(await reached()).toBe(false);
    });

    it('comes back for everybody, also when a role had asked for it', async () => {
      const id = await life.claimed('c1');
      await life.hand(id, { role: 'supervisor' });
      await under.storage.claimCase(id, 'sup');
      under.clock.now += 1;
      await under.storage.returnCasesOf('sup');
      expect(await under.storage.claimCase(id, 'o1')).toMatchObject({ won: true });
    });

    it('tells the bot which waiting case an officer has handed on or noted money in: no citizen takes it back', async () => {
      const kept = async (person: string) => (await under.storage.loadConversation(`web:${person}`)).runningCase?.kept;
      const handed = await life.claimed('c1', 'o1', 'P2');
      expect(await kept('c1')).toBe(false);
      await life.hand(handed, { role: 'supervisor' });
      expect(await kept('c1')).toBe(true);
      const robbed = await life.claimed('c2', 'o1', 'P2');
      await under.storage.addMoneyFact(robbed, 'o1', '{"amount":1}');
      await under.storage.releaseCase(robbed, 'o1');
      expect(await kept('c2')).toBe(true);
    });

    describe('when the clock goes back', () => {
      it('rings all the same', async () => {
        await life.openCase('c1');
        under.clock.now += DAY;
        expect(await under.storage.claimRing(30_000, 60_000, true)).not.toBeNull();
        under.clock.now -= HOUR;
        expect(await under.storage.claimRing(30_000, 60_000, true)).not.toBeNull();
        expect(await under.storage.claimRing(30_000, 60_000, true)).toBeNull();
      });

      it('takes nobody for present who was seen in the future', async () => {
        await under.storage.noteSeen('o1', AT_THE_DESK);
        under.clock.now -= HOUR;
        expect(await under.storage.isStaffed()).toBe(false);
        expect(await under.storage.presentAt(AT_THE_DESK)).toEqual([]);
      });

      it('writes down who reads', async () => {
        const id = await life.openCase('c1');
        await under.storage.noteRead('o1', id);
        under.clock.now -= HOUR;
        await under.storage.noteRead('o1', id);
        await under.storage.noteRead('o1', id);
        expect(await life.audited(id)).toEqual(['read o1', 'read o1']);
      });
    });

    describe('whoever has lost money', () => {
      const guarded = async (conversationId: string) => (await under.storage.loadConversation(conversationId)).guarded;

      it('is guarded in every conversation of his telephone, and no more once the case is opened again', async () => {
        await under.storage.ensureConversation('web:c1', 'web', '13800001234');
        await under.storage.ensureConversation('twilio:other', 'twilio', '+86 138 0000 1234');
        await under.storage.ensureConversation('twilio:else', 'twilio', '13900001234');
        const id = await life.claimed('c1');
        await under.storage.closeCase(id, 'o1', 'scam', { lost: 100 });
        expect([await guarded('web:c1'), await guarded('twilio:other'), await guarded('twilio:else')]).toEqual([true, true, false]);
        await under.storage.reopenCase(id, 'o1');
        expect([await guarded('web:c1'), await guarded('twilio:other')]).toEqual([false, false]);
      });

      it('is guarded when his transfers were written down and the sum was not typed again', async () => {
        const id = await life.claimed('c1');
        await under.storage.addMoneyFact(id, 'o1', '{"amount":2000000}');
        await under.storage.closeCase(id, 'o1', 'scam');
        expect(await guarded('web:c1')).toBe(true);
      });
    });
  });
}
