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

export function tradeEnquiries(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const hashOf = (by: 'name' | 'licence', asked: string): Promise<string> => sealer.fingerprint(`${by}:${comparable(asked)}`);

  /** By exact name or licence; only of what is shown. */
  async function partiesOf(by: 'name' | 'licence', hash: string): Promise<readonly string[]> {
    const rows = await query
      .selectFrom('trade_defaults')
      .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
      .select('trade_parties.id')
      .distinct()
      .where('trade_defaults.state', 'in', [...SHOWN])
      .where(by === 'name' ? 'trade_defaults.name_hash' : 'trade_parties.licence_hash', '=', hash)
      .orderBy('trade_parties.id')
      .limit(50)
      .execute();
    return rows.map(({ id }) => id);
  }

  async function recordOf(partyId: string): Promise<ShownRecord | null> {
    const party = await query.selectFrom('trade_parties').selectAll().where('id', '=', partyId).executeTakeFirst();
    const key = party ? await keyOfPerson(context, party.person_id) : null;
    if (!party || !key) return null;
    const rows = await query
      .selectFrom('trade_defaults')
      .innerJoin('merchants', 'merchants.id', 'trade_defaults.creditor_id')
      .innerJoin('trade_steps', (join) =>
        join.onRef('trade_steps.subject', '=', 'trade_defaults.id').on('trade_steps.act', '=', 'accepted'),
      )
      .select([
        'trade_defaults.id',
        'trade_defaults.number',
        'trade_defaults.state',
        'band',
        'due_on',
        'paid_at',
        'market',
        'trade_steps.at',
      ])
      .where('party_id', '=', partyId)
      .where('trade_defaults.state', 'in', [...SHOWN])
      .orderBy('trade_defaults.created_at')
      .execute();
    if (rows.length === 0) return null;
    const everything = await query
      .selectFrom('trade_defaults')
      .select(['state', 'paid_at as paidAt'])
      .where('party_id', '=', partyId)
      .execute();
    const objections = await query
      .selectFrom('trade_objections')
      .innerJoin('trade_defaults', 'trade_defaults.id', 'trade_objections.default_id')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('party_id', '=', partyId)
      .where('trade_objections.state', '=', 'open')
      .executeTakeFirst();
    const appealed = await query
      .selectFrom('trade_appeals')
      .select('id')
      .where('licence_hash', '=', party.licence_hash)
      .where('state', '=', 'open')
      .limit(1)
      .executeTakeFirst();
    return {
      licenceEnd: (await sealer.open(key, party.licence_sealed)).slice(-4),
      defaults: rows.map(({ id, number, state, band, due_on, paid_at, market, at }) => ({
        id,
        number,
        state,
        band,
        dueOn: due_on,
        market,
        shownSince: at,
        paidAt: paid_at,
      })),
      standing: standingOf(everything, Number(objections?.count ?? 0)),
      appealed: appealed !== undefined,
    };
  }
  const recordsOf = async (by: 'name' | 'licence', hash: string): Promise<readonly ShownRecord[]> =>
    (await Promise.all((await partiesOf(by, hash)).map(recordOf))).filter((one) => one !== null);

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
      const own = await query.selectFrom('trade_defaults').select('creditor_id').where('id', '=', defaultId).executeTakeFirst();
      if (own?.creditor_id === merchantId) return true;
      const rows = await query
        .selectFrom('trade_enquiries')
        .select(['asked_by', 'asked_hash'])
        .where('merchant_id', '=', merchantId)
        .where('at', '>', sources.now() - DAY)
        .execute();
      for (const { asked_by, asked_hash } of rows)
        if ((await recordsOf(asked_by, asked_hash)).some(({ defaults }) => defaults.some(({ id }) => id === defaultId))) return true;
      return false;
    },
  };
}
