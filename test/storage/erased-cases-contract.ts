import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseLife, openCaseLife } from './case-life-under-test.ts';
import { forget, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

const NOTES = { here: (number: string) => `并入${number}`, there: (number: string) => `${number}并到这里` };

export function testErasedCases(name: string, open: OpenStorage): void {
  describe(`cases of those who were erased in ${name}`, () => {
    let under: StorageUnderTest;
    let life: CaseLife;
    beforeEach(async () => {
      under = await open();
      life = await openCaseLife(under);
    });
    afterEach(() => under.close());

    /** His case is closed with a call still owed, he is erased, and somebody writes from the same place. */
    async function erasedAndBack(): Promise<{ readonly old: string; readonly callBack: string }> {
      const old = await life.claimed('c1');
      await under.storage.addMoneyFact(old, 'o1', '{"amount":1}');
      await under.storage.writePoliceFacts(old, 'o1', '{"number":"1"}');
      await under.storage.promiseCallBack(old, 'o1', under.clock.now + 60_000, '问他到家没有', 'promise-1');
      await under.storage.addNote(old, 'o1', '他很急');
      await under.storage.noteExport('o1', old, '给派出所', false);
      await under.storage.closeCase(old, 'o1', 'unclear');
      await forget(under, 'web:c1');
      under.clock.now += 1000;
      await under.storage.ensureConversation('web:c1', 'web', '13800001234');
      await life.writes('c1');
      return { old, callBack: 'promise-1' };
    }

    it('are shown without anything of theirs, also once somebody else writes from the same place', async () => {
      const { old } = await erasedAndBack();
      expect(await under.storage.deskCase(old)).toMatchObject({ facts: null, lines: [], notes: [] });
      expect(await under.storage.moneyFactsOf(old)).toEqual([]);
      expect(await under.storage.policeFactsOf(old)).toBeNull();
      expect(await under.storage.telephoneOf(old)).toBeNull();
      expect(await under.storage.caseExport(old)).toMatchObject({ case: { erased: true }, telephone: null, lines: [], verdicts: [] });
      expect(await under.storage.unmask('sup', old, '看看')).toBe(false);
      const reasons = await under.storage.auditRows({ action: 'case.exported' }, 10, true);
      expect(reasons.map(({ reason }) => reason.state)).toEqual(['erased']);
    });

    it('owe nobody a call', async () => {
      const { old, callBack } = await erasedAndBack();
      expect(await under.storage.callBacksDue('o1')).toEqual([]);
      expect(await under.storage.callBacksOf(old, 'o1')).toEqual([]);
      expect((await under.storage.openWork('o1')).callBacks).toEqual([]);
      expect(await under.storage.takeCallBack(callBack, 'o1')).toBe(false);
    });

    it('are nobody else’s earlier contacts, and nothing is merged into them', async () => {
      const { old } = await erasedAndBack();
      const { number } = await life.row(old);
      const now = await life.claimed('c1');
      expect(await under.storage.contactsOf(now, 'web:c1')).toEqual([]);
      expect(await under.storage.mergeCase(now, 'o1', number, NOTES)).toBe('not-theirs');
    });

    it('take no note that nobody could read', async () => {
      const { old } = await erasedAndBack();
      await expect(under.storage.addNote(old, 'o2', '还有什么')).rejects.toMatchObject({ code: 'conversation.erased' });
    });

    it('are not of those who left while their case was running, and came back', async () => {
      const id = await life.claimed('c1');
      await under.storage.leave('web:c1');
      await life.writes('c1');
      await under.storage.closeCase(id, 'o1', 'scam', { lost: 100 });
      expect(await under.storage.eraseLeavers()).toBe(0);
      expect(await under.storage.loadConversation('web:c1')).toMatchObject({ guarded: true });
      await under.storage.leave('web:c1');
      expect(await under.storage.eraseLeavers()).toBe(1);
    });

    it.each(['on his page', 'in the chat'])('are of those who asked for it %s, whatever they wrote since', async (where) => {
      const id = await life.claimed('c1');
      if (where === 'on his page') await under.storage.leave('web:c1', { asked: true });
      else {
        const { messageId } = await incoming(under, { conversationId: 'web:c1', externalId: 'erase', text: '删除我的信息' });
        const { turn } = await under.storage.loadConversation('web:c1');
        await under.storage.saveOutcome(outcome(messageId, { conversationId: 'web:c1', turn, erase: true }));
      }
      await life.writes('c1');
      expect(await under.storage.eraseLeavers()).toBe(0);
      await under.storage.closeCase(id, 'o1', 'scam', { lost: 100 });
      expect(await under.storage.eraseLeavers()).toBe(1);
    });

    it('leave no telephone number behind, not even as a hash', async () => {
      await under.storage.ensureConversation('twilio:x', 'twilio', '13800001234');
      await incoming(under, { channel: 'twilio', conversationId: 'twilio:x' });
      await forget(under, 'twilio:x');
      const row = await under.database.query
        .selectFrom('conversations')
        .select(['address_hash', 'address_sealed'])
        .where('id', '=', 'twilio:x')
        .executeTakeFirst();
      expect(row).toEqual({ address_hash: null, address_sealed: null });
    });
  });
}
