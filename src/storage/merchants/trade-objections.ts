import { type Compilable, sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { DEFAULT_ACTS } from './default-machine.ts';
import { partyNotes } from './party-key.ts';
import type { TradeAct, TradeActor } from './trade-acts.ts';
import { tradeSteps } from './trade-step.ts';

/** After a creditor has said that he is paid, other merchants may say that it is not so. */
export function tradeObjections(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const noteOn = partyNotes(context);

  /** What follows when it is upheld that one payment was none: nothing that was said of another one. */
  function reopened(stepId: string, defaultId: string, paidAt: number): readonly Compilable[] {
    const decided = steps.taken(stepId).select('subject');
    const alike = query
      .selectFrom('trade_objections')
      .where('default_id', '=', defaultId)
      .where('paid_at', '=', paidAt)
      .where('state', '=', 'open')
      .where((is) => is.exists(decided));
    return [
      // All others to this payment are right with it. Left open, they would hold up a repair after the next one.
      query
        .insertInto('trade_steps')
        .columns(['id', 'subject', 'act', 'actor', 'at'])
        .expression(
          alike.select(({ ref, val }) => [
            sql<string>`${sql.lit('objection:')} || ${ref('trade_objections.id')}`.as('id'),
            ref('trade_objections.id').as('subject'),
            sql<TradeAct>`${sql.lit('objection-upheld')}`.as('act'),
            sql<TradeActor>`${sql.lit('program')}`.as('actor'),
            val(sources.now()).as('at'),
          ]),
        ),
      query
        .updateTable('trade_objections')
        .set({ state: 'upheld', decided_at: sources.now() })
        .where('id', 'in', alike.select('trade_objections.id')),
      query
        .updateTable('trade_defaults')
        .set({ state: DEFAULT_ACTS.reopened.to, paid_at: null, updated_at: sources.now() })
        .where('id', '=', defaultId)
        .where('paid_at', '=', paidAt)
        .where('state', 'in', [...DEFAULT_ACTS.reopened.from])
        .where((is) => is.exists(decided)),
    ];
  }

  return {
    /** Any checked merchant, once for each time that it was said to be paid. @param id of the form */
    async object(id: string, defaultId: string, merchantId: string, reason: string): Promise<boolean> {
      const now = sources.now();
      const reasonSealed = (await noteOn(defaultId, reason)) ?? '';
      const stands = query
        .selectFrom('trade_defaults')
        .where('trade_defaults.id', '=', defaultId)
        .where('trade_defaults.state', '=', 'paid')
        .where((is) => is.exists(steps.isChecked(merchantId)));
      return steps.take({ id, subject: id, act: 'objected', actor: 'merchant', actorId: merchantId }, stands, [
        query
          .insertInto('trade_objections')
          .columns(['id', 'default_id', 'merchant_id', 'paid_at', 'reason_sealed', 'state', 'created_at', 'decided_at'])
          .expression(
            query
              .selectFrom('trade_defaults')
              .where('trade_defaults.id', '=', defaultId)
              .where((is) => is.exists(steps.taken(id).select('trade_steps.id')))
              .select(({ val, ref, lit, fn }) => [
                val(id).as('id'),
                ref('trade_defaults.id').as('default_id'),
                val(merchantId).as('merchant_id'),
                fn.coalesce('trade_defaults.paid_at', lit(0)).as('paid_at'),
                val(reasonSealed).as('reason_sealed'),
                val<'open'>('open').as('state'),
                val(now).as('created_at'),
                lit(null).as('decided_at'),
              ]),
          ),
      ]);
    },

    /** Upheld: the default is open again, if it is still this payment that counts, and its creditor has to say anew that he is paid. */
    async decideObjection(stepId: string, id: string, officerId: string, upheld: boolean, note: string): Promise<boolean> {
      const row = await query.selectFrom('trade_objections').select(['default_id', 'paid_at']).where('id', '=', id).executeTakeFirst();
      if (!row) return false;
      const act = upheld ? 'objection-upheld' : 'objection-dismissed';
      const stands = query
        .selectFrom('trade_objections')
        .where('trade_objections.id', '=', id)
        .where('trade_objections.state', '=', 'open')
        .where((is) => is.exists(steps.isOfficer(officerId)));
      const decided = steps.taken(stepId).select('subject');
      return steps.take(
        { id: stepId, subject: id, act, actor: 'officer', actorId: officerId, noteSealed: await noteOn(row.default_id, note) },
        stands,
        [
          query
            .updateTable('trade_objections')
            .set({ state: upheld ? 'upheld' : 'dismissed', decided_at: sources.now() })
            .where('id', 'in', decided)
            .where('state', '=', 'open'),
          ...(upheld ? reopened(stepId, row.default_id, row.paid_at) : []),
        ],
      );
    },
  };
}
