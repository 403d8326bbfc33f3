import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { FAMILIES } from '../../src/metrics/families.ts';
import { createPrometheus } from '../../src/metrics/prometheus.ts';
import { ROOT } from '../compiled-library.ts';
import { readPromql } from './promql.ts';

const ALERTS = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Fanzha[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string().min(10), todo: z.string().min(20) }),
        }),
      ),
    }),
  ),
});
const PANEL = z.looseObject({
  id: z.number().int(),
  type: z.enum(['row', 'stat', 'timeseries', 'table']),
  title: z.string().min(3),
  gridPos: z.strictObject({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
  targets: z
    .array(
      z.looseObject({ refId: z.string(), expr: z.string(), datasource: z.looseObject({ uid: z.string().regex(/^\$\{DS_PROMETHEUS\}$/) }) }),
    )
    .optional(),
});
const DASHBOARD = z.looseObject({
  __inputs: z
    .array(z.looseObject({ name: z.literal('DS_PROMETHEUS'), type: z.literal('datasource'), pluginId: z.literal('prometheus') }))
    .length(1),
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.number(),
  panels: z.array(PANEL).min(20),
});

const read = (name: string): string => readFileSync(join(ROOT, 'docs/ops', name), 'utf8');
const rules = ALERTS.parse(parse(read('alerts.yaml'))).groups.flatMap((group) => group.rules);
const { panels } = DASHBOARD.parse(JSON.parse(read('grafana-dashboard.json')));
const expressions = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))];
/** What Prometheus itself adds. */
const SCRAPED = ['instance', 'job'];

describe('alert rules and dashboard', () => {
  it('ask for figures that are exported, by labels that they have', async () => {
    const unused = async () => [];
    const metrics = createPrometheus({
      storage: {
        standingFigures: async () => Promise.reject(new Error('not asked here')),
        caseTimes: unused,
        closingCounts: unused,
        failedSince: async () => ({ deliveries: [], partnerPosts: 0 }),
      },
      log: { warn: () => undefined },
      now: () => 0,
      stopwatch: () => 0,
      release: () => ({ release: '1', engine: '1', signed: true }),
      officeHours: () => false,
      machine: async () => ({ disk: null, lastBackup: null, lastRestoreProof: null }),
    });
    const { body } = await metrics.page();
    const exported = new Map([...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]));
    for (const { metric, labels } of expressions.flatMap(readPromql)) {
      if (metric === 'up') continue;
      const family = metric.replace(/_(?:bucket|sum|count)$/, '');
      const name = exported.get(family) === 'histogram' ? family : metric;
      expect(exported.has(name), metric).toBe(true);
      const own: readonly string[] = name in FAMILIES ? FAMILIES[name as keyof typeof FAMILIES].labels : [];
      const allowed = [...own, ...SCRAPED, ...(metric.endsWith('_bucket') ? ['le'] : [])];
      expect(
        labels.filter((label) => !allowed.includes(label)),
        metric,
      ).toEqual([]);
    }
  });

  it('show every figure of ours', () => {
    const shown = new Set(
      panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => readPromql(expr).map(({ metric }) => metric))),
    );
    expect(Object.keys(FAMILIES).filter((name) => !shown.has(name) && !shown.has(`${name}_bucket`))).toEqual([]);
  });

  it('watch all that must not go unseen, each under its own name', () => {
    const names = rules.map(({ alert }) => alert.replace('Fanzha', ''));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'NobodyOnDuty',
        'P0Unclaimed',
        'OutboxHeldUp',
        'DeadLetters',
        'VerdictsSlow',
        'FalseGreens',
        'NoBackup',
        'NoRestoreProved',
        'ReleaseRefused',
        'ChoreFailing',
        'DiskNearlyFull',
        'ManyRefused',
      ]),
    );
  });

  it('name no label in their words that the expression has lost', () => {
    for (const { alert, expr, annotations } of rules) {
      const named = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label);
      const kept = /\b(?:max|min|sum|count)\b/.test(expr)
        ? [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, all = '']) => all.split(/, */))
        : null;
      const own = readPromql(expr).flatMap(({ metric }) =>
        metric in FAMILIES ? [...FAMILIES[metric as keyof typeof FAMILIES].labels] : [],
      );
      expect(
        named.filter((label) => !(kept ?? [...own, ...SCRAPED]).includes(label)),
        alert,
      ).toEqual([]);
    }
  });

  it('lay no panel over another', () => {
    const taken = new Set<string>();
    for (const { title, gridPos } of panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x < 24 && !taken.has(`${x} ${y}`), title).toBe(true);
          taken.add(`${x} ${y}`);
        }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describe.skipIf(spawnSync('promtool', ['--version']).error)('the rules in Prometheus itself, where promtool is', () => {
  it('fire when they should, with the words that they should, and not before', () => {
    const said = execFileSync('promtool', ['test', 'rules', join(ROOT, 'test/ops/alerts.promtool.yaml')], { encoding: 'utf8' });
    expect(said).toContain('SUCCESS');
    expect(said).not.toContain('FAILED');
  });
});

describe('the reader of PromQL that these tests use', () => {
  it.each([
    'sum(a',
    'sum(a))',
    'a{b="c"',
    'a{b=c}',
    'rate(a)',
    'rate(a[5m]) + b[5m]',
    'a[5m]',
    'sum by (b (a)',
    'max(a) >',
    '> 5',
    'histogram_quantile(a)',
    'unknown(a)',
    'a b',
    'a{b~"c"}',
  ])('refuses %s', (text) => {
    expect(() => readPromql(text)).toThrow();
  });

  it('finds metrics with their labels', () => {
    expect(readPromql('sum by (c) (rate(a{b=~"x|y"}[5m])) / (time() - d) > 0.5 or absent(e)')).toEqual([
      { metric: 'a', labels: ['b', 'c'] },
      { metric: 'd', labels: [] },
      { metric: 'e', labels: [] },
    ]);
  });
});
