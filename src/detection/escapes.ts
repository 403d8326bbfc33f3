import type { Edit } from './rewriting.ts';

/**
 * Characters as machines pass them on: `&#36716;`, `\u8f6c`, `%E8%BD%AC`. A mail export or a web form delivers them by accident; who writes
 * two of them speaks of them.
 */
const FEWEST = 3;
const ESCAPE =
  /&(?:amp;){0,4}(?:#\d{2,7}|#x[\da-f]{2,6}|[a-z]{2,8});|\\{1,2}u[\da-f]{4}|%u[\da-f]{4}|%c[2-9a-f]%[89ab][\da-f]|%d[\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}|%[2-7][\da-f]/gi;
/** Inside an address the per cent signs belong to it, and a sign in words may be the name of a field. */
const ADDRESS =
  /(?:https?:\/\/|www\.|(?<![a-z\d.-])(?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{2,5})?\/)(?:(?!&#|&amp;#)[^\s\\\u2e80-\uffef<>"']){0,300}/gi;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  lrm: '',
  rlm: '',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  middot: '·',
  bull: '•',
  hellip: '…',
  hearts: '♥',
  times: '×',
  yen: '¥',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
};

export function escapesIn(text: string): Edit[] {
  const edits: Edit[] = [];
  const addresses = [...text.matchAll(ADDRESS)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  let next = 0;
  let behindPercent = -1;
  for (const match of text.matchAll(ESCAPE)) {
    const [start, end] = [match.index, match.index + match[0].length];
    while (next < addresses.length && (addresses[next]?.end ?? 0) <= start) next++;
    if ((addresses[next]?.start ?? end) <= start) continue;
    // "20%30" is no escape: a plain letter is one only in the middle of others.
    const plain = /^%[2-7]/.test(match[0]);
    const meant = plain && behindPercent !== start ? null : meaningOf(match[0]);
    if (meant === null) continue;
    if (match[0].startsWith('%')) behindPercent = end;
    edits.push({ start, end, text: meant });
  }
  return edits.length < FEWEST ? [] : edits;
}

/** Escaped more than once: `&amp;#36716;`. */
const DOUBLED = /^(?:amp;){1,4}/i;
const LAST_CODE_POINT = 0x10ffff;

/** @returns null: it stands for nothing that is known */
function meaningOf(written: string): string | null {
  if (written.startsWith('&')) {
    const inner = written.slice(1, -1).replace(DOUBLED, '');
    if (!inner.startsWith('#')) return NAMED[inner.toLowerCase()] ?? null;
    const point = /^#x/i.test(inner) ? Number.parseInt(inner.slice(2), 16) : Number(inner.slice(1));
    return point <= LAST_CODE_POINT ? String.fromCodePoint(point) : null;
  }
  if (/u[\da-f]{4}$/i.test(written)) return String.fromCharCode(Number.parseInt(written.slice(-4), 16));
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}
