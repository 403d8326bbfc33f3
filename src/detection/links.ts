import { parse } from 'tldts';
import type { LinkFacts } from '../library/schema.ts';

/** A link and what its host alone tells. */
export interface LinkEntity {
  readonly start: number;
  readonly end: number;
  readonly host: string;
  readonly facts: ReadonlySet<LinkFact>;
  /** The brand whose name or look-alike the foreign host carries. */
  readonly brand: string | null;
}
export type LinkFact =
  | 'link-ip'
  | 'link-punycode'
  | 'link-port'
  | 'link-shortener'
  | 'link-apk'
  | 'link-lookalike'
  | 'link-brand-in-foreign-domain'
  | 'link-throwaway-domain'
  | 'link-official';

const LINK =
  /(?<![a-z0-9@.-])(h(?:tt|xx)ps?:?\/{1,2})?((?:[a-z0-9-]{1,63}\s?[.。]\s?){1,6}[a-z][a-z0-9-]{1,23}|\d{1,3}(?:\.\d{1,3}){3})(:\d{2,5})?(\/[^\s\u2e80-\uffef<>"']{0,300})?/g;
/** Endings that are also English words or file names: bare, they count only with a path, a digit or www. */
const CLEAR_SUFFIX = new Set(
  'com cn net org gov edu top xyz vip cc icu club shop site online info app ltd wang biz hk tw ren mobi pw fyi cyou sbs cfd bond'.split(
    ' ',
  ),
);
const MAX_LINKS = 40;
/** No link is without it; most texts are. */
const DOT_IN_WORD = /[a-z0-9-]\s?[.。]\s?[a-z0-9-]/;

export function findLinks(text: string, facts: LinkFacts): LinkEntity[] {
  if (!DOT_IN_WORD.test(text)) return [];
  const links: LinkEntity[] = [];
  LINK.lastIndex = 0;
  for (let match = LINK.exec(text); match && links.length < MAX_LINKS; match = LINK.exec(text)) {
    const [whole, scheme, rawHost = '', port, path = ''] = match;
    const host = rawHost.replace(/\s/g, '').replaceAll('。', '.');
    const parsed = parse(host, { validateHostname: false });
    if (!parsed.isIp && !(parsed.isIcann && parsed.domain)) continue;
    if (parsed.isIp && !scheme && !port && !path) continue;
    const marked = parsed.isIp || scheme || host.startsWith('www.');
    if (!marked && !readsAsAddress(rawHost, parsed.domain ?? host, parsed.publicSuffix, path)) continue;
    const { found, brand } = judgeHost(host, parsed.domain ?? host, parsed.isIp === true, facts);
    if (port) found.add('link-port');
    if (/\.(?:apk|ipa|mobileconfig)(?:$|[?#])/.test(path)) found.add('link-apk');
    links.push({ start: match.index, end: match.index + whole.length, host, facts: found, brand });
  }
  return links;
}

/** Without http or www a word, a dot and an ending may be two sentences: "see you at 10:00. Travel safely". */
function readsAsAddress(written: string, domain: string, suffix: string | null, path: string): boolean {
  const name = domain.slice(0, domain.indexOf('.'));
  const clear = CLEAR_SUFFIX.has(suffix?.split('.').at(-1) ?? '');
  if (/\s/.test(written)) return clear && /[a-z]/.test(name);
  if (path.length > 1) return true;
  return clear ? /[a-z]|\d{3}/.test(name) : /\d/.test(name) && /[a-z]/.test(name);
}

function judgeHost(host: string, domain: string, isIp: boolean, facts: LinkFacts): { found: Set<LinkFact>; brand: string | null } {
  const found = new Set<LinkFact>();
  if (isIp) return { found: found.add('link-ip'), brand: null };
  const official =
    facts.officialSuffixes.some((suffix) => endsWithLabels(domain, suffix)) || facts.brands.some((brand) => brand.domains.includes(domain));
  if (official) return { found: found.add('link-official'), brand: null };
  if (facts.shorteners.includes(domain)) return { found: found.add('link-shortener'), brand: null };
  if (host.includes('xn--')) found.add('link-punycode');
  const suffix = domain.slice(domain.indexOf('.') + 1);
  const name = domain.slice(0, domain.indexOf('.'));
  if (facts.throwawaySuffixes.includes(suffix) || looksRandom(name)) found.add('link-throwaway-domain');
  const brand = brandInHost(host, facts);
  if (brand) found.add(brand.exact ? 'link-brand-in-foreign-domain' : 'link-lookalike');
  return { found, brand: brand?.name ?? null };
}

function endsWithLabels(domain: string, suffix: string): boolean {
  return domain === suffix || domain.endsWith(`.${suffix}`);
}

/** Machine-made names: digits and letters alternating, or no vowel over five letters. */
function looksRandom(name: string): boolean {
  const changes = name
    .replace(/[a-z]+/g, 'a')
    .replace(/\d+/g, '0')
    .replace(/-/g, '').length;
  return changes >= 4 || (name.length >= 6 && !/[aeiou]/.test(name) && !/^\d+$/.test(name));
}

function brandInHost(host: string, facts: LinkFacts): { name: string; exact: boolean } | null {
  const labels = host
    .split('.')
    .slice(0, -1)
    .flatMap((label) => (label.includes('-') ? [label, ...label.split('-')] : [label]));
  const plain = labels.map(undoLookAlikes);
  const undone = plain.join(' ');
  for (const brand of facts.brands) {
    for (const word of brand.words) {
      if (host.includes(word) && labels.some((label) => (word.length <= SHORT_WORD ? label === word : label.includes(word))))
        return { name: brand.name, exact: true };
      if (word.length <= SHORT_WORD) continue;
      if (undone.includes(word) || isMisspeltIn(plain, word)) return { name: brand.name, exact: false };
    }
  }
  return null;
}

/** "boc" stands in many a name; so short a brand counts as a whole label only. */
const SHORT_WORD = 3;
const SHORTEST_MISSPELT = 5;

/** 0→o, 1→l, 5→s, rn→m, vv→w */
function undoLookAlikes(label: string): string {
  return /[015]|rn|vv/.test(label)
    ? label.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('5', 's').replaceAll('rn', 'm').replaceAll('vv', 'w')
    : label;
}

function isMisspeltIn(labels: readonly string[], word: string): boolean {
  if (word.length < SHORTEST_MISSPELT) return false;
  for (const label of labels) if (label[0] === word[0] && withinOneEdit(label, word)) return true;
  return false;
}

function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const restA = a.slice(i);
  const restB = b.slice(i);
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB || swapped(restA, restB);
}

function swapped(a: string, b: string): boolean {
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
