import type { Compilable } from 'kysely';
import type { SealingKey } from '../cipher.ts';
import type { StorageContext } from '../context.ts';
import { comparable, keyOfPerson } from './party-key.ts';
import { tradeSteps } from './trade-step.ts';

/** A partner as the filing of a default needs him. */
export interface TradeParty {
  readonly id: string;
  readonly key: SealingKey;
  /** What makes him, once the filing has been taken; empty when he is there. */
  readonly made: readonly Compilable[];
}

/** Of whom a default was filed. Nobody is written down without one: he is made together with the first, or not at all. */
export function tradeParties(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { taken } = tradeSteps(context);
  const hashOf = (licence: string): Promise<string> => sealer.fingerprint(`licence:${comparable(licence)}`);

  return {
    async partyBy(licence: string): Promise<TradeParty | null> {
      const row = await query
        .selectFrom('trade_parties')
        .select(['id', 'person_id'])
        .where('licence_hash', '=', await hashOf(licence))
        .executeTakeFirst();
      const key = row ? await keyOfPerson(context, row.person_id) : null;
      return row && key ? { id: row.id, key, made: [] } : null;
    },

    /** @param stepId of the filing */
    async partyToMake(stepId: string, licence: string): Promise<TradeParty> {
      const [id, personId, now] = [sources.id(), sources.id(), sources.now()];
      const [{ key, wrapped }, licenceHash] = [await sealer.newPersonKey(), await hashOf(licence)];
      const licenceSealed = await sealer.seal(key, comparable(licence));
      const made = [
        query
          .insertInto('persons')
          .columns(['id', 'key_wrapped', 'created_at'])
          .expression(
            taken(stepId).select(({ val }) => [val(personId).as('id'), val(wrapped).as('key_wrapped'), val(now).as('created_at')]),
          ),
        query
          .insertInto('trade_parties')
          .columns(['id', 'person_id', 'licence_sealed', 'licence_hash', 'created_at'])
          .expression(
            taken(stepId).select(({ val }) => [
              val(id).as('id'),
              val(personId).as('person_id'),
              val(licenceSealed).as('licence_sealed'),
              val(licenceHash).as('licence_hash'),
              val(now).as('created_at'),
            ]),
          ),
      ];
      return { id, key, made };
    },
  };
}
