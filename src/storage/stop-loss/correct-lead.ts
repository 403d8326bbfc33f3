import { type SelectQueryBuilder, sql } from 'kysely';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import type { Tables } from '../schema.ts';
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
  /** Those that it did not have. */
  readonly added?: readonly NewStopTransfer[];
  /** All that was typed, where it was the lead's own form that came once more (receive-lead.ts). */
  readonly content?: string;
}

/** What the victim puts right himself, by the token of his page. */
export function correctLead(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { formHash, keyIfKept, tokenHash } = leadKeys(context);

  return {
    /** It counts as an act: an officer who looked at it before looks again. What has gone to the police has to go again. */
    async correctStopLead(token: string, { seen, body, transfers, added = [], content }: StopCorrection): Promise<ActResult> {
      const lead = await query
        .selectFrom('stop_leads')
        .select(['id', 'conversation_id'])
        .where('token_hash', '=', await tokenHash(token))
        .executeTakeFirst();
      const key = lead ? await keyIfKept(lead.id) : null;
      if (!lead || !key) return 'unknown';
      const now = sources.now();
      const sealed = await sealer.seal(key, body);
      const ofPayments = transfers.length + added.length > 0;
      // Sealed anew each time, so it stands there only where this very correction has come in.
      const corrected = query.selectFrom('stop_leads').where('id', '=', lead.id).where('body_sealed', '=', sealed);
      let standing = query
        .updateTable('stop_leads')
        .set({
          body_sealed: sealed,
          ...(content !== undefined && { form_sealed: await sealer.seal(key, await formHash(content)) }),
          version: sql<number>`version + 1`,
          acts: seen + 1,
          updated_at: now,
        })
        .where('id', '=', lead.id)
        .where('acts', '=', seen)
        // His telephone he may put right as long as somebody may ring him; the rest until an officer has it in hand.
        .where('state', 'in', ofPayments ? ['received'] : [...OPEN]);
      if (ofPayments) standing = standing.where('officer_id', 'is', null);
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
        ...(await insertions(key, corrected, { leadId: lead.id, added, now })),
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

  /** A number is never used twice in a lead, also of a transfer that was struck out. Whoever else adds one at this moment has moved it. */
  async function insertions(
    key: SealingKey,
    corrected: SelectQueryBuilder<Tables, 'stop_leads', object>,
    { leadId, added, now }: { readonly leadId: string; readonly added: readonly NewStopTransfer[]; readonly now: number },
  ) {
    if (added.length === 0) return [];
    const kept = await query.selectFrom('stop_transfers').select('position').where('lead_id', '=', leadId).execute();
    const first = Math.max(0, ...kept.map(({ position }) => position)) + 1;
    const rows = await transferRows(context, key, leadId, added, first, now);
    return rows.map(({ position, body_sealed, account_hash, way, amount, paid_at }) =>
      query
        .insertInto('stop_transfers')
        .columns(['lead_id', 'position', 'body_sealed', 'account_hash', 'way', 'amount', 'paid_at', 'created_at'])
        .expression(
          corrected.select(({ val, ref }) => [
            ref('stop_leads.id').as('lead_id'),
            sql<number>`cast(${position} as integer)`.as('position'),
            val(body_sealed).as('body_sealed'),
            sql<string | null>`cast(${account_hash} as text)`.as('account_hash'),
            val(way).as('way'),
            sql<number | null>`cast(${amount} as bigint)`.as('amount'),
            sql<number | null>`cast(${paid_at} as bigint)`.as('paid_at'),
            val(now).as('created_at'),
          ]),
        ),
    );
  }
}
