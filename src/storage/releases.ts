import { auditEntry } from './audit-entry.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { StorageContext } from './context.ts';

/** A release of the library as the database keeps it: the whole artefact, for ever. */
export interface KeptRelease {
  readonly version: string;
  readonly checksum: string;
  /** Milliseconds since 1970 UTC. */
  readonly keptAt: number;
}

/** That a release was put to work: by somebody, or by the program itself when it started with a new one. */
export interface Activation {
  /** Grows; the newest one counts. */
  readonly seq: number;
  readonly version: string;
  readonly at: number;
  readonly officer: string | null;
  /** Why this program could not load it. */
  readonly refused: string | null;
}

const PARTS_AT_ONCE = 10;

/** Which releases of the library there are, and which one is at work. Nothing here is anybody's. */
export function releases({ database, sources }: StorageContext) {
  const { query } = database;

  const activations = () =>
    query
      .selectFrom('activations')
      .leftJoin('officers', 'officers.id', 'activations.officer_id')
      .select(['seq', 'version', 'at', 'display as officer', 'refused'])
      .orderBy('seq', 'desc');

  const wasAtWork = async (version: string): Promise<boolean> =>
    (await query.selectFrom('activations').select('seq').where('version', '=', version).limit(1).executeTakeFirst()) !== undefined;

  return {
    wasAtWork,

    /**
     * Once; the same again changes nothing. Piece by piece, so that it is never whole in memory: it is kept when its name is.
     * @param pieces of the artefact, one after the other; each becomes a row
     * @param entry JSON of its line in the ledger; what is kept without one gets it when it is given later
     * @param pause between two pieces, for whoever is being answered meanwhile
     * @returns false when another one of this name is kept, or this one under another name: a release never changes, and has one name
     */
    async keepRelease(
      { version, checksum, entry }: Omit<KeptRelease, 'keptAt'> & { readonly entry?: string | null | undefined },
      pieces: Iterable<Uint8Array>,
      pause: () => Promise<void> = async () => undefined,
    ): Promise<boolean> {
      const known = await query.selectFrom('releases').select('version').where('checksum', '=', checksum).executeTakeFirst();
      if (known && known.version !== version) return false;
      let part = 0;
      for (const piece of pieces) {
        const body = toBase64(piece);
        const insert = query.insertInto('release_parts').values({ checksum, part, body });
        // The first piece has the name in it: what a crash has left under another name is written over, what is kept never.
        await insert
          .onConflict((conflict) => {
            const same = conflict.columns(['checksum', 'part']);
            return known ? same.doNothing() : same.doUpdateSet({ body });
          })
          .execute();
        part += 1;
        await pause();
      }
      await query
        .insertInto('releases')
        .values({ version, checksum, kept_at: sources.now(), entry: entry ?? null })
        .onConflict((conflict) => conflict.column('version').doNothing())
        .execute();
      if (entry)
        await query
          .updateTable('releases')
          .set({ entry })
          .where('version', '=', version)
          .where('checksum', '=', checksum)
          .where('entry', 'is', null)
          .execute();
      const kept = await query.selectFrom('releases').select('checksum').where('version', '=', version).executeTakeFirst();
      return kept?.checksum === checksum;
    },

    /** JSON of its line in the ledger (`ReleaseEntry`); null: none was kept, or there is no such release. */
    async releaseEntry(version: string): Promise<string | null> {
      const row = await query.selectFrom('releases').select('entry').where('version', '=', version).executeTakeFirst();
      return row?.entry ?? null;
    },

    /** Newest first. */
    async keptReleases(): Promise<readonly KeptRelease[]> {
      const rows = await query.selectFrom('releases').selectAll().orderBy('kept_at', 'desc').orderBy('version', 'desc').execute();
      return rows.map(({ version, checksum, kept_at }) => ({ version, checksum, keptAt: kept_at }));
    },

    async readRelease(version: string): Promise<Uint8Array<ArrayBuffer> | null> {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      // Some at a time: as text the whole is half as large again, and a Worker's memory is small.
      for (let last = -1; ; ) {
        const rows = await query
          .selectFrom('releases')
          .innerJoin('release_parts', 'release_parts.checksum', 'releases.checksum')
          .select(['part', 'body'])
          .where('version', '=', version)
          .where('part', '>', last)
          .orderBy('part')
          .limit(PARTS_AT_ONCE)
          .execute();
        for (const { body } of rows) pieces.push(fromBase64(body));
        last = rows.at(-1)?.part ?? last;
        if (rows.length < PARTS_AT_ONCE) break;
      }
      return pieces.length === 0 ? null : new Uint8Array(await new Blob(pieces).arrayBuffer());
    },

    /**
     * Puts a kept release to work everywhere; an older one is a roll-back.
     * @param officerId null: the program itself. An officer alone brings back what was at work; what was only measured, two publish
     * @param seen the newest activation that he knew of: false, and nothing is done, when there is a newer one
     */
    async activateRelease(version: string, officerId: string | null, seen: number): Promise<boolean> {
      const now = sources.now();
      const kept = await query.selectFrom('releases').select('version').where('version', '=', version).executeTakeFirst();
      if (!kept || (officerId !== null && !(await wasAtWork(version)))) return false;
      try {
        // The next place is taken once.
        await database.batch([
          query.insertInto('activations').values({ seq: seen + 1, version, officer_id: officerId, at: now, refused: null }),
          auditEntry(query, { at: now, officerId, action: 'release.activated', subject: version }),
        ]);
        return true;
      } catch (error) {
        if (database.isUniqueViolation(error)) return false;
        throw error;
      }
    },

    /** Every release that was ever put to work. */
    async releasesPutToWork(): Promise<ReadonlySet<string>> {
      const rows = await query.selectFrom('activations').select('version').distinct().execute();
      return new Set(rows.map(({ version }) => version));
    },

    async newestActivation(): Promise<Activation | null> {
      return (await activations().limit(1).executeTakeFirst()) ?? null;
    },

    /** Newest first. */
    listActivations: (most: number): Promise<readonly Activation[]> => activations().limit(most).execute(),

    /** It could not be loaded; the one before goes on. */
    async refuseActivation(seq: number, reason: string): Promise<void> {
      await query.updateTable('activations').set({ refused: reason }).where('seq', '=', seq).execute();
    },

    /** Refused by one server, and at work on another: it counts. */
    async acceptActivation(seq: number): Promise<void> {
      await query.updateTable('activations').set({ refused: null }).where('seq', '=', seq).execute();
    },
  };
}
