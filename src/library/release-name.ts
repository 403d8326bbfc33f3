import type { ReleaseEntry } from './ledger.ts';
import { isSigned, type ReleaseKey, type ReleaseSignature } from './release-signature.ts';

/** What a compiled library is called, and who says so. */
export interface ReleaseName {
  readonly version: string;
  readonly signature?: ReleaseSignature;
}

/** Stands in the version of what nobody has signed. */
const WORKING_COPY = '-dev.';

export function isWorkingCopy(version: string): boolean {
  return version.includes(WORKING_COPY);
}

/** Whether a release comes after another by their numbers. */
export function isLater(version: string, than: string): boolean {
  const [one, other] = [version, than].map((name) => name.split('.').map(Number.parseFloat));
  const at = one?.findIndex((part, place) => part !== other?.[place]) ?? -1;
  return (one?.[at] ?? 0) > (other?.[at] ?? 0);
}

/**
 * The name of what was just compiled: the released version when its checksum stands in the ledger with a signature of
 * somebody we know, otherwise the last version marked as somebody's working copy.
 */
export async function nameOf(checksum: string, entries: readonly ReleaseEntry[], keys: readonly ReleaseKey[]): Promise<ReleaseName> {
  for (const { version, checksum: released, signature } of entries)
    if (released === checksum && signature && (await isSigned({ version, checksum }, signature, keys))) return { version, signature };
  return { version: `${entries.at(-1)?.version ?? '0.0.0'}${WORKING_COPY}${checksum.slice(0, 8)}` };
}
