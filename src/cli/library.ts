import { renameSync, writeFileSync } from 'node:fs';
import { createDetector } from '../detection/detector.ts';
import {
  checkCleanCorpus,
  checkPatternsAlone,
  checkPatternsTogether,
  checkSignalsAlone,
  type LibraryFault,
} from '../detection/library-checks.ts';
import { normalizeContent } from '../detection/normalize-content.ts';
import { trainModels } from '../detection/training.ts';
import { AppError } from '../errors.ts';
import { checksumOf, encodeArtefact, encodePayload } from '../library/artefact.ts';
import { compileContent } from '../library/compile.ts';
import { openLedger, versionOf } from '../library/ledger.ts';
import { type LibrarySources, readSources } from '../library/sources.ts';
import { addRates, crossValidate } from './cross-validate.ts';
import { explain } from './explain.ts';
import { loadLibrary } from './load-library.ts';
import { LEDGER_FILE, LIBRARY_FILE, ROOT } from './paths.ts';
import { formatRate, type Rate } from './rates.ts';
import { searchLibrary } from './search-library.ts';

const HELP = `npm run library -- <command>

  build                    compile scam-patterns/ and intents/ into dist/library.bin
  test                     every signal and pattern on its examples, alone and together, and the clean corpus
  lint                     schemas, names, phrases, phone numbers: everything but the examples
  search "词"              which signals, patterns and types already say this (fuzzy)
  explain "文字"            every stage of detection for one text
  cross-validate           how well the corpus is judged by models that have not seen the judged texts
  release <version> <line> enter the compiled library into scam-patterns/releases.json, with what changed
`;

async function build(): Promise<void> {
  const sources = readSources(ROOT);
  const content = normalizeContent(compileContent(sources));
  const models = trainModels(content, sources.corpus, sources.intents);
  const payload = encodePayload(content, models);
  const checksum = await checksumOf(payload);
  const ledger = await openLedger(LEDGER_FILE);
  const version = versionOf(checksum, ledger.entries());
  const temporary = `${LIBRARY_FILE}.${process.pid}`;
  writeFileSync(temporary, encodeArtefact(version, checksum, payload));
  renameSync(temporary, LIBRARY_FILE);
  process.stderr.write(
    `library ${version}: ${content.signals.length} signals, ${content.patterns.length} patterns, ${textCount(sources)} texts\n`,
  );
}

function textCount(sources: LibrarySources): number {
  return sources.corpus.forwards.length + sources.corpus.chats.length;
}

async function test(): Promise<void> {
  const library = await loadLibrary();
  const sources = readSources(ROOT);
  const faults = [
    ...checkSignalsAlone(library),
    ...checkPatternsAlone(library),
    ...checkPatternsTogether(library),
    ...checkCleanCorpus(library, sources),
  ];
  report(faults);
}

function report(faults: readonly LibraryFault[]): void {
  for (const { where, problem } of faults) process.stdout.write(`${where}: ${problem}\n`);
  process.stdout.write(faults.length === 0 ? 'all examples hold\n' : `${faults.length} faults\n`);
  if (faults.length > 0) process.exitCode = 1;
}

async function release(version: string | undefined, changes: readonly string[]): Promise<void> {
  if (!version || !/^\d+\.\d+\.\d+$/.test(version) || changes.length === 0)
    throw new AppError('library.usage', 'usage: npm run library -- release 1.2.0 "new: pattern …"', 400);
  const library = await loadLibrary();
  const sources = readSources(ROOT);
  const ledger = await openLedger(LEDGER_FILE);
  await ledger.append({
    version,
    checksum: library.checksum,
    date: new Date().toISOString().slice(0, 10),
    counts: { signals: library.signals.length, patterns: library.patterns.length, texts: textCount(sources) },
    changes,
  });
  await build();
}

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (command === 'build') return build();
  if (command === 'test') return test();
  if (command === 'lint') {
    compileContent(readSources(ROOT));
    process.stdout.write('the library is well formed\n');
    return;
  }
  if (command === 'explain' && rest[0]) {
    process.stdout.write(explain(createDetector(await loadLibrary()), rest.join(' ')));
    return;
  }
  if (command === 'search' && rest[0]) {
    process.stdout.write(searchLibrary(await loadLibrary(), rest.join(' ')));
    return;
  }
  if (command === 'cross-validate') {
    const sources = readSources(ROOT);
    const folds: (readonly Rate[])[] = [];
    for (const { fold, rates } of crossValidate(normalizeContent(compileContent(sources)), sources)) {
      process.stderr.write(`part ${fold + 1} judged\n`);
      folds.push(rates);
    }
    for (const rate of addRates(folds)) process.stdout.write(`  ${formatRate(rate)}\n`);
    return;
  }
  if (command === 'release') return release(rest[0], rest.slice(1));
  process.stdout.write(HELP);
  process.exitCode = command === undefined || command === '--help' ? 0 : 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
