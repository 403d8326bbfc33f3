import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';

describe('migrations', () => {
  let folder: string;
  let opened: Database[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): Database {
    const database = openNodeSqlite(join(folder, 'test.db'));
    opened.push(database);
    return database;
  }
  const rows = (database: Database) => database.query.selectFrom('schema_migrations').selectAll().orderBy('id').execute();
  const tables = async (database: Database): Promise<string[]> => {
    const found = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`.execute(database.query);
    return found.rows.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  };

  it('make all tables of an empty database and note what they did and when', async () => {
    const database = open();
    await migrate(database, () => 42);
    expect(await rows(database)).toEqual(MIGRATIONS.map(({ name }, index) => ({ id: index + 1, name, applied_at: 42 })));
    expect(await tables(database)).toEqual([
      'activations',
      'advisor_trainings',
      'attachment_parts',
      'attachments',
      'audit',
      'audit_chain',
      'board_months',
      'bulletins',
      'call_backs',
      'case_notes',
      'cases',
      'channel_memory',
      'citizen_check_ups',
      'citizen_codes',
      'citizen_consents',
      'citizen_conversations',
      'citizen_links',
      'citizen_sessions',
      'citizens',
      'conversations',
      'daily_turns',
      'draft_builds',
      'draft_files',
      'draft_steps',
      'drafts',
      'erasure_requests',
      'events',
      'feedback',
      'grid_advisors',
      'grid_tasks',
      'grids',
      'handovers',
      'identifier_disputes',
      'identifier_imports',
      'identifier_sources',
      'identifiers',
      'index_areas',
      'index_days',
      'invitations',
      'judgements',
      'lesson_pushes',
      'merchant_links',
      'merchant_sessions',
      'merchants',
      'messages',
      'money_facts',
      'new_scripts',
      'officers',
      'outbox',
      'outcomes',
      'partner_answers',
      'partner_exchanges',
      'partner_keys',
      'partner_leads',
      'partners',
      'pattern_hits',
      'persons',
      'presence',
      'program_keys',
      'purges',
      'receipts',
      'release_call_backs',
      'release_files',
      'release_parts',
      'releases',
      'rings',
      'schema_migrations',
      'script_looks',
      'second_readings',
      'sessions',
      'set_aside',
      'source_parts',
      'stop_acts',
      'stop_answers',
      'stop_evidence',
      'stop_evidence_parts',
      'stop_leads',
      'stop_sends',
      'stop_transfers',
      'teaching_done',
      'teaching_texts',
      'terms_shown',
      'trade_appeals',
      'trade_defaults',
      'trade_enquiries',
      'trade_objections',
      'trade_parties',
      'trade_steps',
      'unmaskings',
      'visit_companions',
      'visit_forms',
      'warning_import_parts',
      'warning_import_rows',
      'warning_imports',
      'warning_notices',
      'warning_plans',
      'warning_steps',
      'warning_tasks',
      'warnings',
    ]);
  });

  it('do nothing the second time', async () => {
    const database = open();
    await migrate(database, () => 1);
    await migrate(database, () => 2);
    expect((await rows(database)).map(({ applied_at }) => applied_at)).toEqual(MIGRATIONS.map(() => 1));
  });

  it('happen once when several programs start together', async () => {
    const databases = [open(), open(), open()];
    await Promise.all(databases.map((database, index) => migrate(database, () => index)));
    expect(await rows(open())).toHaveLength(MIGRATIONS.length);
  });

  it('refuse a database that a newer program has used', async () => {
    const database = open();
    await migrate(database, () => 1);
    await database.query
      .insertInto('schema_migrations')
      .values({ id: MIGRATIONS.length + 1, name: 'of-tomorrow', applied_at: 2 })
      .execute();
    await expect(migrate(database, () => 3)).rejects.toMatchObject({
      code: 'storage.newer',
      message: expect.stringMatching(/^[^\n]*newer version$/),
    });
  });

  it('leave nothing of a migration that breaks off', async () => {
    const database = open();
    await sql`CREATE TABLE feedback (id TEXT)`.execute(database.query);
    await expect(migrate(database, () => 1)).rejects.toThrow(/feedback/);
    expect(await rows(database)).toEqual([]);
    expect(await tables(database)).toEqual(['feedback', 'schema_migrations']);
  });

  it('are not taken for done by another when one of their own statements meets a key that is used twice', async () => {
    const database = open();
    // As a migration would that fills a table: what it writes is there already.
    for (const statement of [
      'CREATE TABLE schema_migrations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)',
      'CREATE TABLE filled (id INTEGER PRIMARY KEY)',
      'INSERT INTO filled VALUES (3)',
      'CREATE TRIGGER fills AFTER INSERT ON schema_migrations BEGIN INSERT INTO filled VALUES (NEW.id); END',
    ])
      await sql.raw(statement).execute(database.query);
    await expect(migrate(database, () => 1)).rejects.toThrow(/UNIQUE/);
    expect((await rows(database)).map(({ id }) => id)).toEqual([1, 2]);
  });

  it('are made on SQLite word for word as they were released', async () => {
    const database = open();
    expect(MIGRATIONS.flatMap(({ statements }) => statements).filter((text) => database.spell(text) !== text)).toEqual([]);
    // A migration that was released is never edited; a new one stands behind these.
    const released = JSON.stringify(MIGRATIONS.slice(0, 6));
    expect(createHash('sha256').update(released).digest('hex')).toBe('3b90475a9dc51477ac3f302e3322c1d0c70f5421ffbb6164aeee445f13d2e4a5');
  });

  it('have names that are used once', () => {
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length);
  });
});
