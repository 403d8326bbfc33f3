import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

const DAY = 24 * 60 * 60 * 1000;

export function testPatternUse(name: string, open: OpenStorage): void {
  describe(`the use of patterns in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function met(conversationId: string, id: string, patterns: readonly string[], at: number): Promise<void> {
      await under.storage.ensureConversation(conversationId, 'web');
      const message = {
        channel: 'web',
        conversationId,
        externalId: id,
        text: id,
        kind: 'text' as const,
        sender: undefined,
        attachments: [],
      };
      const saved = await under.storage.saveIncoming(message);
      if (saved.kind !== 'new') throw new Error(saved.kind);
      const rows = patterns.map((pattern) => ({
        message_id: saved.messageId,
        pattern,
        conversation_id: conversationId,
        created_at: at,
      }));
      await under.database.query.insertInto('pattern_hits').values(rows).execute();
    }

    it('is counted by message and by conversation, since then', async () => {
      const now = 100 * DAY;
      await met('web:a', 'm1', ['fee', 'link'], now - 31 * DAY);
      await met('web:a', 'm2', ['fee'], now - 30 * DAY);
      await met('web:a', 'm3', ['fee'], now - DAY);
      await met('web:b', 'm4', ['fee'], now - 2 * DAY);
      const use = await under.storage.patternUse(now - 30 * DAY);
      expect([...use]).toEqual([['fee', { messages: 3, conversations: 2, last: now - DAY }]]);
      expect(use.get('link')).toBeUndefined();
      expect([...(await under.storage.patternUse(now))]).toEqual([]);
    });
  });
}
