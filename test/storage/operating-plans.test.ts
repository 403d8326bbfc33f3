import { type CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { expect, it } from 'vitest';
import { createContext } from '../../src/storage/context.ts';
import { operatingFigures } from '../../src/storage/operating-figures.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { MASTER_KEY, openTemporarySqlite } from './temporary-sqlite.ts';

/** What grows with every message or case. */
const LARGE = 'messages|outbox|outcomes|cases|audit|attachments|partner_exchanges|conversations';

it('reads no large table from end to end for a scrape', async () => {
  const under = await openTemporarySqlite();
  const nodes: Parameters<KyselyPlugin['transformQuery']>[0][] = [];
  const query = under.database.query.withPlugin({
    transformQuery(args) {
      nodes.push(args);
      return args.node;
    },
    transformResult: async ({ result }) => result,
  });
  const figures = operatingFigures(
    createContext({ ...under.database, query }, await createSealer(MASTER_KEY), { now: () => under.clock.now, id: () => 'id' }),
  );
  await Promise.all([figures.standingFigures(), figures.caseTimes(1), figures.closingCounts(1), figures.newestDrill(1)]);
  const compiled: CompiledQuery[] = nodes.map(({ node, queryId }) => under.database.query.getExecutor().compileQuery(node, queryId));
  const plans = new Map<string, string[]>();
  for (const { sql: text, parameters } of compiled) {
    const [first = '', ...rest] = text.split('?');
    const explain = rest.reduce(
      (so, part, place) => sql`${so}${parameters[place]}${sql.raw(part)}`,
      sql`EXPLAIN QUERY PLAN ${sql.raw(first)}`,
    );
    const { rows } = await explain.execute(under.database.query);
    plans.set(
      text,
      rows.map((row) => (row as { detail: string }).detail),
    );
  }
  expect(plans.size).toBeGreaterThanOrEqual(11);
  const steps = [...plans.values()].flat();
  const indexOf = (step: string): string => / USING (?:COVERING )?INDEX (\w+)/.exec(step)?.[1] ?? step;
  // The partial indexes hold the few rows alone.
  const scans = steps.filter((step) => new RegExp(`^SCAN (?:${LARGE})\\b`).test(step));
  expect(scans.map(indexOf).sort()).toEqual(['attachments_wanted', 'messages_unconcluded', 'outbox_open']);
  // By what names few rows: not all closed cases for those of a month, nor all claims for each case.
  expect(
    [
      ...new Set(
        steps
          .filter((step) => /^SEARCH (?:cases|audit) /.test(step))
          .map((step) => step.replace(/^SEARCH (\w+) .*INDEX (\w+) \((.*)\)$/, '$1 $2 $3')),
      ),
    ].sort(),
  ).toEqual([
    'audit audit_by_subject subject=?',
    'cases cases_by_closing closed_at>?',
    'cases cases_by_time created_at>?',
    'cases cases_waiting status=?',
  ]);
  await under.close();
});
