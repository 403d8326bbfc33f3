import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { AppError } from '../errors.ts';
import type { ReleaseSignature } from './release-signature.ts';

/** How often something was as wanted, by file of the gate and rate: `[hits, of]`. */
export type ReleaseMetrics = Readonly<Record<string, Readonly<Record<string, readonly [hits: number, of: number]>>>>;

/** One line of `scam-patterns/releases.json`: what was released, when, and what is in it. */
export interface ReleaseEntry {
  readonly version: string;
  readonly checksum: string;
  readonly date: string;
  readonly counts: { readonly signals: number; readonly patterns: number; readonly texts: number };
  readonly changes: readonly string[];
  /** Without one it is nobody's release: what is compiled from it is called a working copy. */
  readonly signature?: ReleaseSignature;
  /** What it reached on the gate; older releases have none. */
  readonly metrics?: ReleaseMetrics;
}
interface LedgerFile {
  releases: ReleaseEntry[];
}

export interface Ledger {
  entries(): readonly ReleaseEntry[];
  append(entry: ReleaseEntry): Promise<void>;
  /** What was released without a signature gets it; one that has its signature never changes. */
  sign(version: string, signature: ReleaseSignature): Promise<void>;
}

/** The ledger of releases: a file in the repository, kept by the command line, only ever longer. */
export async function openLedger(path: string): Promise<Ledger> {
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
    async sign(version, signature) {
      const at = file.data.releases.findIndex((entry) => entry.version === version);
      const entry = file.data.releases[at];
      if (!entry) throw new AppError('library.unknown-release', `there is no release ${version} in the ledger`, 404);
      if (entry.signature) throw new AppError('library.released', `release ${version} is signed already; a release never changes`);
      await file.update(({ releases }) => {
        releases[at] = { ...entry, signature };
      });
    },
  };
}
