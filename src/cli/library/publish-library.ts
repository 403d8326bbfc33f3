import { AppError } from '../../errors.ts';
import { openLedger } from '../../library/ledger.ts';
import { isWorkingCopy } from '../../library/release-name.ts';
import { readSourceFiles } from '../../library/source-files.ts';
import type { SourceFiles } from '../../library/sources.ts';
import { artefactPieces, loadLibrary } from '../../node/load-library.ts';
import { LEDGER_FILE, ROOT } from '../../node/paths.ts';
import type { Storage } from '../../storage/storage.ts';
import { inDatabase } from '../in-database.ts';
import { keysOfSettings } from '../read-settings.ts';
import { compileFiles } from './compile-folder.ts';

/** What a librarian does from the command line with the servers of one database: they follow within seconds. */

const USUALLY_LISTED = 20;
const ENOUGH_ACTIVATIONS = 1000;

/** @throws AppError `library.unsigned`, `library.released` */
export async function publishCompiled(): Promise<string> {
  const { version, checksum } = await loadLibrary(keysOfSettings());
  if (isWorkingCopy(version))
    throw new AppError('library.unsigned', `${version} is a working copy: release and sign it first (npm run library -- release …)`, 400);
  return inDatabase(async (storage) => {
    const entered = (await openLedger(LEDGER_FILE)).entries().find((one) => one.version === version && one.checksum === checksum);
    const entry = entered ? JSON.stringify(entered) : null;
    if (!(await storage.keepRelease({ version, checksum, entry }, artefactPieces())))
      throw new AppError('library.released', `the database keeps another release ${version}; a release never changes`, 409);
    const told = await activate(storage, version);
    return `${told}${await keepFiles(storage, { version, checksum }, readSourceFiles(ROOT))}`;
  });
}

/**
 * The files beside the release, for history, `diff`, `pull` and `push`: only those that make exactly this release. It is at
 * work by then, since to compile them takes half a minute.
 * @returns a line to print, or nothing where they were there
 */
export async function keepFiles(
  storage: Pick<Storage, 'hasSources' | 'keepSources'>,
  { version, checksum }: { readonly version: string; readonly checksum: string },
  files: SourceFiles,
  compile: (files: SourceFiles) => Promise<{ readonly checksum: string }> = compileAloud,
): Promise<string> {
  if (await storage.hasSources(version)) return '';
  let compiled: string | null = null;
  try {
    ({ checksum: compiled } = await compile(files));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  if (compiled !== checksum)
    return `its files are not kept: those in this folder are not those of ${version}. Check them out and publish once more\n`;
  await storage.keepSources(version, files);
  return `its ${files.size} files are kept\n`;
}

function compileAloud(files: SourceFiles): Promise<{ readonly checksum: string }> {
  process.stderr.write('compiling the files of this folder, to see whether they are those of the release; half a minute\n');
  return compileFiles(files);
}

/** @throws AppError `library.unknown-release` */
export function rollBack(version: string): Promise<string> {
  return inDatabase(async (storage) => {
    if (!(await storage.keptReleases()).some((kept) => kept.version === version))
      throw new AppError(
        'library.unknown-release',
        `the database does not keep a release ${version}; see npm run library -- releases`,
        404,
      );
    // What a draft was measured as is kept too, and two people have to put it to work.
    if (!(await storage.listActivations(ENOUGH_ACTIVATIONS)).some((one) => one.version === version && one.refused === null))
      throw new AppError(
        'library.never-at-work',
        `${version} was never at work: a draft is published in the console, by another person`,
        409,
      );
    return activate(storage, version);
  });
}

async function activate(storage: Storage, version: string): Promise<string> {
  const newest = await storage.newestActivation();
  if (newest?.version === version && newest.refused === null) return `${version} is at work already\n`;
  if (!(await storage.activateRelease(version, null, newest?.seq ?? 0)))
    throw new AppError('library.overtaken', 'somebody else put a release to work at this moment; look and try again', 409);
  return `${version} is put to work; the servers have it within five seconds\n`;
}

export function listReleases(): Promise<string> {
  return inDatabase(async (storage) => {
    const [kept, activations] = await Promise.all([storage.keptReleases(), storage.listActivations(USUALLY_LISTED)]);
    const atWork = activations.find(({ refused }) => refused === null)?.version;
    const lines = kept.map(
      ({ version, checksum, keptAt }) =>
        `${version === atWork ? '*' : ' '} ${version.padEnd(12)} ${checksum.slice(0, 12)}  ${new Date(keptAt).toISOString()}\n`,
    );
    const refused = activations
      .filter((one) => one.refused !== null)
      .map(({ version, refused: why }) => `! ${version} was refused: ${why}\n`);
    return lines.length === 0 ? 'the database keeps no release yet\n' : [...lines, ...refused].join('');
  });
}
