import { type Compilable, type ExpressionBuilder, sql } from 'kysely';
import type { AuditAction } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { Database } from './database.ts';
import type { Role } from './desk-schema.ts';
import { isNoGroup } from './group-conversations.ts';
import type { ConversationStatus, Tables } from './schema.ts';

type Query = Database['query'];

/** Who works on cases; a librarian does not. */
export const CASE_ROLES: readonly Role[] = ['officer', 'supervisor', 'administrator'];
/** Who may also decide on a colleague's case. */
export const DECIDING_ROLES: readonly Role[] = ['supervisor', 'administrator'];

/** Whose conversation it is while its case stands so. */
const CONVERSATION_OF: Readonly<Record<Tables['cases']['status'], ConversationStatus>> = {
  waiting: 'pending',
  claimed: 'open',
  closed: 'resolved',
};

/** An act, and how it leaves the case. */
export interface Act {
  readonly caseId: string;
  /** Who acts; null: the program. */
  readonly officerId: string | null;
  readonly action: AuditAction;
  readonly status: Tables['cases']['status'];
  readonly ownerId: string | null;
  /** Milliseconds since 1970 UTC; the act's statement has written it into `updated_at`. */
  readonly now: number;
}

/** What an act leaves behind when nobody has the case. */
export const NOBODYS = { status: 'waiting', owner_id: null, claimed_at: null, touched_at: null, busy_until: null } as const;

/** Is there such an officer who may work now? Asked in the statement itself: his account may be closed this moment. */
export function mayWork(is: ExpressionBuilder<Tables, 'cases'>, officerId: string, roles: readonly Role[] = CASE_ROLES) {
  return is.exists(
    is
      .selectFrom('officers')
      .select('officers.id')
      .where('officers.id', '=', officerId)
      .where('officers.disabled', '=', 0)
      .where('officers.role', 'in', [...roles]),
  );
}

/** What he may do now; null: he works here no more. */
export async function roleAtWork(query: Query, officerId: string): Promise<Role | null> {
  const row = await query.selectFrom('officers').select('role').where('id', '=', officerId).where('disabled', '=', 0).executeTakeFirst();
  return row?.role ?? null;
}

/** The case as the act before it in the batch has left it; none when that came too late. */
export function leftBy(query: Query, { caseId, status, ownerId, now }: Act) {
  return query
    .selectFrom('cases')
    .where('cases.id', '=', caseId)
    .where('cases.status', '=', status)
    .where('cases.owner_id', ownerId === null ? 'is' : '=', ownerId)
    .where('cases.updated_at', '=', now);
}

/**
 * What follows from an act, in the batch behind its statement: the conversation goes where its case is, live pages hear of
 * it, and it is written down, once also when the same one comes twice in a millisecond.
 */
export function followUp(query: Query, act: Act): Compilable[] {
  const { caseId, officerId, action, status, now } = act;
  return [
    query
      .updateTable('conversations')
      .set({ status: CONVERSATION_OF[status] })
      .where('id', 'in', leftBy(query, act).select('conversation_id'))
      .$if(status === 'claimed', (his) => his.where(isNoGroup('conversations.id'))),
    // Whoever answered the telephone that was rung for it has it no more: it rings as for the first time.
    ...(status === 'waiting'
      ? [
          query
            .updateTable('rings')
            .set({ reached_at: null, since: null, texted_at: null, due_at: now })
            .where('case_id', 'in', leftBy(query, act).select('cases.id')),
        ]
      : []),
    caseEvent(query, 'status', { caseId }, now),
    query
      .insertInto('audit')
      .columns(['at', 'officer_id', 'action', 'subject'])
      .expression(
        leftBy(query, act)
          .select(({ val, ref }) => [
            val(now).as('at'),
            sql<string | null>`${officerId}`.as('officer_id'),
            val(action).as('action'),
            ref('cases.id').as('subject'),
          ])
          .where((is) => is.not(is.exists(writtenDown(query, act)))),
      ),
  ];
}

/** Did it happen? True also when the case has moved on since. */
export async function happened(query: Query, act: Act): Promise<boolean> {
  const row = await query
    .selectFrom('cases')
    .select(['status', 'owner_id', 'updated_at'])
    .where('id', '=', act.caseId)
    .where((is) => is.exists(writtenDown(query, act)))
    .executeTakeFirst();
  if (!row) return false;
  // Of two in one millisecond, as to two colleagues, the case itself says which.
  return row.updated_at !== act.now || (row.status === act.status && row.owner_id === act.ownerId);
}

function writtenDown(query: Query, { caseId, officerId, action, now }: Act) {
  return query
    .selectFrom('audit')
    .select('audit.seq')
    .where('audit.subject', '=', caseId)
    .where('audit.action', '=', action)
    .where('audit.officer_id', officerId === null ? 'is' : '=', officerId)
    .where('audit.at', '=', now);
}
