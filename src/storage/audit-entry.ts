import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './database.ts';
import type { DraftAction } from './draft-step.ts';
import type { TradeAction } from './merchants/trade-acts.ts';
import type { Tables } from './schema.ts';

/** What is written down for ever: who did, read or gave away what. */
export type AuditAction =
  | DraftAction
  | 'case.read'
  | 'case.unmasked'
  | 'case.attachment-read'
  | 'case.exported'
  | 'case.claimed'
  | 'case.released'
  | 'case.transferred'
  | 'case.returned'
  | 'case.closed'
  | 'case.reopened'
  | 'case.merged'
  | 'case.judged'
  | 'case.facts'
  | 'case.called'
  | 'consults.read'
  | 'receipt.made'
  | 'release.activated'
  | 'release.call-back-read'
  | 'release.called-back'
  | 'verdict.replayed'
  | 'script.read'
  | 'script.drafted'
  | 'script.dismissed'
  | 'script.revived'
  | 'shift.handed-over'
  | 'shift.taken'
  | 'officer.invited'
  | 'officer.invitation-withdrawn'
  | 'officer.disabled'
  | 'officer.enabled'
  | 'officer.signed-in'
  | 'officer.locked'
  | 'officer.signed-out'
  | 'officer.reset'
  | 'partner.added'
  | 'partner.changed'
  | 'partner.closed'
  | 'partner.opened'
  | 'partner.key-made'
  | 'partner.key-ended'
  | 'exchange.again'
  | 'exchanges.exported'
  | 'identifier.removed'
  | 'identifier.kept'
  | 'identifier.listed'
  | 'identifier.found'
  | 'identifiers.imported'
  | 'citizen.found'
  | 'citizen.proved'
  | 'citizen.linked'
  | 'citizen.signed-out'
  | 'citizen.erased'
  | 'erasure.sought'
  | 'erasure.ordered'
  | 'stop-lead.received'
  | 'stop-lead.read'
  | 'stop-lead.taken'
  | 'stop-lead.released'
  | 'stop-lead.changed'
  | 'stop-lead.corrected'
  | 'stop-lead.checked'
  | 'stop-lead.sent'
  | 'stop-lead.printed'
  | 'stop-lead.filed'
  | 'stop-lead.answered'
  | 'stop-lead.closed'
  | 'stop-lead.purged'
  | 'stop-evidence.kept'
  | 'stop-evidence.read'
  | 'keys.rotated'
  | 'consult.exported'
  | 'index.exported'
  | 'bulletin.printed'
  | TradeAction
  | 'grid.added'
  | 'grid.changed'
  | 'grid.closed'
  | 'grids.imported'
  | 'grid-task.done'
  | 'advisor.assigned'
  | 'advisor.ended'
  | 'training.confirmed'
  | 'visit.read'
  | 'visit.companion'
  | 'visit.begun'
  | 'visit.recorded'
  | 'warning.entered'
  | 'warning.read'
  | 'warning.claimed'
  | 'warning.released'
  | 'warning.step'
  | 'warning.escalated'
  | 'warning.closed'
  | 'warning.voided'
  | 'warning.erased'
  | 'warnings.imported'
  | 'warnings.discarded'
  | 'teaching.proposed'
  | 'teaching.approved'
  | 'teaching.refused'
  | 'teaching.withdrawn'
  | 'teaching.day-chosen'
  | 'teaching.day-freed';

interface Entry {
  readonly at: number;
  /** null: the program itself. */
  readonly officerId: string | null;
  readonly action: AuditAction;
  /** An id: of a case, an officer, a receipt. Nothing personal. */
  readonly subject: string;
  /** Sealed under the person's key. */
  readonly reasonSealed?: string | null;
}

/** A statement for the batch of what is done, or alone where something is only read. */
export function auditEntry(query: Database['query'], { at, officerId, action, subject, reasonSealed = null }: Entry) {
  return query.insertInto('audit').values({ at, officer_id: officerId, action, subject, reason_sealed: reasonSealed });
}

/** The same for a case, only when the statements before it in the batch have left the case like this. */
export function auditCaseIf(
  query: Database['query'],
  { at, officerId, action, subject }: Entry,
  now: Partial<Pick<Tables['cases'], 'status' | 'owner_id' | 'updated_at'>>,
) {
  return query
    .insertInto('audit')
    .columns(['at', 'officer_id', 'action', 'subject'])
    .expression((is) => {
      let found = is
        .selectFrom('cases')
        .select(({ val, ref }) => [
          val(at).as('at'),
          sql<string | null>`${officerId}`.as('officer_id'),
          val(action).as('action'),
          ref('cases.id').as('subject'),
        ])
        .where('id', '=', subject);
      for (const [column, value] of Object.entries(now) as ['status' | 'owner_id' | 'updated_at', string | number | null][])
        found = found.where(column, value === null ? 'is' : '=', value as never);
      return found;
    });
}

/** The same for an account, only when it stands like this; before the statement in the batch that changes it. */
export function auditOfficerIf(
  query: Database['query'],
  { at, officerId, action, subject }: Entry,
  which: (is: ExpressionBuilder<Tables, 'officers'>) => Expression<SqlBool>,
) {
  return query
    .insertInto('audit')
    .columns(['at', 'officer_id', 'action', 'subject'])
    .expression((is) =>
      is
        .selectFrom('officers')
        .select(({ val, ref }) => [
          val(at).as('at'),
          sql<string | null>`${officerId}`.as('officer_id'),
          val(action).as('action'),
          ref('officers.id').as('subject'),
        ])
        .where('officers.id', '=', subject)
        .where(which),
    );
}
