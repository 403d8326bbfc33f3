import { sql } from 'kysely';
import { DECIDING_ROLES } from '../case-acts.ts';
import type { StorageContext } from '../context.ts';
import { type ActResult, leadActs, type StopAct } from './lead-acts.ts';
import { leadKeys } from './lead-keys.ts';
import { stateByAnswers } from './read-answers.ts';
import { type NewStopTransfer, transferRows } from './receive-lead.ts';
import { OPEN, type StopLeadEnd, type StopLeadState } from './stop-loss-tables.ts';

/** A transfer as the handler leaves it; without a position it is a new one. */
export interface ChangedStopTransfer extends NewStopTransfer {
  readonly position: number | null;
}

/** Taking, handing back, changing, checking and closing a lead. */
export function handleLead(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { keyIfKept } = leadKeys(context);
  const { perform } = leadActs(context);

  return {
    /** One of several who press the button at once gets it. */
    takeStopLead: (act: StopAct): Promise<ActResult> =>
      perform(act, { action: 'stop-lead.taken', states: OPEN, handler: 'nobody', set: { officer_id: act.officerId } }),

    /** A supervisor takes it from whoever handles it. */
    takeOverStopLead: (act: StopAct): Promise<ActResult> =>
      perform(act, {
        action: 'stop-lead.taken',
        states: OPEN,
        handler: 'anybody',
        roles: DECIDING_ROLES,
        set: { officer_id: act.officerId },
      }),

    releaseStopLead: (act: StopAct): Promise<ActResult> =>
      perform(act, { action: 'stop-lead.released', states: OPEN, handler: 'himself', set: { officer_id: null } }),

    /** Of somebody who is not here any more: anybody may take them. @param byId a supervisor @returns how many */
    async handBackStopLeadsOf(officerId: string, byId: string): Promise<number> {
      const his = await query
        .selectFrom('stop_leads')
        .select(['id', 'acts'])
        .where('officer_id', '=', officerId)
        .where('state', 'in', [...OPEN])
        .execute();
      let back = 0;
      for (const { id, acts } of his) {
        const act = { leadId: id, officerId: byId, formId: sources.id(), seen: acts };
        const plan = { action: 'stop-lead.released', states: OPEN, handler: 'anybody', roles: DECIDING_ROLES } as const;
        if ((await perform(act, { ...plan, set: { officer_id: null } })) === 'done') back += 1;
      }
      return back;
    },

    /**
     * The lead as its handler has it now. What has gone to the police has to go again.
     * @param transfers all that count; one that is missing is struck out
     */
    async changeStopLead(act: StopAct, body: string, transfers: readonly ChangedStopTransfer[]): Promise<ActResult> {
      const key = await keyIfKept(act.leadId);
      if (!key) return 'unknown';
      const now = sources.now();
      const kept = await query.selectFrom('stop_transfers').select(['position', 'removed_at']).where('lead_id', '=', act.leadId).execute();
      const known = new Set(kept.filter(({ removed_at }) => removed_at === null).map(({ position }) => position));
      const changed = transfers.filter(({ position }) => position !== null && known.has(position));
      const added = transfers.filter(({ position }) => position === null);
      const first = Math.max(0, ...kept.map(({ position }) => position)) + 1;
      const rows = await transferRows(context, key, act.leadId, added, first, now);
      const updates = await Promise.all(
        changed.map(async (transfer) => {
          const [{ created_at: _, lead_id: __, position: ___, ...row } = {} as never] = await transferRows(
            context,
            key,
            act.leadId,
            [transfer],
            transfer.position ?? 0,
            now,
          );
          return query
            .updateTable('stop_transfers')
            .set(row)
            .where('lead_id', '=', act.leadId)
            .where('position', '=', transfer.position ?? 0);
        }),
      );
      const gone = [...known].filter((position) => !changed.some((one) => one.position === position));
      const lead = await query.selectFrom('stop_leads').select('version').where('id', '=', act.leadId).executeTakeFirst();
      return perform(act, {
        action: 'stop-lead.changed',
        states: OPEN,
        handler: 'himself',
        set: { body_sealed: await sealer.seal(key, body), version: (lead?.version ?? 0) + 1 },
        also: [
          ...updates,
          ...rows.map((row) => query.insertInto('stop_transfers').values(row)),
          ...gone.map((position) =>
            query.updateTable('stop_transfers').set({ removed_at: now }).where('lead_id', '=', act.leadId).where('position', '=', position),
          ),
          // A transfer that came with it is not answered yet; one that was struck out is not waited for.
          query
            .updateTable('stop_leads')
            .set({ state: stateByAnswers(act.leadId) })
            .where('id', '=', act.leadId)
            .where('state', 'in', ['sent', 'answered']),
        ],
      });
    },

    /**
     * How he has made sure of who it is; again, where somebody has changed since who it is. Anything but a confirmation is noted, and
     * what was confirmed before is so no more.
     * @param check JSON
     */
    async checkStopLead(act: StopAct, check: string, confirmed: boolean): Promise<ActResult> {
      const key = await keyIfKept(act.leadId);
      if (!key) return 'unknown';
      const sealed = await sealer.seal(key, check);
      return perform(act, {
        action: 'stop-lead.checked',
        states: OPEN,
        handler: 'himself',
        set: {
          check_sealed: sealed,
          checked_at: confirmed ? sources.now() : null,
          state: sql<StopLeadState>`case when state in ('received', 'checked') then ${sql.lit(confirmed ? 'checked' : 'received')} else state end`,
          // The police have been told of another check, or of none.
          version: sql<number>`case when state in ('sent', 'answered') then version + 1 else version end`,
        },
      });
    },

    closeStopLead: (act: StopAct, why: StopLeadEnd): Promise<ActResult> =>
      perform(act, {
        action: 'stop-lead.closed',
        states: OPEN,
        handler: 'himself',
        set: { state: 'closed', closed_at: sources.now(), closed_why: why },
      }),
  };
}
