import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contacts } from '../../src/storage/contacts.ts';
import { createContext } from '../../src/storage/context.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});
afterAll(() => postgres.stop());

interface PlanStep {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanStep[];
}

/** What the step of a plan that reads most has read, and thrown away. */
function mostRows(step: PlanStep): number {
  const own = (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'];
  return Math.max(own, ...(step.Plans ?? []).map(mostRows));
}

it('finds the contacts of one among many conversations without reading the others', async () => {
  const under = await postgres.open();
  const { query } = under.database;
  await sql`INSERT INTO persons (id, key_wrapped, created_at) SELECT 'p' || i, 'k', 1 FROM generate_series(1, 5000) AS i`.execute(query);
  await sql`INSERT INTO conversations (id, channel, person_id, status, turn, address_hash, created_at, updated_at)
    SELECT 'web:' || i, 'web', 'p' || i, 'pending', 0, CASE WHEN i % 2 = 0 THEN 'a' || i / 4 END, 1, 1 FROM generate_series(1, 5000) AS i`.execute(
    query,
  );
  await postgres.server.asOwner('ANALYZE', under.name);
  const nodes: Parameters<KyselyPlugin['transformQuery']>[0][] = [];
  const watched = query.withPlugin({
    transformQuery(args) {
      nodes.push(args);
      return args.node;
    },
    transformResult: async ({ result }) => result,
  });
  const database = { ...under.database, query: watched };
  const sources = { now: () => 1, id: () => 'id' };
  const found = await contacts(createContext(database, await createSealer(MASTER_KEY), sources)).contactsOf('none', 'web:8');
  expect(found.map(({ conversationId }) => conversationId)).toEqual(['web:10']);
  // What stands inside of it was made before.
  const asked = nodes.at(-1);
  if (!asked) throw new Error('nothing was asked');
  const { sql: text, parameters } = query.getExecutor().compileQuery(asked.node, asked.queryId);
  const literal = text.replaceAll(/\$(\d+)/g, (_, place) =>
    typeof parameters[Number(place) - 1] === 'number' ? String(parameters[Number(place) - 1]) : `'${parameters[Number(place) - 1]}'`,
  );
  const [row] = await postgres.server.asOwner(`EXPLAIN (ANALYZE, FORMAT JSON) ${literal}`, under.name);
  const explained = row?.['QUERY PLAN'] as [{ Plan: PlanStep }] | undefined;
  if (!explained) throw new Error('PostgreSQL explained nothing');
  expect(mostRows(explained[0].Plan)).toBeLessThan(50);
  await under.close();
});
