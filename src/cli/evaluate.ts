import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createDetector } from '../detection/detector.ts';
import { evaluateDialogues } from './evaluate-dialogues.ts';
import { evaluateChats, evaluateForwards, type Rate, type Report } from './evaluate-rows.ts';
import { loadLibrary } from './load-library.ts';

/** `npm run -s evaluate -- FILE…`: how good the compiled library is on labelled files, with 95 % Wilson intervals. */

const files = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
if (files.length === 0) {
  process.stdout.write(
    'npm run -s evaluate -- FILE.jsonl …\nRows: forwards {text, kind, accept, type?, trick?} · chats {text, intent, accept, type?, escalate} · dialogues {turns}\n',
  );
  process.exit(process.argv.includes('--help') ? 0 : 1);
}
const detector = createDetector(await loadLibrary());
process.stdout.write(`library ${detector.library.version}\n`);
for (const file of files) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  const report: Report = rows[0]?.turns
    ? await evaluateDialogues(detector, rows)
    : rows[0]?.intent
      ? evaluateChats(detector, rows)
      : evaluateForwards(detector, rows);
  process.stdout.write(`\n${basename(file)}: n ${rows.length}\n`);
  for (const [kind, { red, yellow, green }] of Object.entries(report.colours))
    process.stdout.write(`  ${kind.padEnd(12)} red ${red}  yellow ${yellow}  green ${green}\n`);
  for (const rate of report.rates) process.stdout.write(`  ${line(rate)}\n`);
  if (process.env.EVALUATE_IDS) process.stdout.write(`  missed: ${report.missed.join(' ')}\n`);
}

function line({ name, hits, of }: Rate): string {
  const [low, high] = wilson(hits, of);
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return `${name.padEnd(34)} ${of === 0 ? '–' : percent(hits / of).padStart(8)}  (${hits}/${of}; 95 %: ${percent(low)} – ${percent(high)})`;
}

/** Wilson score interval, z = 1.96. */
function wilson(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1];
  const z2 = 1.96 ** 2;
  const p = hits / of;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (1.96 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
