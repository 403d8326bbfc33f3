import { auditEntry } from '../audit-entry.ts';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import type { DefaultState } from './default-machine.ts';
import type { AmountBand, DecisionState } from './merchants-tables.ts';
import { keyOfPerson } from './party-key.ts';
import type { TradeAct, TradeActor } from './trade-acts.ts';

/** A default as its creditor and the officers see it. */
export interface FiledDefault {
  readonly id: string;
  readonly number: string;
  readonly partyId: string;
  readonly creditorId: string;
  readonly name: string;
  readonly licence: string;
  readonly band: AmountBand;
  readonly dueOn: string;
  readonly papers: string;
  readonly state: DefaultState;
  /** Milliseconds since 1970 UTC. */
  readonly paidAt: number | null;
  readonly createdAt: number;
}
export interface TradeObjection {
  readonly id: string;
  readonly defaultId: string;
  readonly merchantId: string;
  readonly reason: string;
  readonly state: DecisionState;
  readonly createdAt: number;
}
export interface DatedStep {
  readonly act: TradeAct;
  readonly actor: TradeActor;
  /** The officer's shown name; null: somebody else. */
  readonly officer: string | null;
  /** null: there is none, or its person was erased. */
  readonly note: string | null;
  readonly at: number;
}

export const MOST_LISTED = 200;
const NUMBERED = { M: ['merchants', 'merchants'], D: ['defaults', 'trade_defaults'], S: ['appeals', 'trade_appeals'] } as const;

/** What is opened for those who work on it. */
export function tradeReading(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  const all = () =>
    query
      .selectFrom('trade_defaults')
      .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
      .innerJoin('persons', 'persons.id', 'trade_parties.person_id')
      .selectAll('trade_defaults')
      .select(['key_wrapped', 'licence_sealed']);
  type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];
  async function opened(row: Row): Promise<FiledDefault | null> {
    if (row.key_wrapped === null) return null;
    const key = await sealer.unwrap(row.key_wrapped);
    return {
      id: row.id,
      number: row.number,
      partyId: row.party_id,
      creditorId: row.creditor_id,
      name: await sealer.open(key, row.name_sealed),
      licence: await sealer.open(key, row.licence_sealed),
      band: row.band,
      dueOn: row.due_on,
      papers: await sealer.open(key, row.papers_sealed),
      state: row.state,
      paidAt: row.paid_at,
      createdAt: row.created_at,
    };
  }
  const openedAll = async (rows: readonly Row[]): Promise<readonly FiledDefault[]> =>
    (await Promise.all(rows.map(opened))).filter((one) => one !== null);

  const objections = () =>
    query
      .selectFrom('trade_objections')
      .innerJoin('trade_defaults', 'trade_defaults.id', 'trade_objections.default_id')
      .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
      .innerJoin('persons', 'persons.id', 'trade_parties.person_id')
      .select([
        'trade_objections.id',
        'default_id',
        'merchant_id',
        'reason_sealed',
        'trade_objections.state',
        'trade_objections.created_at',
        'key_wrapped',
      ]);
  async function openedObjections(rows: Awaited<ReturnType<ReturnType<typeof objections>['execute']>>): Promise<readonly TradeObjection[]> {
    const found = rows.map(async ({ id, default_id, merchant_id, reason_sealed, state, created_at, key_wrapped }) => {
      if (key_wrapped === null) return null;
      const reason = reason_sealed === '' ? '' : await sealer.open(await sealer.unwrap(key_wrapped), reason_sealed);
      return { id, defaultId: default_id, merchantId: merchant_id, reason, state, createdAt: created_at };
    });
    return (await Promise.all(found)).filter((one) => one !== null);
  }

  return {
    async readDefault(id: string): Promise<FiledDefault | null> {
      const row = await all().where('trade_defaults.id', '=', id).executeTakeFirst();
      return row ? opened(row) : null;
    },

    async defaultsInState(state: DefaultState): Promise<readonly FiledDefault[]> {
      return openedAll(
        await all().where('trade_defaults.state', '=', state).orderBy('trade_defaults.created_at').limit(MOST_LISTED).execute(),
      );
    },

    /** What has this number: of a merchant, a default or an appeal; null: nothing. */
    async findTradeNumber(number: string): Promise<{ readonly kind: 'merchants' | 'defaults' | 'appeals'; readonly id: string } | null> {
      if (!/^[MDS]\d{9}$/.test(number)) return null;
      const [kind, table] = NUMBERED[number[0] as keyof typeof NUMBERED];
      const row = await query.selectFrom(table).select('id').where('number', '=', number).executeTakeFirst();
      return row ? { kind, id: row.id } : null;
    },

    /** All of one partner, whatever their state, the oldest first. */
    async defaultsOfParty(partyId: string): Promise<readonly FiledDefault[]> {
      return openedAll(await all().where('party_id', '=', partyId).orderBy('trade_defaults.created_at').execute());
    },

    /** What a merchant has filed, the newest first. */
    async defaultsOfCreditor(creditorId: string): Promise<readonly FiledDefault[]> {
      return openedAll(
        await all().where('creditor_id', '=', creditorId).orderBy('trade_defaults.created_at', 'desc').limit(MOST_LISTED).execute(),
      );
    },

    openObjections: async (): Promise<readonly TradeObjection[]> =>
      openedObjections(
        await objections().where('trade_objections.state', '=', 'open').orderBy('trade_objections.created_at').limit(MOST_LISTED).execute(),
      ),

    objectionsTo: async (defaultId: string): Promise<readonly TradeObjection[]> =>
      openedObjections(await objections().where('default_id', '=', defaultId).orderBy('trade_objections.created_at').execute()),

    /** Every step on these subjects with its day. @param personId whose key opens the notes */
    async tradeSteps(subjects: readonly string[], personKeyOf: 'merchant' | 'default' | 'appeal'): Promise<readonly DatedStep[]> {
      const [first] = subjects;
      if (first === undefined) return [];
      const key = await keyFor(first, personKeyOf);
      const rows = await query
        .selectFrom('trade_steps')
        .leftJoin('officers', 'officers.id', 'trade_steps.actor_id')
        .select(['act', 'actor', 'display', 'note_sealed', 'at'])
        .where('subject', 'in', [...subjects])
        .orderBy('at')
        .orderBy('trade_steps.id')
        .execute();
      return Promise.all(
        rows.map(async ({ act, actor, display, note_sealed, at }) => ({
          act,
          actor,
          officer: display,
          note: note_sealed === null || key === null ? null : await sealer.open(key, note_sealed),
          at,
        })),
      );
    },

    /** That an officer opened a merchant, a default or an appeal in full. */
    async auditTradeRead(subject: string, officerId: string): Promise<void> {
      await auditEntry(query, { at: sources.now(), officerId, action: 'trade.read', subject }).execute();
    },
  };

  async function keyFor(id: string, of: 'merchant' | 'default' | 'appeal'): Promise<SealingKey | null> {
    const person =
      of === 'default'
        ? query
            .selectFrom('trade_defaults')
            .innerJoin('trade_parties', 'trade_parties.id', 'trade_defaults.party_id')
            .select('trade_parties.person_id')
            .where('trade_defaults.id', '=', id)
        : query
            .selectFrom(of === 'merchant' ? 'merchants' : 'trade_appeals')
            .select('person_id')
            .where('id', '=', id);
    const row = await person.executeTakeFirst();
    return row ? keyOfPerson(context, row.person_id) : null;
  }
}
