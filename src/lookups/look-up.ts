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

export const LIST_WORDS = {
  'zh-CN': {
    notListed: '没有人举报过，不等于安全',
    sameSite: '同一个网站的别的网址有人举报过。',
    proved: '值班民警查实的骗局里出现过它。',
    given: '协作单位或公开名单里有它。',
    reported: (times: number) => (times > 1 ? `有${times}次举报。` : '有人举报过。'),
    stop: '。',
  },
  en: {
    notListed: 'Not reported so far; that proves nothing',
    sameSite: 'Another address of the same site has been reported.',
    proved: 'It appeared in scams that officers have confirmed.',
    given: 'It is on a list of a partner or on a public one.',
    reported: (times: number) => (times > 1 ? `It has been reported ${times} times.` : 'Somebody has reported it.'),
    stop: '.',
  },
} as const;

/** @returns null for what is nothing that can be listed */
export async function lookUpTyped(storage: Pick<Storage, 'lookUp'>, rules: ListRules, written: string): Promise<LookedUp | null> {
  const identified = identify(written);
  return identified && lookUpFound(storage, rules, identified);
}

/** Its canonical form is no writing of it: a wallet in small letters or an address without its scheme would be something else. */
export async function lookUpFound(storage: Pick<Storage, 'lookUp'>, rules: ListRules, identified: Identified): Promise<LookedUp> {
  const looked = await storage.lookUp(identified.found, rules.lifetimes);
  return { identified, looked, colour: colourOf(looked, rules) };
}

/** One sentence for citizens; counts, never persons. */
export function listSentence({ looked, colour }: Pick<LookedUp, 'looked' | 'colour'>, language: keyof typeof LIST_WORDS): string {
  const words = LIST_WORDS[language];
  const hit = looked.exact ?? looked.sameSite;
  if (!hit || colour === null) return `${words.notListed}${words.stop}`;
  if (!looked.exact) return words.sameSite;
  if (hit.counts.closing > 0 || hit.counts['stop-lead'] > 0) return words.proved;
  if (hit.counts.import > 0 || hit.counts.partner > 0) return words.given;
  return words.reported(hit.counts.report);
}
