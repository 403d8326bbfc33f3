import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellStopAnswer } from '../../src/stop-loss/tell-answer.ts';
import { forget, incoming, type OpenStorage, outcome, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const DAY = 24 * 60 * 60_000;
const TELEGRAM = 'telegram:77';

export function testStopTold(name: string, open: OpenStorage): void {
  describe(`what the police have answered, told to the citizen in ${name}`, () => {
    let under: StorageUnderTest;
    let nudges = 0;
    let forms = 0;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
      nudges = 0;
      await wrote(TELEGRAM);
    });
    afterEach(() => under.close());

    async function wrote(conversationId: string, state = '{"matter":null}'): Promise<void> {
      const channel = conversationId.slice(0, conversationId.indexOf(':'));
      const { messageId } = await incoming(under, { conversationId, channel, externalId: `first-${conversationId}` });
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId, state, replies: [{ id: `reply-${messageId}`, text: '先打110' }] }),
      );
      await under.database.query.updateTable('outbox').set({ state: 'accepted' }).execute();
    }
    async function sentLead(conversationId: string | null, transfers = 1) {
      const made = await under.storage.receiveStopLead({
        formId: `form-${++forms}`,
        origin: 'page',
        body: '{}',
        transfers: Array.from({ length: transfers }, () => ({ body: '{}', way: 'bank', account: '', amount: 500_000, at: null })),
        conversationId,
        caseId: null,
        warningRef: null,
        officerId: null,
      });
      const act = async () => ({
        leadId: made.id,
        officerId: 'o1',
        formId: `act-${++forms}`,
        seen: (await under.storage.readStopLead(made.id, 'o1'))?.acts ?? -1,
      });
      await under.storage.takeStopLead(await act());
      await under.storage.checkStopLead(await act(), '{}', true);
      await under.storage.sendStopLead(await act(), { way: 'sheet', version: 1, document: {}, identifiers: [] });
      return made;
    }
    const answered = (number: string, externalId: string, position = 1) =>
      under.storage.recordStopAnswer({
        externalId,
        leadNumber: number,
        transferId: `${number}-${position}`,
        stopped: 300_000,
        ownShare: null,
        othersShare: null,
        returned: null,
        refused: false,
        reason: '账户已止付',
        stopRef: '',
        answeredAt: under.clock.now,
        officerId: null,
      });
    const tell = (publicUrl = 'https://fanzha.example') =>
      tellStopAnswer({
        storage: under.storage,
        config: { PUBLIC_URL: publicUrl, HOTLINE_NUMBER: '2250000' },
        surroundings: () => ({ toTraditional: (text) => text }),
        nudgeDelivery: () => {
          nudges += 1;
        },
      });
    const due = () => under.storage.claimDue(['telegram', 'sms', 'wechat']);
    const said = async () => {
      const rows = await under.database.query
        .selectFrom('messages')
        .select(['conversation_id', 'external_id'])
        .where('external_id', 'like', 'stop-answer:%')
        .execute();
      return rows.map(({ conversation_id }) => conversation_id);
    };

    it('goes out in his own channel, once for an answer, with the page and neither sums nor their words', async () => {
      const { number, token } = await sentLead(TELEGRAM);
      expect(await tell()).toBe(false);
      await answered(number, 'police-1');
      expect(await Promise.all([tell(), tell()])).toContain(true);
      expect(await tell()).toBe(false);
      expect(await said()).toEqual([TELEGRAM]);
      const message = await due();
      expect(message).toMatchObject({ conversationId: TELEGRAM, said: { to: '77' } });
      expect(message?.said?.text).toBe(
        `警方对您的止付线索${number}有了回复。有回复，不等于钱已止住。看进度页：https://fanzha.example/stop-loss/${token} 谁拿这件事找您要钱、要验证码、要下载，都是骗子；拿不准打110。`,
      );
      expect(nudges).toBeGreaterThan(0);
      expect(await answered(number, 'police-1')).toBe('repeated');
      expect(await tell()).toBe(false);
      under.clock.now += 60_000;
      await answered(number, 'police-2');
      expect(await tell()).toBe(true);
      expect(await said()).toHaveLength(2);
    });

    it('is one message for answers that came together, and names no page where nobody knows its address', async () => {
      const { number } = await sentLead(TELEGRAM, 3);
      for (const position of [1, 2, 3]) await answered(number, `police-${position}`, position);
      expect(await tell('')).toBe(true);
      expect(await tell('')).toBe(false);
      expect(await said()).toEqual([TELEGRAM]);
      expect((await due())?.said?.text).toMatch(/到填表时给您的进度页看，或拨2250000报编号问/);
    });

    it('waits while a human speaks with him, and is no news after a week', async () => {
      const status = (now: 'open' | 'pending') =>
        under.database.query.updateTable('conversations').set({ status: now }).where('id', '=', TELEGRAM).execute();
      const { number } = await sentLead(TELEGRAM);
      await status('open');
      await answered(number, 'police-1');
      expect(await tell()).toBe(false);
      await status('pending');
      expect(await tell()).toBe(true);
      await status('open');
      await answered(number, 'police-2');
      await status('pending');
      under.clock.now += 7 * DAY;
      expect(await tell()).toBe(false);
      expect(await said()).toHaveLength(1);
    });

    it('is told by whoever takes over in between: nothing is said, and it waits', async () => {
      const { number } = await sentLead(TELEGRAM);
      await answered(number, 'police-1');
      const answer = await under.storage.untoldAnswer();
      if (!answer) throw new Error('no answer waits');
      await under.database.query.updateTable('conversations').set({ status: 'open' }).where('id', '=', TELEGRAM).execute();
      await under.storage.tellAnswer(answer, { conversationId: TELEGRAM, text: '有了回复' });
      expect(await said()).toEqual([]);
      await under.database.query.updateTable('conversations').set({ status: 'pending' }).where('id', '=', TELEGRAM).execute();
      expect(await tell()).toBe(true);
      expect(await said()).toEqual([TELEGRAM]);
    });

    it('is owed again when an officer has taken over before it went out, and follows when he has done', async () => {
      const { number } = await sentLead(TELEGRAM);
      await answered(number, 'police-1');
      expect(await tell()).toBe(true);
      const status = (now: 'open' | 'pending') =>
        under.database.query.updateTable('conversations').set({ status: now }).where('id', '=', TELEGRAM).execute();
      await status('open');
      const withdraw = async () => {
        const message = await due();
        if (message) await under.storage.settle(message, { state: 'withdrawn', dueAt: under.clock.now, reason: null, platformId: null });
        return message?.said;
      };
      expect(await withdraw()).toBeNull();
      expect(await tell()).toBe(false);
      await status('pending');
      expect(await tell()).toBe(true);
      expect((await due())?.said?.text).toContain(number);
    });

    it('is said to nobody who was erased, who has said that somebody reads along, or who is not known', async () => {
      const watched = 'telegram:88';
      await wrote(watched, '{"matter":null,"watched":true}');
      const leads = [await sentLead(TELEGRAM), await sentLead(watched), await sentLead(null)];
      await forget(under, TELEGRAM);
      // Somebody else in the same place.
      await under.storage.ensureConversation(TELEGRAM, 'telegram');
      for (const [index, { number }] of leads.entries()) await answered(number, `police-${index}`);
      expect([await tell(), await tell(), await tell(), await tell()]).toEqual([true, true, true, false]);
      expect(await said()).toEqual([]);
    });

    it('reaches whoever rang us in the channel of the same number, without the page that nobody has proved to be his', async () => {
      await under.storage.ensureConversation('phone:call-1', 'phone', '13800001234');
      await under.storage.ensureConversation('sms:abc', 'sms', '+8613800001234');
      await under.storage.ensureConversation('sms:other', 'sms', '+8613900001234');
      const { number, token } = await sentLead('phone:call-1');
      await answered(number, 'police-1');
      expect(await tell()).toBe(true);
      expect(await said()).toEqual(['sms:abc']);
      const message = await due();
      expect(message?.said?.text).toContain(number);
      expect(message?.said?.text).not.toContain(token);
    });

    it('goes out to the number that he has proved when he filled in the form on the page', async () => {
      await under.storage.ensureConversation('web:c9', 'web');
      await under.storage.ensureConversation('sms:abc', 'sms', '+8613800001234');
      await under.storage.ensureConversation('sms:other', 'sms', '+8613900001234');
      const { number, token } = await sentLead('web:c9');
      const conversation = (id: string) =>
        under.database.query
          .selectFrom('conversations')
          .select(['person_id', 'address_hash'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
      const [{ person_id }, { address_hash }] = [await conversation('web:c9'), await conversation('sms:abc')];
      const citizen = { id: 'citizen-1', person_id, phone_hash: address_hash, created_at: 1, updated_at: 1 };
      await under.database.query.insertInto('citizens').values(citizen).execute();
      const link = { citizen_id: 'citizen-1', conversation_id: 'web:c9', since: 1 };
      await under.database.query.insertInto('citizen_conversations').values(link).execute();
      // He has only said that the number is his.
      await answered(number, 'police-1');
      expect(await tell()).toBe(true);
      expect(await said()).toEqual(['web:c9']);
      await under.database.query.updateTable('citizens').set({ phone_proved_at: 1 }).execute();
      await answered(number, 'police-2');
      expect(await tell()).toBe(true);
      expect((await said()).sort()).toEqual(['sms:abc', 'web:c9']);
      expect((await due())?.said?.text).toContain(token);
    });

    it('stands in his web chat, or goes out in the channel that he has registered with besides', async () => {
      await under.storage.ensureConversation('web:c9', 'web');
      const { number } = await sentLead('web:c9');
      await answered(number, 'police-1');
      expect(await tell()).toBe(true);
      expect(await said()).toEqual(['web:c9']);
      const { person_id } = await under.database.query
        .selectFrom('conversations')
        .select('person_id')
        .where('id', '=', TELEGRAM)
        .executeTakeFirstOrThrow();
      await under.database.query.insertInto('citizens').values({ id: 'citizen-1', person_id, created_at: 1, updated_at: 1 }).execute();
      for (const conversation_id of ['web:c9', TELEGRAM])
        await under.database.query
          .insertInto('citizen_conversations')
          .values({ citizen_id: 'citizen-1', conversation_id, since: 1 })
          .execute();
      await answered(number, 'police-2');
      expect(await tell()).toBe(true);
      expect((await said()).sort()).toEqual([TELEGRAM, 'web:c9']);
    });
  });
}
