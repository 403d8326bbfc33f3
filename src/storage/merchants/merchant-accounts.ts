import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import type { MerchantState } from './merchants-tables.ts';
import { comparable, keyOfPerson, numberOf } from './party-key.ts';
import { MOST_LISTED } from './trade-reading.ts';
import { tradeSteps } from './trade-step.ts';

export interface MerchantDetails {
  readonly name: string;
  /** Eighteen characters, see merchants/licence.ts. */
  readonly licence: string;
  readonly market: string;
  readonly contact: string;
  readonly phone: string;
}
export interface Merchant extends MerchantDetails {
  readonly id: string;
  readonly number: string;
  readonly state: MerchantState;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Milliseconds. */
export const MERCHANT_SESSION_LASTS = 90 * DAY;
const LINK_LASTS = DAY;

/** Who may ask for a partner's record: registered by himself, checked by an officer. */
export function merchantAccounts(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  /** With the keys: a list takes one statement. */
  const all = () =>
    query.selectFrom('merchants').innerJoin('persons', 'persons.id', 'merchants.person_id').selectAll('merchants').select('key_wrapped');
  type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

  async function opened(row: Row | undefined): Promise<Merchant | null> {
    if (!row?.key_wrapped) return null;
    const key = await sealer.unwrap(row.key_wrapped);
    const [name, licence, contact, phone] = await Promise.all(
      [row.name_sealed, row.licence_sealed, row.contact_sealed, row.phone_sealed].map((sealed) => sealer.open(key, sealed)),
    );
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      market: row.market,
      name: name ?? '',
      licence: licence ?? '',
      contact: contact ?? '',
      phone: phone ?? '',
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    };
  }
  const readMerchant = async (id: string): Promise<Merchant | null> =>
    opened(await all().where('merchants.id', '=', id).executeTakeFirst());
  /** The note of a step, sealed for whom it is about. */
  async function noteFor(id: string, note: string): Promise<string | null> {
    const row = await query.selectFrom('merchants').select('person_id').where('id', '=', id).executeTakeFirst();
    const key = row && note !== '' ? await keyOfPerson(context, row.person_id) : null;
    return key ? sealer.seal(key, note) : null;
  }
  const session = (tokenHash: string, now: number) => ({
    token_hash: tokenHash,
    created_at: now,
    expires_at: now + MERCHANT_SESSION_LASTS,
  });

  /** What goes with a merchant: his key, his sessions, and what he said of others, which nobody vouches for any more. */
  const farewell = (stepId: string, id: string, now: number) => {
    const gone = steps.taken(stepId).select('subject');
    return [
      query.deleteFrom('merchant_sessions').where('merchant_id', 'in', gone),
      query.updateTable('merchant_links').set({ used_at: now }).where('merchant_id', 'in', gone).where('used_at', 'is', null),
      query
        .updateTable('persons')
        .set({ key_wrapped: null })
        .where('id', 'in', query.selectFrom('merchants').select('person_id').where('merchants.id', 'in', gone)),
      query
        .updateTable('trade_objections')
        .set({ state: 'dismissed', decided_at: now })
        .where('merchant_id', 'in', gone)
        .where('state', '=', 'open'),
      steps.takenOff('left', query.selectFrom('trade_defaults').where('creditor_id', 'in', gone)),
      query
        .updateTable('trade_defaults')
        .set({ state: 'withdrawn', updated_at: now })
        .where('creditor_id', 'in', gone)
        .where('state', 'in', ['filed', 'visible', 'paid']),
      query
        .updateTable('merchants')
        .set({ state: 'closed', licence_hash: null, updated_at: now })
        .where('id', '=', id)
        .where('id', 'in', gone),
    ];
  };

  return {
    readMerchant,

    /** Registers, and signs this browser in; what it may do then, an officer decides. @param id of the form */
    async registerMerchant(id: string, details: MerchantDetails, tokenHash: string): Promise<boolean> {
      const now = sources.now();
      const personId = sources.id();
      const { key, wrapped } = await sealer.newPersonKey();
      const seal = (text: string): Promise<string> => sealer.seal(key, text);
      const row = {
        id,
        number: await numberOf('M', id),
        person_id: personId,
        name_sealed: await seal(details.name),
        licence_sealed: await seal(details.licence),
        licence_hash: await sealer.fingerprint(`licence:${comparable(details.licence)}`),
        market: details.market,
        contact_sealed: await seal(details.contact),
        phone_sealed: await seal(details.phone),
        state: 'pending' as const,
        created_at: now,
        updated_at: now,
      };
      const step = { id, subject: id, act: 'merchant-registered', actor: 'merchant', actorId: id } as const;
      return steps.take(
        step,
        query.selectFrom('persons').where('persons.id', '=', personId),
        [
          query.insertInto('merchants').values(row),
          query.insertInto('merchant_sessions').values({ merchant_id: id, ...session(tokenHash, now) }),
        ],
        [query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now })],
      );
    },

    /** Whose browser it is; null: nobody's. */
    async merchantOf(tokenHash: string): Promise<Merchant | null> {
      const row = await query
        .selectFrom('merchant_sessions')
        .select('merchant_id')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', sources.now())
        .executeTakeFirst();
      return row ? readMerchant(row.merchant_id) : null;
    },

    signOutMerchant: async (tokenHash: string): Promise<void> =>
      void (await query.deleteFrom('merchant_sessions').where('token_hash', '=', tokenHash).execute()),

    /** In these states, who waits longest first. */
    async listMerchants(states: readonly MerchantState[]): Promise<readonly Merchant[]> {
      const rows = await all()
        .where('state', 'in', [...states])
        .orderBy('merchants.created_at')
        .orderBy('merchants.id')
        .limit(MOST_LISTED)
        .execute();
      return (await Promise.all(rows.map(opened))).filter((one) => one !== null);
    },

    /** False when a colleague has decided, or another merchant has this licence. @param note why not; for the merchant to read */
    async decideMerchant(stepId: string, id: string, officerId: string, accepted: boolean, note: string): Promise<boolean> {
      const act = accepted ? 'merchant-checked' : 'merchant-refused';
      const stands = query
        .selectFrom('merchants')
        .where('merchants.id', '=', id)
        .where('merchants.state', '=', 'pending')
        .where((is) => is.exists(steps.isOfficer(officerId)));
      return steps.take(
        { id: stepId, subject: id, act, actor: 'officer', actorId: officerId, noteSealed: await noteFor(id, note) },
        stands,
        [
          query
            .updateTable('merchants')
            .set({ state: accepted ? 'checked' : 'refused', updated_at: sources.now() })
            .where('id', 'in', steps.taken(stepId).select('subject')),
        ],
      );
    },

    /** Takes his access and deletes him. @param by an officer, or the merchant himself */
    async closeMerchant(stepId: string, id: string, by: { readonly officerId: string } | 'himself'): Promise<boolean> {
      const himself = by === 'himself';
      let stands = query.selectFrom('merchants').where('merchants.id', '=', id).where('merchants.state', '<>', 'closed');
      if (!himself) stands = stands.where((is) => is.exists(steps.isOfficer(by.officerId)));
      const step = himself
        ? ({ id: stepId, subject: id, act: 'merchant-left', actor: 'merchant', actorId: id } as const)
        : ({ id: stepId, subject: id, act: 'merchant-closed', actor: 'officer', actorId: by.officerId } as const);
      return steps.take(step, stands, farewell(stepId, id, sources.now()));
    },

    /** A link that signs one browser in, once within 24 hours. The officer has made sure who asks. */
    async giveMerchantLink(stepId: string, id: string, officerId: string, tokenHash: string): Promise<boolean> {
      const now = sources.now();
      const stands = query
        .selectFrom('merchants')
        .where('merchants.id', '=', id)
        .where('merchants.state', '=', 'checked')
        .where((is) => is.exists(steps.isOfficer(officerId)));
      return steps.take({ id: stepId, subject: id, act: 'merchant-linked', actor: 'officer', actorId: officerId }, stands, [
        query
          .insertInto('merchant_links')
          .columns(['token_hash', 'merchant_id', 'created_at', 'expires_at', 'used_at'])
          .expression(
            steps
              .taken(stepId)
              .select(({ val, ref, lit }) => [
                val(tokenHash).as('token_hash'),
                ref('subject').as('merchant_id'),
                val(now).as('created_at'),
                val(now + LINK_LASTS).as('expires_at'),
                lit(null).as('used_at'),
              ]),
          ),
      ]);
    },

    /** False when it was used, is too old or never was. */
    async useMerchantLink(linkHash: string, tokenHash: string): Promise<boolean> {
      const now = sources.now();
      const good = query
        .selectFrom('merchant_links')
        .innerJoin('merchants', 'merchants.id', 'merchant_links.merchant_id')
        .where('merchant_links.token_hash', '=', linkHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .where('merchants.state', '=', 'checked');
      await database.batch([
        query
          .insertInto('merchant_sessions')
          .columns(['token_hash', 'merchant_id', 'created_at', 'expires_at'])
          .expression(
            good.select(({ val, ref }) => [
              val(tokenHash).as('token_hash'),
              ref('merchants.id').as('merchant_id'),
              val(now).as('created_at'),
              val(now + MERCHANT_SESSION_LASTS).as('expires_at'),
            ]),
          ),
        query.updateTable('merchant_links').set({ used_at: now }).where('token_hash', '=', linkHash).where('used_at', 'is', null),
      ]);
      return (
        (await query.selectFrom('merchant_sessions').select('merchant_id').where('token_hash', '=', tokenHash).executeTakeFirst()) !==
        undefined
      );
    },
  };
}
