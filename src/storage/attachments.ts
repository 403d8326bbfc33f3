import { sql } from 'kysely';
import { checksumOf } from '../library/artefact.ts';
import { auditEntry } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import { openFile, sealFile } from './sealed-file.ts';

/** A picture or a voice message that is still at the platform. */
export interface WantedAttachment {
  readonly id: string;
  readonly conversationId: string;
  readonly channel: string;
  readonly reference: string;
  /** Which attempt this is, from 1 on. */
  readonly attempt: number;
}

/** So long fetching may take before another instance tries. Milliseconds. */
const LEASE = 120_000;

export function attachments({ database, sealer, sources, keyIfKept, keyOfCase }: StorageContext) {
  const { query } = database;

  /** Of whoever writes there now: who sent it may have been erased since, and his place be another's. */
  const ofPresentPerson = (id: string) =>
    query
      .selectFrom('attachments')
      .innerJoin('messages', 'messages.id', 'attachments.message_id')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .where('attachments.id', '=', id)
      .where('key_wrapped', 'is not', null)
      .whereRef('messages.created_at', '>=', 'persons.created_at');

  return {
    /** The one that waits longest, claimed for the caller alone. */
    async claimAttachment(channels: readonly string[]): Promise<WantedAttachment | null> {
      if (channels.length === 0) return null;
      const now = sources.now();
      const row = await database.claiming
        .updateTable('attachments')
        .set((is) => ({ attempts: is('attempts', '+', 1), due_at: now + LEASE }))
        .where('id', '=', (inner) =>
          database.skipLocked(
            inner
              .selectFrom('attachments as wanted')
              .innerJoin('messages', 'messages.id', 'wanted.message_id')
              .select('wanted.id')
              .where('messages.channel', 'in', [...channels])
              .where('wanted.state', '=', sql.lit('wanted'))
              .where('wanted.due_at', '<=', now)
              .orderBy('wanted.due_at')
              .limit(1),
            'wanted',
          ),
        )
        .where('state', '=', sql.lit('wanted'))
        .where('due_at', '<=', now)
        .returning(['id', 'message_id', 'reference_sealed', 'attempts'])
        .executeTakeFirst();
      if (!row) return null;
      const { conversation_id, channel } = await query
        .selectFrom('messages')
        .select(['conversation_id', 'channel'])
        .where('id', '=', row.message_id)
        .executeTakeFirstOrThrow();
      const key = await keyIfKept(conversation_id);
      if (!key) {
        await query.updateTable('attachments').set({ state: 'lost' }).where('id', '=', row.id).execute();
        return null;
      }
      const reference = await sealer.open(key, row.reference_sealed);
      return { id: row.id, conversationId: conversation_id, channel, reference, attempt: row.attempts };
    },

    /** Seals it for the officer, unless who sent it was erased meanwhile. Kept twice, it is there once. */
    async keepAttachment(id: string, mediaType: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
      const his = await ofPresentPerson(id).select(['conversation_id', 'key_wrapped']).executeTakeFirst();
      if (!his?.key_wrapped) return;
      const key = await sealer.unwrap(his.key_wrapped);
      const parts = await sealFile(sealer, key, bytes);
      const sha256_sealed = await sealer.seal(key, await checksumOf(bytes));
      const kept = { state: 'kept' as const, media_type: mediaType, size: bytes.length, sha256_sealed };
      await database.batch([
        query.deleteFrom('attachment_parts').where('attachment_id', '=', id),
        ...parts.map((part) => query.insertInto('attachment_parts').values({ attachment_id: id, ...part })),
        query.updateTable('attachments').set(kept).where('id', '=', id),
        caseEvent(query, 'desk', { runningIn: his.conversation_id }, sources.now()),
      ]);
    },

    /** @param tryAgainAt milliseconds since 1970 UTC; null: it is lost for good */
    async missAttachment(id: string, tryAgainAt: number | null): Promise<void> {
      const his = tryAgainAt === null ? await ofPresentPerson(id).select('conversation_id').executeTakeFirst() : undefined;
      await database.batch([
        query
          .updateTable('attachments')
          .set(tryAgainAt === null ? { state: 'lost' } : { due_at: tryAgainAt })
          .where('id', '=', id),
        ...(his ? [caseEvent(query, 'desk', { runningIn: his.conversation_id }, sources.now())] : []),
      ]);
    },

    /**
     * What came with a message of this case's conversation; that he has looked is written down first. Whether he may is for the
     * caller to ask.
     * @returns null: there is none, it was not fetched, or his data was erased
     */
    async readCaseAttachment(caseId: string, id: string, officerId: string): Promise<Uint8Array<ArrayBuffer> | null> {
      const row = await ofPresentPerson(id)
        .innerJoin('cases', 'cases.conversation_id', 'messages.conversation_id')
        .select('attachments.id')
        .where('cases.id', '=', caseId)
        .where('attachments.state', '=', sql.lit('kept'))
        .executeTakeFirst();
      const key = row ? await keyOfCase(caseId) : null;
      if (!key) return null;
      await database.batch([auditEntry(query, { at: sources.now(), officerId, action: 'case.attachment-read', subject: caseId })]);
      const parts = await query
        .selectFrom('attachment_parts')
        .select('body_sealed')
        .where('attachment_id', '=', id)
        .orderBy('part')
        .execute();
      return openFile(sealer, key, parts);
    },
  };
}
