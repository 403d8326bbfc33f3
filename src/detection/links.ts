import { parse } from 'tldts';
import type { LinkFacts } from '../library/schema.ts';
import { namesHost, type RevealedDot, revealDots } from './hidden-dots.ts';
import { judgeHost, type LinkFact } from './hosts.ts';
import { findOddHosts } from './odd-hosts.ts';

/** A link and what its host alone tells. */
export interface LinkEntity {
  readonly start: number;
  readonly end: number;
  readonly host: string;
  readonly facts: ReadonlySet<LinkFact>;
  /** The brand whose name or look-alike the foreign host carries. */
  readonly brand: string | null;
}

/** Who stands before an @ is no host: the browser goes to what stands behind it. */
const LINK =
  /(?<![a-z0-9@.-])(h(?:tt|xx)ps?:?\/{1,2}([^\s/?#\\,;<>"'\u2e80-\uffef]{1,100}@)?)?((?:[a-z0-9-]{1,63}\s?[.。]\s?){1,12}[a-z][a-z0-9-]{1,23}|\d{1,3}(?:\.\d{1,3}){3})(:\d{2,5})?(\/[^\s\u2e80-\uffef<>"']{0,300}|[?#][^\s\u2e80-\uffef<>"']{1,300})?/g;
/** Of an address without its scheme; a mailbox has no path. */
const BEHIND_AT = /@((?:[a-z0-9-]{1,63}\.){1,12}[a-z][a-z0-9-]{1,23}|\d{1,3}(?:\.\d{1,3}){3})(:\d{2,5})?(\/[^\s\u2e80-\uffef<>"']{1,300})/y;
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
  const plain = DOT_IN_WORD.test(text) ? addressesIn(text, facts).flatMap((address) => linksOf(address, facts)) : [];
  const others = [...findHidden(text, facts), ...findOdd(text, plain)];
  if (others.length === 0) return plain.slice(0, MAX_LINKS);
  return [...plain.filter((link) => !others.some((other) => overlap(link, other))), ...others]
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_LINKS);
}

interface Written {
  readonly start: number;
  readonly end: number;
  readonly scheme: boolean;
  /** Before the @ of the host. */
  readonly user: string;
  readonly hostStart: number;
  readonly host: string;
  readonly port: boolean;
  readonly path: string;
}

interface Address extends Written {
  readonly judged: Judged;
}

function addressesIn(text: string, facts: LinkFacts): Address[] {
  const addresses: Address[] = [];
  LINK.lastIndex = 0;
  for (let match = LINK.exec(text); match && addresses.length < MAX_LINKS; match = LINK.exec(text)) {
    const written = writtenAt(match, text);
    const judged = written && judgeWritten(written, facts);
    if (judged) addresses.push({ ...written, judged });
  }
  return addresses;
}

/** Null: what stands there is the name of a mailbox. */
function writtenAt(match: RegExpExecArray, text: string): Written | null {
  const [whole, scheme = '', user = '', host = '', port, path = ''] = match;
  const start = match.index;
  const end = start + whole.length;
  if (scheme || path || text[end] !== '@')
    return { start, end, scheme: scheme !== '', user, hostStart: start + scheme.length, host, port: port !== undefined, path };
  BEHIND_AT.lastIndex = end;
  const behind = BEHIND_AT.exec(text);
  if (!behind) return null;
  LINK.lastIndex = end + behind[0].length;
  const [, real = '', realPort, realPath = ''] = behind;
  return {
    start,
    end: LINK.lastIndex,
    scheme: false,
    user: host,
    hostStart: end + 1,
    host: real,
    port: realPort !== undefined,
    path: realPath,
  };
}

function linksOf({ start, end, path, judged }: Address, facts: LinkFacts): LinkEntity[] {
  const inside = innerLinks(path, facts);
  // It sends on to somebody else: its own good name does not vouch for him.
  if (inside.some((inner) => !isVouched(inner.facts))) for (const fact of VOUCHED) judged.facts.delete(fact);
  return [judged, ...inside].map((one) => ({ start, end, ...one }));
}
const VOUCHED = ['link-official', 'link-known'] as const;

function isVouched(facts: ReadonlySet<LinkFact>): boolean {
  return VOUCHED.some((fact) => facts.has(fact));
}

type Judged = Pick<LinkEntity, 'host' | 'brand'> & { readonly facts: Set<LinkFact> };

function judgeWritten(
  { scheme, user, host: rawHost, port, path }: Omit<Written, 'start' | 'end' | 'hostStart'>,
  facts: LinkFacts,
): Judged | null {
  const host = rawHost.replace(/\s/g, '').replaceAll('。', '.');
  const parsed = parse(host, { validateHostname: false });
  if (!parsed.isIp && !(parsed.isIcann && parsed.domain)) return null;
  if (parsed.isIp && !scheme && !port && !path) return null;
  const domain = parsed.domain ?? host;
  const { found, brand } = judgeHost({ host, domain, isIp: parsed.isIp === true, path }, facts);
  const marked = parsed.isIp || scheme || host.startsWith('www.');
  const named = isVouched(found) && rawHost === host && /^\d+\.|\..*\./.test(domain);
  if (!marked && !named && !readsAsAddress(rawHost, domain, parsed.publicSuffix, path)) return null;
  if (port) found.add('link-port');
  if (/\.(?:apk|ipa|mobileconfig)(?:$|[?#])/.test(path)) found.add('link-apk');
  if (looksLikeHost(user)) found.add('link-brand-in-foreign-domain');
  return { host, facts: found, brand };
}

/** "https://www.icbc.com.cn@…": who reads it takes that for the host. */
function looksLikeHost(user: string): boolean {
  const name = user.split(/[:@]/, 1)[0] as string;
  return name.includes('.') && CLEAR_SUFFIX.has(name.slice(name.lastIndexOf('.') + 1)) && parse(name).isIcann === true;
}

/** Without http or www a word, a dot and an ending may be two sentences: "see you at 10:00. Travel safely". */
function readsAsAddress(written: string, domain: string, suffix: string | null, path: string): boolean {
  const name = domain.slice(0, domain.indexOf('.'));
  const clear = CLEAR_SUFFIX.has(suffix?.split('.').at(-1) ?? '');
  if (/\s/.test(written)) return clear && /[a-z]/.test(name);
  if (path.length > 1 && path.startsWith('/')) return true;
  return clear ? /[a-z]|\d{3}/.test(name) : /\d/.test(name) && /[a-z]/.test(name);
}

/** Where a link sends on to: behind a scheme, or as the value of a name. */
const INNER =
  /(https?:\/{1,2}|=)((?:[a-z0-9-]{1,63}\.){1,12}[a-z][a-z0-9-]{1,23}|\d{1,3}(?:\.\d{1,3}){3})(?![a-z0-9-])(:\d{2,5})?(\/[^\s&<>"']{0,300})?/g;
const MAX_INNER = 4;

function innerLinks(path: string, facts: LinkFacts): Judged[] {
  if (!path.includes('=') && !path.includes('http')) return [];
  const found: Judged[] = [];
  INNER.lastIndex = 0;
  const plain = unescaped(path);
  for (let match = INNER.exec(plain); match && found.length < MAX_INNER; match = INNER.exec(plain)) {
    const [, before, host = '', port, inside = ''] = match;
    const judged = judgeWritten({ scheme: before !== '=', user: '', host, port: port !== undefined, path: inside }, facts);
    if (judged) found.push(judged);
  }
  return found;
}

/** A second time, for what was packed twice. */
function unescaped(path: string): string {
  const unpack = (packed: string): string => packed.replace(/%(2f|3a|3d|2e)/g, (_, code: string) => UNPACKED[code] as string);
  return path.includes('%') ? unpack(unpack(path.replaceAll('%25', '%'))) : path;
}
const UNPACKED: Readonly<Record<string, string>> = { '2f': '/', '3a': ':', '3d': '=', '2e': '.' };

/** An address that a person is to put together himself. Who hides the dots of an honest house has only posted it where links are cut. */
function findHidden(text: string, facts: LinkFacts): LinkEntity[] {
  const revealed = revealDots(text);
  if (!revealed) return [];
  const { origins, dots } = revealed;
  const links: LinkEntity[] = [];
  for (const address of addressesIn(revealed.text, facts)) {
    const { start, end, hostStart, host, judged } = address;
    const hidden = dots.filter(({ at }) => at >= hostStart && at < hostStart + host.length);
    if (hidden.length === 0 || OF_MAILBOX.test(revealed.text.slice(Math.max(0, start - 6), start)) || !isMeant(address, hidden)) continue;
    if (!isVouched(judged.facts)) judged.facts.add('link-hidden');
    links.push({ start: origins[start] as number, end: (origins[end - 1] as number) + 1, ...judged });
  }
  return links;
}
/** "john (at) acme (dot) com" keeps his mailbox from machines, as many do. */
const OF_MAILBOX = /(?:@|[ ([]at[ )\]])\s?$/;

function isMeant({ hostStart, host, path, scheme }: Address, hidden: readonly RevealedDot[]): boolean {
  if (hidden.some(({ sure }) => sure)) return true;
  // An address by itself, before or behind: "acme.com · github.com", "10点 acme.com".
  const [first, last] = [hidden[0] as RevealedDot, hidden.at(-1) as RevealedDot];
  if (isWhole(host.slice(0, first.at - hostStart)) || isWhole(host.slice(last.at - hostStart + 1))) return false;
  if (scheme || path.length > 1 || host.startsWith('www.')) return true;
  const { domain, publicSuffix } = parse(host.replace(/\s/g, ''));
  return namesHost((domain ?? host).split('.', 1)[0] as string, publicSuffix ?? '');
}

function isWhole(host: string): boolean {
  const { isIcann, domain } = parse(host.replace(/\s/g, ''));
  return isIcann === true && domain !== null;
}

function findOdd(text: string, plain: readonly LinkEntity[]): LinkEntity[] {
  return findOddHosts(text)
    .filter((odd) => !plain.some((link) => overlap(link, odd)))
    .map((odd) => ({ ...odd, facts: new Set<LinkFact>(['link-odd-host']), brand: null }));
}

function overlap(a: { readonly start: number; readonly end: number }, b: { readonly start: number; readonly end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
