import type { StorageContext } from '../context.ts';
import { citizenKey } from './citizen-key.ts';
import type { AgeBand, ConsentPurpose, Job } from './citizens-tables.ts';
import { consentStatements, type GivenConsent, ON_A_PAGE } from './consents.ts';
import { phoneOpensFrom, sessionOpensFrom } from './officer-proofs.ts';
import { CITIZEN_SESSION_LASTS } from './phone-proofs.ts';

/** What he tells of himself. */
export interface CitizenProfile {
  readonly name: string;
  readonly gridId: string | null;
  readonly ageBand: AgeBand;
  readonly job: Job;
  /** Of a child under 14. */
  readonly guardian: string | null;
}
export interface Citizen extends CitizenProfile {
  readonly id: string;
  readonly phone: string | null;
  /** Milliseconds since 1970 UTC; null: not proved. */
  readonly phoneProvedAt: number | null;
  /** An officer has confirmed it: what the number said before stays closed; null: the number itself has. */
  readonly phoneOpensFrom: number | null;
  readonly guardianPhone: string | null;
  readonly guardianProvedAt: number | null;
  readonly createdAt: number;
}
/** Somebody who is signed in. */
export interface SignedInCitizen extends Citizen {
  /** An officer has let this browser in: what was said before stays closed to it. 0: nothing does. */
  readonly opensFrom: number;
}
export interface NewCitizen extends CitizenProfile {
  /** Of the browser that he registers with. */
  readonly tokenHash: string;
  readonly consents: readonly GivenConsent[];
}

export function registrations(context: StorageContext) {
  const { database, sealer, sources, openIfSealed } = context;
  const { query } = database;

  async function readCitizen(id: string): Promise<Citizen | null> {
    const row = await query
      .selectFrom('citizens')
      .selectAll()
      .select(phoneOpensFrom().as('opens_from'))
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    const key = row ? await citizenKey(context, id) : null;
    if (!row || !key || row.age_band === null || row.job === null) return null;
    return {
      id,
      name: (await openIfSealed(key, row.name_sealed)) ?? '',
      gridId: row.grid_id,
      ageBand: row.age_band,
      job: row.job,
      phone: await openIfSealed(key, row.phone_sealed),
      phoneProvedAt: row.phone_proved_at,
      phoneOpensFrom: row.opens_from || null,
      guardian: await openIfSealed(key, row.guardian_sealed),
      guardianPhone: await openIfSealed(key, row.guardian_phone_sealed),
      guardianProvedAt: row.guardian_proved_at,
      createdAt: row.created_at,
    };
  }

  return {
    readCitizen,

    /** Person, key, profile, consents and session in one step. The same browser twice makes one registration. */
    async registerCitizen({ tokenHash, consents, ...profile }: NewCitizen): Promise<string> {
      const now = sources.now();
      const { key, wrapped } = await sealer.newPersonKey();
      const [id, personId] = [sources.id(), sources.id()];
      try {
        await database.batch([
          query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now }),
          query.insertInto('citizens').values({
            id,
            person_id: personId,
            grid_id: profile.gridId,
            age_band: profile.ageBand,
            job: profile.job,
            name_sealed: await sealer.seal(key, profile.name),
            guardian_sealed: profile.guardian === null ? null : await sealer.seal(key, profile.guardian),
            created_at: now,
            updated_at: now,
          }),
          query
            .insertInto('citizen_sessions')
            .values({ token_hash: tokenHash, citizen_id: id, created_at: now, expires_at: now + CITIZEN_SESSION_LASTS, opens_from: 0 }),
          ...consents.map((consent) => query.insertInto('citizen_consents').values(consentRow(sources.id(), id, consent, now))),
        ]);
        return id;
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        const first = await query
          .selectFrom('citizen_sessions')
          .select('citizen_id')
          .where('token_hash', '=', tokenHash)
          .executeTakeFirst();
        if (!first) throw error;
        return first.citizen_id;
      }
    },

    /** Who is signed in with this browser; null: nobody. */
    async citizenOfSession(tokenHash: string): Promise<SignedInCitizen | null> {
      const row = await query
        .selectFrom('citizen_sessions')
        .select(['citizen_id', sessionOpensFrom().as('opens_from')])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', sources.now())
        .executeTakeFirst();
      const citizen = row ? await readCitizen(row.citizen_id) : null;
      return citizen && { ...citizen, opensFrom: row?.opens_from ?? 0 };
    },

    /** When his browsers signed in, newest first. Milliseconds since 1970 UTC. */
    async citizenSessions(id: string): Promise<readonly number[]> {
      const rows = await query
        .selectFrom('citizen_sessions')
        .select('created_at')
        .where('citizen_id', '=', id)
        .where('expires_at', '>', sources.now())
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(({ created_at }) => created_at);
    },

    async endCitizenSession(tokenHash: string): Promise<void> {
      await query.deleteFrom('citizen_sessions').where('token_hash', '=', tokenHash).execute();
    },

    /** All browsers but this one. */
    async endOtherCitizenSessions(id: string, tokenHash: string): Promise<void> {
      await query.deleteFrom('citizen_sessions').where('citizen_id', '=', id).where('token_hash', '<>', tokenHash).execute();
    },

    /**
     * What he corrects. A guardian of another name has to be proved again. Of whoever has grown up the guardian's number stays:
     * it is not taken for his own. False when he was erased.
     */
    async correctCitizen(id: string, profile: CitizenProfile): Promise<boolean> {
      const before = await readCitizen(id);
      const key = before ? await citizenKey(context, id) : null;
      if (!before || !key) return false;
      const otherGuardian = before.guardian !== profile.guardian;
      const rows = await query
        .updateTable('citizens')
        .set({
          grid_id: profile.gridId,
          age_band: profile.ageBand,
          job: profile.job,
          name_sealed: await sealer.seal(key, profile.name),
          ...(otherGuardian && {
            guardian_sealed: profile.guardian === null ? null : await sealer.seal(key, profile.guardian),
            ...(profile.guardian !== null && { guardian_phone_sealed: null }),
            guardian_proved_at: null,
          }),
          updated_at: sources.now(),
        })
        .where('id', '=', id)
        .where('erased_at', 'is', null)
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    /** Agrees to one text more; the one of an older version ends. The same again changes nothing. */
    giveConsent: async (id: string, consent: GivenConsent): Promise<void> => database.batch(consentStatements(query, sources, id, consent)),

    /** Takes one back. What was looked at by its leave is looked at no more. */
    async withdrawConsent(id: string, purpose: ConsentPurpose): Promise<void> {
      await database.batch([
        query
          .updateTable('citizen_consents')
          .set({ withdrawn_at: sources.now(), withdrawn_through: ON_A_PAGE })
          .where('citizen_id', '=', id)
          .where('purpose', '=', purpose)
          .where('withdrawn_at', 'is', null),
        ...(purpose === 'exposure' ? [query.deleteFrom('citizen_conversations').where('citizen_id', '=', id)] : []),
      ]);
    },
  };
}

function consentRow(id: string, citizenId: string, { purpose, version, through = ON_A_PAGE }: GivenConsent, now: number) {
  return { id, citizen_id: citizenId, purpose, version, given_at: now, withdrawn_at: null, channel: through };
}
