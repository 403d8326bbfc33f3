import { DAY } from '../durations.ts';
import type { StorageContext } from './context.ts';
import type { Sealer } from './seal.ts';

/** So long the same text keeps its reading; what came to nothing is asked again sooner. Milliseconds. */
const KEPT_MS = 30 * DAY;

export function readingIdOf(sealer: Pick<Sealer, 'fingerprint'>, text: string, model: string, release: string): Promise<string> {
  return sealer.fingerprint(JSON.stringify(['second reading', model, release, text]));
}

/** What a second reader has named in texts. A text is known by a keyed hash alone, and what was quoted of it is sealed. */
export function secondReadings({ database: { query }, sealer, sources }: StorageContext) {
  const idOf = (text: string, model: string, release: string): Promise<string> => readingIdOf(sealer, text, model, release);
  return {
    /** @returns JSON as it was kept; null: nobody has read it, or too long ago */
    async keptReading(text: string, model: string, release: string): Promise<string | null> {
      const row = await query
        .selectFrom('second_readings')
        .select(['reading_sealed', 'expires_at'])
        .where('id', '=', await idOf(text, model, release))
        .executeTakeFirst();
      return row && row.expires_at > sources.now() ? sealer.openOwn(row.reading_sealed) : null;
    },

    /**
     * Verdicts in which what it named counted, by model, the most frequent first.
     * @param from milliseconds since 1970 UTC
     */
    async secondReaderUse(from: number): Promise<readonly { readonly model: string; readonly verdicts: number }[]> {
      const rows = await query
        .selectFrom('outcomes')
        .select(({ fn }) => ['second_reader', fn.countAll<number | string>().as('count')])
        .where('created_at', '>=', from)
        .where('second_reader', 'is not', null)
        .groupBy('second_reader')
        .execute();
      return rows
        .map(({ second_reader, count }) => ({ model: second_reader ?? '', verdicts: Number(count) }))
        .sort((a, b) => b.verdicts - a.verdicts);
    },

    /** @param forMs milliseconds, where it shall be forgotten sooner than others */
    async keepReading(text: string, model: string, release: string, reading: string, forMs = KEPT_MS): Promise<void> {
      const now = sources.now();
      const kept = { reading_sealed: await sealer.sealOwn(reading), expires_at: now + forMs };
      await query.deleteFrom('second_readings').where('expires_at', '<=', now).execute();
      await query
        .insertInto('second_readings')
        .values({ id: await idOf(text, model, release), ...kept })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
        .execute();
    },
  };
}
