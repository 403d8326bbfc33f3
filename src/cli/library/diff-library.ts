import { AppError } from '../../errors.ts';
import { contentBump, contentChanges } from '../../librarian/content-diff.ts';
import type { ContentChange } from '../../librarian/workshop.ts';
import { openLedger, type ReleaseEntry, type ReleaseMetrics } from '../../library/ledger.ts';
import { LEDGER_FILE } from '../../node/paths.ts';
import type { Storage } from '../../storage/storage.ts';
import { inDatabase } from '../in-database.ts';
import { loadKept } from './kept-release.ts';

const USAGE = 'usage: npm run -s library -- diff 2.1.0 2.2.0 (see npm run library -- releases)';
const NAME_WIDTH = 44;
const RATE_WIDTH = 24;

/**
 * `npm run -s library -- diff 2.1.0 2.2.0`: what two releases differ in, and their figures side by side.
 * @throws AppError `library.usage`, `library.unknown-release`, `database.missing`
 */
export function diffLibrary(args: readonly string[]): Promise<string> {
  const [before, after] = args;
  if (!before || !after || args.length > 2 || args.some((arg) => arg.startsWith('-'))) throw new AppError('library.usage', USAGE, 400);
  return inDatabase(async (storage) => diffReleases(storage, before, after, (await openLedger(LEDGER_FILE)).entries()));
}

/** @param ledger of the folder, for releases that were kept without their line @throws AppError `library.unknown-release` */
export async function diffReleases(storage: Storage, before: string, after: string, ledger: readonly ReleaseEntry[] = []): Promise<string> {
  const kept = new Map((await storage.keptReleases()).map(({ version, checksum }) => [version, checksum]));
  const missing = [before, after].find((version) => !kept.has(version));
  if (missing !== undefined)
    throw new AppError('library.unknown-release', `the database does not keep a release ${missing}; see npm run library -- releases`, 404);
  const { by, changes, bump } = await compared(storage, before, after);
  const [older, newer] = await Promise.all([before, after].map((version) => entryOf(storage, version, kept.get(version), ledger)));
  return [
    `${before} → ${after}, by their ${by}: ${changes.length === 0 ? 'nothing has changed' : `${changes.length} changed; ${bump}`}\n`,
    ...changes.map(changeLine),
    ...figures([before, after], older?.metrics ?? {}, newer?.metrics ?? {}),
  ].join('');
}

async function compared(storage: Storage, before: string, after: string) {
  const bothKept = (await storage.hasSources(before)) && (await storage.hasSources(after));
  if (bothKept) {
    const trees = [await storage.readSourceTree(before), await storage.readSourceTree(after)] as const;
    return { by: 'files', changes: contentChanges(...trees), bump: contentBump(...trees) };
  }
  const libraries = [await loadKept(storage, before), await loadKept(storage, after)] as const;
  return { by: 'artefacts (the files of one are not kept)', changes: contentChanges(...libraries), bump: contentBump(...libraries) };
}

/** Its line of the ledger, as the database keeps it or as the folder has it. */
async function entryOf(
  storage: Storage,
  version: string,
  checksum: string | undefined,
  ledger: readonly ReleaseEntry[],
): Promise<ReleaseEntry | undefined> {
  const entry = await storage.releaseEntry(version);
  return entry === null
    ? ledger.find((line) => line.version === version && line.checksum === checksum)
    : (JSON.parse(entry) as ReleaseEntry);
}

function changeLine({ kind, id, what, fields }: ContentChange): string {
  return `  ${what.padEnd(8)} ${kind.padEnd(8)} ${id.padEnd(NAME_WIDTH)} ${fields.join(', ')}`.trimEnd().concat('\n');
}

function figures(versions: readonly [string, string], older: ReleaseMetrics, newer: ReleaseMetrics): string[] {
  const named = new Map(
    [older, newer].flatMap((metrics) =>
      Object.entries(metrics).flatMap(([file, rates]) => Object.keys(rates).map((name) => [`${file}: ${name}`, [file, name]] as const)),
    ),
  );
  if (named.size === 0) return ['neither has figures in its line of the ledger\n'];
  const rate = (metrics: ReleaseMetrics, [file, name]: readonly [string, string]): string => {
    const [hits, of] = metrics[file]?.[name] ?? [0, 0];
    return of === 0 ? '-' : `${((hits / of) * 100).toFixed(1)} % (${hits}/${of})`;
  };
  const line = (name: string, one: string, other: string): string =>
    `  ${name.padEnd(NAME_WIDTH)} ${one.padEnd(RATE_WIDTH)} ${other}`.trimEnd().concat('\n');
  return [line('figures', ...versions), ...[...named].map(([what, name]) => line(what, rate(older, name), rate(newer, name)))];
}
