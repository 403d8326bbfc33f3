import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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
import { openLedger } from '../library/ledger.ts';
import { RELEASE_KEYS } from '../library/release-keys.ts';
import { nameOf } from '../library/release-name.ts';
import { isSigned, newReleaseKey, signRelease } from '../library/release-signature.ts';
import { type LibrarySources, readSources } from '../library/sources.ts';
import { addRates, crossValidate } from './cross-validate.ts';
import { explain } from './explain.ts';
import { loadLibrary } from './load-library.ts';
import { LEDGER_FILE, LIBRARY_FILE, ROOT } from './paths.ts';
import { listReleases, publishCompiled, rollBack } from './publish-library.ts';
import { formatRate, type Rate } from './rates.ts';
import { searchLibrary } from './search-library.ts';

const HELP = `npm run library -- <command>

  build                    compile scam-patterns/ and intents/ into dist/library.bin
  test                     every signal and pattern on its examples, alone and together, and the clean corpus
  lint                     schemas, names, phrases, phone numbers: everything but the examples
  search "词"              which signals, patterns and types already say this (fuzzy)
  explain "文字"            every stage of detection for one text
  cross-validate           how well the corpus is judged by models that have not seen the judged texts
  release <version> <line> enter the compiled library into scam-patterns/releases.json, with what changed, and sign it
  sign <version>           sign a release of the ledger that nobody has signed yet
  publish                  put the compiled release to work on all servers of this database, without a restart
  rollback <version>       put an older release to work that the database keeps
  releases                 which releases the database keeps, and which one is at work
  verify                   does the ledger hold what is compiled from these files, signed by a known key?
  new-key <file>           a new pair of keys: the private half into the file, the public half on the screen

To sign, LIBRARY_SIGNING_KEY_FILE names the file of the private half, and LIBRARY_SIGNING_KEY_ID its id in
src/library/release-keys.ts. What nobody has signed is loaded as a working copy (-dev) alone.
`;

async function compile() {
  const sources = readSources(ROOT);
  const content = normalizeContent(compileContent(sources));
  const models = trainModels(content, sources.corpus, sources.intents);
  const payload = encodePayload(content, models);
  return { sources, content, payload, checksum: await checksumOf(payload) };
}

async function build(): Promise<void> {
  const { sources, content, payload, checksum } = await compile();
  const ledger = await openLedger(LEDGER_FILE);
  const name = await nameOf(checksum, ledger.entries(), RELEASE_KEYS);
  const temporary = `${LIBRARY_FILE}.${process.pid}`;
  writeFileSync(temporary, encodeArtefact(name, checksum, payload));
  renameSync(temporary, LIBRARY_FILE);
  process.stderr.write(
    `library ${name.version}: ${content.signals.length} signals, ${content.patterns.length} patterns, ${textCount(sources)} texts\n`,
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
  await signIfPossible(version, library.checksum);
  await build();
}

/** Whoever has no key enters the release all the same; somebody with a key signs it later. */
async function signIfPossible(version: string, checksum: string): Promise<void> {
  if (!process.env.LIBRARY_SIGNING_KEY_FILE) {
    process.stderr.write(`${version} is not signed: sign it with LIBRARY_SIGNING_KEY_FILE=… npm run library -- sign ${version}\n`);
    return;
  }
  await sign(version, checksum);
}

async function sign(version: string, checksum: string): Promise<void> {
  const { LIBRARY_SIGNING_KEY_FILE: file, LIBRARY_SIGNING_KEY_ID: id = RELEASE_KEYS.at(-1)?.id ?? '' } = process.env;
  if (!file) throw new AppError('library.signing-key', 'set LIBRARY_SIGNING_KEY_FILE to the file of the private key', 400);
  const signature = await signRelease({ version, checksum }, id, readFileSync(file, 'utf8').trim());
  if (!(await isSigned({ version, checksum }, signature, RELEASE_KEYS)))
    throw new AppError('library.signing-key', `the private key does not belong to "${id}" in src/library/release-keys.ts`, 400);
  const ledger = await openLedger(LEDGER_FILE);
  await ledger.sign(version, signature);
  process.stderr.write(`${version} is signed by ${id}\n`);
}

/** The way from the files to a name that is believed, gone once more from the beginning. */
async function verify(): Promise<void> {
  const { checksum } = await compile();
  const entries = (await openLedger(LEDGER_FILE)).entries();
  const broken: string[] = [];
  for (const { version, checksum: released, signature } of entries)
    if (signature && !(await isSigned({ version, checksum: released }, signature, RELEASE_KEYS))) broken.push(version);
  const { version, signature } = await nameOf(checksum, entries, RELEASE_KEYS);
  for (const one of broken) process.stdout.write(`${one}: the signature does not fit\n`);
  process.stdout.write(
    signature
      ? `these files are release ${version}, signed by ${signature.key}, sha256 ${checksum}\n`
      : `these files are no signed release: ${version}, sha256 ${checksum}\n`,
  );
  if (broken.length > 0 || !signature) process.exitCode = 1;
}

async function newKey(file: string): Promise<void> {
  const { publicKey, privateKey } = await newReleaseKey();
  writeFileSync(file, privateKey, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`public half, for src/library/release-keys.ts: ${publicKey}\nprivate half, for nobody else: ${file}\n`);
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
  if (command === 'verify') return verify();
  if (command === 'publish') return void process.stdout.write(await publishCompiled());
  if (command === 'rollback' && rest[0]) return void process.stdout.write(await rollBack(rest[0]));
  if (command === 'releases') return void process.stdout.write(await listReleases());
  if (command === 'new-key' && rest[0]) return newKey(rest[0]);
  if (command === 'sign' && rest[0]) {
    const entry = (await openLedger(LEDGER_FILE)).entries().find(({ version }) => version === rest[0]);
    if (!entry) throw new AppError('library.unknown-release', `there is no release ${rest[0]} in the ledger`, 404);
    return sign(entry.version, entry.checksum);
  }
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
