import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createDetector } from '../detection/detector.ts';
import { evaluateDialogues } from './evaluate-dialogues.ts';
import { evaluateChats, evaluateForwards, type Report } from './evaluate-rows.ts';
import { loadLibrary } from './load-library.ts';
import { formatRate } from './rates.ts';

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
  for (const rate of report.rates) process.stdout.write(`  ${formatRate(rate)}\n`);
  if (process.env.EVALUATE_IDS) process.stdout.write(`  missed: ${report.missed.join(' ')}\n`);
}
