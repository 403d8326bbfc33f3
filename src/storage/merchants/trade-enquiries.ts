import { sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { type DefaultState, SHOWN, type Standing, standingOf } from './default-machine.ts';
import type { AmountBand, EnquiryPurpose } from './merchants-tables.ts';
import { comparable, keyOfPerson } from './party-key.ts';
import { tradeSteps } from './trade-step.ts';

/** What a registered merchant sees of one default: not who the creditor is. */
export interface ShownDefault {
  readonly id: string;
  readonly number: string;
  readonly state: DefaultState;
  readonly band: AmountBand;
  readonly dueOn: string;
  /** Where the creditor trades. */
  readonly market: string;
  /** Milliseconds since 1970 UTC. */
  readonly shownSince: number;
  readonly paidAt: number | null;
}
export interface ShownRecord {
  /** Of his licence, the last four characters: to tell two of one name apart. */
  readonly licenceEnd: string;
  readonly defaults: readonly ShownDefault[];
  readonly standing: Standing;
  /** He says that it is wrong, and an officer looks at it. */
  readonly appealed: boolean;
}
export interface Enquiry {
  readonly id: string;
  readonly askedBy: 'name' | 'licence';
  readonly asked: string;
  readonly purpose: EnquiryPurpose;
  readonly at: number;
  readonly records: readonly ShownRecord[];
}

/** More a day is no longer asking before one gives credit. */
export const ENQUIRIES_A_DAY = 30;
/** So long the answer to one can be opened again; then it has to be asked anew, which is written down. Milliseconds. */
const ENQUIRY_LASTS = 30 * 60_000;
/** Partners of one name. */
const MOST_PARTIES = 50;

export function tradeEnquiries(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const hashOf = (by: 'name' | 'licence', asked: string): Promise<string> => sealer.fingerprint(`${by}:${comparable(asked)}`);

  /** By exact name or licence; only of what is shown. */
  const partiesOf = (by: 'name' | 'licence', hash: string) =>
    query
      .selectFrom('trade_defaults')
      .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
      .innerJoin('persons', 'persons.id', 'trade_parties.person_id')
      .select(['trade_parties.id', 'licence_sealed', 'trade_parties.licence_hash', 'key_wrapped'])
      .distinct()
      .where('trade_defaults.state', 'in', [...SHOWN])
      .where(by === 'name' ? 'trade_defaults.name_hash' : 'trade_parties.licence_hash', '=', hash)
      .where('key_wrapped', 'is not', null)
      .orderBy('trade_parties.id')
      .limit(MOST_PARTIES)
      .execute();

  /** Of all partners of one name: as many statements as for one. */
  async function recordsOf(by: 'name' | 'licence', hash: string): Promise<readonly ShownRecord[]> {
    const parties = await partiesOf(by, hash);
    if (parties.length === 0) return [];
    const ids = parties.map(({ id }) => id);
    const shown = await query
      .selectFrom('trade_defaults')
      .innerJoin('merchants', 'merchants.id', 'trade_defaults.creditor_id')
      .innerJoin('trade_steps', (join) =>
        join.onRef('trade_steps.subject', '=', 'trade_defaults.id').on('trade_steps.act', '=', 'accepted'),
      )
      .select([
        'party_id',
        'trade_defaults.id',
        'trade_defaults.number',
        'trade_defaults.state',
        'band',
        'due_on as dueOn',
        'paid_at as paidAt',
        'market',
        'trade_steps.at as shownSince',
      ])
      .where('party_id', 'in', ids)
      .where('trade_defaults.state', 'in', [...SHOWN])
      .orderBy('trade_defaults.created_at')
      .execute();
    const objections = await query
      .selectFrom('trade_objections')
      .innerJoin('trade_defaults', 'trade_defaults.id', 'trade_objections.default_id')
      .select('party_id')
      .where('party_id', 'in', ids)
      .where('trade_objections.state', '=', 'open')
      .execute();
    // Of a party without one there is no appeal; a list must not be empty on PostgreSQL.
    const licences = parties.map(({ licence_hash }) => licence_hash ?? '');
    const appeals = await query
      .selectFrom('trade_appeals')
      .select('licence_hash')
      .where('licence_hash', 'in', licences)
      .where('state', '=', 'open')
      .execute();
    const records = parties.map(async ({ id: partyId, licence_sealed, licence_hash, key_wrapped }): Promise<ShownRecord | null> => {
      const defaults = shown.filter(({ party_id }) => party_id === partyId).map(({ party_id, ...one }) => one);
      if (key_wrapped === null || defaults.length === 0) return null;
      return {
        licenceEnd: (await sealer.open(await sealer.unwrap(key_wrapped), licence_sealed)).slice(-4),
        defaults,
        // Of what is shown alone: a filing that no officer has looked at says nothing of anybody.
        standing: standingOf(defaults, objections.filter(({ party_id }) => party_id === partyId).length),
        appealed: appeals.some((one) => one.licence_hash === licence_hash),
      };
    });
    return (await Promise.all(records)).filter((one) => one !== null);
  }

  return {
    /**
     * Written down before anything is shown. False for whoever is not a checked merchant, or has asked too often today.
     * @param id of the form
     */
    async enquire(id: string, merchantId: string, by: 'name' | 'licence', asked: string, purpose: EnquiryPurpose): Promise<boolean> {
      const now = sources.now();
      const row = await query.selectFrom('merchants').select('person_id').where('id', '=', merchantId).executeTakeFirst();
      const key = row ? await keyOfPerson(context, row.person_id) : null;
      if (!key) return false;
      const [hash, askedSealed] = [await hashOf(by, asked), await sealer.seal(key, asked)];
      const found = (await recordsOf(by, hash)).reduce((sum, { defaults }) => sum + defaults.length, 0);
      const asToday = query
        .selectFrom('trade_enquiries')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('merchant_id', '=', merchantId)
        .where('at', '>', now - DAY);
      const stands = steps
        .isChecked(merchantId)
        .clearSelect()
        .where(sql<boolean>`(${asToday}) < ${sql.lit(ENQUIRIES_A_DAY)}`);
      return steps.take({ id, subject: id, act: 'enquired', actor: 'merchant', actorId: merchantId }, stands, [
        query
          .insertInto('trade_enquiries')
          .columns(['id', 'merchant_id', 'asked_by', 'asked_hash', 'asked_sealed', 'purpose', 'found', 'at'])
          .expression(
            steps
              .taken(id)
              .select(({ val, ref }) => [
                ref('subject').as('id'),
                val(merchantId).as('merchant_id'),
                val<'name' | 'licence'>(by).as('asked_by'),
                val(hash).as('asked_hash'),
                val(askedSealed).as('asked_sealed'),
                val<EnquiryPurpose>(purpose).as('purpose'),
                val(found).as('found'),
                val(now).as('at'),
              ]),
          ),
      ]);
    },

    /** His own, for half an hour; null otherwise. */
    async readEnquiry(id: string, merchantId: string): Promise<Enquiry | null> {
      const row = await query
        .selectFrom('trade_enquiries')
        .innerJoin('merchants', 'merchants.id', 'trade_enquiries.merchant_id')
        .select(['trade_enquiries.id', 'asked_by', 'asked_hash', 'asked_sealed', 'purpose', 'at', 'person_id'])
        .where('trade_enquiries.id', '=', id)
        .where('merchant_id', '=', merchantId)
        .where('merchants.state', '=', 'checked')
        .where('at', '>', sources.now() - ENQUIRY_LASTS)
        .executeTakeFirst();
      const key = row ? await keyOfPerson(context, row.person_id) : null;
      if (!row || !key) return null;
      return {
        id: row.id,
        askedBy: row.asked_by,
        asked: await sealer.open(key, row.asked_sealed),
        purpose: row.purpose,
        at: row.at,
        records: await recordsOf(row.asked_by, row.asked_hash),
      };
    },

    /** Does this merchant have an answer open in which this default stands? Only then he may object to it. */
    async sawDefault(merchantId: string, defaultId: string): Promise<boolean> {
      const row = await query
        .selectFrom('trade_defaults as seen')
        .select('seen.id')
        .where('seen.id', '=', defaultId)
        .where((is) =>
          is.or([
            is('seen.creditor_id', '=', merchantId),
            is.and([
              is('seen.state', 'in', [...SHOWN]),
              is.exists(
                is
                  .selectFrom('trade_enquiries')
                  .innerJoin('trade_defaults', (join) => join.onRef('trade_defaults.party_id', '=', 'seen.party_id'))
                  .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
                  .select('trade_enquiries.id')
                  .where('trade_enquiries.merchant_id', '=', merchantId)
                  .where('trade_enquiries.at', '>', sources.now() - DAY)
                  .where('trade_defaults.state', 'in', [...SHOWN])
                  .where((asked) =>
                    asked.or([
                      asked.and([asked('asked_by', '=', 'name'), asked('asked_hash', '=', asked.ref('name_hash'))]),
                      asked.and([asked('asked_by', '=', 'licence'), asked('asked_hash', '=', asked.ref('trade_parties.licence_hash'))]),
                    ]),
                  ),
              ),
            ]),
          ]),
        )
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
