import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DueMessage, Settled } from '../../src/storage/outbox.ts';
import type { DeliveryReport } from '../../src/storage/outbox-reports.ts';
import {
  account,
  CONVERSATION,
  calling,
  forget,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';

/** The delivery ledger, over any database. */
export function testOutbox(name: string, open: OpenStorage): void {
  describe(`the outbox in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    /** A message that was answered by the given replies, to be sent. */
    async function answered(externalId: string, replies: readonly string[], turn = 0, passive = false): Promise<void> {
      const { messageId } = await incoming(under, { externalId });
      await under.storage.saveOutcome(outcome(messageId, { turn, passive, replies: replies.map((id) => ({ id, text: `答${id}` })) }));
    }
    const claim = () => under.storage.claimDue(['web']);
    const settle = (due: DueMessage | null, parts: Partial<Settled> = {}) =>
      under.storage.settle(due as DueMessage, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: null, ...parts });
    const reported = (platformId: string, state: DeliveryReport['state'], reason: string | null, channels = ['web']) =>
      under.storage.reported(channels, { platformId, state, reason });
    const states = async () =>
      Object.fromEntries(
        (await under.database.query.selectFrom('outbox').select(['message_id', 'state']).execute()).map((row) => [
          row.message_id,
          row.state,
        ]),
      );

    it('gives what is due to one only, in the order in which it was said', async () => {
      await answered('m1', ['r1', 'r2']);
      await answered('m2', ['r3'], 1);
      const first = await claim();
      expect(first).toMatchObject({ messageId: 'r1', attempt: 1, maybeSent: false, said: { to: 'c1', text: '答r1', judged: true } });
      expect(await claim()).toBeNull();
      await settle(first);
      const second = await claim();
      expect(second?.messageId).toBe('r2');
      await settle(second, { state: 'queued', dueAt: under.clock.now + 1000 });
      expect(await claim()).toBeNull();
      under.clock.now += 1000;
      const again = await claim();
      expect(again).toMatchObject({ messageId: 'r2', attempt: 2, maybeSent: false });
      await settle(again, { state: 'refused', reason: 'blocked' });
      expect((await claim())?.messageId).toBe('r3');
    });

    it('gives each message to one when many ask at once', async () => {
      for (const person of ['a', 'b', 'c', 'd']) {
        const conversationId = `web:${person}`;
        const { messageId } = await incoming(under, { conversationId, externalId: person });
        await under.storage.saveOutcome(
          outcome(messageId, { conversationId, passive: false, replies: [{ id: `r-${person}`, text: '答' }] }),
        );
      }
      const claims = await Promise.all(Array.from({ length: 20 }, claim));
      const ids = claims.flatMap((due) => (due ? [due.messageId] : []));
      expect(new Set(ids).size).toBe(ids.length);
      for (let due = await claim(); due; due = await claim()) ids.push(due.messageId);
      expect(ids.sort()).toEqual(['r-a', 'r-b', 'r-c', 'r-d']);
    });

    it('knows after a crash that a message may have arrived already', async () => {
      await answered('m1', ['r1']);
      await claim();
      under.clock.now += 60_000;
      expect(await claim()).toMatchObject({ messageId: 'r1', attempt: 2, maybeSent: true });
    });

    it('asks only for channels that have a sender', async () => {
      await answered('m1', ['r1']);
      expect(await under.storage.claimDue(['telegram'])).toBeNull();
      expect(await under.storage.claimDue([])).toBeNull();
    });

    it('leaves to the HTTP answer what it carries, the second time too', async () => {
      await answered('m1', ['r1'], 0, true);
      expect(await claim()).toBeNull();
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set(['r1']));
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set(['r1']));
      under.clock.now += 60_000;
      expect(await claim()).toBeNull();
    });

    it('lets the HTTP answer say what no sender could', async () => {
      await answered('m1', ['r1'], 0, true);
      await under.storage.releaseToSender(['r1']);
      await settle(await claim(), { state: 'refused', reason: 'no-sender' });
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set(['r1']));
    });

    it('does not let the HTTP answer repeat what a sender has taken', async () => {
      await answered('m1', ['r1'], 0, true);
      await under.storage.releaseToSender(['r1']);
      const due = await claim();
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set());
      await settle(due);
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set());
    });

    it('keeps what the platform holds back until the citizen writes again', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { state: 'waiting', reason: '45015' });
      expect(await claim()).toBeNull();
      expect(await under.storage.releaseWaiting(CONVERSATION)).toBe(1);
      expect((await claim())?.messageId).toBe('r1');
      expect(await under.storage.releaseWaiting(CONVERSATION)).toBe(0);
    });

    it('tells the desk of what could not be delivered', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { state: 'dead', reason: '500' });
      const kinds = (await under.storage.eventsAfter(CONVERSATION, 0)).map(({ kind }) => kind);
      expect(kinds).toEqual(['message', 'delivery']);
      expect(await under.storage.ledger()).toEqual([{ channel: 'web', state: 'dead', reason: '500', count: 1 }]);
    });

    it('has nothing to say for the bot where a human has taken over, by a sender or in an answer', async () => {
      await answered('m1', ['r1'], 0, true);
      await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
      expect(await under.storage.takeForAnswer(['r1'])).toEqual(new Set());
      await under.storage.releaseToSender(['r1']);
      expect(await claim()).toMatchObject({ messageId: 'r1', said: null });
    });

    it('does not let a newer answer overtake what a sender has', async () => {
      await answered('m1', ['r1'], 0, true);
      await answered('m2', ['r2'], 1, true);
      await under.storage.releaseToSender(['r1']);
      expect(await under.storage.takeForAnswer(['r2'])).toEqual(new Set());
      await settle(await claim());
      expect(await under.storage.takeForAnswer(['r2'])).toEqual(new Set(['r2']));
    });

    it('lets the answer of a page stand behind what the page has not fetched yet, once nobody else says it', async () => {
      await answered('m1', ['r1'], 0, true);
      await answered('m2', ['r2'], 1, true);
      await under.storage.releaseToSender(['r1']);
      expect(await under.storage.takeForAnswer(['r2'])).toEqual(new Set());
      expect(await under.storage.takeForAnswer(['r2'], true)).toEqual(new Set(['r2']));
      await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
      expect(await under.storage.takeForAnswer(['r2'], true)).toEqual(new Set(['r2']));
      expect(await under.storage.takeForAnswer(['r1'], true)).toEqual(new Set());
    });

    it('remembers that a lost attempt may have arrived, whatever comes after it', async () => {
      await answered('m1', ['r1']);
      await claim();
      under.clock.now += 20_000;
      await settle(await claim(), { state: 'queued', reason: '500' });
      expect(await claim()).toMatchObject({ attempt: 3, maybeSent: true });
    });

    it('knows that an attempt without an answer may have arrived', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { state: 'queued', reason: 'no answer', uncertain: true });
      expect(await claim()).toMatchObject({ attempt: 2, maybeSent: true });
    });

    it('does not take the late result of an attempt that had lost its claim', async () => {
      await answered('m1', ['r1']);
      const first = await claim();
      under.clock.now += 20_000;
      const second = await claim();
      await settle(first, { state: 'queued', reason: '500' });
      expect(await states()).toEqual({ r1: 'sending' });
      await settle(second);
      expect(await states()).toEqual({ r1: 'accepted' });
    });

    it('tells the desk nothing by the late result of an attempt that had lost its claim', async () => {
      await answered('m1', ['r1']);
      const first = await claim();
      under.clock.now += 20_000;
      await settle(await claim());
      await settle(first, { state: 'dead', reason: 'took too long' });
      expect(await states()).toEqual({ r1: 'accepted' });
      const kinds = (await under.storage.eventsAfter(CONVERSATION, 0)).map(({ kind }) => kind);
      expect(kinds).toEqual(['message']);
    });

    it('gives what cannot be read as one attempt more, with the cause', async () => {
      await answered('m1', ['r1']);
      await under.database.query.updateTable('messages').set({ body_sealed: 'a1.broken' }).where('id', '=', 'r1').execute();
      const due = await claim();
      expect(due).toMatchObject({ messageId: 'r1', attempt: 1, said: null, unreadable: { cause: { code: 'storage.sealed' } } });
      await settle(due, { state: 'queued', dueAt: under.clock.now, reason: 'unreadable' });
      expect(await claim()).toMatchObject({ attempt: 2, maybeSent: false });
    });

    it('writes down what the platform reports later', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { platformId: 'p1' });
      await reported('p1', 'delivered', null);
      await reported('unknown', 'refused', 'x');
      expect(await states()).toEqual({ r1: 'delivered' });
      await answered('m2', ['r2'], 1);
      await settle(await claim(), { platformId: 'p2' });
      await reported('p2', 'refused', 'code 30003');
      const kinds = (await under.storage.eventsAfter(CONVERSATION, 0)).map(({ kind }) => kind);
      expect(kinds).toEqual(['message', 'message', 'delivery']);
    });

    it('holds a report to the channels that its platform carries', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { platformId: '77' });
      expect(await reported('77', 'refused', 'x', ['twilio', 'aliyun'])).toBe(false);
      expect(await reported('77', 'refused', 'x', [])).toBe(false);
      expect(await states()).toEqual({ r1: 'accepted' });
    });

    it('finds a report that was quicker than our own note of the message, for some minutes', async () => {
      await answered('m1', ['r1']);
      const due = await claim();
      expect(await reported('p1', 'refused', 'code 30003')).toBe(false);
      await settle(due, { platformId: 'p1' });
      expect(await states()).toEqual({ r1: 'refused' });
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map(({ kind }) => kind)).toEqual(['message', 'delivery']);
      await answered('m2', ['r2'], 1);
      const late = await claim();
      await reported('p2', 'refused', 'code 30003');
      under.clock.now += 5 * 60_000;
      await settle(late, { platformId: 'p2' });
      expect((await states()).r2).toBe('accepted');
      while (await under.storage.purgeWork(1));
      expect(await under.database.query.selectFrom('channel_memory').select('id').execute()).toEqual([]);
    });

    it('lets what the platform could not deliver now wait for his next message, and tells the desk', async () => {
      await answered('m1', ['r1']);
      await settle(await claim(), { platformId: 'p1' });
      expect(await reported('p1', 'waiting', 'fail_type 6')).toBe(true);
      expect(await states()).toEqual({ r1: 'waiting' });
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map(({ kind }) => kind)).toEqual(['message', 'delivery']);
      await under.storage.releaseWaiting(CONVERSATION);
      const again = await claim();
      expect(again?.sendAs).not.toBe('r1');
      await settle(again, { platformId: 'p2' });
      // The first report comes once more.
      expect(await reported('p1', 'waiting', 'fail_type 6')).toBe(false);
      expect(await states()).toEqual({ r1: 'accepted' });
    });

    it('sends to the sealed address where there is one', async () => {
      await under.storage.ensureConversation('sms:n1', 'sms', '+8613800000001');
      const { messageId } = await incoming(under, { channel: 'sms', conversationId: 'sms:n1', externalId: 's1' });
      await under.storage.saveOutcome(outcome(messageId, { conversationId: 'sms:n1', passive: false }));
      expect(await under.storage.claimDue(['sms'])).toMatchObject({ said: { to: '+8613800000001' } });
      expect((await under.bytes()).includes('13800000001')).toBe(false);
    });
  });

  describe(`pictures and voice in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const statesOf = async (messageId: string): Promise<string[]> => {
      const rows = await under.database.query.selectFrom('attachments').select('state').where('message_id', '=', messageId).execute();
      return rows.map(({ state }) => state);
    };
    const PICTURE = { kind: 'image' as const, reference: 'media-0000-1' };

    it('are fetched once, kept sealed and read again byte for byte', async () => {
      const { messageId } = await incoming(under, { attachments: [PICTURE], kind: 'attachment', text: '' });
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P2') }));
      const wanted = await under.storage.claimAttachment(['web']);
      expect(wanted).toMatchObject({ reference: PICTURE.reference, channel: 'web', conversationId: CONVERSATION, attempt: 1 });
      expect(await under.storage.claimAttachment(['web'])).toBeNull();
      const bytes = Uint8Array.from({ length: 2_300_000 }, (_, index) => (index * 7) % 256);
      // As `sha256sum` says of these bytes.
      const sha256 = '47e9e2ab1ad211b14479cf51fca84c4a00c437f6022ba61dd20b426b4ac6728d';
      await under.storage.keepAttachment(wanted?.id ?? '', 'image/png', bytes);
      await under.storage.keepAttachment(wanted?.id ?? '', 'image/png', bytes);
      await under.database.query
        .insertInto('officers')
        .values(account('o1', '王警官', 'officer', under.clock.now))
        .execute();
      const [{ id: caseId } = { id: '' }] = await under.storage.queue();
      const read = await under.storage.readCaseAttachment(caseId, wanted?.id ?? '', 'o1');
      expect(Buffer.from(read ?? []).equals(Buffer.from(bytes))).toBe(true);
      expect((await under.storage.deskCase(caseId))?.lines[0]?.attachments).toEqual([
        { id: wanted?.id, kind: 'image', state: 'kept', size: 2_300_000, sha256 },
      ]);
      expect(await under.storage.readCaseAttachment('none', wanted?.id ?? '', 'o1')).toBeNull();
      const stored = await under.bytes();
      expect(stored.includes(PICTURE.reference)).toBe(false);
      expect(stored.includes(Buffer.from(bytes.slice(0, 64)))).toBe(false);
      expect(stored.includes(sha256)).toBe(false);
    });

    it('are asked for again when the platform had no time, and given up in the end', async () => {
      const { messageId } = await incoming(under, { attachments: [PICTURE] });
      const wanted = await under.storage.claimAttachment(['web']);
      await under.storage.missAttachment(wanted?.id ?? '', under.clock.now + 5000);
      expect(await under.storage.claimAttachment(['web'])).toBeNull();
      under.clock.now += 5000;
      expect(await under.storage.claimAttachment(['web'])).toMatchObject({ attempt: 2 });
      await under.storage.missAttachment(wanted?.id ?? '', null);
      expect(await statesOf(messageId)).toEqual(['lost']);
    });

    /** Whoever sent it is erased, and somebody else writes from the same place and calls for a human. */
    async function anotherInHisPlace(): Promise<string> {
      await under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();
      await forget(under);
      under.clock.now += 1000;
      const { messageId } = await incoming(under, { externalId: 'of-another' });
      await under.storage.saveOutcome(outcome(messageId, { turn: 1, escalation: calling('P2', 'A000002') }));
      const [{ id } = { id: '' }] = await under.storage.queue();
      return id;
    }

    it('of somebody who was erased are not there for whoever works on the case of the next one in his place', async () => {
      const { messageId } = await incoming(under, { attachments: [PICTURE] });
      await under.storage.saveOutcome(outcome(messageId, { escalation: calling('P2') }));
      const { id = '' } = (await under.storage.claimAttachment(['web'])) ?? {};
      await under.storage.keepAttachment(id, 'image/png', new Uint8Array([1, 2, 3]));
      await twoOfficers(under);
      expect(await under.storage.readCaseAttachment(await anotherInHisPlace(), id, 'o1')).toBeNull();
      const read = under.database.query.selectFrom('audit').select('seq').where('action', '=', 'case.attachment-read');
      expect(await read.execute()).toEqual([]);
    });

    it('that come while whoever sent them is erased are not kept for the next one in his place', async () => {
      const { messageId } = await incoming(under, { attachments: [PICTURE] });
      const { id = '' } = (await under.storage.claimAttachment(['web'])) ?? {};
      await anotherInHisPlace();
      await under.storage.keepAttachment(id, 'image/png', new Uint8Array([1, 2, 3]));
      await under.storage.missAttachment(id, null);
      expect(await statesOf(messageId)).toEqual(['lost']);
      expect(await under.database.query.selectFrom('attachment_parts').selectAll().execute()).toEqual([]);
    });

    it('of somebody who was erased are not fetched any more', async () => {
      const { messageId } = await incoming(under, { attachments: [PICTURE] });
      await forget(under);
      expect(await under.storage.claimAttachment(['web'])).toBeNull();
      expect(await statesOf(messageId)).toEqual(['lost']);
    });
  });

  describe(`what channels remember in ${name}`, () => {
    it('lasts as long as it may, sealed', async () => {
      const under = await open();
      await under.storage.remember('wechat/token', 'secret-token-1', under.clock.now + 1000);
      await under.storage.remember('wecom/cursor', 'c1', null);
      await under.storage.remember('wecom/cursor', 'c2', null);
      expect(await under.storage.recall('wechat/token')).toBe('secret-token-1');
      expect((await under.bytes()).includes('secret-token-1')).toBe(false);
      under.clock.now += 1000;
      expect(await under.storage.recall('wechat/token')).toBeNull();
      expect(await under.storage.recall('wecom/cursor')).toBe('c2');
      expect(await under.storage.recall('nothing')).toBeNull();
      await under.close();
    });
  });
}
