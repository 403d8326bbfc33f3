import type { Analysis, BlockFindings } from './analysis.ts';
import type { PatternHit } from './patterns.ts';
import { SUSPICIOUS_LINKS } from './reasons.ts';

/** Whether it is known whose all of them are. */
export type BareLinks = 'known' | 'unknown';

/** @returns null: it holds more than addresses, or something speaks against one of them */
export function bareLinksOf({ normalized, entities }: Analysis, block: BlockFindings, patterns: readonly PatternHit[]): BareLinks | null {
  const { links } = entities;
  if (links.length === 0 || block.hits.some(({ signal }) => SUSPICIOUS_LINKS.has(signal.id))) return null;
  let at = 0;
  let beside = '';
  for (const { start, end } of links) {
    beside += normalized.text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  if (WORD.test(beside + normalized.text.slice(at))) return null;
  if (links.every(({ facts }) => facts.has('link-official') || facts.has('link-known'))) return 'known';
  return patterns.length === 0 ? 'unknown' : null;
}
const WORD = /[\p{L}\p{N}]/u;
