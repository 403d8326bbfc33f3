import { containment, type Shingles, shinglesOf } from '../detection/shingles.ts';

/** A text that may belong to a script that nobody has written down yet. */
export interface UnknownText {
  readonly messageId: string;
  /** Who sent it, as far as one may tell two people apart: a conversation. */
  readonly sender: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** With its disguises taken off. */
  readonly normalized: string;
  /** An officer has closed its case as a scam, and it had not been called red. */
  readonly missed: boolean;
}

/** Texts of one script: each is like at least one other. The oldest first. */
export type ScriptCluster<T extends UnknownText = UnknownText> = readonly T[];

/** Two texts are of one script when so much of the shorter one is in the longer one. */
const ALIKE = 0.5;
/** Of two letters everything is alike. */
const LEAST_SHINGLES = 8;
/** A longer text must not swallow a short one that merely uses common words. */
const MOST_TIMES_LONGER = 3;

/**
 * Single-link clusters of near-duplicates. A pair is compared only when both have one of each other's rarest shingles, so
 * that 20,000 texts take seconds and not hours: what two copies of a script share is not only what everybody writes.
 */
export function clusterScripts<T extends UnknownText>(texts: readonly T[]): ScriptCluster<T>[] {
  const known = texts
    .map((text) => ({ text, shingles: shinglesOf(text.normalized) }))
    .filter(({ shingles }) => shingles.length >= LEAST_SHINGLES);
  const parents = known.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  const frequencies = countShingles(known.map(({ shingles }) => shingles));
  const holders = new Map<number, number[]>();
  for (const [index, { shingles }] of known.entries()) {
    const compared = new Set<number>();
    for (const shingle of rarest(shingles, frequencies)) {
      const others = holders.get(shingle) ?? [];
      for (const other of others) {
        if (compared.has(other) || root(other) === root(index)) continue;
        compared.add(other);
        if (alike(shingles, (known[other] as (typeof known)[number]).shingles)) parents[root(index)] = root(other);
      }
      if (others.length < MOST_HOLDERS) holders.set(shingle, [...others, index]);
    }
  }
  const clusters = new Map<number, T[]>();
  for (const [index, { text }] of known.entries()) {
    const top = root(index);
    clusters.set(top, [...(clusters.get(top) ?? []), text]);
  }
  return [...clusters.values()].map((members) => members.sort((a, b) => a.at - b.at || a.messageId.localeCompare(b.messageId)));
}

/** A shingle of more texts than that tells nothing. */
const MOST_HOLDERS = 400;
/** So many of a text's rarest shingles are its handles; two copies of which half is the same share one of them all but surely. */
const HANDLES = 24;

function alike(a: Shingles, b: Shingles): boolean {
  const longer = Math.max(a.length, b.length) / Math.min(a.length, b.length);
  return longer <= MOST_TIMES_LONGER && containment(a, b) >= ALIKE;
}

/** In how many texts each shingle is. */
function countShingles(texts: readonly Shingles[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const shingles of texts) for (const shingle of shingles) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return counts;
}

function rarest(shingles: Shingles, frequencies: ReadonlyMap<number, number>): number[] {
  return (
    [...shingles]
      // One that no other text has leads nowhere.
      .filter((shingle) => (frequencies.get(shingle) ?? 0) > 1)
      .sort((a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0) || (a < b ? -1 : 1))
      .slice(0, HANDLES)
  );
}
