import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkExamples } from '../detection/library-checks.ts';
import { normalizeContent } from '../detection/normalize-content.ts';
import { AppError } from '../errors.ts';
import type { Rate } from '../librarian/rate.ts';
import { decodeArtefact, encodeArtefact } from '../library/artefact.ts';
import { compileContent } from '../library/compile.ts';
import { openLedger } from '../library/ledger.ts';
import { nameOf } from '../library/release-name.ts';
import { readSourceFiles, readSources } from '../library/source-files.ts';
import type { LibrarySources } from '../library/sources.ts';
import { keepTables } from '../node/kept-tables.ts';
import { loadDetector, loadLibrary } from '../node/load-library.ts';
import { LEDGER_FILE, LIBRARY_FILE, ROOT } from '../node/paths.ts';
import { pupilsInThreads } from '../node/pupils-in-threads.ts';
import { formatRate } from './evaluate/rates.ts';
import { printFaults } from './library/check-examples.ts';
import { compileFiles } from './library/compile-folder.ts';
import { addRates, crossValidate } from './library/cross-validate.ts';
import { diffLibrary } from './library/diff-library.ts';
import { explain } from './library/explain.ts';
import { runGate } from './library/library-gate.ts';
import { printCards, printMisses } from './library/library-reports.ts';
import { listReleases, publishCompiled, rollBack } from './library/publish-library.ts';
import { pullLibrary } from './library/pull-library.ts';
import { pushLibrary } from './library/push-library.ts';
import { newKey, release, signEntered, verify } from './library/release-library.ts';
import { replayConsults } from './library/replay-consults.ts';
import { replayVerdict } from './library/replay-verdict.ts';
import { searchLibrary } from './library/search-library.ts';
import { priceThresholds, printPrices } from './library/threshold-prices.ts';
import { keysOfSettings } from './read-settings.ts';

const HELP = `npm run library -- <command>

  build                    compile scam-patterns/ and intents/ into dist/library.bin
  test                     every signal and pattern on its examples, alone and together, and the clean corpus
  lint                     schemas, names, phrases, phone numbers: everything but the examples
  search "词"              which signals, patterns and types already say this (fuzzy)
  explain "文字"            every stage of detection for one text
  cross-validate           how well the corpus is judged by models that have not seen the judged texts
  prices                   what the mistakes of each pair of thresholds cost, by the same
  cards                    how each pattern has done at the desk, the worst first, and what is proposed
  misses                   cases closed as a scam that had been green or yellow, masked
  blast-radius [FILE …]    what past consults and these files would be judged otherwise; --against <version>
  replay <id>|--case <no>  make a stored verdict again with the release that it names; ends with 1 when it differs
  gate                     everything that must hold before a release; ends with 1 when something does not
  release <version> <line> enter the compiled library into scam-patterns/releases.json, with what changed, and sign it
  sign <version>           sign a release of the ledger that nobody has signed yet
  publish                  put the compiled release to work on all servers of this database, without a restart, and keep
                           the files that it was made of there
  rollback <version>       put an older release to work that the database keeps
  releases                 which releases the database keeps, and which one is at work
  diff <version> <version> what two releases that the database keeps differ in, and their figures side by side
  pull                     the files of the release at work into this folder; --draft <id>: with those of a draft;
                           --force: also over files that were changed here alone
  push "title"             a draft of what was changed in this folder; --officer <name>: whose it is
  verify                   does the ledger hold what is compiled from these files, signed by a known key?
  new-key <file>           a new pair of keys: the private half into the file, the public half on the screen

To sign, LIBRARY_SIGNING_KEY_FILE names the file of the private half, and LIBRARY_SIGNING_KEY_ID its id in
src/library/release-keys.ts. What nobody has signed is loaded as a working copy (-dev) alone.
`;

const inThreads = () => pupilsInThreads(join(ROOT, 'dist', 'learning.js'));
const compileFolder = () => compileFiles(readSourceFiles(ROOT), inThreads());

async function build(): Promise<void> {
  // The threads start while the files are read.
  const pupils = inThreads();
  const { sources, content, payload, checksum, trainedIn } = await compileFiles(readSourceFiles(ROOT), pupils);
  const ledger = await openLedger(LEDGER_FILE);
  const name = await nameOf(checksum, ledger.entries(), keysOfSettings());
  const artefact = encodeArtefact(name, checksum, payload);
  const temporary = `${LIBRARY_FILE}.${process.pid}`;
  writeFileSync(temporary, artefact);
  renameSync(temporary, LIBRARY_FILE);
  keepTables(await decodeArtefact(artefact, keysOfSettings()));
  process.stderr.write(
    `library ${name.version}: ${content.signals.length} signals, ${content.patterns.length} patterns, ${textCount(sources)} texts, trained in ${(trainedIn / 1000).toFixed(1)} s\n`,
  );
}

function textCount(sources: LibrarySources): number {
  return sources.corpus.forwards.length + sources.corpus.chats.length;
}

async function test(): Promise<void> {
  const faults = checkExamples(await loadDetector(keysOfSettings()), readSources(ROOT));
  process.stdout.write(printFaults(faults));
  if (faults.length > 0) process.exitCode = 1;
}

async function gate(): Promise<void> {
  const { text, holds } = await runGate();
  process.stdout.write(text);
  if (!holds) process.exitCode = 1;
}

async function replay(args: readonly string[]): Promise<void> {
  const { text, identical } = await replayVerdict(args);
  process.stdout.write(text);
  if (!identical) process.exitCode = 1;
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
    process.stdout.write(explain(await loadDetector(keysOfSettings()), rest.join(' ')));
    return;
  }
  if (command === 'search' && rest[0]) {
    process.stdout.write(searchLibrary(await loadLibrary(keysOfSettings()), rest.join(' ')));
    return;
  }
  if (command === 'cross-validate') {
    const sources = readSources(ROOT);
    const folds: (readonly Rate[])[] = [];
    for await (const { fold, rates } of crossValidate(normalizeContent(compileContent(sources)), sources, inThreads())) {
      process.stderr.write(`part ${fold + 1} judged\n`);
      folds.push(rates);
    }
    for (const rate of addRates(folds)) process.stdout.write(`  ${formatRate(rate)}\n`);
    return;
  }
  if (command === 'prices') {
    const sources = readSources(ROOT);
    return void process.stdout.write(printPrices(await priceThresholds(normalizeContent(compileContent(sources)), sources, inThreads())));
  }
  if (command === 'cards') return void process.stdout.write(await printCards());
  if (command === 'misses') return void process.stdout.write(await printMisses());
  if (command === 'blast-radius') return void process.stdout.write(await replayConsults(rest));
  if (command === 'replay') return replay(rest);
  if (command === 'gate') return gate();
  if (command === 'release') {
    await release(rest[0], rest.slice(1), compileFolder);
    return build();
  }
  if (command === 'verify') return verify((await compileFolder()).checksum);
  if (command === 'publish') return void process.stdout.write(await publishCompiled());
  if (command === 'rollback' && rest[0]) return void process.stdout.write(await rollBack(rest[0]));
  if (command === 'releases') return void process.stdout.write(await listReleases());
  if (command === 'diff') return void process.stdout.write(await diffLibrary(rest));
  if (command === 'pull') return void process.stdout.write(await pullLibrary(rest));
  if (command === 'push') return void process.stdout.write(await pushLibrary(rest));
  if (command === 'new-key' && rest[0]) return newKey(rest[0]);
  if (command === 'sign' && rest[0]) return signEntered(rest[0]);
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
