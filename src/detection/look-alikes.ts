import { IS_SMALL_CAPITAL, LETTER_SHAPES } from './letter-shapes.ts';
import { push, textOf, type Units } from './units.ts';

/** Where such letters, and what NFKC makes them of, stand in Unicode: a glance that spares nearly every text the rest. */
const NEEDED =
  /[\u01a6\u01ea\u01eb\u0250-\u058f\u13a0-\u13ff\u1d00-\u1dbf\u1f00-\u1fff\u2126\u213d\u213e\u2c6d\u33c0\u33c1\ua4d0-\ua4ff\ua730-\ua7af\uab70-\uabbf\ud801\ud835\ud838]/;
const FOREIGN_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/u;
const GREEK = /\p{Script=Greek}/u;
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\d]+/gu;
/** μm and kω are units. */
const SHORTEST_WITH_GREEK = 3;
/** So many Latin words to one that may be either. */
const LATIN_TEXT = 3;

interface Word {
  readonly start: number;
  readonly text: string;
  readonly kind: 'latin' | 'mixed' | 'either' | 'foreign';
}

/**
 * "раssword", "ᴘᴀssᴡᴏʀᴅ": letters of another script, or small capitals, where Latin words are meant. Whole words of another language stay.
 * A host that was written so is another one than the one it looks like, and no browser would go there: its label is marked as
 * one of foreign letters is on the wire, so that it never passes for the house's own.
 * @param written what the units were folded from
 */
export function undoLookAlikes(units: Units, written: string): Units {
  if (!NEEDED.test(written)) return units;
  const text = textOf(units.codes);
  const words = Array.from(text.matchAll(WORD), ({ index, 0: word }): Word => ({ start: index, text: word, kind: kindOf(word) }));
  const count = (kind: Word['kind']): number => words.filter((word) => word.kind === kind).length;
  const [latin, mixed, either, foreign] = [count('latin'), count('mixed'), count('either'), count('foreign')];
  const inLatin = latin + mixed > foreign;
  const alsoEither = foreign === 0 && (mixed > 0 || latin >= LATIN_TEXT * either);
  const plain = text.split('');
  const changed = new Uint8Array(text.length);
  for (const { start, text: word, kind } of words) {
    const whole = (kind === 'mixed' && inLatin) || (kind === 'either' && alsoEither && (mixed > 0 || word.length > 1));
    for (let at = 0; at < word.length; at++) {
      const shape = LETTER_SHAPES.get(word[at] as string);
      if (shape === undefined || !(whole || IS_SMALL_CAPITAL.has(word[at] as string))) continue;
      plain[start + at] = shape;
      changed[start + at] = 1;
    }
  }
  return changed.includes(1) ? rebuilt(units, plain.join(''), changed) : units;
}

function kindOf(word: string): Word['kind'] {
  if (!FOREIGN_SCRIPT.test(word)) return 'latin';
  if (/[a-z]/.test(word) || [...word].some((char) => IS_SMALL_CAPITAL.has(char)))
    return GREEK.test(word) && word.replace(/\d/g, '').length < SHORTEST_WITH_GREEK ? 'latin' : 'mixed';
  return [...word].every((char) => LETTER_SHAPES.has(char) || /\d/.test(char)) ? 'either' : 'foreign';
}

/** With endings that houses and their imitators have; "now.it" is two sentences. */
const HOST =
  /(?<![a-z\d.-])(?:[a-z\d-]{1,63}\.){1,6}(?:com|cn|net|org|gov|edu|hk|tw|top|xyz|vip|cc|io|me|uk|us|app|club|shop|site|online|info|icu|ltd|wang|biz)(?![a-z\d-])/g;
const MARK = 'xn--';

function rebuilt({ starts, ends }: Units, text: string, changed: Uint8Array): Units {
  const marked = new Set<number>();
  for (const { index, 0: host } of text.matchAll(HOST)) markLabels(host, index, changed, marked);
  const out: Units = { codes: [], starts: [], ends: [] };
  for (let at = 0; at < text.length; at++) {
    const [start, end] = [starts[at] as number, ends[at] as number];
    if (marked.has(at)) for (const char of MARK) push(out, char.charCodeAt(0), start, end);
    push(out, text.charCodeAt(at), start, end);
  }
  return out;
}

/** The ending itself can bear no mark: the label before it does. */
function markLabels(host: string, from: number, changed: Uint8Array, marked: Set<number>): void {
  let at = from;
  let before = from;
  for (const label of host.split('.')) {
    const end = at + label.length;
    if (changed.subarray(at, end).includes(1)) marked.add(end === from + host.length ? before : at);
    before = at;
    at = end + 1;
  }
}
