import { parse } from 'tldts';
import type { LinkFacts } from '../library/schema.ts';
import { judgeHost, type LinkFact } from './hosts.ts';

/** A link and what its host alone tells. */
export interface LinkEntity {
  readonly start: number;
  readonly end: number;
  readonly host: string;
  readonly facts: ReadonlySet<LinkFact>;
  /** The brand whose name or look-alike the foreign host carries. */
  readonly brand: string | null;
}

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
