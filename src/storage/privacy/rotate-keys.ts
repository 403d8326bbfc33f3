import { type SqlBool, sql } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { columnsOf } from './kept.ts';

/** Everything that hangs on the master key: wrapped keys, and what stands under the program's own key. */
const COLUMNS = columnsOf(['key', 'sealedOwn']);
/** Rows that are read and written at once; a report may be some hundred kilobytes. */
const AT_ONCE = 40;

/** Where a rotation stands. It can begin anew at any time: what is done is passed over. */
export interface RotationPlace {
  readonly column: number;
  /** The key of the last row that was looked at. */
  readonly after: readonly (string | number)[] | null;
}
export const ROTATION_BEGINS: RotationPlace = { column: 0, after: null };

export interface RotationStep {
  /** null: all of them were looked at. */
  readonly next: RotationPlace | null;
  readonly changed: number;
  readonly column: string;
}

export function rotateKeys({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const notToday = (column: string) =>
    sql<SqlBool>`${sql.ref(column)} is not null and ${sql.ref(column)} <> '' and ${sql.ref(column)} not like ${`${sealer.ownPrefix}%`}`;

  return {
    /** How many values do not stand under today's master key yet. */
    async rotationLeft(): Promise<number> {
      let left = 0;
      for (const { table, column } of COLUMNS) {
        const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} where ${notToday(column)}`.execute(
          query,
        );
        left += Number(rows[0]?.count ?? 0);
      }
      return left;
    },

    /**
     * Puts a few values under today's master key. Each is changed only while it is as it was read: what was erased meanwhile
     * stays erased. Servers may run, as long as they have both keys.
     * @throws AppError `storage.sealed` when neither key opens a value
     */
    async rotateSome({ column: at, after }: RotationPlace): Promise<RotationStep> {
      const found = COLUMNS[at];
      if (!found) return { next: null, changed: 0, column: '' };
      const { table, key, column, kind } = found;
      const keys = key.map((name) => sql.ref(name));
      const behind = after === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(keys)}) > (${sql.join(after)})`;
      const { rows } = await sql<Record<string, string | number>>`
        select ${sql.join(keys)}, ${sql.ref(column)} from ${sql.table(table)}
        where ${notToday(column)} and ${behind} order by ${sql.join(keys)} limit ${sql.lit(AT_ONCE)}`.execute(query);
      const statements = await Promise.all(
        rows.map(async (row) => {
          const before = String(row[column]);
          const value = kind === 'key' ? await sealer.rewrap(before) : await sealer.sealOwn(await sealer.openOwn(before));
          const which = sql.join(
            key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
            sql` and `,
          );
          const update = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${which} and ${sql.ref(column)} = ${before}`;
          return { compile: () => update.compile(query) };
        }),
      );
      if (statements.length > 0) await database.batch(statements);
      const last = rows.length < AT_ONCE ? undefined : rows.at(-1);
      const next = last ? { column: at, after: key.map((name) => last[name] as string | number) } : { column: at + 1, after: null };
      return { next: next.column < COLUMNS.length ? next : null, changed: rows.length, column: `${table}.${column}` };
    },

    /** Writes down that everything stands under another master key. */
    noteRotation: async (): Promise<void> =>
      void (await auditEntry(query, { at: sources.now(), officerId: null, action: 'keys.rotated', subject: sealer.ownPrefix }).execute()),
  };
}
