import type { Variants } from '../library/schema.ts';
import { LETTER_SHAPES } from './letter-shapes.ts';
import { signTable } from './sign-table.ts';
import { dropBetweenLetters, type Gap, gapsBetween } from './stretched-letters.ts';
import { dropUnits, isChinese, textOf, type Units } from './units.ts';

const OTHER = 0;
const CHINESE = 1;
const LETTER = 2;
const DIGIT = 3;
/** A character that a picture may stand for: 心 for ❤. */
const PICTURED = 4;
const NO_PART_OF_ADDRESS = /^[^\u0021-\u007e。]+$/;
/** How long a string may be that stands between two characters; in units. */
const LONGEST = 12;
/** And what may stand there in all, with figures between two of the strings. */
const LONGEST_GAP = 40;
/** So many characters in a row stand alone: nobody writes so without wanting to. */
const FEWEST_ALONE = 4;
const FEWEST_GAPS = 5;
/** Each is looked for in the whole text. */
const MOST_STRINGS = 8;
const SIGNS = signTable('\n .·•‧‐-–—_*~^|/\\\'"`+=#&@°、…¤§※×');
/** These divide clauses everywhere; in a link they belong to it. */
const PAUSE = /[\n,。!?;:.、 ]/;

/** Any signs, or any with a line break among them: as good as each other. */
const ANY_SIGNS = '';
const ANY_BREAKS = '\n';

/**
 * "转】【账】【到", "转❤账❤到", one character a line, "p.o.l.i.c.e": where one and the same string (or nothing but blanks and signs) stands
 * between single characters again and again, it is taken out. The returned function does so in place; `written` is what the units were
 * folded from, as a picture that stands for a character is none.
 */
export function createUnstretching({ chars }: Pick<Variants, 'chars'>): (units: Units, written: string) => void {
  const kinds = kindTable(chars);
  return (units, written) => {
    if (!standsAlone(units, written, kinds)) return;
    const { codes, starts } = units;
    const kindAt = (at: number): number => {
      const kind = kinds[codes[at] as number] as number;
      return kind === PICTURED ? kindOfPictured(written, starts[at] as number) : kind;
    };
    const text = textOf(codes);
    const dropped = new Uint8Array(text.length);
    const gaps = gapsBetween(text.length, (at) => kindAt(at) === CHINESE);
    for (const between of stringsBetween(text, gaps)) dropBetween(text, gaps, between, dropped);
    dropBetweenLetters(text, { isWord: (at) => kindAt(at) !== OTHER, isLetter: (at) => kindAt(at) === LETTER }, dropped);
    dropUnits(units, dropped);
  };
}

function kindTable(chars: Variants['chars']): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let code = 0; code < kinds.length; code++) if (isChinese(code)) kinds[code] = CHINESE;
  for (let code = 0x61; code <= 0x7a; code++) kinds[code] = LETTER;
  for (let code = 0x30; code <= 0x39; code++) kinds[code] = DIGIT;
  for (const letter of LETTER_SHAPES.keys()) kinds[letter.charCodeAt(0)] = LETTER;
  for (const [from, to] of Object.entries(chars)) {
    if (writtenChinese(from.charCodeAt(0))) continue;
    for (let at = 0; at < to.length; at++) if (isChinese(to.charCodeAt(at))) kinds[to.charCodeAt(at)] = PICTURED;
  }
  return kinds;
}

function kindOfPictured(written: string, at: number): typeof CHINESE | typeof OTHER {
  return writtenChinese(written.charCodeAt(at)) ? CHINESE : OTHER;
}

/** Also those that have a twin elsewhere: radicals, and the first halves of the rare ones. */
function writtenChinese(code: number): boolean {
  return isChinese(code) || (code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xd840 && code <= 0xd8bf) || code === 0x3007;
}

/** So far before the text that nothing touches it. */
const NONE = Number.NEGATIVE_INFINITY;

/** A glance that spares nearly every text the rest: do so many characters, or letters, in a row stand without their like? */
function standsAlone({ codes, starts }: Units, written: string, kinds: Uint8Array): boolean {
  let chinese = 0;
  let letters = 0;
  let lastChinese = NONE;
  let lastLetter = NONE;
  for (let at = 0; at < codes.length; at++) {
    const kind = kinds[codes[at] as number];
    if (kind === OTHER || (kind === PICTURED && kindOfPictured(written, starts[at] as number) === OTHER)) continue;
    // The last one may still turn out to touch its neighbour.
    if (kind === CHINESE || kind === PICTURED) {
      if (lastChinese + 1 === at) chinese = 0;
      else {
        chinese = at - lastChinese <= LONGEST + 1 ? chinese + 1 : 1;
        if (chinese > FEWEST_ALONE) return true;
      }
      lastChinese = at;
    } else {
      if (lastLetter + 1 === at) letters = 0;
      else {
        letters = at - lastLetter <= LONGEST + 1 ? letters + 1 : 1;
        if (letters > FEWEST_ALONE) return true;
      }
      lastLetter = at;
    }
  }
  return chinese === FEWEST_ALONE || letters === FEWEST_ALONE;
}

function onlySigns(text: string, { start, end }: Gap): boolean {
  for (let at = start; at < end; at++) if (SIGNS[text.charCodeAt(at)] !== 1) return false;
  return true;
}

interface Edges {
  /** Where the string before ends, and where the one behind begins: at the end of the gap, if there is one only. */
  readonly head: number;
  readonly tail: number;
}

/** @returns null: it does not begin and end with this string */
function edgesOf(text: string, { start, end }: Gap, between: string): Edges | null {
  if (end === start || end - start > LONGEST_GAP) return null;
  if (between === ANY_SIGNS || between === ANY_BREAKS) {
    let [head, tail] = [start, end];
    while (head < end && SIGNS[text.charCodeAt(head)] === 1) head++;
    while (tail > head && SIGNS[text.charCodeAt(tail - 1)] === 1) tail--;
    const breaks = text.slice(start, head).includes('\n') || text.slice(tail, end).includes('\n');
    return head > start && (head === end || tail < end) && breaks === (between === ANY_BREAKS) ? { head, tail } : null;
  }
  if (!text.startsWith(between, start) || !text.startsWith(between, end - between.length)) return null;
  const size = between.length;
  if (end - start === size) return { head: end, tail: end };
  return end - start >= 2 * size ? { head: start + size, tail: end - size } : null;
}

/** The strings that stand so often between single characters. */
function stringsBetween(text: string, gaps: readonly Gap[]): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < gaps.length && found.size < MOST_STRINGS; ) {
    const first = gaps[at] as Gap;
    const size = first.end - first.start;
    if (size === 0 || size > LONGEST) {
      at++;
      continue;
    }
    const string = text.slice(first.start, first.end);
    const signs = string.includes('\n') ? ANY_BREAKS : ANY_SIGNS;
    const between = onlySigns(text, first) ? signs : string;
    let next = at + 1;
    let same = 1;
    for (let edges = edgesAt(next); edges; edges = edgesAt(++next)) if (edges.head === (gaps[next] as Gap).end) same++;
    if (next - at >= FEWEST_GAPS && same >= FEWEST_ALONE) found.add(between);
    at = next;

    function edgesAt(index: number): Edges | null {
      const gap = gaps[index];
      return gap ? edgesOf(text, gap, between) : null;
    }
  }
  return found;
}

/** Once a string is known for what it is, it goes between any two characters; one that may be a pause only where it is so again. */
function dropBetween(text: string, gaps: readonly Gap[], between: string, dropped: Uint8Array): void {
  const fewest = between === ANY_SIGNS || PAUSE.test(between) ? FEWEST_ALONE : 1;
  let run: { gap: Gap; edges: Edges }[] = [];
  for (const gap of [...gaps, { start: 0, end: 0 }]) {
    const edges = edgesOf(text, gap, between);
    if (edges) {
      run.push({ gap, edges });
      continue;
    }
    if (run.length >= fewest) for (const one of run) dropEdges(text, one.gap, one.edges, between, dropped);
    run = [];
  }
}

function dropEdges(text: string, gap: Gap, { head, tail }: Edges, between: string, dropped: Uint8Array): void {
  dropped.fill(1, gap.start, head).fill(1, tail, gap.end);
  // "8 0 0" is stretched as well; but of an address, stretched or not, every other sign counts.
  const inner = text.slice(head, tail);
  const anySigns = between === ANY_SIGNS || between === ANY_BREAKS;
  const spaced = anySigns
    ? isSpacedOut(inner)
    : NO_PART_OF_ADDRESS.test(between) && inner.split(between).every(({ length }) => length === 1);
  if (!spaced) return;
  for (let at = head; at < tail; at++) {
    const char = text[at] as string;
    if (anySigns ? char === ' ' || char === '\n' : between.includes(char)) dropped[at] = 1;
  }
}

/** Every single unit between signs. */
function isSpacedOut(inner: string): boolean {
  for (let at = 1; at < inner.length; at++) if (SIGNS[inner.charCodeAt(at)] !== 1 && SIGNS[inner.charCodeAt(at - 1)] !== 1) return false;
  return true;
}
