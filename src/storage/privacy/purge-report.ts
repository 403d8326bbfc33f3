import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { KEPT_TABLES } from './kept.ts';
import type { KeepRule } from './kept-table.ts';

/** Of one kind of keeping. Numbers and times alone. */
export interface KeptReport {
  readonly keep: KeepRule;
  /** 0 where they were not counted. */
  readonly rows: number;
  /** The oldest row, milliseconds since 1970 UTC; null: there is none. */
  readonly oldest: number | null;
  readonly removed: readonly { readonly day: number; readonly removed: number }[];
}

/** By what the age of a table's rows is told; the others have no time of their own. */
const AGE_COLUMNS = ['created_at', 'at', 'made_at', 'found_at', 'kept_at', 'since', 'wanted_at', 'given_at', 'done_at', 'expires_at'];
/** Days of removals that are told. */
const MOST_DAYS = 30;

export function purgeReport({ database: { query } }: StorageContext) {
  return {
    /**
     * What is kept, since when, and what was removed on which day because its time was over. Nothing of anybody.
     * @param counted false: rows are not counted, which takes long where there are many
     */
    async keptReport(counted = true): Promise<readonly KeptReport[]> {
      const byRule = new Map<KeepRule, { rows: number; oldest: number | null }>();
      for (const { table, keep, columns } of KEPT_TABLES) {
        const age = AGE_COLUMNS.find((name) => columns.time?.includes(name));
        const oldest = age === undefined ? sql`null` : sql`min(${sql.ref(age)})`;
        const before = byRule.get(keep) ?? { rows: 0, oldest: null };
        byRule.set(keep, before);
        if (!counted) continue;
        const { rows } = await sql<{ rows: number; oldest: number | null }>`
          select count(*) as "rows", ${oldest} as "oldest" from ${sql.table(table)}`.execute(query);
        const found = rows[0];
        const time = found?.oldest == null ? null : Number(found.oldest);
        byRule.set(keep, {
          rows: before.rows + Number(found?.rows ?? 0),
          oldest: time === null ? before.oldest : Math.min(time, before.oldest ?? time),
        });
      }
      const purges = await query
        .selectFrom('purges')
        .select(['kind', 'day', 'removed'])
        .orderBy('day', 'desc')
        .limit(MOST_DAYS * byRule.size)
        .execute();
      return [...byRule].map(([keep, counts]) => ({
        keep,
        ...counts,
        removed: purges
          .filter(({ kind }) => kind === keep)
          .slice(0, MOST_DAYS)
          .map(({ day, removed }) => ({ day: Number(day), removed: Number(removed) })),
      }));
    },
  };
}
