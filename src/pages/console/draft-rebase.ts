import type { DraftFile } from '../../storage/draft.ts';

/** A file that both the draft and the release at work have changed. */
export interface Conflict {
  readonly path: string;
  /** What the draft began with, what it makes of it, and what the release at work has; null: no such file. */
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}
export interface RebasePlan {
  readonly conflicts: readonly Conflict[];
  /** Nobody else has touched them. */
  readonly kept: readonly DraftFile[];
  /** The release at work has them as the draft wants them. */
  readonly settled: readonly DraftFile[];
}

/**
 * What becomes of the draft's files on another release.
 * @param checksums of that release, by path
 * @param texts of that release, for the draft's paths
 * @param textOf a text by its checksum
 */
export async function planRebase(
  files: readonly DraftFile[],
  checksums: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
  textOf: (checksum: string) => Promise<string | null>,
): Promise<RebasePlan> {
  const conflicts: Conflict[] = [];
  const kept: DraftFile[] = [];
  const settled: DraftFile[] = [];
  for (const file of files) {
    const theirs = texts.get(file.path) ?? null;
    if (theirs === file.body) settled.push(file);
    else if ((checksums.get(file.path) ?? null) === file.baseChecksum) kept.push(file);
    else {
      const base = file.baseChecksum === null ? null : await textOf(file.baseChecksum);
      conflicts.push({ path: file.path, base, ours: file.body, theirs });
    }
  }
  return { conflicts, kept, settled };
}
