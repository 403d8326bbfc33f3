import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isForCitizen } from '../../src/storage/event-kinds.ts';
import {
  CONVERSATION,
  calling,
  countOf,
  incoming,
  type OpenStorage,
  outcome,
  type StorageUnderTest,
  twoOfficers,
} from './storage-under-test.ts';

export function testDesk(name: string, open: OpenStorage): void {
  describe(`the desk in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
      await twoOfficers(under);
    });
    afterEach(() => under.close());

    /** A case of a conversation of its own. */
    async function openCase(person: string, urgency: 'P0' | 'P1' | 'P2' = 'P1'): Promise<string> {
      const conversationId = `web:${person}`;
      const { messageId } = await incoming(under, { conversationId, externalId: person, text: `我是${person}，我转了钱` });
      const parts = { conversationId, escalation: calling(urgency, `A-${person}`), replies: [{ id: `r-${person}`, text: '先打110' }] };
      await under.storage.saveOutcome(outcome(messageId, { ...parts, stage: 'paid', colour: 'red' }));
      under.clock.now += 1000;
      const rows = await under.database.query.selectFrom('cases').select('id').where('conversation_id', '=', conversationId).execute();
      return rows[0]?.id ?? '';
    }
    const statusOf = async (conversationId = CONVERSATION) => (await under.storage.loadConversation(conversationId)).status;

    it('sees the most urgent first, of equals who waits longest, and nothing of what they wrote', async () => {
      await openCase('late', 'P1');
      await openCase('first', 'P0');
      await openCase('second', 'P0');
      const queue = await under.storage.queue();
      expect(queue.map(({ number }) => number)).toEqual(['A-first', 'A-second', 'A-late']);
      expect(queue[0]).toMatchObject({ urgency: 'P0', status: 'waiting', channel: 'web', owner: null, colour: 'red', stage: 'paid' });
      expect(JSON.stringify(queue)).not.toContain('转了钱');
    });

    it('has one winner for each case when fifty claim at once, and the losers know who it is', async () => {
      const id = await openCase('c1');
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) => under.storage.claimCase(id, index % 2 === 0 ? 'o1' : 'o2')),
      );
      const owner = claims[0]?.owner.id;
      expect(new Set(claims.map((claim) => claim?.owner.id)).size).toBe(1);
      expect(claims.every((claim, index) => claim?.won === ((index % 2 === 0 ? 'o1' : 'o2') === owner))).toBe(true);
      expect(await statusOf('web:c1')).toBe('open');
      expect(await under.storage.claimCase('nothing', 'o1')).toBeNull();
    });

    it('gives a released case back to the queue and the conversation to the bot', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.releaseCase(id, 'o2')).toBe(false);
      expect(await under.storage.releaseCase(id, 'o1')).toBe(true);
      expect(await statusOf('web:c1')).toBe('pending');
      expect(await under.storage.queue()).toMatchObject([{ status: 'waiting', owner: null }]);
    });

    it('lets the owner alone speak, by the outbox and to the live page', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      const cursor = await under.storage.deskCursor();
      expect(await under.storage.sayAsOfficer(id, 'o2', '不是我的')).toBe(false);
      expect(await under.storage.sayAsOfficer(id, 'o1', '我是接线员，先别转账')).toBe(true);
      expect((await under.storage.eventsAfter('web:c1', cursor)).map(({ message }) => message?.text)).toEqual(['我是接线员，先别转账']);
      const found = await under.storage.deskCase(id);
      expect(found?.lines.map(({ author, text }) => `${author} ${text}`)).toEqual([
        'citizen 我是c1，我转了钱',
        'bot 先打110',
        'officer 我是接线员，先别转账',
      ]);
      expect(found?.lines[2]?.delivery).toEqual({ state: 'queued', reason: null });
      await under.storage.releaseCase(id, 'o1');
      expect(await under.storage.sayAsOfficer(id, 'o1', '还是我')).toBe(false);
      expect((await under.bytes()).includes('先别转账')).toBe(false);
    });

    it('says the same form that comes twice once, and tells officers alone what is theirs', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.sayAsOfficer(id, 'o1', '您好', 'form-0001')).toBe(true);
      expect(await under.storage.sayAsOfficer(id, 'o1', '您好', 'form-0001')).toBe(true);
      const said = (await under.storage.deskCase(id))?.lines.filter(({ author }) => author === 'officer');
      expect(said?.map(({ officer, text }) => `${officer} ${text}`)).toEqual(['接线员o1 您好']);
      const cursor = await under.storage.deskCursor();
      const { messageId } = await incoming(under, { conversationId: 'web:c1', externalId: 'later', text: '在吗' });
      await under.storage.saveOutcome(outcome(messageId, { conversationId: 'web:c1', turn: 1, replies: [] }));
      await under.storage.addNote(id, 'o1', '备注');
      const events = await under.storage.eventsAfter('web:c1', cursor);
      expect(events.map(({ kind }) => kind)).toEqual(['desk', 'desk']);
      expect(events.filter(isForCitizen)).toEqual([]);
    });

    it('sends the owner\u2019s words also where the bot must be silent', async () => {
      const conversationId = 'telegram:5';
      const { messageId } = await incoming(under, { channel: 'telegram', conversationId, externalId: 't1' });
      await under.storage.saveOutcome(outcome(messageId, { conversationId, passive: false, escalation: calling('P0'), replies: [] }));
      const id = (await under.storage.queue())[0]?.id ?? '';
      await under.storage.claimCase(id, 'o1');
      await under.storage.sayAsOfficer(id, 'o1', '您好，我是接线员');
      expect(await under.storage.claimDue(['telegram'])).toMatchObject({ said: { to: '5', text: '您好，我是接线员', judged: false } });
    });

    it('keeps notes for colleagues: sealed, and in nothing that is sent', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      const before = [await countOf(under, 'outbox'), await countOf(under, 'messages')];
      for (let twice = 0; twice < 2; twice++) await under.storage.addNote(id, 'o2', '他儿子在来的路上', 'form-0001');
      expect([await countOf(under, 'outbox'), await countOf(under, 'messages')]).toEqual(before);
      expect((await under.storage.deskCase(id))?.notes).toMatchObject([{ display: '接线员o2', text: '他儿子在来的路上' }]);
      expect((await under.bytes()).includes('在来的路上')).toBe(false);
    });

    it('is closed by its owner with what it was, and the bot answers first when he writes again', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      expect(await under.storage.closeCase(id, 'o2', 'scam')).toBe(false);
      expect(await under.storage.closeCase(id, 'o1', 'scam')).toBe(true);
      expect(await under.storage.queue()).toEqual([]);
      expect(await under.storage.deskCase(id)).toMatchObject({ status: 'closed', truth: 'scam', closedAt: under.clock.now });
      expect(await statusOf('web:c1')).toBe('resolved');
      expect(await under.storage.sayAsOfficer(id, 'o1', '再说一句')).toBe(false);
      expect(await under.storage.claimCase(id, 'o1')).toBeNull();
      expect(await under.storage.closeCase(id, 'o1', 'unclear')).toBe(false);
    });

    it('hears that something changed, and nothing of conversations without a case', async () => {
      const id = await openCase('c1');
      const cursor = await under.storage.deskCursor();
      expect(await under.storage.deskEventsAfter(cursor)).toBeNull();
      const { messageId } = await incoming(under, { conversationId: 'web:quiet', externalId: 'q1' });
      await under.storage.saveOutcome(outcome(messageId, { conversationId: 'web:quiet', passive: false }));
      expect(await under.storage.deskEventsAfter(cursor)).toBeNull();
      await under.storage.claimCase(id, 'o1');
      const next = await under.storage.deskEventsAfter(cursor);
      expect(next).toBeGreaterThan(cursor);
      expect(await under.storage.deskEventsAfter(next ?? 0)).toBeNull();
    });

    it('shows nothing of whoever was erased', async () => {
      const id = await openCase('c1');
      await under.storage.claimCase(id, 'o1');
      await under.storage.closeCase(id, 'o1', 'unclear');
      await under.storage.leave('web:c1');
      await under.storage.eraseLeavers();
      expect(await under.storage.deskCase(id)).toMatchObject({ number: 'A-c1', facts: null, lines: [], notes: [] });
      expect(await under.storage.deskCase('nothing')).toBeNull();
    });
  });
}
