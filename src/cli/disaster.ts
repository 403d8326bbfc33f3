import { parseArgs } from 'node:util';
import { AppError } from '../errors.ts';
import { channelDown } from './disaster/channel-down.ts';
import { clockJumps } from './disaster/clock-jumps.ts';
import { databaseAway } from './disaster/database-away.ts';
import { diskFull } from './disaster/disk-full.ts';
import { killRounds } from './disaster/kill-rounds.ts';
import { lossesOf, printReport, type Report } from './disaster/report.ts';
import { rollingRestarts } from './disaster/rolling-restarts.ts';
import type { Drill } from './disaster/scene.ts';
import { slowClients } from './disaster/slow-clients.ts';

/** `npm run disaster -- kill`: breaks real servers under load and counts what became of everything they acknowledged. */

const DRILLS: Readonly<Record<string, Drill>> = {
  kill: killRounds,
  'disk-full': diskFull,
  'database-away': databaseAway,
  clock: clockJumps,
  'channel-down': channelDown,
  rolling: rollingRestarts,
  'slow-clients': slowClients,
};
const HELP = `npm run disaster -- ${Object.keys(DRILLS).join('|')}|all [--rounds n] [--seed n] [--on sqlite|postgres] [--small]

Exit 1: something acknowledged was lost, was said twice unmarked, or did not recover. docs/disaster.md says what each one does.
`;

interface Order {
  readonly names: readonly string[];
  readonly rounds: number | null;
  readonly seed: number;
  readonly on: 'sqlite' | 'postgres';
  readonly small: boolean;
}

/** @throws AppError `disaster.usage` */
function readOrder(args: readonly string[]): Order {
  const options = {
    rounds: { type: 'string' },
    seed: { type: 'string', default: '20261120' },
    on: { type: 'string', default: 'sqlite' },
    small: { type: 'boolean', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name = '', ...more] = positionals;
    const { on, small, rounds } = values;
    const number = (text: string): number => {
      if (!/^[1-9]\d{0,8}$/.test(text)) throw new AppError('disaster.usage', HELP, 400);
      return Number(text);
    };
    if (more.length > 0 || (name !== 'all' && !Object.hasOwn(DRILLS, name)) || (on !== 'sqlite' && on !== 'postgres'))
      throw new AppError('disaster.usage', HELP, 400);
    const names = name === 'all' ? Object.keys(DRILLS) : [name];
    return { names, rounds: rounds === undefined ? null : number(rounds), seed: number(values.seed), on, small };
  } catch (cause) {
    throw new AppError('disaster.usage', HELP, 400, { cause });
  }
}

async function main(): Promise<number> {
  const { names, ...order } = readOrder(process.argv.slice(2));
  const reports: Report[] = [];
  const told = (line: string): void => void process.stderr.write(`${line}\n`);
  for (const name of names) {
    told(`== ${name} on ${order.on}, seed ${order.seed}`);
    const report = await (DRILLS[name] as Drill)({ ...order, told });
    reports.push(report);
    process.stdout.write(printReport(report));
  }
  return reports.some((report) => lossesOf(report).length > 0) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.code === 'disaster.usage' ? 2 : 1;
}
