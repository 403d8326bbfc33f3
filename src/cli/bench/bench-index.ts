import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { startOfDay } from '../../desk/waiting-times.ts';
import { DAY } from '../../durations.ts';
import type { Database } from '../../storage/database.ts';
import { migrate } from '../../storage/migrate.ts';
import { openNodeSqlite } from '../../storage/node-sqlite.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage } from '../../storage/storage.ts';
import { FORMULA } from '../../work-index/formula.ts';
import { makeIndexDay, recompute } from '../../work-index/index-day.ts';

/** `npm run bench -- index`: one night's index of a large city, in a database of its own that goes afterwards. */

const GRIDS = 2000;
const TOWNS = 25;
const PEOPLE = 1_000_000;
const LESSONS = 200_000;
const WARNINGS = 60_000;
const CASES = 20_000;
/** What it may take. Milliseconds. */
const MOST_MS = 10_000;
const TODAY = 20_777;

/** @param print a line of the result @throws Error when the index took longer than ten seconds */
export async function benchIndex(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-index-'));
  const database = openNodeSqlite(join(folder, 'bench.db'));
  try {
    const now = startOfDay(TODAY) + 3_600_000;
    await migrate(database, () => now);
    await fill(database, now);
    let ids = 0;
    const sources = { now: () => now, id: () => `id-${++ids}` };
    const storage = createStorage(database, await createSealer('0f'.repeat(32)), sources);
    const start = performance.now();
    const made = await makeIndexDay({ storage, now: () => now, config: { CITY: 'bench', PEOPLE_PER_ADVISOR: 300 } });
    const took = performance.now() - start;
    const again = performance.now();
    const same = await recompute(storage, TODAY - 1, FORMULA.version);
    print(`index of ${GRIDS} grids and ${PEOPLE} people: ${(took / 1000).toFixed(2)} s, made ${made}`);
    print(`counted again: ${((performance.now() - again) / 1000).toFixed(2)} s, the same ${same}`);
    if (!made || !same || took > MOST_MS) throw new Error(`the index must be made and the same within ${MOST_MS / 1000} s`);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of nobody, made by the database itself. */
async function fill(database: Database, now: number): Promise<void> {
  const numbers = (count: number) => sql`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.lit(count - 1)})`;
  const at = sql.lit(now - 5 * DAY);
  const statements: RawBuilder<unknown>[] = [
    sql`INSERT INTO persons (id, created_at) VALUES ('p', 0)`,
    sql`INSERT INTO conversations (id, channel, person_id, status, turn, created_at, updated_at) VALUES ('c', 'web', 'p', 'resolved', 0, 0, 0)`,
    sql`INSERT INTO grids (id, name, town, kind, people, created_at) ${numbers(GRIDS)}
      SELECT 'g' || i, 'grid ' || i, 'town ' || (i % ${sql.lit(TOWNS)}), 'village', 500, 0 FROM n`,
    sql`INSERT INTO citizens (id, person_id, grid_id, phone_hash, phone_proved_at, created_at, updated_at) ${numbers(PEOPLE)}
      SELECT 'z' || i, 'p', 'g' || (i % ${sql.lit(GRIDS)}), 'h' || i, ${at}, ${at}, ${at} FROM n`,
    sql`INSERT INTO teaching_done (citizen_id, lesson, kind, result, at) ${numbers(LESSONS)}
      SELECT 'z' || (i * 5), 'loan', 'quiz', 80, ${at} FROM n`,
    sql`INSERT INTO warning_plans (id, body, created_at) VALUES ('plan', '{}', 0)`,
    sql`INSERT INTO warnings (id, source, external_id, body_hash, plan_id, tier, rank, grid_id, status, turn, meet_by, met_at, cheated,
        created_at, updated_at) ${numbers(WARNINGS)}
      SELECT 'w' || i, 'bench', 'w' || i, '', 'plan', 'high', 2, 'g' || (i % ${sql.lit(GRIDS)}), 'closed', 1, ${at},
        CASE WHEN i % 9 = 0 THEN NULL ELSE ${at} END, i % 50 = 0, ${at}, ${at} FROM n`,
    sql`INSERT INTO cases (id, number, conversation_id, urgency, reason, facts_sealed, status, closed_at, truth, lost, saved, community,
        created_at, updated_at) ${numbers(CASES)}
      SELECT 'c' || i, 'c' || i, 'c', 'P1', 'paid', '', 'closed', ${at}, 'scam', 100000, 0, 'grid ' || (i % ${sql.lit(GRIDS)}), ${at}, ${at} FROM n`,
  ];
  for (const statement of statements) await statement.execute(database.query);
}
