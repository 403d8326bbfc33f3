import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { type CaseLine, type CaseNote, readLines, readNotes } from './case-lines.ts';
import type { StorageContext } from './context.ts';
import type { Role, Truth, Urgency } from './desk-schema.ts';
import { SMS_LIMIT } from './rings.ts';
import type { Tables } from './schema.ts';
import { WANT_AN_ANSWER } from './wanting-answer.ts';

/** A case as it stands in the queue: nothing of what the citizen wrote. What he only pressed or opened is no word of his. */
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
  /** His first words, or his call for a human, that no human has answered; null: it is his turn to speak. Milliseconds. */
  readonly waitingSince: number | null;
  /** Handed to this role. */
  readonly wantedRole: Role | null;
  /** It came back because its owner did not answer, and nobody has claimed it since. Milliseconds. */
  readonly returnedAt: number | null;
  /** The owner is on the telephone with him until then. Milliseconds. */
  readonly busyUntil: number | null;
  readonly mergedInto: string | null;
  /** Of a town or community. */
  readonly community: string | null;
  /** He lost money not long ago: whoever offers to get it back is a scammer as well. */
  readonly guarded: boolean;
  /** It rings, and the platform sends an officer's telephone no SMS for now. */
  readonly unheard: boolean;
}

export interface DeskCase extends QueuedCase {
  readonly conversationId: string;
  /** When he last did by what his platform lets us write to him. Milliseconds; null: never. */
  readonly lastActs: { readonly wrote: number | null; readonly tapped: number | null };
  /** JSON of what was known when the human was called; null once he was erased. */
  readonly facts: string | null;
  readonly lines: readonly CaseLine[];
  readonly notes: readonly CaseNote[];
  readonly closedAt: number | null;
  readonly truth: Truth | null;
}

export function deskCases(context: StorageContext) {
  const { database, sealer, sources, keyOfCase } = context;
  const { query } = database;

  /** Cases with what the queue shows of them; who asks narrows it down. */
  const listed = () =>
    query
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .leftJoin('officers', 'officers.id', 'cases.owner_id')
      .leftJoin('rings', 'rings.case_id', 'cases.id')
      .leftJoin('outcomes as judged', (join) =>
        join.onRef('judged.conversation_id', '=', 'cases.conversation_id').on('judged.turn', '=', ({ selectFrom }) =>
          selectFrom('outcomes')
            .select(({ fn }) => fn.max('outcomes.turn').as('newest'))
            .whereRef('outcomes.conversation_id', '=', 'cases.conversation_id')
            .where('outcomes.colour', 'is not', null),
        ),
      )
      .select(({ selectFrom }) => [
        'cases.id',
        'number',
        'urgency',
        'cases.reason',
        'cases.status',
        'conversations.channel',
        'owner_id',
        'display',
        'cases.created_at',
        'answered_at',
        'wanted_role',
        'returned_at',
        'busy_until',
        'merged_into',
        'community',
        'guarded_until',
        'rings.reason as ring_reason',
        'judged.colour',
        'judged.type',
        'judged.stage',
        selectFrom('messages')
          .select(({ fn }) => fn.max('messages.created_at').as('at'))
          .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
          .where('author', '=', 'citizen')
          .where('kind', 'in', [...WANT_AN_ANSWER])
          .as('last_from_citizen'),
        selectFrom('messages')
          .select(({ fn }) => fn.max('messages.created_at').as('at'))
          .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
          .whereRef('messages.created_at', '>=', 'cases.created_at')
          .where('author', '=', 'officer')
          .as('last_from_officer'),
        selectFrom('messages as his')
          .select(({ fn }) => fn.min('his.created_at').as('at'))
          .whereRef('his.conversation_id', '=', 'cases.conversation_id')
          .where('his.author', '=', 'citizen')
          .where('his.kind', 'in', [...WANT_AN_ANSWER])
          // What he had asked before was answered on the telephone.
          .where(({ eb, fn, ref, lit }) => eb('his.created_at', '>', fn.coalesce(ref('cases.called_at'), lit(0))))
          .where('his.created_at', '>', ({ selectFrom: from, fn, ref }) =>
            fn.coalesce(
              from('messages as ours')
                .select(({ fn: of }) => of.max('ours.created_at').as('at'))
                .whereRef('ours.conversation_id', '=', 'cases.conversation_id')
                .whereRef('ours.created_at', '>=', 'cases.created_at')
                .where('ours.author', '=', 'officer'),
              ref('cases.answered_at'),
              ref('cases.created_at'),
            ),
          )
          .as('first_unanswered'),
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];
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
    colour: row.colour,
    type: row.type,
    stage: row.stage,
    waitingSince: row.last_from_officer === null && row.answered_at === null ? row.created_at : row.first_unanswered,
    wantedRole: row.wanted_role,
    returnedAt: row.status === 'waiting' ? row.returned_at : null,
    busyUntil: row.busy_until !== null && row.busy_until > sources.now() ? row.busy_until : null,
    mergedInto: row.merged_into,
    community: row.community,
    guarded: (row.guarded_until ?? 0) > sources.now(),
    unheard: row.status === 'waiting' && row.ring_reason?.includes(SMS_LIMIT) === true,
  });

  /** For the columns of one case. */
  const newestOfHis = (
    is: ExpressionBuilder<Tables, 'cases'>,
    which: (his: ExpressionBuilder<Tables, 'messages'>) => Expression<SqlBool>,
  ) =>
    is
      .selectFrom('messages')
      .select(({ fn }) => fn.max('messages.created_at').as('at'))
      .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
      .where('author', '=', 'citizen')
      .where(which);

  return {
    /** Everything that is not closed: the most urgent first, of equals the one that waits longest. */
    async queue(): Promise<readonly QueuedCase[]> {
      // Named one by one: the index serves them, and the many that are closed are not looked at.
      const rows = await listed()
        .where('cases.status', 'in', ['waiting', 'claimed'])
        .orderBy('urgency')
        .orderBy('cases.created_at')
        .execute();
      return rows.map(shown);
    },

    async deskCase(caseId: string): Promise<DeskCase | null> {
      const row = await listed()
        .select(['closed_at', 'truth', 'facts_sealed', 'cases.conversation_id'])
        .select((is) => [
          newestOfHis(is, (his) => his.and([his('kind', 'in', [...WANT_AN_ANSWER]), his('tapped', 'is', null)])).as('wrote_at'),
          newestOfHis(is, (his) => his.or([his('kind', '=', 'joined'), his('tapped', 'is not', null)])).as('tapped_at'),
        ])
        .where('cases.id', '=', caseId)
        .executeTakeFirst();
      if (!row) return null;
      const key = await keyOfCase(caseId);
      const lastActs = { wrote: row.wrote_at, tapped: row.tapped_at };
      const base = { ...shown(row), conversationId: row.conversation_id, lastActs, closedAt: row.closed_at, truth: row.truth };
      if (!key) return { ...base, facts: null, lines: [], notes: [] };
      const [facts, lines, notes] = await Promise.all([
        sealer.open(key, row.facts_sealed),
        readLines(context, key, row.conversation_id),
        readNotes(context, key, caseId),
      ]);
      return { ...base, facts, lines, notes };
    },

    /** The case with this number, as it is said on the telephone. */
    async caseByNumber(number: string): Promise<string | null> {
      const row = await query.selectFrom('cases').select('id').where('number', '=', number).executeTakeFirst();
      return row?.id ?? null;
    },

    /** The newest event that no older one can follow any more; where a page that begins now starts to listen. */
    async deskCursor(): Promise<number> {
      const settled = await database.settledUpTo('events');
      const row = await query
        .selectFrom('events')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('seq', '<=', settled)
        .executeTakeFirst();
      return Number(row?.seq ?? 0);
    },

    /** The newest event behind the cursor that concerns any case, also if an older one may follow yet; null when there was none. */
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

    /** The ids of the cases that something has happened to, behind one event and up to another one. */
    async casesTouched(after: number, upTo: number): Promise<readonly string[]> {
      const rows = await query
        .selectFrom('events')
        .innerJoin('cases', 'cases.conversation_id', 'events.conversation_id')
        .select('cases.id')
        .distinct()
        .where('seq', '>', after)
        .where('seq', '<=', upTo)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
