import { readFileSync, writeFileSync } from 'node:fs';
import { createDetector } from '../../detection/detector.ts';
import { AppError } from '../../errors.ts';
import { hotlineDate } from '../../hotline-time.ts';
import { openLedger, type ReleaseEntry } from '../../library/ledger.ts';
import { nameOf } from '../../library/release-name.ts';
import { isSigned, newReleaseKey, signRelease } from '../../library/release-signature.ts';
import { readSources } from '../../library/source-files.ts';
import { loadLibrary } from '../../node/load-library.ts';
import { LEDGER_FILE, ROOT } from '../../node/paths.ts';
import { keysOfSettings } from '../read-settings.ts';
import { measureGate } from './gate-metrics.ts';

/** The ledger of releases, from the command line. */

/**
 * Enters what is compiled, with its figures on the gate.
 * @param compile the files of this folder
 * @throws AppError `library.usage`, `library.released`, `library.not-built`, `library.signing-key`
 */
export async function release(
  version: string | undefined,
  changes: readonly string[],
  compile: () => Promise<{ readonly checksum: string }>,
): Promise<void> {
  if (!version || !/^\d+\.\d+\.\d+$/.test(version) || changes.length === 0)
    throw new AppError('library.usage', 'usage: npm run library -- release 1.2.0 "new: pattern …"', 400);
  const library = await loadLibrary(keysOfSettings());
  const { corpus } = readSources(ROOT);
  const ledger = await openLedger(LEDGER_FILE);
  refuseEntered(ledger.entries(), { version, checksum: library.checksum });
  process.stderr.write('compiling the files of this folder, to see whether they are what was built; half a minute\n');
  if ((await compile()).checksum !== library.checksum)
    throw new AppError(
      'library.not-built',
      'dist/library.bin is not made of these files: npm run build, look at the gate, then release',
      409,
    );
  await ledger.append({
    version,
    checksum: library.checksum,
    date: hotlineDate(Date.now()),
    counts: { signals: library.signals.length, patterns: library.patterns.length, texts: corpus.forwards.length + corpus.chats.length },
    changes,
    metrics: await measureGate(createDetector(library)),
  });
  await signIfPossible(version, library.checksum);
}

/** A number is used once, and a content has one number. @throws AppError `library.released` */
export function refuseEntered(
  entries: readonly ReleaseEntry[],
  { version, checksum }: { readonly version: string; readonly checksum: string },
): void {
  if (entries.some((entry) => entry.version === version))
    throw new AppError('library.released', `release ${version} exists already; a release never changes`);
  const same = entries.find((entry) => entry.checksum === checksum);
  if (same)
    throw new AppError('library.released', `what is built is release ${same.version} already: change something, npm run build`, 409);
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
  const keys = keysOfSettings();
  const { LIBRARY_SIGNING_KEY_FILE: file, LIBRARY_SIGNING_KEY_ID: id = keys.at(-1)?.id ?? '' } = process.env;
  if (!file) throw new AppError('library.signing-key', 'set LIBRARY_SIGNING_KEY_FILE to the file of the private key', 400);
  const signature = await signRelease({ version, checksum }, id, readFileSync(file, 'utf8').trim());
  if (!(await isSigned({ version, checksum }, signature, keys)))
    throw new AppError(
      'library.signing-key',
      `the private key does not belong to "${id}" in src/library/release-keys.ts or LIBRARY_PUBLIC_KEYS`,
      400,
    );
  const ledger = await openLedger(LEDGER_FILE);
  await ledger.sign(version, signature);
  process.stderr.write(`${version} is signed by ${id}\n`);
}

/** @throws AppError `library.unknown-release`, `library.signing-key`, `library.released` */
export async function signEntered(version: string): Promise<void> {
  const entry = (await openLedger(LEDGER_FILE)).entries().find((known) => known.version === version);
  if (!entry) throw new AppError('library.unknown-release', `there is no release ${version} in the ledger`, 404);
  await sign(entry.version, entry.checksum);
}

/** The way from the files to a name that is believed. @param checksum of what is compiled from the files just now */
export async function verify(checksum: string): Promise<void> {
  const entries = (await openLedger(LEDGER_FILE)).entries();
  const keys = keysOfSettings();
  const broken: string[] = [];
  for (const { version, checksum: released, signature } of entries)
    if (signature && !(await isSigned({ version, checksum: released }, signature, keys))) broken.push(version);
  const { version, signature } = await nameOf(checksum, entries, keys);
  for (const one of broken) process.stdout.write(`${one}: the signature does not fit\n`);
  process.stdout.write(
    signature
      ? `these files are release ${version}, signed by ${signature.key}, sha256 ${checksum}\n`
      : `these files are no signed release: ${version}, sha256 ${checksum}\n`,
  );
  if (broken.length > 0 || !signature) process.exitCode = 1;
}

export async function newKey(file: string): Promise<void> {
  const { publicKey, privateKey } = await newReleaseKey();
  writeFileSync(file, privateKey, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`public half, for src/library/release-keys.ts: ${publicKey}\nprivate half, for nobody else: ${file}\n`);
}
