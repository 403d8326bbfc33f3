import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';

/** What a receipt freezes. Hashes, ids and our own reasons: none of the citizen's words. Times: milliseconds since 1970 UTC. */
export interface ReceiptEvidence {
  readonly number: string;
  readonly caseNumber: string;
  readonly madeAt: number;
  readonly madeBy: { readonly id: string; readonly display: string };
  readonly messages: readonly {
    /** Hexadecimal, of the text as UTF-8. */
    readonly sha256: string;
    readonly receivedAt: number;
    readonly judgedAt: number;
    readonly release: string;
    readonly engine: string;
    readonly colour: string;
    readonly type: string | null;
    readonly reasons: readonly { readonly id: string; readonly why: string }[];
  }[];
  readonly judgements: readonly {
    readonly officerId: string;
    readonly officer: string;
    readonly at: number;
    readonly colour: string;
    readonly type: string | null;
    readonly reason: string;
  }[];
  readonly deliveries: readonly {
    readonly messageId: string;
    readonly author: string;
    readonly sha256: string;
    readonly state: string;
    readonly at: number;
  }[];
}

/** All that is known at this moment of what he asked and was told, of the person who now stands behind the conversation. */
export async function gatherEvidence(
  { database: { query }, sealer }: StorageContext,
  key: SealingKey,
  conversationId: string,
  head: Pick<ReceiptEvidence, 'number' | 'caseNumber' | 'madeAt' | 'madeBy'>,
): Promise<ReceiptEvidence> {
  const said = () =>
    query
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .where('messages.conversation_id', '=', conversationId)
      .whereRef('messages.created_at', '>=', 'persons.created_at')
      .orderBy('messages.created_at')
      .orderBy('messages.id');
  const judged = await said()
    .innerJoin('outcomes', 'outcomes.message_id', 'messages.id')
    .select(['body_sealed', 'messages.created_at as received_at', 'outcomes.created_at as judged_at', 'release', 'engine'])
    .select(['colour', 'type', 'answer_sealed'])
    .where('colour', 'is not', null)
    .execute();
  const sent = await said()
    .innerJoin('outbox', 'outbox.message_id', 'messages.id')
    .select(['messages.id', 'author', 'body_sealed', 'state', 'outbox.updated_at', 'outbox.created_at'])
    .execute();
  const byOfficers = await query
    .selectFrom('judgements')
    .innerJoin('officers', 'officers.id', 'judgements.officer_id')
    .innerJoin('conversations', 'conversations.id', 'judgements.conversation_id')
    .innerJoin('persons', 'persons.id', 'conversations.person_id')
    .select(['officer_id', 'display', 'judgements.created_at', 'colour', 'type', 'reason_sealed'])
    .where('judgements.conversation_id', '=', conversationId)
    .whereRef('judgements.created_at', '>=', 'persons.created_at')
    .orderBy('judgements.created_at')
    .orderBy('judgements.id')
    .execute();
  return {
    ...head,
    messages: await Promise.all(
      judged.map(async (row) => ({
        sha256: await sha256(await sealer.open(key, row.body_sealed)),
        receivedAt: row.received_at,
        judgedAt: row.judged_at,
        release: row.release,
        engine: row.engine,
        colour: row.colour ?? '',
        type: row.type,
        reasons: reasonsIn(await sealer.open(key, row.answer_sealed)),
      })),
    ),
    judgements: await Promise.all(
      byOfficers.map(async (row) => ({
        officerId: row.officer_id,
        officer: row.display,
        at: row.created_at,
        colour: row.colour,
        type: row.type,
        reason: await sealer.open(key, row.reason_sealed),
      })),
    ),
    deliveries: await Promise.all(
      sent.map(async (row) => ({
        messageId: row.id,
        author: row.author,
        sha256: await sha256(await sealer.open(key, row.body_sealed)),
        state: row.state,
        at: row.updated_at ?? row.created_at,
      })),
    ),
  };
}

/** As an answer that was stored names them; their quotes are the citizen's words and stay behind. */
function reasonsIn(answer: string): ReceiptEvidence['messages'][number]['reasons'] {
  const { messages = [] } = JSON.parse(answer) as StoredAnswer;
  return messages.flatMap(({ verdict }) => (verdict?.reasons ?? []).map(({ id, why }) => ({ id, why })));
}
interface StoredAnswer {
  readonly messages?: readonly { readonly verdict?: { readonly reasons?: readonly { readonly id: string; readonly why: string }[] } }[];
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One way of writing it for all who compute a seal over it: keys in order, no blanks. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
