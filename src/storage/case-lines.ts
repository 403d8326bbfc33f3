import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';
import type { DeliveryState, MessageKind, Tables } from './schema.ts';

export interface CaseLine {
  readonly id: string;
  readonly author: 'citizen' | 'bot' | 'officer';
  /** Of a citizen's line. */
  readonly kind: MessageKind;
  /** Which officer said it. */
  readonly officer: string | null;
  readonly text: string;
  readonly at: number;
  /** Of the bot's lines: the whole stored answer, as JSON. */
  readonly answer: string | null;
  /** Of the bot's lines: the model that was asked besides, when what it named counted. */
  readonly secondReader: string | null;
  /** Pictures and voice messages that came with it. */
  readonly attachments: readonly LineAttachment[];
  /** Of our own lines: what became of them. */
  readonly delivery: { readonly state: DeliveryState; readonly reason: string | null } | null;
}

export interface LineAttachment {
  readonly id: string;
  readonly kind: Tables['attachments']['kind'];
  readonly state: Tables['attachments']['state'];
  /** Bytes; null before it is fetched. */
  readonly size: number | null;
  /** Of what was fetched, 64 hexadecimal digits; null before, and for what was fetched before it was reckoned. */
  readonly sha256: string | null;
}

export interface CaseNote {
  readonly id: string;
  readonly display: string;
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What was said in a conversation since the person behind it is who he is, in order. */
export async function readLines(
  { database: { query }, sealer, openIfSealed }: StorageContext,
  key: SealingKey,
  conversationId: string,
): Promise<CaseLine[]> {
  const attachments = await attachmentsIn(query, conversationId);
  const rows = await query
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('persons', 'persons.id', 'conversations.person_id')
    .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
    .leftJoin('outbox', 'outbox.message_id', 'messages.id')
    .leftJoin('officers', 'officers.id', 'messages.officer_id')
    .select([
      'messages.id',
      'author',
      'kind',
      'display',
      'body_sealed',
      'messages.created_at',
      'answer_sealed',
      'second_reader',
      'outbox.state',
      'outbox.reason',
    ])
    .where('messages.conversation_id', '=', conversationId)
    .whereRef('messages.created_at', '>=', 'persons.created_at')
    .orderBy('messages.created_at')
    .orderBy('messages.in_reply_to', (order) => order.asc().nullsFirst())
    // Of one moment: in the order in which we said them.
    .orderBy('outbox.position', (order) => order.asc().nullsFirst())
    .execute();
  return Promise.all(
    rows.map(async (line) => ({
      id: line.id,
      author: line.author,
      kind: line.kind,
      officer: line.display,
      text: await sealer.open(key, line.body_sealed),
      at: line.created_at,
      answer: await openIfSealed(key, line.answer_sealed),
      secondReader: line.author === 'bot' ? line.second_reader : null,
      attachments: await Promise.all(
        (attachments.get(line.id) ?? []).map(async ({ sha256_sealed, ...attachment }) => ({
          ...attachment,
          sha256: await openIfSealed(key, sha256_sealed),
        })),
      ),
      delivery: line.state ? { state: line.state, reason: line.reason } : null,
    })),
  );
}

type SealedAttachment = Omit<LineAttachment, 'sha256'> & { readonly sha256_sealed: string | null };

async function attachmentsIn(query: StorageContext['database']['query'], conversationId: string): Promise<Map<string, SealedAttachment[]>> {
  const rows = await query
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .select(['attachments.id', 'message_id', 'attachments.kind', 'state', 'size', 'sha256_sealed'])
    .where('conversation_id', '=', conversationId)
    .orderBy('attachments.created_at')
    .orderBy('attachments.id')
    .execute();
  const found = new Map<string, SealedAttachment[]>();
  for (const { message_id, ...attachment } of rows) found.set(message_id, [...(found.get(message_id) ?? []), attachment]);
  return found;
}

export async function readNotes(
  { database: { query }, sealer }: StorageContext,
  key: SealingKey,
  caseId: string,
): Promise<readonly CaseNote[]> {
  const rows = await query
    .selectFrom('case_notes')
    .innerJoin('officers', 'officers.id', 'case_notes.officer_id')
    .select(['case_notes.id', 'display', 'body_sealed', 'case_notes.created_at'])
    .where('case_id', '=', caseId)
    .orderBy('case_notes.created_at')
    .execute();
  return Promise.all(
    rows.map(async (note) => ({
      id: note.id,
      display: note.display,
      text: await sealer.open(key, note.body_sealed),
      at: note.created_at,
    })),
  );
}
