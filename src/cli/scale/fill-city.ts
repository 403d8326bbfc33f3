import type pg from 'pg';
import { DAY } from '../../durations.ts';
import { COPIED, type CopiedTable } from './copied-tables.ts';

/** Over so long the conversations are spread, the newest now. Milliseconds. */
const SPREAD = 365 * DAY;
/** Copies in one statement, so that progress can be told. */
const AT_ONCE = 500;

/** What lies in the database, and how large it is. */
export interface FilledCity {
  readonly conversations: number;
  readonly messages: number;
  readonly bytes: number;
}

/** What lies in the database now is what all others will be like. They stay as long as this connection. */
export async function keepModels(client: pg.Client): Promise<void> {
  for (const { name, where } of COPIED)
    await client.query(`CREATE TEMP TABLE one_${name} AS SELECT * FROM ${name} ${where ? `WHERE ${where}` : ''}`);
}

/**
 * Makes of the models so many conversations, by SQL alone: keys and indexes are taken away, rows written from the oldest
 * to the newest as they would have come, and all is built again. No server may be running.
 * @param progress hears how much is done, of how much, and of what
 */
export async function fillCity(
  client: pg.Client,
  conversations: number,
  progress: (what: string, done: number, of: number) => void,
): Promise<FilledCity> {
  const one = async (sql: string): Promise<number> => Number(Object.values((await client.query(sql)).rows[0] ?? {})[0]);
  const patterns = await one('SELECT count(*) FROM one_conversations');
  const copies = Math.max(1, Math.floor(conversations / patterns) - 1);
  const step = Math.max(1, Math.floor(SPREAD / copies));
  await client.query("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET jit = off");
  const build = await takeDown(client);
  const inserts = [];
  for (const table of COPIED) inserts.push(await insertOf(client, table, copies, step));
  for (let from = 1; from <= copies; from += AT_ONCE) {
    const to = Math.min(copies, from + AT_ONCE - 1);
    for (const insert of inserts) await client.query(insert.replaceAll('i_from', String(from)).replaceAll('i_to', String(to)));
    progress('writing rows', to, copies);
  }
  for (const [index, statement] of build.entries()) {
    await client.query(statement);
    progress('building indexes', index + 1, build.length);
  }
  await client.query('VACUUM (ANALYZE)');
  return {
    conversations: await one('SELECT count(*) FROM conversations'),
    messages: await one('SELECT count(*) FROM messages'),
    bytes: await one('SELECT pg_database_size(current_database())'),
  };
}

async function insertOf(client: pg.Client, { name, changed }: CopiedTable, copies: number, step: number): Promise<string> {
  const { rows } = await client.query(
    'SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
    [name],
  );
  const columns = rows.map(({ attname }) => String(attname)).filter((column) => changed[column] !== '');
  const values = columns.map((column) => changed[column] ?? `t."${column}"`).join(', ');
  return `INSERT INTO ${name} (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${values}
    FROM generate_series(i_from::bigint, i_to::bigint) AS i CROSS JOIN one_${name} AS t`
    .replaceAll('i_last', String(copies))
    .replaceAll('i_step', String(step));
}

/** @returns what makes the keys and indexes again, in this order */
async function takeDown(client: pg.Client): Promise<string[]> {
  const names = COPIED.map(({ name }) => `'${name}'::regclass`).join();
  const links = await client.query(`SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  const keys = await client.query(`SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
    FROM pg_constraint WHERE contype IN ('p', 'u') AND conrelid IN (${names})`);
  const indexes = await client.query(`SELECT format('DROP INDEX %s', indexrelid::regclass) AS away, pg_get_indexdef(indexrelid) AS back
    FROM pg_index WHERE indrelid IN (${names}) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`);
  const build: string[] = [];
  for (const { away } of [...links.rows, ...indexes.rows, ...keys.rows]) await client.query(away);
  for (const { back } of [...keys.rows, ...indexes.rows, ...links.rows]) build.push(back);
  return build;
}
