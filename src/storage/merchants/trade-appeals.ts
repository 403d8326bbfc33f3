import { type Compilable, sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { DEFAULT_ACTS } from './default-machine.ts';
import type { DecisionState } from './merchants-tables.ts';
import { comparable, keyOfPerson, numberOf } from './party-key.ts';
import { MOST_LISTED } from './trade-reading.ts';
import { LIAISON_ROLES, tradeSteps } from './trade-step.ts';

export interface AppealDetails {
  readonly name: string;
  readonly licence: string;
  readonly phone: string;
  /** What is wrong, in his own words. */
  readonly reason: string;
}
export interface Appeal extends AppealDetails {
  readonly id: string;
  readonly number: string;
  readonly state: DecisionState;
  /** The default that was taken off. */
  readonly defaultId: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly decidedAt: number | null;
}

/** Whoever is concerned may have every step looked at again, by an officer who has not taken one of them. */
export function tradeAppeals(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const all = () =>
    query
      .selectFrom('trade_appeals')
      .innerJoin('persons', 'persons.id', 'trade_appeals.person_id')
      .selectAll('trade_appeals')
      .select('key_wrapped');
  type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];
  async function opened(row: Row | undefined): Promise<Appeal | null> {
    if (!row?.key_wrapped) return null;
    const key = await sealer.unwrap(row.key_wrapped);
    const details = JSON.parse(await sealer.open(key, row.body_sealed)) as AppealDetails;
    const { id, number, state, default_id, created_at, decided_at } = row;
    return { ...details, id, number, state, defaultId: default_id, createdAt: created_at, decidedAt: decided_at };
  }

  /** Of the appeal that is asked for: the defaults under its licence, and what officers have done with them or with objections. */
  const record = query
    .selectFrom('trade_defaults as recorded')
    .innerJoin('trade_parties', 'trade_parties.id', 'recorded.party_id')
    .select('recorded.id')
    .whereRef('trade_parties.licence_hash', '=', sql.ref('trade_appeals.licence_hash'));
  const objections = query
    .selectFrom('trade_objections')
    .select('trade_objections.id')
    .where('trade_objections.default_id', 'in', record as never);
  const stepsOfOfficers = query
    .selectFrom('trade_steps')
    .select('trade_steps.id')
    .where('actor', '=', 'officer')
    .where((is) => is.or([is('subject', 'in', record as never), is('subject', 'in', objections as never)]));

  return {
    /** The same for everybody, whether there is a record or not. @param id of the form @returns the appeal's number; null: not taken */
    async appeal(id: string, details: AppealDetails): Promise<string | null> {
      const [personId, now, number] = [sources.id(), sources.now(), await numberOf('S', id)];
      const { key, wrapped } = await sealer.newPersonKey();
      const row = {
        id,
        number,
        person_id: personId,
        licence_hash: await sealer.fingerprint(`licence:${comparable(details.licence)}`),
        body_sealed: await sealer.seal(key, JSON.stringify(details)),
        state: 'open' as const,
        default_id: null,
        created_at: now,
        decided_at: null,
      };
      const step = { id, subject: id, act: 'appealed', actor: 'concerned', actorId: null } as const;
      const done = await steps.take(
        step,
        query.selectFrom('persons').where('persons.id', '=', personId),
        [query.insertInto('trade_appeals').values(row)],
        [query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now })],
      );
      return done ? number : null;
    },

    async readAppeal(id: string): Promise<Appeal | null> {
      return opened(await all().where('trade_appeals.id', '=', id).executeTakeFirst());
    },

    /** Not decided yet, the oldest first. */
    async openAppeals(): Promise<readonly Appeal[]> {
      const rows = await all()
        .where('state', '=', 'open')
        .orderBy('trade_appeals.created_at')
        .orderBy('trade_appeals.id')
        .limit(MOST_LISTED)
        .execute();
      return (await Promise.all(rows.map(opened))).filter((one) => one !== null);
    },

    /** By its number, for the one who made it: how it stands, and nothing else. */
    async appealState(number: string): Promise<DecisionState | null> {
      return (await query.selectFrom('trade_appeals').select('state').where('number', '=', number).executeTakeFirst())?.state ?? null;
    },

    /** Ids of the defaults that an appeal may be about. */
    async defaultsOfAppeal(id: string): Promise<readonly string[]> {
      const rows = await query
        .selectFrom('trade_appeals')
        .innerJoin('trade_parties', 'trade_parties.licence_hash', 'trade_appeals.licence_hash')
        .innerJoin('trade_defaults', 'trade_defaults.party_id', 'trade_parties.id')
        .select('trade_defaults.id')
        .where('trade_appeals.id', '=', id)
        .orderBy('trade_defaults.created_at')
        .execute();
      return rows.map((row) => row.id);
    },

    /** Officers who have not acted on its record, by name; none of them, when it is no appeal. */
    async whoMayDecide(id: string): Promise<readonly { readonly id: string; readonly display: string }[]> {
      return query
        .selectFrom('trade_appeals')
        .innerJoin('officers', (join) => join.onTrue())
        .select(['officers.id', 'officers.display'])
        .where('trade_appeals.id', '=', id)
        .where('officers.disabled', '=', 0)
        .where('officers.role', 'in', [...LIAISON_ROLES])
        .where((is) => is.not(is.exists(stepsOfOfficers.whereRef('actor_id', '=', sql.ref('officers.id')))))
        .orderBy('officers.display')
        .orderBy('officers.id')
        .execute();
    },

    /**
     * Upheld: the default is taken off.
     * @param defaultId of his own record; null: dismissed
     * @returns false when it is decided, is not of his record, or this officer has himself acted on the record
     */
    async decideAppeal(stepId: string, id: string, officerId: string, defaultId: string | null, note: string): Promise<boolean> {
      const now = sources.now();
      const row = await query.selectFrom('trade_appeals').select('person_id').where('id', '=', id).executeTakeFirst();
      const key = row ? await keyOfPerson(context, row.person_id) : null;
      if (!key) return false;
      let stands = query
        .selectFrom('trade_appeals')
        .where('trade_appeals.id', '=', id)
        .where('trade_appeals.state', '=', 'open')
        .where((is) => is.exists(steps.isOfficer(officerId)))
        .where((is) => is.not(is.exists(stepsOfOfficers.where('actor_id', '=', officerId))));
      if (defaultId !== null) stands = stands.where((is) => is.exists(record.where('recorded.id', '=', defaultId)));
      const act = defaultId === null ? 'appeal-dismissed' : 'appeal-upheld';
      const noteSealed = note === '' ? null : await sealer.seal(key, note);
      const decided = steps.taken(stepId).select('subject');
      const follow: Compilable[] = [
        query
          .updateTable('trade_appeals')
          .set({ state: defaultId === null ? 'dismissed' : 'upheld', default_id: defaultId, decided_at: now })
          .where('id', 'in', decided)
          .where('state', '=', 'open'),
      ];
      if (defaultId !== null)
        follow.push(
          steps.takenOff(
            'appeal',
            query
              .selectFrom('trade_defaults')
              .where('trade_defaults.id', '=', defaultId)
              .where((is) => is.exists(decided)),
          ),
          query
            .updateTable('trade_defaults')
            .set({ state: DEFAULT_ACTS.withdrawn.to, updated_at: now })
            .where('id', '=', defaultId)
            .where('state', 'in', [...DEFAULT_ACTS.withdrawn.from])
            .where((is) => is.exists(decided)),
        );
      return steps.take({ id: stepId, subject: id, act, actor: 'officer', actorId: officerId, noteSealed }, stands, follow);
    },
  };
}
