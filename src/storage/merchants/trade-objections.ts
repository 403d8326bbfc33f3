import type { StorageContext } from '../context.ts';
import { DEFAULT_ACTS } from './default-machine.ts';
import { partyNotes } from './party-key.ts';
import { tradeSteps } from './trade-step.ts';

/** After a creditor has said that he is paid, other merchants may say that it is not so. */
export function tradeObjections(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const noteOn = partyNotes(context);

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

    /** Upheld: the default is open again, and its creditor has to say anew that he is paid. */
    async decideObjection(stepId: string, id: string, officerId: string, upheld: boolean, note: string): Promise<boolean> {
      const row = await query.selectFrom('trade_objections').select('default_id').where('id', '=', id).executeTakeFirst();
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
          ...(upheld
            ? [
                query
                  .updateTable('trade_defaults')
                  .set({ state: DEFAULT_ACTS.reopened.to, paid_at: null, updated_at: sources.now() })
                  .where('id', '=', row.default_id)
                  .where('state', 'in', [...DEFAULT_ACTS.reopened.from])
                  .where((is) => is.exists(decided)),
              ]
            : []),
        ],
      );
    },
  };
}
