import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONVERSATION, calling, incoming, type OpenStorage, outcome, type StorageUnderTest } from './storage-under-test.ts';

export function testEvents(name: string, open: OpenStorage): void {
  describe(`events in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function conclude(turn: number, parts: Parameters<typeof outcome>[1] = {}, conversationId = CONVERSATION): Promise<void> {
      const { messageId } = await incoming(under, { conversationId, externalId: `${conversationId}/${turn}` });
      await under.storage.saveOutcome(outcome(messageId, { conversationId, turn, ...parts }));
    }

    it('carry a reply that no HTTP answer carried, and none that one did', async () => {
      await conclude(0, { passive: true, replies: [{ id: 'in-the-answer', text: '一' }] });
      await conclude(1, { passive: false, replies: [{ id: 'late', text: '迟到的回答' }] });
      const events = await under.storage.eventsAfter(CONVERSATION, 0);
      expect(events.map(({ kind, message }) => [kind, message])).toEqual([
        ['message', { id: 'late', author: 'bot', text: '迟到的回答', at: under.clock.now }],
      ]);
    });

    it('are read on behind a cursor that only grows, per conversation', async () => {
      for (let turn = 0; turn < 3; turn++) {
        await conclude(turn, { passive: false, replies: [{ id: `a${turn}`, text: `甲${turn}` }] });
        await conclude(turn, { passive: false, replies: [{ id: `b${turn}`, text: `乙${turn}` }] }, 'web:c2');
      }
      const all = await under.storage.eventsAfter(CONVERSATION, 0);
      expect(all.map(({ message }) => message?.text)).toEqual(['甲0', '甲1', '甲2']);
      expect(all.map(({ seq }) => seq)).toEqual([...all.map(({ seq }) => seq)].sort((a, b) => a - b));
      const rest = await under.storage.eventsAfter(CONVERSATION, all[0]?.seq ?? 0);
      expect(rest).toEqual(all.slice(1));
      expect(await under.storage.eventsAfter(CONVERSATION, all[2]?.seq ?? 0)).toEqual([]);
    });

    it('tell of a case without a message', async () => {
      await conclude(0, { escalation: calling('P0') });
      expect(await under.storage.eventsAfter(CONVERSATION, 0)).toMatchObject([{ kind: 'case', message: null }]);
    });

    it('of more than one page come in pieces and whole', async () => {
      const rows = Array.from({ length: 130 }, () => ({
        conversation_id: CONVERSATION,
        kind: 'status' as const,
        message_id: null,
        created_at: under.clock.now,
      }));
      await incoming(under);
      await under.database.batch(rows.map((row) => under.database.query.insertInto('events').values(row)));
      const first = await under.storage.eventsAfter(CONVERSATION, 0);
      const second = await under.storage.eventsAfter(CONVERSATION, first.at(-1)?.seq ?? 0);
      expect(first.length + second.length).toBe(130);
    });

    it('remember which answers were called wrong, once each however often it is said', async () => {
      await conclude(0);
      await under.storage.saveFeedback(CONVERSATION, 'reply-x', '1.0.0');
      await under.storage.saveFeedback(CONVERSATION, 'reply-x', '1.0.0');
      expect(await under.database.query.selectFrom('feedback').selectAll().execute()).toHaveLength(1);
      expect([...(await under.storage.feedbackOf(CONVERSATION))]).toEqual(['reply-x']);
      expect((await under.storage.feedbackOf('web:c2')).size).toBe(0);
    });

    it('answer the ping of a database that lives', async () => {
      await expect(under.storage.ping()).resolves.toBeUndefined();
    });
  });
}
