import { parse } from 'tldts';

/** An address whose host is no name in plain letters; offsets are units of the text. */
interface OddAddress {
  readonly start: number;
  readonly end: number;
  readonly host: string;
}

const MAX_ODD = 20;
/** A browser reads everything up to the slash as a host. */
const WITH_SCHEME = /h(?:tt|xx)ps?:\/{1,2}([^\s/?#\\<>"'\u3000-\u303f\uff00-\uffef]{1,200})(\/[^\s\u2e80-\uffef<>"']{0,300})?/g;
/** Endings that a registry gives to Chinese names. The dot before them may be gone, as every sign within a word is. */
const CHINESE_ENDING = /^(.{2,60}?)\.?(?:中国|网址|在线|公司|网络|商城|集团|手机|中文网|网店|我爱你)(?![\p{L}\d])/u;
/** The host goes no further than its ending, where Chinese follows without a blank. */
const LATIN_ENDING = /^(.{1,100}?\.[a-z]{2,24})(?![a-z0-9.-])/;
/** What is said of addresses: 以http://开头的网址. */
const SPOKEN = /开头|[的是和或等就才不,]/;
/** Latin letters next to those of another script that look like them. */
const MIXED = /[a-z][^\s/]{0,60}[\u0370-\u058f]|[\u0370-\u058f][^\s/]{0,60}[a-z]/;
/** 2^24 and more: smaller ones belong to nobody. */
const DECIMAL = /^\d{8,10}$/;
const LEAST_DECIMAL = 16_777_216;
const MOST_DECIMAL = 4_294_967_295;
const HEXADECIMAL = /^(?:0x[0-9a-f]{1,8}|\d{1,10})(?:\.(?:0x[0-9a-f]{1,8}|\d{1,10})){0,3}$/;
const IN_SIX = /^\[[0-9a-f:.]{2,45}\]$/;

/** Without a scheme: Chinese letters before an ending, which only a path or the end of the word shows to be one. */
const CHINESE_NAME =
  /[\u4e00-\u9fff][\u4e00-\u9fffa-z0-9-]{1,30}(?<![了吗呢吧啊呀])\.(?:(?:com|cn|net|top|xyz|vip|cc|icu|ltd)(?=\/[a-z0-9]|[\s)】」”]|$)|[a-z]{2,12}(?=\/[a-z0-9])|(?:中国|网址|在线|公司|网络|商城)(?=\/[a-z0-9]|[\s)】」”]|$))/g;

export function findOddHosts(text: string): OddAddress[] {
  const found: OddAddress[] = [];
  if (text.includes(':/')) collect(found, text, WITH_SCHEME, oddHost);
  if (text.includes('.')) collect(found, text, CHINESE_NAME, (host) => host);
  return found;
}

/** @param hostOf the host that the found characters begin with; null: it is none, or an ordinary one */
function collect(found: OddAddress[], text: string, expression: RegExp, hostOf: (written: string, path: boolean) => string | null): void {
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match && found.length < MAX_ODD; match = expression.exec(text)) {
    const [whole, authority = whole, path = ''] = match;
    const host = hostOf(authority, /^\/[a-z0-9]/.test(path));
    if (host === null) continue;
    const start = match.index;
    const end = host.length < authority.length ? start + whole.indexOf(authority) + host.length : start + whole.length;
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, host });
  }
}

function oddHost(authority: string, path: boolean): string | null {
  const written = authority.slice(authority.lastIndexOf('@') + 1);
  const bare = written.replace(/:\d{2,5}$/, '');
  if (IN_SIX.test(bare) || (HEXADECIMAL.test(bare) && bare.includes('0x')) || isDecimal(bare)) return authority;
  if (SPOKEN.test(written)) return null;
  const chinese = CHINESE_ENDING.exec(written)?.[0];
  if (chinese) return chinese;
  if (bare.includes('.') && MIXED.test(bare)) return authority;
  const named = LATIN_ENDING.exec(written)?.[1] ?? (path ? bare : '');
  // Plain letters that could not be read as a host: too many of them, or too many parts.
  if (named.split('.').length < 2) return null;
  const ending = parse(named.slice(named.lastIndexOf('.', named.lastIndexOf('.') - 1) + 1), { validateHostname: false });
  return ending.isIcann && ending.domain ? named : null;
}

function isDecimal(host: string): boolean {
  return DECIMAL.test(host) && Number(host) >= LEAST_DECIMAL && Number(host) <= MOST_DECIMAL;
}
