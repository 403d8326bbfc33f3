import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { momentIn, timePasses } from '../conversation-moment.ts';
import { channelOf } from '../conversations.ts';
import { announce, putOut } from '../said-to-citizen.ts';

/** What was done at the desk for a registration is told where its number writes to us: somebody else may have asked for it. */
export function tellNumber(context: StorageContext) {
  const { database, sealer, sources, keyIfKept } = context;
  const { query } = database;

  return {
    /** Message and outbox in one batch; nothing where it was told already. @param once what it is about: of each only one message */
    async tellNumber(conversationId: string, once: string, text: string): Promise<void> {
      const key = await keyIfKept(conversationId);
      if (!key) return;
      const now = sources.now();
      const messageId = sources.id();
      const message = {
        id: messageId,
        conversation_id: conversationId,
        channel: channelOf(conversationId),
        external_id: `told:${await sealer.fingerprint(once)}`,
        author: 'bot' as const,
        body_sealed: await sealer.seal(key, text),
        body_hash: await sealer.fingerprint(text),
        created_at: momentIn(conversationId),
        concluded: sql.lit(1),
      };
      try {
        await database.batch([
          timePasses(context, conversationId, now),
          query.insertInto('messages').values(message),
          putOut(context, { messageId, conversationId, dueAt: now, now }),
          announce(context, { messageId, now }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },
  };
}
