import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { notAside, setAside } from '../set-aside.ts';
import { tradeSteps } from './trade-step.ts';

/** Days after which whatever is settled is made unreadable: a record, an appeal, an enquiry. */
export const TRADE_DAYS_KEPT = 365;
/** Days after which a registration that was not accepted is erased. */
const REFUSED_DAYS_KEPT = 30;
const RUNNING = ['filed', 'visible', 'paid'] as const;

export function tradeRetention(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const { onePiece } = setAside(context);

  return {
    /** One partner, or one appeal, of whom nothing has been running for a year; false when there is none. */
    async eraseNextTrade(): Promise<boolean> {
      const now = sources.now();
      const before = now - TRADE_DAYS_KEPT * DAY;
      await query.deleteFrom('trade_enquiries').where('at', '<', before).execute();
      await query.deleteFrom('merchant_sessions').where('expires_at', '<', now).execute();
      await query.deleteFrom('merchant_links').where('expires_at', '<', now).execute();
      const old = query
        .selectFrom('trade_parties')
        .where('trade_parties.erased_at', 'is', null)
        .where('trade_parties.created_at', '<', before)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('trade_defaults')
                .select('trade_defaults.id')
                .whereRef('trade_defaults.party_id', '=', 'trade_parties.id')
                .where((one) => one.or([one('trade_defaults.state', 'in', [...RUNNING]), one('trade_defaults.updated_at', '>=', before)])),
            ),
          ),
        );
      const party = await old
        .select('trade_parties.id')
        .where(notAside('trade-erase', 'trade_parties.id', now))
        .limit(1)
        .executeTakeFirst();
      if (party) {
        const stepId = `erased:${party.id}`;
        const gone = steps.taken(stepId).select('subject');
        const step = { id: stepId, subject: party.id, act: 'party-erased', actor: 'program', actorId: null } as const;
        return onePiece('trade-erase', party.id, () =>
          steps.take(step, old.where('trade_parties.id', '=', party.id), [
            query
              .updateTable('persons')
              .set({ key_wrapped: null })
              .where('id', 'in', query.selectFrom('trade_parties').select('person_id').where('trade_parties.id', 'in', gone)),
            query.updateTable('trade_defaults').set({ name_hash: null }).where('party_id', 'in', gone),
            query.updateTable('trade_parties').set({ licence_hash: null, erased_at: now }).where('id', 'in', gone),
          ]),
        );
      }
      return (await eraseAppeal(before)) || eraseRefused(now - REFUSED_DAYS_KEPT * DAY);
    },
  };

  /** Also one that nobody has decided: who registers without any officer coming has not become a merchant. */
  async function eraseRefused(before: number): Promise<boolean> {
    const merchant = await query
      .selectFrom('merchants')
      .select(['id', 'person_id'])
      .where('state', 'in', ['pending', 'refused'])
      .where('updated_at', '<', before)
      .where(notAside('trade-erase', 'merchants.id', sources.now()))
      .limit(1)
      .executeTakeFirst();
    if (!merchant) return false;
    const unchanged = query
      .selectFrom('merchants')
      .select('person_id')
      .where('id', '=', merchant.id)
      .where('state', 'in', ['pending', 'refused'])
      .where('updated_at', '<', before);
    await onePiece('trade-erase', merchant.id, () =>
      database.batch([
        query.updateTable('persons').set({ key_wrapped: null }).where('id', 'in', unchanged),
        query.deleteFrom('merchant_sessions').where('merchant_id', '=', merchant.id),
        query
          .updateTable('merchants')
          .set({ state: 'closed', licence_hash: null, updated_at: sources.now() })
          .where('id', '=', merchant.id)
          .where('state', 'in', ['pending', 'refused'])
          .where('updated_at', '<', before),
      ]),
    );
    return true;
  }

  async function eraseAppeal(before: number): Promise<boolean> {
    const appeal = await query
      .selectFrom('trade_appeals')
      .select(['id', 'person_id'])
      .where('state', '<>', 'open')
      .where('decided_at', '<', before)
      .where('licence_hash', 'is not', null)
      .where(notAside('trade-erase', 'trade_appeals.id', sources.now()))
      .limit(1)
      .executeTakeFirst();
    if (!appeal) return false;
    await onePiece('trade-erase', appeal.id, () =>
      database.batch([
        query.updateTable('persons').set({ key_wrapped: null }).where('id', '=', appeal.person_id),
        query.updateTable('trade_appeals').set({ licence_hash: null }).where('id', '=', appeal.id),
      ]),
    );
    return true;
  }
}
