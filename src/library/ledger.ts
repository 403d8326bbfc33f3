import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { AppError } from '../errors.ts';

/** One line of `scam-patterns/releases.json`: what was released, when, and what is in it. */
export interface ReleaseEntry {
  readonly version: string;
  readonly checksum: string;
  readonly date: string;
  readonly counts: { readonly signals: number; readonly patterns: number; readonly texts: number };
  readonly changes: readonly string[];
}
interface LedgerFile {
  releases: ReleaseEntry[];
}

/** The ledger of releases: a file in the repository, kept by the command line, only ever longer. */
export async function openLedger(
  path: string,
): Promise<{ entries(): readonly ReleaseEntry[]; append(entry: ReleaseEntry): Promise<void> }> {
  // Not lowdb's JSONFilePreset: with NODE_ENV=test that one silently keeps nothing.
  const file = new Low<LedgerFile>(new JSONFile(path), { releases: [] });
  await file.read();
  return {
    entries: () => file.data.releases,
    async append(entry) {
      if (file.data.releases.some(({ version }) => version === entry.version))
        throw new AppError('library.released', `release ${entry.version} exists already; a release never changes`);
      await file.update(({ releases }) => releases.push(entry));
    },
  };
}

/**
 * The name of what was just compiled: the released version when its checksum is in the ledger, otherwise the last
 * version marked as somebody's working copy.
 */
export function versionOf(checksum: string, entries: readonly ReleaseEntry[]): string {
  const released = entries.find((entry) => entry.checksum === checksum);
  return released?.version ?? `${entries.at(-1)?.version ?? '0.0.0'}-dev.${checksum.slice(0, 8)}`;
}
