import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../errors.ts';
import { applyDraft, isPlainSource } from '../../librarian/draft-tree.ts';
import { openLedger, type ReleaseEntry } from '../../library/ledger.ts';
import { readSourceFiles } from '../../library/source-files.ts';
import type { SourceFiles } from '../../library/sources.ts';
import { ROOT } from '../../node/paths.ts';
import { sourceChecksum } from '../../storage/library-sources.ts';
import type { Storage } from '../../storage/storage.ts';
import { inDatabase } from '../in-database.ts';
import { versionAtWork } from './kept-release.ts';

const USAGE = 'usage: npm run -s library -- pull [--draft ID] [--force]';

const ENOUGH_ACTIVATIONS = 1000;

export interface Pull {
  /** null: the release at work. */
  readonly draft: string | null;
  /** What was changed here alone is overwritten. */
  readonly force: boolean;
}

/** `npm run -s library -- pull`: the files of the release at work, or of a draft, into the folder. @throws AppError */
export function pullLibrary(args: readonly string[]): Promise<string> {
  const pull = readArguments(args);
  return inDatabase((storage) => pullInto(storage, ROOT, pull));
}

function readArguments(args: readonly string[]): Pull {
  try {
    const { values } = parseArgs({ args: [...args], options: { draft: { type: 'string' }, force: { type: 'boolean' } } });
    return { draft: values.draft ?? null, force: values.force ?? false };
  } catch (cause) {
    throw new AppError('library.usage', USAGE, 400, { cause });
  }
}

/**
 * All files or none. A file that only this folder has, and that no release has ever had, stays.
 * @throws AppError `library.no-sources`, `draft.unknown`, `library.conflict` listing files that were changed here alone
 */
export async function pullInto(storage: Storage, root: string, { draft, force }: Pull): Promise<string> {
  const { name, release, files } = draft === null ? await atWork(storage) : await ofDraft(storage, draft);
  const local = readSourceFiles(root);
  const differing = [...new Set([...files.keys(), ...local.keys()])].sort().filter((path) => files.get(path) !== local.get(path));
  const write: string[] = [];
  const remove: string[] = [];
  const conflicts: string[] = [];
  for (const path of differing) {
    const text = local.get(path);
    const known = text === undefined ? 'yes' : await isKnown(storage, path, text);
    if (!files.has(path) && known === 'never') continue;
    if (known !== 'yes') conflicts.push(path);
    (files.has(path) ? write : remove).push(path);
  }
  if (conflicts.length > 0 && !force)
    throw new AppError(
      'library.conflict',
      `nothing is written. These files were changed here, and no release has them like that:\n${conflicts.map((path) => `  ${path}\n`).join('')}commit or push them first, or overwrite them with --force`,
      409,
    );
  for (const path of write) replaceFile(join(root, path), files.get(path) ?? '');
  for (const path of remove) rmSync(join(root, path));
  const entered = await enterReleases(storage, join(root, 'scam-patterns', 'releases.json'), release);
  const counts = `${write.length} written, ${remove.length} removed, ${files.size} in all`;
  return `${name}: ${counts}\n${entered}${write.length + remove.length > 0 ? 'compile them with npm run build\n' : ''}`;
}

interface Wanted {
  readonly name: string;
  readonly release: string;
  readonly files: SourceFiles;
}

async function atWork(storage: Storage): Promise<Wanted> {
  const version = await versionAtWork(storage);
  if (version === null) throw new AppError('library.unknown-release', 'no release is at work in the database yet', 404);
  return { name: `release ${version}`, release: version, files: await filesOf(storage, version) };
}

async function ofDraft(storage: Storage, id: string): Promise<Wanted> {
  const draft = await storage.readDraft(id);
  if (!draft)
    throw new AppError('draft.unknown', `there is no draft ${id}: its id stands at the end of its page's address, and push prints it`, 404);
  const files = applyDraft(await filesOf(storage, draft.base), await storage.draftFiles(id));
  return { name: `draft "${draft.title}" on release ${draft.base}`, release: draft.base, files };
}

/** @throws AppError `library.no-sources` */
async function filesOf(storage: Storage, version: string): Promise<SourceFiles> {
  const files = await storage.readSourceTree(version);
  if (files.size === 0)
    throw new AppError(
      'library.no-sources',
      `the database keeps release ${version} without its files: publish it once more from a folder that has them (npm run library -- publish)`,
      404,
    );
  const strange = [...files.keys()].find((path) => !isPlainSource(path));
  if (strange !== undefined)
    throw new AppError('library.invalid', `release ${version} names a file ${strange} that is none of a library's`);
  return files;
}

/** Has any release this text there? `never`: none has anything there. */
async function isKnown(storage: Storage, path: string, text: string): Promise<'yes' | 'other' | 'never'> {
  const history = await storage.fileHistory(path);
  if (history.length === 0) return 'never';
  const checksum = await sourceChecksum(text);
  return history.some((version) => version.checksum === checksum) ? 'yes' : 'other';
}

/** Who reads the folder meanwhile sees the old file or the new one, whole. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

/**
 * What was put to work from elsewhere, in its order; what was only built is no release yet.
 * @param needed told of when nobody knows its line
 */
async function enterReleases(storage: Storage, file: string, needed: string): Promise<string> {
  const ledger = await openLedger(file);
  const kept = new Map((await storage.keptReleases()).map(({ version, checksum }) => [version, checksum]));
  const atWork = (await storage.listActivations(ENOUGH_ACTIVATIONS)).filter(({ refused }) => refused === null).reverse();
  const told: string[] = [];
  for (const version of new Set(atWork.map((activation) => activation.version))) {
    const here = ledger.entries().find((entry) => entry.version === version);
    if (here && here.checksum !== kept.get(version))
      told.push(`${version} is another release in scam-patterns/releases.json than in the database: their checksums differ\n`);
    if (here) continue;
    const entry = await storage.releaseEntry(version);
    if (entry !== null) {
      await ledger.append(JSON.parse(entry) as ReleaseEntry);
      told.push(`release ${version} is entered into scam-patterns/releases.json\n`);
    } else if (version === needed) told.push(`release ${version} has no line for scam-patterns/releases.json: it was kept without one\n`);
  }
  return told.join('');
}
