import type { Looked } from '../storage/lookups/identifier-list.ts';
import type { Storage } from '../storage/storage.ts';
import { type Identified, identify } from './identify.ts';
import { colourOf, type ListColour, type ListRules } from './list-rules.ts';

export interface LookedUp {
  readonly identified: Identified;
  readonly looked: Looked;
  /** null: not on the list. It raises and never clears. */
  readonly colour: ListColour | null;
}

export const NOT_LISTED = '没有人举报过，不等于安全';

/** @returns null for what is nothing that can be listed */
export async function lookUpTyped(storage: Pick<Storage, 'lookUp'>, rules: ListRules, written: string): Promise<LookedUp | null> {
  const identified = identify(written);
  if (!identified) return null;
  const looked = await storage.lookUp(identified.found, rules.lifetimes);
  return { identified, looked, colour: colourOf(looked, rules) };
}

/** One sentence for citizens; counts, never persons. */
export function listSentence({ looked, colour }: Pick<LookedUp, 'looked' | 'colour'>): string {
  const hit = looked.exact ?? looked.sameSite;
  if (!hit || colour === null) return `${NOT_LISTED}。`;
  if (!looked.exact) return '同一个网站的别的网址有人举报过。';
  if (hit.counts.closing > 0 || hit.counts['stop-lead'] > 0) return '值班民警查实的骗局里出现过它。';
  if (hit.counts.import > 0 || hit.counts.partner > 0) return '协作单位或公开名单里有它。';
  return hit.counts.report > 1 ? `有${hit.counts.report}次举报。` : '有人举报过。';
}
