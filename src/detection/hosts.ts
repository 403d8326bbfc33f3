import type { LinkFacts } from '../library/schema.ts';

export type LinkFact =
  | 'link-ip'
  | 'link-punycode'
  | 'link-port'
  | 'link-shortener'
  | 'link-apk'
  | 'link-lookalike'
  | 'link-brand-in-foreign-domain'
  | 'link-throwaway-domain'
  /** Its dots are written so that no machine shall see a link. */
  | 'link-hidden'
  /** A number in an odd notation, foreign letters, or no host that could be read. */
  | 'link-odd-host'
  | 'link-official'
  /** A great house that no scammer owns; not one that an office or a bank writes from. */
  | 'link-known';

interface HostFacts {
  readonly found: Set<LinkFact>;
  readonly brand: string | null;
}

/** An address as it is judged: `domain` is the registrable part of `host`, `path` begins with its slash or is empty. */
interface Address {
  readonly host: string;
  readonly domain: string;
  readonly isIp: boolean;
  readonly path: string;
}

/** What an address alone tells, and the brand whose name or look-alike its host carries. */
export function judgeHost({ host, domain, isIp, path }: Address, facts: LinkFacts): HostFacts {
  const found = new Set<LinkFact>();
  if (isIp) return { found: found.add('link-ip'), brand: null };
  const known = knownHosts(facts);
  const tenant = tenantOf(host, path, known);
  const house = tenant === null ? houseOf(domain, known) : null;
  if (house) return { found: found.add(house), brand: null };
  if (host.includes('xn--')) found.add('link-punycode');
  const suffix = domain.slice(domain.indexOf('.') + 1);
  const name = domain.slice(0, domain.indexOf('.'));
  if (known.throwawaySuffixes.has(suffix) || (tenant === null && looksRandom(name))) found.add('link-throwaway-domain');
  const brand = brandInHost(tenant === null ? host : `${tenant}.`, known);
  if (brand) found.add(brand.exact ? 'link-brand-in-foreign-domain' : 'link-lookalike');
  return { found, brand: brand?.name ?? null };
}

/** Whose it surely is, or that nobody can tell. */
function houseOf(domain: string, known: KnownHosts): LinkFact | null {
  if (known.brandDomains.has(domain) || endsWithOneOf(known.officialSuffixes, domain)) return 'link-official';
  if (known.shorteners.has(domain)) return 'link-shortener';
  return known.houses.has(domain) ? 'link-known' : null;
}

/**
 * Where anybody may put a page, or is sent on from, the house's good name says nothing: only the part that the tenant chose does. Its own
 * first page is the house's.
 * @returns what stands before the house's own host; null: it is no such house
 */
function tenantOf(host: string, path: string, { hosting }: KnownHosts): string | null {
  for (let from = 0; ; ) {
    const tenant = host.slice(0, Math.max(0, from - 1));
    const atHome = path.length <= 1 && (tenant === '' || tenant === 'www');
    if (!atHome && hosting.get(host.slice(from))?.some((begin) => path.startsWith(begin))) return tenant;
    const dot = host.indexOf('.', from);
    if (dot < 0) return null;
    from = dot + 1;
  }
}

interface BrandWord {
  readonly name: string;
  readonly word: string;
}

/** The library's facts as they are looked up. */
interface KnownHosts {
  readonly brandDomains: ReadonlySet<string>;
  readonly officialSuffixes: ReadonlySet<string>;
  readonly shorteners: ReadonlySet<string>;
  readonly throwawaySuffixes: ReadonlySet<string>;
  readonly houses: ReadonlySet<string>;
  /** Of each host of hosting how its paths begin: '' is all of them. */
  readonly hosting: ReadonlyMap<string, readonly string[]>;
  readonly brandWords: readonly BrandWord[];
  /** Of each brand word the characters it has (`charactersOf`), side by side: for most hosts nothing else is looked at. */
  readonly brandCharacters: Int32Array;
}

/** Made once for each release: a message with a link would spend as long on it as on its words. */
const knownHostsOf = new WeakMap<LinkFacts, KnownHosts>();

function knownHosts(facts: LinkFacts): KnownHosts {
  const made = knownHostsOf.get(facts);
  if (made) return made;
  const brandWords = facts.brands.flatMap(({ name, words }) => words.map((word) => ({ name, word })));
  const known = {
    brandDomains: new Set(facts.brands.flatMap(({ domains }) => domains)),
    officialSuffixes: new Set(facts.officialSuffixes),
    shorteners: new Set(facts.shorteners),
    throwawaySuffixes: new Set(facts.throwawaySuffixes),
    houses: new Set(facts.known),
    hosting: hostingOf(facts.hosting ?? []),
    brandWords,
    brandCharacters: Int32Array.from(brandWords, ({ word }) => charactersOf(word)),
  };
  knownHostsOf.set(facts, known);
  return known;
}

function hostingOf(entries: readonly string[]): Map<string, string[]> {
  const hosting = new Map<string, string[]>();
  for (const entry of entries) {
    const slash = entry.indexOf('/');
    const host = slash < 0 ? entry : entry.slice(0, slash);
    hosting.set(host, [...(hosting.get(host) ?? []), slash < 0 ? '' : entry.slice(slash)]);
  }
  return hosting;
}

function endsWithOneOf(suffixes: ReadonlySet<string>, domain: string): boolean {
  for (let from = 0; ; ) {
    if (suffixes.has(domain.slice(from))) return true;
    const dot = domain.indexOf('.', from);
    if (dot < 0) return false;
    from = dot + 1;
  }
}

/** Machine-made names: digits and letters alternating, or no vowel over five letters. */
function looksRandom(name: string): boolean {
  const changes = name
    .replace(/[a-z]+/g, 'a')
    .replace(/\d+/g, '0')
    .replace(/-/g, '').length;
  return changes >= 4 || (name.length >= 6 && !/[aeiou]/.test(name) && !/^\d+$/.test(name));
}

function brandInHost(host: string, { brandWords, brandCharacters }: KnownHosts): { name: string; exact: boolean } | null {
  const labels = host
    .split('.')
    .slice(0, -1)
    .flatMap((label) => (label.includes('-') ? [label, ...label.split('-')] : [label]));
  const plain = labels.map(undoLookAlikes);
  const undone = plain.join(' ');
  const there = charactersOf(host) | charactersOf(undone);
  for (let i = 0; i < brandWords.length; i++) {
    // Two characters that are nowhere in the host: no one edit makes up for them.
    const missing = (brandCharacters[i] as number) & ~there;
    if ((missing & (missing - 1)) !== 0) continue;
    const { name, word } = brandWords[i] as BrandWord;
    if (host.includes(word) && labels.some((label) => (word.length <= SHORT_WORD ? label === word : label.includes(word))))
      return { name, exact: true };
    if (word.length <= SHORT_WORD) continue;
    if (undone.includes(word) || isMisspeltIn(plain, word)) return { name, exact: false };
  }
  return null;
}

/** A bit for each character; those that are 32 apart share one. */
function charactersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
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
