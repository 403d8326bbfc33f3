import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TakenCall } from '../../src/storage/telephone.ts';
import { calling, countOf, forget, incoming, type OpenStorage, outcome, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const MINUTE = 60_000;
const NOTES = { here: (number: string) => `并入${number}`, there: (number: string) => `${number}并到这里` };

export function testMoneyAndTelephone(name: string, open: OpenStorage): void {
  describe(`money and the telephone in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    async function openCase(person: string, channel = 'web', address: string | null = null): Promise<string> {
      const conversationId = `${channel}:${person}`;
      await under.storage.ensureConversation(conversationId, channel, address);
      const { messageId } = await incoming(under, { channel, conversationId, externalId: person, text: `我是${person}` });
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId, escalation: calling('P1', `A-${person}`), replies: [], type: 'loan', colour: 'red' }),
      );
      under.clock.now += 1000;
      const row = await under.database.query
        .selectFrom('cases')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row?.id ?? '';
    }
    const call = (parts: Partial<TakenCall> = {}): TakenCall => ({
      formId: 'form-0001',
      officerId: 'o1',
      number: '138 0000 1234',
      text: '我转了两万给骗子',
      caseNumber: 'A-call',
      urgency: 'P0',
      reason: 'stop-loss: paid',
      facts: { place: '织里' },
      money: '{"amount":2000000}',
      community: null,
      verdict: {
        release: '1.0.0',
        engine: '1.0.0',
        colour: 'red',
        score: 0.9,
        type: 'loan',
        intent: 'stop-loss',
        stage: 'paid',
        answer: '{"messages":[],"status":"open","escalated":true}',
      },
      ...parts,
    });
    const audited = async () => {
      const rows = await under.database.query.selectFrom('audit').select(['officer_id', 'action', 'subject']).orderBy('seq').execute();
      return rows.map(({ officer_id, action, subject }) => `${officer_id} ${action} ${subject}`);
    };

    it('lets the owner alone write, change and strike out money facts, each written down', async () => {
      const id = await openCase('c1');
      expect(await under.storage.addMoneyFact(id, 'o1', '{"payee":"李四甲"}', 'form-0001')).toBe(false);
      await under.storage.claimCase(id, 'o1');
      const before = (await audited()).length;
      expect(await under.storage.addMoneyFact(id, 'o2', '{"payee":"李四甲"}', 'form-0001')).toBe(false);
      expect(await under.storage.addMoneyFact(id, 'o1', '{"payee":"李四甲"}', 'form-0001')).toBe(true);
      expect(await under.storage.addMoneyFact(id, 'o1', '{"payee":"李四甲"}', 'form-0001')).toBe(true);
      expect(await under.storage.moneyFactsOf(id)).toMatchObject([{ id: 'form-0001', body: '{"payee":"李四甲"}', display: '接线员o1' }]);
      expect(await under.storage.changeMoneyFact(id, 'o2', 'form-0001', '{}')).toBe(false);
      expect(await under.storage.changeMoneyFact(id, 'o1', 'none', '{}')).toBe(false);
      under.clock.now += 1000;
      expect(await under.storage.changeMoneyFact(id, 'o1', 'form-0001', '{"payee":"王五"}')).toBe(true);
      expect(await under.storage.moneyFactsOf(id)).toMatchObject([{ body: '{"payee":"王五"}', updatedAt: under.clock.now }]);
      expect((await under.bytes()).includes('李四甲')).toBe(false);
      expect(await under.storage.removeMoneyFact(id, 'o2', 'form-0001')).toBe(false);
      expect(await under.storage.removeMoneyFact(id, 'o1', 'form-0001')).toBe(true);
      expect(await under.storage.removeMoneyFact(id, 'o1', 'form-0001')).toBe(true);
      expect(await under.storage.moneyFactsOf(id)).toEqual([]);
      expect((await audited()).slice(before)).toEqual(Array(3).fill(`o1 case.facts ${id}`));
    });

    it('never touches a fact of another case', async () => {
      const [mine, other] = [await openCase('c1'), await openCase('c2')];
      await under.storage.claimCase(mine, 'o1');
      await under.storage.claimCase(other, 'o2');
      await under.storage.addMoneyFact(other, 'o2', '{"payee":"王五"}', 'form-0002');
      expect(await under.storage.changeMoneyFact(mine, 'o1', 'form-0002', '{}')).toBe(false);
      expect(await under.storage.removeMoneyFact(mine, 'o1', 'form-0002')).toBe(true);
      expect(await under.storage.addMoneyFact(mine, 'o1', '{}', 'form-0002')).toBe(false);
      expect(await under.storage.moneyFactsOf(other)).toMatchObject([{ body: '{"payee":"王五"}' }]);
    });

    it('keeps what 110 has done, sealed, from the owner alone', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.writePoliceFacts(id, 'o2', '{"record":"J330-77"}')).toBe(false);
      expect(await under.storage.policeFactsOf(id)).toBeNull();
      expect(await under.storage.writePoliceFacts(id, 'o1', '{"record":"J330-77"}')).toBe(true);
      expect(await under.storage.policeFactsOf(id)).toBe('{"record":"J330-77"}');
      expect((await under.bytes()).includes('J330-77')).toBe(false);
      expect((await audited()).at(-1)).toBe(`o1 case.facts ${id}`);
      await under.storage.closeCase(id, 'o1', 'scam');
      await forget(under, 'web:c1');
      expect(await under.storage.policeFactsOf(id)).toBeNull();
      expect(await under.storage.moneyFactsOf(id)).toEqual([]);
    });

    it('takes a call as a case of the officer at once, judged, with nothing to send; the same form twice is one case', async () => {
      const id = await under.storage.takeCall(call());
      expect(await under.storage.takeCall(call({ caseNumber: 'A-again', text: '又按了一次' }))).toBe(id);
      const found = await under.storage.deskCase(id);
      expect(found).toMatchObject({
        number: 'A-call',
        urgency: 'P0',
        status: 'claimed',
        channel: 'phone',
        colour: 'red',
        type: 'loan',
        stage: 'paid',
        owner: { id: 'o1' },
      });
      expect(found?.lines.map(({ author, text }) => `${author} ${text}`)).toEqual(['citizen 我转了两万给骗子']);
      expect(JSON.parse(found?.facts ?? '{}')).toMatchObject({ messageId: found?.lines[0]?.id, place: '织里' });
      expect(await under.storage.moneyFactsOf(id)).toMatchObject([{ body: '{"amount":2000000}' }]);
      expect([await countOf(under, 'cases'), await countOf(under, 'messages'), await countOf(under, 'outbox')]).toEqual([1, 1, 0]);
      expect(await under.storage.unconcluded(under.clock.now + 1, null, 9)).toEqual([]);
      expect(await under.storage.claimDue(['phone'])).toBeNull();
      expect(await audited()).toEqual([`o1 case.called ${id}`]);
      expect(await under.storage.telephoneOf(id)).toBe('138 0000 1234');
      for (const secret of ['13800001234', '138 0000 1234', '织里', '两万']) expect((await under.bytes()).includes(secret)).toBe(false);
      expect((await under.storage.loadConversation('phone:form-0001')).status).toBe('open');
    });

    it('does not hide that a case number is taken', async () => {
      await under.storage.takeCall(call());
      await expect(under.storage.takeCall(call({ formId: 'form-0002' }))).rejects.toMatchObject({ code: 'case.number-taken' });
      expect([await countOf(under, 'persons'), await countOf(under, 'conversations')]).toEqual([1, 1]);
    });

    it('leaves a call to who took it once it is over: nobody waits for an answer in writing', async () => {
      await under.storage.startSession('s1', 'o1', under.clock.now + 60 * MINUTE);
      const id = await under.storage.takeCall(call());
      await under.storage.setOnTelephone(id, 'o1', false);
      under.clock.now += 10 * MINUTE;
      expect(await under.storage.returnLapsed()).toEqual([]);
      await under.storage.endSessionsOf('o1');
      expect(await under.storage.returnLapsed()).toEqual([id]);
    });

    it('knows earlier calls and SMS of the same number, however it is written, and nobody else', async () => {
      const sms = await openCase('hash1', 'httpsms', '+8613800001234');
      await openCase('hash2', 'httpsms', '+8613911112222');
      const hidden = await under.storage.takeCall(call({ formId: 'form-0009', caseNumber: 'A-hidden', number: null }));
      const id = await under.storage.takeCall(call());
      expect(await under.storage.contactsOf(id, 'phone:form-0001')).toMatchObject([
        { channel: 'httpsms', case: { id: sms, number: 'A-hash1', status: 'waiting', type: 'loan', truth: null, mergedInto: null } },
      ]);
      expect(await under.storage.contactsOf(sms, 'httpsms:hash1')).toMatchObject([{ channel: 'phone', case: { id, owner: '接线员o1' } }]);
      expect(await under.storage.contactsOf(hidden, 'phone:form-0009')).toEqual([]);
      await under.storage.claimCase(sms, 'o1');
      await under.storage.closeCase(sms, 'o1', 'scam');
      await forget(under, 'httpsms:hash1');
      expect(await under.storage.contactsOf(id, 'phone:form-0001')).toEqual([]);
    });

    it('merges two cases of one person, once, and both say so', async () => {
      const sms = await openCase('hash1', 'httpsms', '+8613800001234');
      const id = await under.storage.takeCall(call());
      expect(await under.storage.mergeCase(id, 'o2', 'A-hash1', NOTES)).toBe('not-owner');
      expect(await under.storage.mergeCase(id, 'o1', 'A-nobody', NOTES)).toBe('not-theirs');
      expect(await under.storage.mergeCase(id, 'o1', 'A-call', NOTES)).toBe('not-theirs');
      await under.storage.claimCase(sms, 'o2');
      expect(await under.storage.mergeCase(id, 'o1', 'A-hash1', NOTES)).toBe('owned');
      await under.storage.releaseCase(sms, 'o2');
      expect(await under.storage.mergeCase(id, 'o1', 'A-hash1', NOTES)).toBe('merged');
      expect(await under.storage.deskCase(id)).toMatchObject({ status: 'closed', truth: null, notes: [{ text: '并入A-hash1' }] });
      expect(await under.storage.deskCase(sms)).toMatchObject({ status: 'waiting', notes: [{ text: 'A-call并到这里' }] });
      expect(await under.storage.mergedInto(id)).toEqual({ id: sms, number: 'A-hash1' });
      expect((await under.storage.loadConversation('phone:form-0001')).status).toBe('resolved');
      expect((await under.storage.loadConversation('httpsms:hash1')).status).toBe('pending');
      expect((await audited()).filter((line) => line.includes('merged'))).toEqual([`o1 case.merged ${id}`, `o1 case.merged ${sms}`]);
      expect(await under.storage.mergeCase(id, 'o1', 'A-hash1', NOTES)).toBe('not-owner');
      await under.storage.claimCase(sms, 'o1');
      expect(await under.storage.mergeCase(sms, 'o1', 'A-call', NOTES)).toBe('not-theirs');
    });

    it('never merges cases of different persons', async () => {
      const [one] = [await openCase('c1'), await openCase('c2')];
      await under.storage.claimCase(one, 'o1');
      expect(await under.storage.mergeCase(one, 'o1', 'A-c2', NOTES)).toBe('not-theirs');
      expect(await under.storage.deskCase(one)).toMatchObject({ status: 'claimed', notes: [] });
    });

    it('keeps promised calls: due first, counted once, again in a quarter of an hour, until he is reached', async () => {
      const id = await under.storage.takeCall(call());
      const { now } = under.clock;
      expect(await under.storage.promiseCallBack(id, 'o2', now + 1, '', 'form-late')).toBe(false);
      expect(await under.storage.promiseCallBack(id, 'o1', now + 30 * MINUTE, '问止付没有', 'form-late')).toBe(true);
      expect(await under.storage.promiseCallBack(id, 'o1', now + 30 * MINUTE, '问止付没有', 'form-late')).toBe(true);
      await under.storage.promiseCallBack(id, 'o1', now + 5 * MINUTE, '', 'form-soon');
      expect((await under.storage.callBacksDue('o2')).map((due) => [due.id, due.open])).toEqual([
        ['form-soon', false],
        ['form-late', false],
      ]);
      expect(await under.storage.settleCallBack('form-soon', 'o2', 0, 'unreached', '')).toBe(true);
      expect(await under.storage.settleCallBack('form-soon', 'o2', 0, 'unreached', '')).toBe(false);
      expect(await under.storage.callBacksOf(id, 'o1')).toMatchObject([
        { id: 'form-soon', attempts: 1, dueAt: now + 15 * MINUTE, lastAttemptAt: now, open: true },
        { id: 'form-late', attempts: 0, note: '问止付没有' },
      ]);
      expect(await under.storage.settleCallBack('form-soon', 'o2', 1, 'reached', '他说没人找他')).toBe(true);
      expect(await under.storage.settleCallBack('form-late', 'o1', 0, 'not-needed', '他自己来过了')).toBe(true);
      expect(await under.storage.callBacksDue('o1')).toEqual([]);
      const rows = await under.database.query.selectFrom('call_backs').select(['result', 'attempts']).orderBy('id').execute();
      expect(rows).toEqual([
        { result: 'cancelled', attempts: 0 },
        { result: 'reached', attempts: 2 },
      ]);
      expect((await audited()).filter((line) => line.includes('case.called'))).toHaveLength(4);
      expect((await under.bytes()).includes('没人找他')).toBe(false);
    });

    it('is not shortened by looking over the times, neither a call nor what was opened for one', async () => {
      const [typed, clicked] = [await under.storage.takeCall(call()), await openCase('c1')];
      await under.storage.claimCase(clicked, 'o1');
      await under.storage.setOnTelephone(clicked, 'o1', true);
      await under.storage.promiseCallBack(typed, 'o1', under.clock.now + MINUTE, '', 'form-soon');
      expect(await under.storage.takeCallBack('form-soon', 'o2')).toBe(true);
      expect(await under.storage.unmask('o2', clicked, '复核')).toBe(true);
      const standing = async () => [
        await under.database.query.selectFrom('cases').selectAll().orderBy('id').execute(),
        await under.database.query.selectFrom('unmaskings').selectAll().orderBy('case_id').execute(),
      ];
      const before = await standing();
      await under.storage.mendTimes();
      expect(await standing()).toEqual(before);
      expect(await under.storage.isUnmasked('o2', typed)).toBe(true);
    });

    it('shows the number to whoever takes the call, for half an hour, and writes that down', async () => {
      const id = await under.storage.takeCall(call());
      await under.storage.promiseCallBack(id, 'o1', under.clock.now + MINUTE, '', 'form-soon');
      expect(await under.storage.takeCallBack('none', 'o2')).toBe(false);
      expect(await under.storage.takeCallBack('form-soon', 'o2')).toBe(true);
      expect(await under.storage.takeCallBack('form-soon', 'o2')).toBe(true);
      expect(await under.storage.callBacksDue('o2')).toMatchObject([{ open: true, telephone: '138 0000 1234' }]);
      expect(await under.storage.isUnmasked('o2', id)).toBe(true);
      expect((await audited()).filter((line) => line.includes('unmasked'))).toEqual(Array(2).fill(`o2 case.unmasked ${id}`));
      under.clock.now += 30 * MINUTE;
      expect(await under.storage.callBacksDue('o2')).toMatchObject([{ open: false }]);
    });
  });
}
