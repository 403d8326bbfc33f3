import { type Compilable, type ExpressionBuilder, sql, type UpdateObject } from 'kysely';
import { type AuditAction, auditEntry } from '../audit-entry.ts';
import { mayWork } from '../case-acts.ts';
import type { StorageContext } from '../context.ts';
import type { Role } from '../desk-schema.ts';
import type { Tables } from '../schema.ts';
import { deskEvent } from './receive-lead.ts';
import type { StopLeadState } from './stop-loss-tables.ts';

/** An officer's act on a lead. */
export interface StopAct {
  readonly leadId: string;
  readonly officerId: string;
  /** Of the form: the same one sent twice is one act. */
  readonly formId: string;
  /** How many acts the lead had when he looked at it. */
  readonly seen: number;
}
/** done: also when the same form had done it before · moved: somebody was faster, or it is not his · unknown: no such lead. */
export type ActResult = 'done' | 'moved' | 'unknown';

export interface ActPlan {
  readonly action: AuditAction;
  readonly states: readonly StopLeadState[];
  /** Who must handle it: he himself, nobody, or whoever it is. */
  readonly handler: 'himself' | 'nobody' | 'anybody';
  readonly roles?: readonly Role[];
  readonly set: UpdateObject<Tables, 'stop_leads'>;
  readonly also?: readonly Compilable[];
}

/**
 * Every act of an officer on a lead. Its first row names the lead only where the lead still stands as he saw it; the column
 * takes no NULL, so that otherwise the whole batch fails, and with it whatever would have gone out.
 */
export function leadActs({ database, sources }: StorageContext) {
  const { query } = database;

  /** The lead's id where he may do this now; null as a value in every other case. */
  function standing({ leadId, officerId, seen }: StopAct, { states, handler, roles }: ActPlan) {
    const allowed = (is: ExpressionBuilder<Tables, never>) =>
      mayWork(is as unknown as ExpressionBuilder<Tables, 'cases'>, officerId, roles);
    let found = query
      .selectFrom('stop_leads')
      .select('stop_leads.id')
      .where('stop_leads.id', '=', leadId)
      .where('acts', '=', seen)
      .where('key_wrapped', 'is not', null)
      .where('state', 'in', [...states])
      .where((is) => allowed(is as unknown as ExpressionBuilder<Tables, never>));
    if (handler === 'himself') found = found.where('stop_leads.officer_id', '=', officerId);
    if (handler === 'nobody') found = found.where('stop_leads.officer_id', 'is', null);
    return found;
  }

  async function perform(act: StopAct, plan: ActPlan): Promise<ActResult> {
    const { leadId, officerId, formId, seen } = act;
    const lead = await query.selectFrom('stop_leads').select(['number', 'conversation_id']).where('id', '=', leadId).executeTakeFirst();
    if (!lead) return 'unknown';
    const now = sources.now();
    const guard = query
      .insertInto('stop_acts')
      .values({ id: formId, lead_id: sql<string>`(${standing(act, plan)})`, seen, officer_id: officerId, action: plan.action, at: now });
    try {
      await database.batch([
        guard,
        ...(plan.also ?? []),
        query
          .updateTable('stop_leads')
          .set({ ...plan.set, acts: seen + 1, updated_at: now })
          .where('id', '=', leadId),
        auditEntry(query, { at: now, officerId, action: plan.action, subject: lead.number }),
        ...(lead.conversation_id === null ? [] : [deskEvent(query, lead.conversation_id, now)]),
      ]);
      return 'done';
    } catch (error) {
      const before = await query
        .selectFrom('stop_acts')
        .select('id')
        .where('id', '=', formId)
        .where('lead_id', '=', leadId)
        .where('officer_id', '=', officerId)
        .executeTakeFirst();
      if (before) return 'done';
      if ((await standing(act, plan).executeTakeFirst()) === undefined) return 'moved';
      throw error;
    }
  }
  return { perform };
}
