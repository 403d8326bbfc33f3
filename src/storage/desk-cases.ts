import type { StorageContext } from './context.ts';
import type { DeliveryState, MessageKind, Truth, Urgency } from './schema.ts';

/** A case as it stands in the queue: nothing of what the citizen wrote. */
export interface QueuedCase {
  readonly id: string;
  readonly number: string;
  readonly urgency: Urgency;
  readonly reason: string;
  readonly status: 'waiting' | 'claimed' | 'closed';
  readonly channel: string;
  readonly owner: { readonly id: string; readonly display: string } | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly lastFromCitizenAt: number;
  /** Of the newest judged message. */
  readonly colour: string | null;
  readonly type: string | null;
  readonly stage: string | null;
}

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
  /** Of our own lines: what became of them. */
  readonly delivery: { readonly state: DeliveryState; readonly reason: string | null } | null;
}

export interface DeskCase extends QueuedCase {
  readonly conversationId: string;
  /** JSON of what was known when the human was called; null once he was erased. */
  readonly facts: string | null;
  readonly lines: readonly CaseLine[];
  readonly notes: readonly { readonly id: string; readonly display: string; readonly text: string; readonly at: number }[];
  readonly closedAt: number | null;
  readonly truth: Truth | null;
}

export function deskCases({ database, sealer, keyIfKept, openIfSealed }: StorageContext) {
  const { query } = database;

  /** Cases with what the queue shows of them; who asks narrows it down. */
  const listed = () =>
    query
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .leftJoin('officers', 'officers.id', 'cases.owner_id')
      .select(({ selectFrom }) => [
        'cases.id',
        'number',
        'urgency',
        'reason',
        'cases.status',
        'channel',
        'owner_id',
        'display',
        'cases.created_at',
        'closed_at',
        'truth',
        'facts_sealed',
        'conversation_id',
        selectFrom('messages')
          .select(({ fn }) => fn.max('messages.created_at').as('at'))
          .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
          .where('author', '=', 'citizen')
          .as('last_from_citizen'),
        ...(['colour', 'type', 'stage'] as const).map((fact) =>
          selectFrom('outcomes')
            .select(fact)
            .whereRef('outcomes.conversation_id', '=', 'cases.conversation_id')
            .where('outcomes.colour', 'is not', null)
            .orderBy('turn', 'desc')
            .limit(1)
            .as(`last_${fact}`),
        ),
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number] & {
    readonly last_colour?: string | null;
    readonly last_type?: string | null;
    readonly last_stage?: string | null;
  };
  const shown = (row: Row): QueuedCase => ({
    id: row.id,
    number: row.number,
    urgency: row.urgency,
    reason: row.reason,
    status: row.status,
    channel: row.channel,
    owner: row.owner_id === null ? null : { id: row.owner_id, display: row.display ?? row.owner_id },
    createdAt: row.created_at,
    lastFromCitizenAt: row.last_from_citizen ?? row.created_at,
    colour: row.last_colour ?? null,
    type: row.last_type ?? null,
    stage: row.last_stage ?? null,
  });

  return {
    /** Everything that is not closed: the most urgent first, of equals the one that waits longest. */
    async queue(): Promise<QueuedCase[]> {
      const rows = await listed().where('cases.status', '<>', 'closed').orderBy('urgency').orderBy('cases.created_at').execute();
      return rows.map((row) => shown(row as Row));
    },

    async deskCase(caseId: string): Promise<DeskCase | null> {
      const row = await listed().where('cases.id', '=', caseId).executeTakeFirst();
      if (!row) return null;
      const key = await keyIfKept(row.conversation_id);
      const said = await query
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
          'outbox.state',
          'outbox.reason',
        ])
        .where('messages.conversation_id', '=', row.conversation_id)
        .whereRef('messages.created_at', '>=', 'persons.created_at')
        .orderBy('messages.created_at')
        .orderBy('messages.in_reply_to', (order) => order.asc().nullsFirst())
        .execute();
      const notes = await query
        .selectFrom('case_notes')
        .innerJoin('officers', 'officers.id', 'case_notes.officer_id')
        .select(['case_notes.id', 'display', 'body_sealed', 'case_notes.created_at'])
        .where('case_id', '=', caseId)
        .orderBy('case_notes.created_at')
        .execute();
      const base = { ...shown(row as Row), conversationId: row.conversation_id, closedAt: row.closed_at, truth: row.truth };
      if (!key) return { ...base, facts: null, lines: [], notes: [] };
      const lines = said.map(async (line) => ({
        id: line.id,
        author: line.author,
        kind: line.kind,
        officer: line.display,
        text: await sealer.open(key, line.body_sealed),
        at: line.created_at,
        answer: await openIfSealed(key, line.answer_sealed),
        delivery: line.state ? { state: line.state, reason: line.reason } : null,
      }));
      const written = notes.map(async (note) => ({
        id: note.id,
        display: note.display,
        text: await sealer.open(key, note.body_sealed),
        at: note.created_at,
      }));
      return {
        ...base,
        facts: await sealer.open(key, row.facts_sealed),
        lines: await Promise.all(lines),
        notes: await Promise.all(written),
      };
    },

    /** The newest event of all; where a page that begins now starts to listen. */
    async deskCursor(): Promise<number> {
      const row = await query
        .selectFrom('events')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .executeTakeFirst();
      return Number(row?.seq ?? 0);
    },

    /** The newest event behind the cursor that concerns any case; null when there was none. */
    async deskEventsAfter(cursor: number): Promise<number | null> {
      const row = await query
        .selectFrom('events')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('seq', '>', cursor)
        .where((is) =>
          is.or([
            is('kind', '<>', 'message'),
            is('conversation_id', 'in', is.selectFrom('cases').select('conversation_id').where('status', '<>', 'closed')),
          ]),
        )
        .executeTakeFirst();
      return row?.seq === null || row?.seq === undefined ? null : Number(row.seq);
    },
  };
}
