import type { LibraryContent } from '../library/library.ts';
import { joinCutLines } from './cut-lines.ts';
import { createFolding, type Folding } from './folding.ts';
import { undoLookAlikes } from './look-alikes.ts';
import { putBack } from './rewriting.ts';
import { signTable } from './sign-table.ts';
import { createSoundAlikes } from './sound-alikes.ts';
import { createUnstretching } from './stretched.ts';
import { copyUnits, isChinese, push, textOf, type Units } from './units.ts';
import { growTrie, WordFinder } from './word-finder.ts';
import { asSeen } from './written.ts';

/**
 * A text with its disguises taken off: escapes and overrides as a screen shows them, NFKC, lower case, zero-width characters out,
 * traditional → simplified, look-alikes and code words mapped back, what stretches words or cuts lines removed.
 * `starts[i]`/`ends[i]` give, for each UTF-16 unit of `text`, where it came from in `original`,
 * so that a quote is always the citizen's own characters.
 */
export interface Normalized {
  readonly original: string;
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export type Normalizer = (original: string) => Normalized;

/** Signs that people put between the characters of a word to hide it. Commas and full stops of sentences are not among them. */
const SEPARATORS = signTable(' .·•‧‐-–—_*~^|/\\\'"`+=#&@°、…¤§※×');
const MAX_SEPARATORS = 3;
const SPACE = 0x20;
const CLAUSE_SIGNS = signTable(',。!?;:');

export function createNormalizer(content: Pick<LibraryContent, 'variants' | 'simplify' | 'sounds'>): Normalizer {
  const folding = createFolding(content);
  const words = Object.entries(content.variants.words).map(([from, to]) => [foldUnits(from, folding), to] as const);
  const targets = words.map(([, to]) => to);
  const finder = new WordFinder(
    growTrie(
      words.map(([from]) => textOf(from.codes)),
      [...words.keys()],
    ),
  );
  const soundAlikes = createSoundAlikes(content);
  const unstretch = createUnstretching(content.variants);
  return (original) => {
    const written = asSeen(original);
    const folded = foldUnits(written.text, folding);
    joinCutLines(folded, written.text);
    unstretch(folded, written.text);
    putBack(folded, written);
    const plain = undoLookAlikes(folded, written.text);
    dropSeparators(plain);
    const words = textOf(plain.codes);
    const { codes, starts, ends } = replaceWords(plain, words, finder, targets);
    const replaced = soundAlikes(codes);
    return { original, text: codes === plain.codes && !replaced ? words : textOf(codes), starts, ends };
  };
}

/** The citizen's own characters behind a span of the normalised text. */
export function originalSpan(normalized: Normalized, start: number, end: number): { start: number; end: number; quote: string } {
  const from = normalized.starts[start] ?? normalized.original.length;
  const to = Math.max(from, normalized.ends[Math.max(start, end - 1)] ?? normalized.original.length);
  return { start: from, end: to, quote: normalized.original.slice(from, to) };
}

const BLANKS_BEFORE = /^[ \n]*/;

/** Without what stands before the first word and behind the last, blanks and emoji: the models would take it for words. */
export function withoutMargins({ original, text, starts, ends }: Normalized): Normalized {
  const from = BLANKS_BEFORE.exec(text)?.[0].length ?? 0;
  let to = text.length;
  while (to > from && (text[to - 1] === ' ' || text[to - 1] === '\n')) to--;
  if (from === 0 && to === text.length) return { original, text, starts, ends };
  return { original, text: text.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}

function foldUnits(original: string, folding: Folding): Units {
  const out: Units = { codes: [], starts: [], ends: [] };
  for (let at = 0; at < original.length; ) {
    const code = original.charCodeAt(at);
    const single = folding.single(code);
    if (single > 0) {
      push(out, single, at, at + 1);
      at++;
      continue;
    }
    const point = original.codePointAt(at) ?? code;
    const end = at + (point > 0xffff ? 2 : 1);
    const folded = folding.full(point);
    for (let i = 0; i < folded.length; i++) push(out, folded.charCodeAt(i), at, end);
    at = end;
  }
  return out;
}

/**
 * "转 账", "验.证.码" → the word without its separators. Blanks (emoji have become some) between a clause and its sign
 * tell nothing either. A line break always stays. The units move up in place: what is written lies behind what is read.
 */
function dropSeparators({ codes, starts, ends }: Units): void {
  let kept = codes.findIndex((code) => SEPARATORS[code] === 1);
  if (kept < 0) return;
  for (let i = kept; i < codes.length; i++) {
    const code = codes[i] as number;
    const before = kept > 0 ? (codes[kept - 1] as number) : 0;
    if (SEPARATORS[code] && (isChinese(before) || CLAUSE_SIGNS[before])) {
      let next = i;
      let blank = true;
      for (; next < codes.length && SEPARATORS[codes[next] as number]; next++) blank &&= codes[next] === SPACE;
      const behind = next < codes.length ? (codes[next] as number) : 0;
      const inWord = isChinese(before) && isChinese(behind) && !(blank && isPause(codes, kept, next));
      const atSign = blank && (isChinese(before) ? CLAUSE_SIGNS[behind] === 1 : isChinese(behind));
      if (next - i <= MAX_SEPARATORS && (inWord || atSign)) {
        i = next - 1;
        continue;
      }
    }
    codes[kept] = code;
    starts[kept] = starts[i] as number;
    ends[kept] = ends[i] as number;
    kept++;
  }
  codes.length = starts.length = ends.length = kept;
}

/**
 * Who types without signs leaves a blank where he draws breath: "返了我三次 刚才打了六千". Who hides a word cuts it into pieces
 * shorter than that.
 * @param kept where the stretch before it ends, exclusive; it has moved up
 * @param next where the stretch behind it begins
 */
function isPause(codes: readonly number[], kept: number, next: number): boolean {
  for (let i = 1; i <= SHORTEST_BREATH; i++) if (!isChinese(codes[kept - i] ?? 0)) return false;
  for (let i = 0; i < SHORTEST_BREATH; i++) if (!isChinese(codes[next + i] ?? 0)) return false;
  return true;
}
/** In characters. */
const SHORTEST_BREATH = 3;

interface WordHit {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Code words and look-alike words, leftmost-longest; Latin ones only as whole words.
 * @param text the units as a string
 */
function replaceWords(units: Units, text: string, finder: WordFinder, targets: readonly string[]): Units {
  const hits: WordHit[] = [];
  finder.find(text, (word, start, end) => {
    const latin = isLatin(text[start]) || isLatin(text[end - 1]);
    if (!latin || (standsAlone(text, start, end) && !insideAddress(text, start, end))) hits.push({ word, start, end });
  });
  if (hits.length === 0) return units;
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Units = { codes: [], starts: [], ends: [] };
  let at = 0;
  for (const { word, start, end } of hits) {
    if (start < at) continue;
    copyUnits(units, at, start, out);
    const target = targets[word] as string;
    for (let i = 0; i < target.length; i++) push(out, target.charCodeAt(i), units.starts[start] as number, units.ends[end - 1] as number);
    at = end;
  }
  copyUnits(units, at, units.codes.length, out);
  return out;
}

/** Inside an address every letter counts: weixin.qq.com stays as it is. */
function insideAddress(text: string, start: number, end: number): boolean {
  return /[./@_-]/.test(text[start - 1] ?? '') || /^[.@_-][a-z0-9]/.test(text.slice(end, end + 2)) || text.startsWith('/', end);
}

/** A lower-case Latin letter or a digit: what words of Latin script are made of here. */
export function isLatin(char: string | undefined): boolean {
  if (char === undefined) return false;
  const code = char.charCodeAt(0);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** A Latin word must not touch other Latin letters or digits; Chinese words need no boundary. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !(isLatin(text[start]) && isLatin(text[start - 1])) && !(isLatin(text[end - 1]) && isLatin(text[end]));
}
