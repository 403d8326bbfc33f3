import { parseArgs } from 'node:util';
import { AppError } from '../errors.ts';
import { loadLibrary } from '../node/load-library.ts';
import { ASSETS_DIR } from '../node/paths.ts';
import { endWith } from './end-with.ts';
import { type FuzzReport, runFuzz, servedBy } from './fuzz/run-fuzz.ts';
import { keysOfSettings } from './read-settings.ts';

const HELP = `npm run -s fuzz -- [--requests 100000] [--seed 1] [--routes]
Sends broken and honest requests to every route of the app, over a database in memory. The same seed sends the same requests.
--routes: how many requests each route has served (2xx, 3xx) and refused (4xx), the least first.
Ends with 1 when an answer was a failure, told of the inside, or left the database inconsistent.
`;
const BAR = 40;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { requests: { type: 'string' }, seed: { type: 'string' }, routes: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const requests = count(values.requests ?? '100000', 'requests');
  const seed = count(values.seed ?? '1', 'seed');
  const started = performance.now();
  const report = await runFuzz({ library: await loadLibrary(keysOfSettings()), assets: ASSETS_DIR }, requests, seed, (done) => {
    const full = Math.floor((done / requests) * BAR);
    process.stderr.write(`\r${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done} of ${requests}`);
  });
  process.stderr.write('\n');
  show(report, seed, (performance.now() - started) / 1000, values.routes === true);
  return report.faults.length === 0 ? 0 : 1;
}

function count(text: string, name: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new AppError('fuzz.option', `--${name} must be a whole number from 1\n${HELP}`);
  return Number(text);
}

function show(report: FuzzReport, seed: number, seconds: number, routesToo: boolean): void {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const statuses = Object.entries(report.statuses).map(([status, times]) => `${status}: ${times}`);
  say(`${report.requests} requests to ${report.routes} routes, seed ${seed}, ${seconds.toFixed(0)} s`);
  say(`answers by status (0: closed without one): ${statuses.join(', ')}`);
  say(
    `dearest request: ${report.mostStatements.count} statements (${report.mostStatements.route}), ${report.mostRows.count} rows (${report.mostRows.route})`,
  );
  say(`living memory grew by ${(report.heapGrowth / 1e6).toFixed(1)} MB from a fifth of the way to the end`);
  say(`served by ${report.routes - report.neverServed.length} routes; only refused by: ${report.neverServed.join(', ') || 'none'}`);
  if (routesToo)
    for (const [route, answers] of [...report.byRoute].sort(([, a], [, b]) => servedBy(a) - servedBy(b))) {
      const refusals = Object.entries(answers).filter(([status]) => status.startsWith('4'));
      say(`${servedBy(answers)} served  ${route}  ${refusals.map(([status, times]) => `${status}: ${times}`).join(', ')}`);
    }
  say(
    `of these, nobody came through the door (401, 403, 404 alone) of ${report.neverEntered.length}: ${report.neverEntered.join(', ') || 'none'}`,
  );
  say(`would have called: ${report.outside.join(', ') || 'nobody'}`);
  for (const { at, what, tried } of report.faults) {
    say(`\n✘ request ${at} (repeat: npm run -s fuzz -- --seed ${seed} --requests ${at + 1})`);
    for (const one of what) say(`  ${one}`);
    say(`  ${tried.method} ${tried.target.slice(0, 300)}\n  ${JSON.stringify(tried.headers).slice(0, 500)}`);
    if (tried.body) say(`  ${JSON.stringify(new TextDecoder().decode(tried.body.slice(0, 400)))}`);
  }
  say(report.faults.length === 0 ? '\nno fault found' : `\n${report.faults.length} faults`);
}

await endWith(main);
