import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import type { ForwardRow } from '../librarian/measure-rows.ts';
import { readSources } from '../library/source-files.ts';
import { loadDetector } from '../node/load-library.ts';
import { ROOT } from '../node/paths.ts';
import { evaluateAny } from './evaluate/evaluate-any.ts';
import { binScores, calibrationError, printBins } from './evaluate/evaluate-calibration.ts';
import { compareJudges } from './evaluate/evaluate-compare.ts';
import { analyseErrors, printErrors } from './evaluate/evaluate-errors.ts';
import { nameOfSet, readForwards, readLines } from './evaluate/labelled-rows.ts';
import { loneJudges } from './evaluate/lone-judges.ts';
import { plotCalibration } from './evaluate/plot-calibration.ts';
import { plotErrors } from './evaluate/plot-errors.ts';
import { formatRate } from './evaluate/rates.ts';
import { keysOfSettings } from './read-settings.ts';

/** `npm run -s evaluate -- FILE…`: how good the compiled library is on labelled files, with 95 % Wilson intervals. */

const HELP = `npm run -s evaluate -- [--compare] [--calibration] [--errors] [--plots FOLDER] FILE.jsonl …
Rows: forwards {text, kind, accept, type?, trick?} · chats {text, intent, accept, type?, escalate} · dialogues {turns}

Of forwards only, in the place of the rates; several of them together are possible:
  --compare      keyword list, stock naive Bayes, patterns, classifier, and everything, on the same rows
  --calibration  does the score mean what it says: expected calibration error, and ten bins
  --errors       what is missed, falsely red or of the wrong type, by type, trick, length and language
  --plots FOLDER calibration and errors as drawings (SVG) as well
`;

interface Wishes {
  readonly compare: boolean;
  readonly calibration: boolean;
  readonly errors: boolean;
  readonly plots: string | undefined;
}

function readWishes(args: readonly string[]): { files: string[]; help: boolean; wishes: Wishes } | null {
  const flag = { type: 'boolean', default: false } as const;
  const options = { compare: flag, calibration: flag, errors: flag, help: flag, plots: { type: 'string' } } as const;
  try {
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { compare, calibration, errors, help, plots } = values;
    const both = plots !== undefined && !calibration && !errors;
    return { files, help, wishes: { compare, calibration: calibration || both, errors: errors || both, plots } };
  } catch {
    return null;
  }
}

async function report(detector: Detector, file: string): Promise<void> {
  const rows = readLines(file).map((line) => JSON.parse(line));
  const found = await evaluateAny(detector, rows);
  process.stdout.write(`\n${basename(file)}: n ${rows.length}\n`);
  for (const [kind, { red, yellow, green }] of Object.entries(found.colours))
    process.stdout.write(`  ${kind.padEnd(12)} red ${red}  yellow ${yellow}  green ${green}\n`);
  for (const rate of found.rates) process.stdout.write(`  ${formatRate(rate)}\n`);
  if (process.env.EVALUATE_IDS) process.stdout.write(`  missed: ${found.missed.join(' ')}\n`);
}

function calibrate(detector: Detector, name: string, rows: readonly ForwardRow[], plots: string | undefined): void {
  const known = rows.filter(({ kind }) => kind === 'scam' || kind === 'legit');
  const bins = binScores(known.map(({ text, kind }) => ({ score: detector.judge(text).verdict.score, scam: kind === 'scam' })));
  if (bins.length === 0) throw new AppError('evaluate.rows', `${name}: neither a scam nor an honest text in it`, 400);
  process.stdout.write(
    `\n${name}: expected calibration error ${calibrationError(bins).toFixed(4)}, n ${known.length}\n\n${printBins(bins)}`,
  );
  if (plots) keepPlot(plots, 'calibration', name, plotCalibration(name, bins));
}

function findErrors(detector: Detector, name: string, rows: readonly ForwardRow[], plots: string | undefined): void {
  const tables = analyseErrors(detector, rows);
  process.stdout.write(`\n${name}: what went wrong, n ${rows.length}\n`);
  for (const table of tables) process.stdout.write(`\n${printErrors(table)}`);
  if (plots) keepPlot(plots, 'errors', name, plotErrors(name, tables));
}

function keepPlot(folder: string, kind: string, name: string, drawn: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.svg`);
  writeFileSync(path, drawn);
  process.stdout.write(`\ndrawn: ${path}\n`);
}

async function main(args: readonly string[]): Promise<void> {
  const asked = readWishes(args);
  if (!asked || asked.files.length === 0) {
    process.stdout.write(HELP);
    process.exitCode = asked?.help ? 0 : 1;
    return;
  }
  const { compare, calibration, errors, plots } = asked.wishes;
  const detector = await loadDetector(keysOfSettings());
  process.stdout.write(`library ${detector.library.version}\n`);
  const judges = compare ? loneJudges(detector, readSources(ROOT).corpus) : [];
  for (const file of asked.files) {
    if (!compare && !calibration && !errors) {
      await report(detector, file);
      continue;
    }
    const rows = readForwards(file);
    const name = nameOfSet(file);
    if (compare) process.stdout.write(`\n${name}: one judge beside the other, n ${rows.length}\n\n${compareJudges(judges, rows)}`);
    if (calibration) calibrate(detector, name, rows, plots);
    if (errors) findErrors(detector, name, rows, plots);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
