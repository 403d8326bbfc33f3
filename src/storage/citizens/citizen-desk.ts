import { type AuditAction, auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { telephoneNumber } from '../telephone-number.ts';
import type { AgeBand, Job } from './citizens-tables.ts';
import type { KeptConsent } from './consents.ts';
import { LINK_LASTS } from './officer-proofs.ts';
import { CITIZEN_SESSION_LASTS } from './phone-proofs.ts';

/** Who somebody is to another part of the program: no name, no number. */
export interface CitizenRef {
  readonly id: string;
  readonly gridId: string | null;
  readonly ageBand: AgeBand;
  readonly job: Job;
}
export interface GridPeople {
  /** Whose telephone, or whose guardian's, is proved. */
  readonly total: number;
  readonly byAgeBand: Partial<Record<AgeBand, number>>;
  readonly byJob: Partial<Record<Job, number>>;
}

/** What the desk and other modules ask of registered citizens. */
export function citizenDesk({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const proved = () =>
    query
      .selectFrom('citizens')
      .where('erased_at', 'is', null)
      .where((is) =>
        is.or([
          is.and([is('age_band', '<>', 'under14'), is('phone_proved_at', 'is not', null)]),
          is.and([is('age_band', '=', 'under14'), is('guardian_proved_at', 'is not', null)]),
        ]),
      );

  return {
    /** Of a proved number, however it is written; null where nobody is registered with it. */
    async citizenByPhone(phone: string): Promise<CitizenRef | null> {
      const plain = telephoneNumber(phone);
      if (plain === null) return null;
      const row = await query
        .selectFrom('citizens')
        .select(['id', 'grid_id', 'age_band', 'job'])
        .where('phone_hash', '=', await sealer.fingerprint(plain))
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      if (!row || row.age_band === null || row.job === null) return null;
      return { id: row.id, gridId: row.grid_id, ageBand: row.age_band, job: row.job };
    },

    /** Counts alone, by age and by job, never both at once. Whoever shows them to others hides what is under five. */
    async citizensInGrid(gridId: string): Promise<GridPeople> {
      const of = () => proved().where('grid_id', '=', gridId);
      const [ages, jobs] = await Promise.all([
        of()
          .select(['age_band', ({ fn }) => fn.countAll<number>().as('count')])
          .groupBy('age_band')
          .execute(),
        of()
          .select(['job', ({ fn }) => fn.countAll<number>().as('count')])
          .groupBy('job')
          .execute(),
      ]);
      return {
        total: ages.reduce((sum, { count }) => sum + Number(count), 0),
        byAgeBand: Object.fromEntries(ages.map(({ age_band, count }) => [age_band, Number(count)])),
        byJob: Object.fromEntries(jobs.map(({ job, count }) => [job, Number(count)])),
      };
    },

    /**
     * Proved registrations by grid; of no grid under the empty name.
     * @param asOf those of later are left out; who was erased since counts no more. Milliseconds since 1970 UTC
     */
    async registrationCounts(asOf = Number.MAX_SAFE_INTEGER): Promise<ReadonlyMap<string, number>> {
      const rows = await proved()
        .where((is) => is.or([is('phone_proved_at', '<', asOf), is('guardian_proved_at', '<', asOf)]))
        .select(['grid_id', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy('grid_id')
        .execute();
      return new Map(rows.map(({ grid_id, count }) => [grid_id ?? '', Number(count)]));
    },

    /** All that he ever agreed to, newest first; whether one counts now, citizens/consent-texts.ts says. */
    async citizenConsents(id: string): Promise<readonly KeptConsent[]> {
      const rows = await query
        .selectFrom('citizen_consents')
        .select(['purpose', 'version', 'given_at', 'withdrawn_at', 'channel', 'withdrawn_through'])
        .where('citizen_id', '=', id)
        .orderBy('given_at', 'desc')
        .orderBy('version', 'desc')
        .execute();
      return rows.map(({ purpose, version, given_at, withdrawn_at, channel, withdrawn_through }) => ({
        purpose,
        version,
        givenAt: given_at,
        withdrawnAt: withdrawn_at,
        givenThrough: channel,
        withdrawnThrough: withdrawn_through,
      }));
    },

    /** An officer looked somebody up, or did something for him. */
    async auditCitizen(id: string, officerId: string, action: Extract<AuditAction, `citizen.${string}`>): Promise<void> {
      await auditEntry(query, { at: sources.now(), officerId, action, subject: id }).execute();
    },

    /** A link that signs one browser in, once within 24 hours. The officer has made sure who asks. */
    async giveCitizenLink(id: string, officerId: string, tokenHash: string): Promise<void> {
      const now = sources.now();
      await database.batch([
        query.insertInto('citizen_links').values({
          token_hash: tokenHash,
          citizen_id: id,
          officer_id: officerId,
          created_at: now,
          expires_at: now + LINK_LASTS,
          used_at: null,
        }),
        auditEntry(query, { at: now, officerId, action: 'citizen.linked', subject: id }),
      ]);
    },

    /** @param linkHash of the link @param tokenHash of the browser @returns false when it was used, or is too old */
    async useCitizenLink(linkHash: string, tokenHash: string): Promise<boolean> {
      const now = sources.now();
      try {
        await database.batch([
          // The session first: it asks for the state that the link then loses.
          query
            .insertInto('citizen_sessions')
            .columns(['token_hash', 'citizen_id', 'created_at', 'expires_at', 'opens_from'])
            .expression(
              query
                .selectFrom('citizen_links')
                .select(({ val }) => [
                  val(tokenHash).as('token_hash'),
                  'citizen_id',
                  val(now).as('created_at'),
                  val(now + CITIZEN_SESSION_LASTS).as('expires_at'),
                  val(now).as('opens_from'),
                ])
                .where('citizen_links.token_hash', '=', linkHash)
                .where('used_at', 'is', null)
                .where('expires_at', '>', now),
            ),
          query.updateTable('citizen_links').set({ used_at: now }).where('token_hash', '=', linkHash).where('used_at', 'is', null),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      const session = await query
        .selectFrom('citizen_sessions')
        .select('citizen_id')
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return session !== undefined;
    },

    /** Signs him out everywhere: somebody else has got in. */
    async endCitizenSessions(id: string, officerId: string): Promise<void> {
      await database.batch([
        query.deleteFrom('citizen_sessions').where('citizen_id', '=', id),
        auditEntry(query, { at: sources.now(), officerId, action: 'citizen.signed-out', subject: id }),
      ]);
    },
  };
}
