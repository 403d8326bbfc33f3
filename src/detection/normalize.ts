import type { LibraryContent } from '../library/library.ts';
import { createSoundAlikes } from './sound-alikes.ts';
import { WordFinder } from './word-finder.ts';

/**
 * A text with its disguises taken off: NFKC, lower case, zero-width characters out, traditional → simplified,
 * look-alikes and code words mapped back, separators inside Chinese words removed.
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

interface Units {
  chars: string[];
  starts: number[];
  ends: number[];
}

const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\p{Cc}\p{Cs}\p{Co}\u3164\u115f\u1160]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{So}|\p{Sk}/u;
const CJK = /[\u3400-\u9fff\uf900-\ufaff]/;
/** Signs that people put between the characters of a word to hide it. Commas and full stops of sentences are not among them. */
const SEPARATORS = new Set(' \u3000\t.·•・‧‐-–—_*~^|/\\\'"`+=#&@°、…¤§※×'.split(''));
const MAX_SEPARATORS = 3;
const ASCII_LIMIT = 0x80;

export function createNormalizer(content: Pick<LibraryContent, 'variants' | 'simplify' | 'sounds'>): Normalizer {
  const single = singleCharacterMap(content);
  const words = Object.entries(content.variants.words).map(([from, to]) => [fold(from, single), to] as const);
  const wordTargets = words.map(([, to]) => to);
  const wordFinder = new WordFinder(words.map(([from]) => from));
  const soundAlikes = createSoundAlikes(content);
  return (original) => {
    const folded = foldUnits(original, single);
    const joined = dropSeparators(folded);
    const replaced = replaceWords(joined, wordFinder, wordTargets);
    soundAlikes(replaced.chars);
    return { original, text: replaced.chars.join(''), starts: replaced.starts, ends: replaced.ends };
  };
}

/** The citizen's own characters behind a span of the normalised text. */
export function originalSpan(normalized: Normalized, start: number, end: number): { start: number; end: number; quote: string } {
  const from = normalized.starts[start] ?? normalized.original.length;
  const to = Math.max(from, normalized.ends[Math.max(start, end - 1)] ?? normalized.original.length);
  return { start: from, end: to, quote: normalized.original.slice(from, to) };
}

function singleCharacterMap({ variants, simplify }: Pick<LibraryContent, 'variants' | 'simplify'>): Map<string, string> {
  const map = new Map<string, string>();
  const to = [...simplify.to];
  [...simplify.from].forEach((char, i) => {
    map.set(char, to[i] ?? char);
  });
  for (const [from, target] of Object.entries(variants.chars)) map.set(from, target);
  return map;
}

function fold(text: string, single: ReadonlyMap<string, string>): string {
  return foldUnits(text, single).chars.join('');
}

function foldUnits(original: string, single: ReadonlyMap<string, string>): Units {
  const out: Units = { chars: [], starts: [], ends: [] };
  let at = 0;
  for (const point of original) {
    const end = at + point.length;
    for (const unit of foldPoint(point, single)) push(out, unit, at, end);
    at = end;
  }
  return out;
}

/** One code point → the units that stand for it. Fast path first: most Chinese and ASCII characters map to themselves. */
function foldPoint(point: string, single: ReadonlyMap<string, string>): string {
  const mapped = single.get(point);
  if (mapped !== undefined) return mapped;
  const code = point.codePointAt(0) ?? 0;
  if (code >= 0x4e00 && code <= 0x9fff) return point;
  if (code === 0x0a || code === 0x0d) return '\n';
  if (code === 0x09) return ' ';
  if (code < ASCII_LIMIT) return code < 0x20 || code === 0x7f ? '' : point.toLowerCase();
  if (INVISIBLE.test(point)) return '';
  const folded = point.normalize('NFKC').toLowerCase();
  if (folded !== point) {
    let out = '';
    for (const part of folded) out += INVISIBLE.test(part) ? '' : (single.get(part) ?? part);
    return out;
  }
  return EMOJI.test(point) ? ' ' : folded;
}

function push(units: Units, text: string, start: number, end: number): void {
  for (let i = 0; i < text.length; i++) {
    units.chars.push(text[i] as string);
    units.starts.push(start);
    units.ends.push(end);
  }
}

/** "转 账", "验.证.码" → the word without its separators; a line break always stays. */
function dropSeparators(units: Units): Units {
  const out: Units = { chars: [], starts: [], ends: [] };
  for (let i = 0; i < units.chars.length; i++) {
    const char = units.chars[i] as string;
    if (SEPARATORS.has(char) && CJK.test(out.chars.at(-1) ?? '')) {
      let next = i;
      while (next < units.chars.length && SEPARATORS.has(units.chars[next] as string)) next++;
      if (next - i <= MAX_SEPARATORS && CJK.test(units.chars[next] ?? '')) {
        i = next - 1;
        continue;
      }
    }
    push(out, char, units.starts[i] as number, units.ends[i] as number);
  }
  return out;
}

/** Code words and look-alike words, leftmost-longest; Latin ones only as whole words. */
function replaceWords(units: Units, finder: WordFinder, targets: readonly string[]): Units {
  const text = units.chars.join('');
  const hits: { word: number; start: number; end: number }[] = [];
  finder.find(text, (word, start, end) => {
    const latin = isLatin(text[start]) || isLatin(text[end - 1]);
    if (!latin || (standsAlone(text, start, end) && !insideAddress(text, start, end))) hits.push({ word, start, end });
  });
  if (hits.length === 0) return units;
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Units = { chars: [], starts: [], ends: [] };
  let at = 0;
  for (const hit of hits) {
    if (hit.start < at) continue;
    copy(units, at, hit.start, out);
    push(out, targets[hit.word] as string, units.starts[hit.start] as number, units.ends[hit.end - 1] as number);
    at = hit.end;
  }
  copy(units, at, units.chars.length, out);
  return out;
}

function copy(from: Units, start: number, end: number, to: Units): void {
  for (let i = start; i < end; i++) push(to, from.chars[i] as string, from.starts[i] as number, from.ends[i] as number);
}

/** Inside an address every letter counts: weixin.qq.com stays as it is. */
function insideAddress(text: string, start: number, end: number): boolean {
  return /[./@_-]/.test(text[start - 1] ?? '') || /^[.@_-][a-z0-9]/.test(text.slice(end, end + 2)) || text.startsWith('/', end);
}

/** A lower-case Latin letter or a digit: what words of Latin script are made of here. */
export function isLatin(char: string | undefined): boolean {
  if (char === undefined || char === '') return false;
  const code = char.charCodeAt(0);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** A Latin word must not touch other Latin letters or digits; Chinese words need no boundary. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !(isLatin(text[start]) && isLatin(text[start - 1])) && !(isLatin(text[end - 1]) && isLatin(text[end]));
}
