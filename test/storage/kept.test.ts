import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS } from '../../src/config.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { KEEP_RULES } from '../../src/storage/privacy/keep-rules.ts';
import { columnsOf, inventoryTable, KEPT_TABLES } from '../../src/storage/privacy/kept.ts';

/** SQLite's own bookkeeping of numbers. */
const NOT_OURS = 'sqlite_sequence';

interface RealColumn {
  readonly table: string;
  readonly column: string;
  readonly place: number;
}

describe('the inventory of what is kept', () => {
  let database: Database;
  let real: RealColumn[];
  beforeAll(async () => {
    database = openNodeSqlite(':memory:');
    await migrate(database, () => 0);
    real = (
      await sql<RealColumn>`select m.name as "table", p.name as "column", p.pk as place from sqlite_master m
        join pragma_table_info(m.name) p where m.type = 'table' and m.name <> ${NOT_OURS}`.execute(database.query)
    ).rows;
  });
  afterAll(() => database.close());

  it('names every column of every table, once, and none that is not there', () => {
    const named = KEPT_TABLES.flatMap(({ table, columns }) =>
      Object.values(columns).flatMap((names) => names.map((column) => `${table}.${column}`)),
    );
    expect(named.toSorted()).toEqual(real.map(({ table, column }) => `${table}.${column}`).toSorted());
  });

  it('knows every primary key, in its order', () => {
    for (const { table, key } of KEPT_TABLES) {
      const own = real.filter((one) => one.table === table && one.place > 0).sort((one, other) => one.place - other.place);
      expect({ table, key }, table).toEqual({ table, key: own.map(({ column }) => column) });
    }
  });

  it('calls sealed what is named so, and nothing else', () => {
    const sealed = columnsOf(['sealed', 'sealedLead', 'sealedOwn']).map(({ table, column }) => `${table}.${column}`);
    expect(sealed.toSorted()).toEqual(
      real
        .filter(({ column }) => column.endsWith('_sealed'))
        .map(({ table, column }) => `${table}.${column}`)
        .toSorted(),
    );
  });

  it('says of every kind how long it is kept, and has no rule for nothing', () => {
    expect(new Set(KEPT_TABLES.map(({ keep }) => keep))).toEqual(new Set(Object.keys(KEEP_RULES)));
  });
});

describe('docs/privacy.md', () => {
  it('holds the inventory as it is: npm run privacy -- inventory', () => {
    const defaults = (name: string) => SETTINGS[name as keyof typeof SETTINGS].default;
    expect(readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8')).toContain(inventoryTable(defaults));
  });

  it('names tests that are there', () => {
    const text = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
    const named = [...text.matchAll(/`(test\/[\w/.-]+\.ts)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
  });
});
