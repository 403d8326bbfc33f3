import { join } from 'node:path';
import { expect, it } from 'vitest';
import { faultsOf } from '../../src/cli/fuzz/check-answer.ts';
import { createDice } from '../../src/cli/fuzz/dice.ts';
import { runFuzz } from '../../src/cli/fuzz/run-fuzz.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';

/** The whole of it: npm run -s fuzz -- --requests 100000 */
const REQUESTS = 1500;
const SEED = 7;
/** Their own interfaces, as the settings name them. */
const PLATFORMS = new Set(['api.weixin.qq.com', 'qyapi.weixin.qq.com', 'api.telegram.org', 'api.twilio.com']);

it('no request of any kind makes the server fail, tell of itself, or leave the database inconsistent', async () => {
  const report = await runFuzz({ library: await loadLibraryForTests(), assets: join(ROOT, 'dist', 'assets') }, REQUESTS, SEED);
  const shown = report.faults.map(({ at, what, tried }) => `${at} ${tried.method} ${tried.target}: ${what.join('; ')}`);
  expect(shown).toEqual([]);
  expect(report.routes).toBeGreaterThan(270);
  // Whatever links are sent.
  expect(report.outside.filter((host) => !PLATFORMS.has(host))).toEqual([]);
  // The bound of what one request may cost is a fault of its own; something was counted.
  expect(report.mostStatements.count).toBeGreaterThan(10);
  // What the routes do is reached, and not their doors alone.
  expect(report.neverServed.length).toBeLessThan(report.routes * 0.5);
  expect(report.neverEntered.length).toBeLessThan(report.routes * 0.35);
  const seen = [...report.byRoute.values()].reduce(
    (sum, answers) => sum + Object.values(answers).reduce((all, count) => all + count, 0),
    0,
  );
  expect(seen).toBeGreaterThan(REQUESTS * 0.95);
});

it('the same seed throws the same numbers', () => {
  const thrown = (seed: number): number[] => Array.from({ length: 50 }, createDice(seed).roll);
  expect(thrown(3)).toEqual(thrown(3));
  expect(thrown(3)).not.toEqual(thrown(4));
});

it('sees what it looks for', () => {
  const sound = { 'content-security-policy': 'x', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
  const faults = (status: number, text: string, headers: Record<string, string> = {}): string[] =>
    faultsOf({ status, text, headers: new Headers({ ...sound, ...headers }) }, 'GET', ['a-secret-word']);
  expect(faults(200, 'well')).toEqual([]);
  expect(faults(500, 'well')).toEqual(['status 500']);
  expect(faults(503, 'busy', { 'retry-after': '1' })).toEqual([]);
  expect(faults(503, 'busy')).toEqual(['status 503']);
  expect(faults(400, 'TypeError: x is not a function\n    at handler (file:///srv/dist/node.js:1:2)').length).toBeGreaterThan(1);
  expect(faults(200, 'it is a-secret-word')).toEqual(['the answer holds a secret']);
  expect(faults(200, '<p>"><i id=fuzzed></p>', { 'content-type': 'text/html' })).toEqual(['markup was let through']);
  expect(faults(404, '{"message":"x"}', { 'content-type': 'application/json' })[0]).toMatch(/outside of the contract/);
  expect(faults(404, '{"error":{"code":"route.unknown","message":"x"}}', { 'content-type': 'application/json' })).toEqual([]);
  expect(faults(200, '', { 'set-cookie': 'desk=x; Path=/' })).toEqual(['an open cookie: desk']);
  expect(faults(303, '', { location: '//elsewhere.example' })).toEqual(['it leads away from here']);
});
