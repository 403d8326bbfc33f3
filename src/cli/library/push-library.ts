import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../errors.ts';
import { mayDraftChange } from '../../librarian/draft-tree.ts';
import { compileContent } from '../../library/compile.ts';
import { openLedger } from '../../library/ledger.ts';
import { readSourceFiles } from '../../library/source-files.ts';
import { parseSources, type SourceFiles } from '../../library/sources.ts';
import { ROOT } from '../../node/paths.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { sourceChecksum } from '../../storage/library-sources.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import type { Storage } from '../../storage/storage.ts';
import { inDatabase } from '../in-database.ts';
import { versionAtWork } from './kept-release.ts';

const USAGE = 'usage: npm run -s library -- push "what it is about" [--officer NAME]';
const LONGEST_TITLE = 120;
const MAY_WRITE: readonly Role[] = ['librarian', 'administrator'];

export interface Push {
  readonly title: string;
  /** What he signs in with, a librarian or an administrator; null: the only librarian there is. */
  readonly officer: string | null;
}

/** `npm run -s library -- push "title"`: a draft of what was changed in the folder. @throws AppError */
export function pushLibrary(args: readonly string[]): Promise<string> {
  const push = readArguments(args);
  return inDatabase((storage) => pushFrom(storage, ROOT, push));
}

function readArguments(args: readonly string[]): Push {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { officer: { type: 'string' } }, allowPositionals: true });
    const title = (positionals[0] ?? '').replace(/\s+/g, ' ').trim();
    if (positionals.length !== 1 || title === '' || title.length > LONGEST_TITLE) throw new AppError('library.usage', USAGE, 400);
    return { title, officer: values.officer ?? null };
  } catch (cause) {
    throw new AppError('library.usage', USAGE, 400, { cause });
  }
}

/**
 * The draft changes the release at work. Where a file was changed here and by a release since, it changes the release that the
 * folder was made of instead, so that the console shows both and asks.
 * @throws AppError `library.invalid`, `library.no-sources`, `library.unchanged`, `officer.unknown`
 */
export async function pushFrom(storage: Storage, root: string, { title, officer }: Push): Promise<string> {
  const librarian = await librarianOf(storage, officer);
  const local = readSourceFiles(root);
  compileContent(parseSources(local));
  const atWork = await versionAtWork(storage);
  const release = await treeOf(storage, atWork);
  const ledger = await openLedger(join(root, 'scam-patterns', 'releases.json'));
  const old = await newestKept(
    storage,
    ledger.entries().map(({ version }) => version),
    atWork,
  );
  const base = old === null ? null : { version: old, files: await storage.readSourceTree(old) };

  const changed: string[] = [];
  const conflicts: string[] = [];
  const leftOut: string[] = [];
  for (const path of [...new Set([...release.files.keys(), ...local.keys()])].sort()) {
    const [here, there] = [local.get(path), release.files.get(path)];
    const before = base ? base.files.get(path) : await olderText(storage, path, here, there);
    // The same, or changed by a release alone: the folder is only behind.
    if (here === there || here === before) continue;
    if (!mayDraftChange(path)) leftOut.push(path);
    else {
      changed.push(path);
      if (there !== before) conflicts.push(path);
    }
  }
  const ofFolder = conflicts.length > 0 && base ? base : release;
  const told = leftOut.map((path) => `left out, it is changed in Git alone: ${path}\n`).join('');
  if (changed.length === 0)
    throw new AppError('library.unchanged', `${told}nothing was changed here that release ${release.version} does not have`, 400);
  const id = await storage.createDraft({
    ...{ id: randomUUID(), title, base: ofFolder.version, officerId: librarian.id },
    files: await Promise.all(
      changed.map(async (path) => {
        const before = ofFolder.files.get(path);
        return { path, body: local.get(path) ?? null, baseChecksum: before === undefined ? null : await sourceChecksum(before) };
      }),
    ),
  });
  return [
    told,
    `draft ${id} on release ${ofFolder.version}, by ${librarian.display}: ${changed.length} files\n`,
    ...changed.map((path) => `  ${local.has(path) ? (release.files.has(path) ? 'changed' : 'new    ') : 'removed'}  ${path}\n`),
    ...(conflicts.length > 0 ? [`release ${release.version} has changed these too; the page shows both and asks:\n`] : []),
    ...conflicts.map((path) => `  ${path}\n`),
    `see /console/library/drafts/${id}\n`,
  ].join('');
}

/** @throws AppError `officer.unknown` */
async function librarianOf(storage: Storage, name: string | null): Promise<ListedOfficer> {
  const all = (await storage.listOfficers()).filter(({ role, disabled }) => MAY_WRITE.includes(role) && !disabled);
  const [first, ...others] = all.filter((officer) => (name === null ? officer.role === 'librarian' : officer.name === name));
  if (first && others.length === 0) return first;
  const names = all.map((officer) => officer.name).join(', ') || 'there is none yet; an administrator invites one in the console';
  throw new AppError('officer.unknown', `say with --officer which librarian it is from: ${names}`, 400);
}

async function treeOf(storage: Storage, version: string | null): Promise<{ readonly version: string; readonly files: SourceFiles }> {
  if (version === null) throw new AppError('library.unknown-release', 'no release is at work in the database yet', 404);
  const files = await storage.readSourceTree(version);
  if (files.size > 0) return { version, files };
  throw new AppError(
    'library.no-sources',
    `the database keeps release ${version} without its files: publish it once more from a folder that has them (npm run library -- publish)`,
    404,
  );
}

/** What the folder was made of: the newest of its releases whose files are known. */
async function newestKept(storage: Storage, versions: readonly string[], atWork: string | null): Promise<string | null> {
  for (const version of [...versions].reverse()) if (version === atWork || (await storage.hasSources(version))) return version;
  return null;
}

/** Nobody knows what the folder was made of: a text that some release had there is an old one, and not changed here. */
async function olderText(storage: Storage, path: string, here: string | undefined, there: string | undefined): Promise<string | undefined> {
  if (here === undefined) return there;
  const checksum = await sourceChecksum(here);
  return (await storage.fileHistory(path)).some((version) => version.checksum === checksum) ? here : there;
}
