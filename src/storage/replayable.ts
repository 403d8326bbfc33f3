import { AppError } from '../errors.ts';
import { auditEntry } from './audit-entry.ts';
import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';
import type { MessageKind } from './schema.ts';

/** A message that was concluded, opened, with all that was kept of how. */
export interface KeptTurn {
  readonly messageId: string;
  readonly turn: number;
  /** When it was judged, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly channel: string;
  readonly kind: MessageKind;
  readonly release: string;
  readonly engine: string;
  readonly colour: string | null;
  readonly score: number | null;
  readonly type: string | null;
  readonly intent: string;
  readonly stage: string;
  readonly escalated: boolean;
  /** null: it is not kept any more. */
  readonly text: string | null;
  readonly sender: string | null;
  /** JSON as it was given; null like the text. */
  readonly answer: string | null;
  /** JSON; null when it was judged before any were kept. */
  readonly inputs: string | null;
}

/** The turns of a conversation from its beginning, or from when its person was erased last. */
export interface KeptTurns {
  readonly turns: readonly KeptTurn[];
  /** What is remembered after the last one, JSON; null when that is not the conversation's newest, or nothing is. */
  readonly state: string | null;
}

/** How somebody names what is to be replayed. */
export type VerdictName =
  /** A citizen's message, or the bot's reply to it. */
  | { readonly message: string }
  | { readonly caseNumber: string }
  /** The `id` that stands in the verdict itself: the newest one since then, milliseconds. */
  | { readonly verdict: string; readonly since: number };

export type FoundTurns =
  | {
      readonly kind: 'found';
      readonly conversationId: string;
      /** Whose verdict was asked for; null: all of the conversation. */
      readonly messageId: string | null;
      /** What the audit log calls it. */
      readonly subject: string;
    }
  /** `no-verdict`: an officer's message, or one that has not been concluded yet. */
  | { readonly kind: 'unknown' | 'no-verdict' | 'erased' };

const PAGE = 200;

/** What a replay needs: verdicts by their names, and how each of a conversation came about. */
export function replayable(context: StorageContext) {
  const { database, sealer, sources, keyIfKept, keyOfCase } = context;
  const { query } = database;

  async function findMessage(id: string): Promise<FoundTurns> {
    const row = await query
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['author', 'in_reply_to', 'conversation_id', 'key_wrapped', 'messages.created_at', 'persons.created_at as since'])
      .where('messages.id', '=', id)
      .executeTakeFirst();
    if (!row) return { kind: 'unknown' };
    if (row.key_wrapped === null || row.created_at < row.since) return { kind: 'erased' };
    const messageId = row.author === 'citizen' ? id : row.in_reply_to;
    const concluded = messageId
      ? await query.selectFrom('outcomes').select('message_id').where('message_id', '=', messageId).executeTakeFirst()
      : undefined;
    if (messageId === null || !concluded) return { kind: 'no-verdict' };
    return { kind: 'found', conversationId: row.conversation_id, messageId, subject: messageId };
  }

  async function findCase(number: string): Promise<FoundTurns> {
    const row = await query.selectFrom('cases').select(['id', 'conversation_id']).where('number', '=', number).executeTakeFirst();
    if (!row) return { kind: 'unknown' };
    if ((await keyOfCase(row.id)) === null) return { kind: 'erased' };
    return { kind: 'found', conversationId: row.conversation_id, messageId: null, subject: row.id };
  }

  /** It stands in what is sealed alone, so all answers are looked through; that this was done is written down. */
  async function findVerdictId(id: string, since: number): Promise<FoundTurns> {
    await auditEntry(query, { at: sources.now(), officerId: null, action: 'consults.read', subject: 'consults' }).execute();
    let behind: { readonly created_at: number; readonly message_id: string } | undefined;
    for (;;) {
      const last = behind;
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('conversations', 'conversations.id', 'outcomes.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['message_id', 'conversation_id', 'answer_sealed', 'key_wrapped', 'outcomes.created_at'])
        .where('outcomes.created_at', '>=', since)
        .whereRef('outcomes.created_at', '>=', 'persons.created_at')
        .where('key_wrapped', 'is not', null)
        .where('colour', 'is not', null)
        .$if(last !== undefined, (found) =>
          found.where((is) =>
            is.or([
              is('outcomes.created_at', '<', last?.created_at ?? 0),
              is.and([is('outcomes.created_at', '=', last?.created_at ?? 0), is('message_id', '<', last?.message_id ?? '')]),
            ]),
          ),
        )
        .orderBy('outcomes.created_at', 'desc')
        .orderBy('message_id', 'desc')
        .limit(PAGE)
        .execute();
      for (const { message_id, conversation_id, answer_sealed, key_wrapped } of rows) {
        const answer = await openIfKept(await sealer.unwrap(key_wrapped as string), answer_sealed);
        if (answer !== null && verdictIdsIn(answer).includes(id))
          return { kind: 'found', conversationId: conversation_id, messageId: message_id, subject: message_id };
      }
      behind = rows.at(-1);
      if (behind === undefined) return { kind: 'unknown' };
    }
  }

  /** null: sealed for somebody who is gone. */
  async function openIfKept(key: SealingKey, sealed: string | null): Promise<string | null> {
    if (sealed === null || sealed === '') return null;
    try {
      return await sealer.open(key, sealed);
    } catch (error) {
      if (error instanceof AppError && error.code === 'storage.sealed') return null;
      throw error;
    }
  }

  return {
    async findTurns(name: VerdictName): Promise<FoundTurns> {
      if ('message' in name) return findMessage(name.message);
      if ('caseNumber' in name) return findCase(name.caseNumber);
      return findVerdictId(name.verdict, name.since);
    },

    /** Opened up to the one that was asked for; that they were is written down. null: he was erased meanwhile. */
    async openTurns({ conversationId, messageId, subject }: Extract<FoundTurns, { kind: 'found' }>): Promise<KeptTurns | null> {
      const key = await keyIfKept(conversationId);
      if (!key) return null;
      await auditEntry(query, { at: sources.now(), officerId: null, action: 'verdict.replayed', subject }).execute();
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('messages', 'messages.id', 'outcomes.message_id')
        .innerJoin('conversations', 'conversations.id', 'outcomes.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['message_id', 'outcomes.turn', 'outcomes.created_at as at', 'messages.channel', 'kind', 'release', 'engine', 'colour'])
        .select(['score', 'type', 'intent', 'stage', 'escalated', 'body_sealed', 'sender_sealed', 'answer_sealed', 'inputs_sealed'])
        .select(['conversations.turn as newest', 'state_sealed'])
        .where('outcomes.conversation_id', '=', conversationId)
        .whereRef('messages.created_at', '>=', 'persons.created_at')
        .$if(messageId !== null, (found) =>
          found.where('outcomes.turn', '<=', (is) =>
            is.selectFrom('outcomes as asked').select('asked.turn').where('asked.message_id', '=', messageId),
          ),
        )
        .orderBy('outcomes.turn')
        .execute();
      const turns = rows.map(
        async ({
          message_id,
          escalated,
          body_sealed,
          sender_sealed,
          answer_sealed,
          inputs_sealed,
          newest: _,
          state_sealed: __,
          ...row
        }) => ({
          ...row,
          messageId: message_id,
          escalated: escalated === 1,
          text: await openIfKept(key, body_sealed),
          sender: await openIfKept(key, sender_sealed),
          answer: await openIfKept(key, answer_sealed),
          inputs: await openIfKept(key, inputs_sealed),
        }),
      );
      const last = rows.at(-1);
      const state = last && last.turn === last.newest ? await openIfKept(key, last.state_sealed) : null;
      return { turns: await Promise.all(turns), state };
    },
  };
}

function verdictIdsIn(answer: string): string[] {
  const { messages = [] } = JSON.parse(answer) as { messages?: readonly { readonly verdict?: { readonly id?: string } }[] };
  return messages.flatMap(({ verdict }) => verdict?.id ?? []);
}
