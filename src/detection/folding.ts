import type { LibraryContent } from '../library/library.ts';

/** Characters one by one: what each stands for once its disguise is off. */
export interface Folding {
  /** The one unit that this unit stands for; 0 when it takes `full` to tell (nothing, several units, a surrogate pair). */
  single(code: number): number;
  /** What a code point stands for: none, one or several units. */
  full(point: number): string;
}

const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\p{Cc}\p{Cs}\p{Co}\u3164\u115f\u1160]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{So}|\p{Sk}/u;
const UNKNOWN = 0;
const NOT_SINGLE = 1;

/** Answers are kept: a text is folded at the speed of a table look-up. */
export function createFolding({ variants, simplify }: Pick<LibraryContent, 'variants' | 'simplify'>): Folding {
  const mapped = new Map<string, string>();
  const to = [...simplify.to];
  for (const [index, char] of [...simplify.from].entries()) mapped.set(char, to[index] ?? char);
  for (const [from, target] of Object.entries(variants.chars)) mapped.set(from, target);
  const table = new Uint16Array(0x10000);

  const full = (point: number): string => foldPoint(String.fromCodePoint(point), mapped);
  return {
    full,
    single(code) {
      const known = table[code] as number;
      if (known !== UNKNOWN) return known === NOT_SINGLE ? 0 : known;
      const folded = full(code);
      const single = folded.length === 1 ? folded.charCodeAt(0) : NOT_SINGLE;
      table[code] = single;
      return single === NOT_SINGLE ? 0 : single;
    },
  };
}

function foldPoint(point: string, mapped: ReadonlyMap<string, string>): string {
  const known = mapped.get(point);
  if (known !== undefined) return known;
  if (point === '\n' || point === '\r') return '\n';
  if (point === '\t') return ' ';
  if (INVISIBLE.test(point)) return '';
  const folded = point.normalize('NFKC').toLowerCase();
  let out = '';
  for (const part of folded) if (!INVISIBLE.test(part)) out += mapped.get(part) ?? (EMOJI.test(part) ? ' ' : part);
  return out;
}
