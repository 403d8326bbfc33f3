import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { ActResult } from './lead-acts.ts';
import { leadKeys } from './lead-keys.ts';
import { deskEvent, type NewStopTransfer, transferRows } from './receive-lead.ts';
import { OPEN } from './stop-loss-tables.ts';

export interface StopCorrection {
  /** How many acts the lead had when he looked at it. */
  readonly seen: number;
  /** JSON: the lead with what was corrected. */
  readonly body: string;
  /** Those that are different now. */
  readonly transfers: readonly (NewStopTransfer & { readonly position: number })[];
}

/** What the victim puts right himself, by the token of his page. */
export function correctLead(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { keyIfKept, tokenHash } = leadKeys(context);

  return {
    /** It counts as an act: an officer who looked at it before looks again. What has gone to the police has to go again. */
    async correctStopLead(token: string, { seen, body, transfers }: StopCorrection): Promise<ActResult> {
      const lead = await query
        .selectFrom('stop_leads')
        .select(['id', 'conversation_id'])
        .where('token_hash', '=', await tokenHash(token))
        .executeTakeFirst();
      const key = lead ? await keyIfKept(lead.id) : null;
      if (!lead || !key) return 'unknown';
      const now = sources.now();
      const sealed = await sealer.seal(key, body);
      // Sealed anew each time, so it stands there only where this very correction has come in.
      const corrected = query.selectFrom('stop_leads').where('id', '=', lead.id).where('body_sealed', '=', sealed);
      let standing = query
        .updateTable('stop_leads')
        .set({ body_sealed: sealed, version: sql<number>`version + 1`, acts: seen + 1, updated_at: now })
        .where('id', '=', lead.id)
        .where('acts', '=', seen)
        // His telephone he may put right as long as somebody may ring him; the rest until an officer has it in hand.
        .where('state', 'in', transfers.length > 0 ? ['received'] : [...OPEN]);
      if (transfers.length > 0) standing = standing.where('officer_id', 'is', null);
      const changes = await Promise.all(
        transfers.map(async (transfer) => {
          const [row] = await transferRows(context, key, lead.id, [transfer], transfer.position, now);
          const { body_sealed, account_hash, way, amount, paid_at } = row ?? ({} as never);
          return query
            .updateTable('stop_transfers')
            .set({ body_sealed, account_hash, way, amount, paid_at })
            .where('lead_id', 'in', corrected.select('id'))
            .where('position', '=', transfer.position)
            .where('removed_at', 'is', null);
        }),
      );
      await database.batch([
        standing,
        ...changes,
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            corrected.select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${null}`.as('officer_id'),
              val('stop-lead.corrected').as('action'),
              ref('stop_leads.number').as('subject'),
            ]),
          ),
        ...(lead.conversation_id === null ? [] : [deskEvent(query, lead.conversation_id, now)]),
      ]);
      return (await corrected.select('id').executeTakeFirst()) === undefined ? 'moved' : 'done';
    },
  };
}
