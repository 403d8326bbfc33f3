const FEWEST_LETTERS = 4;
/** Blanks between letters may divide words as well: only what is not longer than a word is put together. */
const LONGEST_WORD = 14;
const LONGEST = 12;
const OF_ADDRESS = /[/@:]/;

export interface Gap {
  readonly start: number;
  readonly end: number;
}

interface Kinds {
  /** A character of any word, Chinese ones and digits too. */
  isWord(at: number): boolean;
  isLetter(at: number): boolean;
}

/** What stands between neighbours, in order; empty between two that touch. */
export function gapsBetween(length: number, isNeighbour: (at: number) => boolean): Gap[] {
  const gaps: Gap[] = [];
  let before = -1;
  for (let at = 0; at < length; at++) {
    if (!isNeighbour(at)) continue;
    if (before >= 0) gaps.push({ start: before + 1, end: at });
    before = at;
  }
  return gaps;
}

/** "p.o.l.i.c.e": four single letters or more; what goes on behind the same sign with a whole word is an address or a list. */
export function dropBetweenLetters(text: string, { isWord, isLetter }: Kinds, dropped: Uint8Array): void {
  const gaps = gapsBetween(text.length, isWord);
  const chains: { from: number; to: number; between: string }[] = [];
  for (let at = 0; at < gaps.length; ) {
    const first = gaps[at] as Gap;
    const between = text.slice(first.start, Math.min(first.end, first.start + LONGEST + 1));
    let next = at;
    while (next < gaps.length && joinsLetters(gaps[next] as Gap, between)) next++;
    const goesOn = between !== ' ' && (reaches(at - 1, between) || reaches(next, between));
    if (next > at && !goesOn) chains.push({ from: at, to: next, between });
    at = Math.max(next, at + 1);
  }
  const isLongEnough = ({ from, to, between }: (typeof chains)[number]): boolean =>
    to - from >= FEWEST_LETTERS - 1 && (between !== ' ' || to - from < LONGEST_WORD);
  const known = new Set(chains.filter(isLongEnough).map(({ between }) => between));
  for (const chain of chains) {
    if (!(isLongEnough(chain) || (chain.between !== ' ' && known.has(chain.between)))) continue;
    for (const { start, end } of gaps.slice(chain.from, chain.to)) dropped.fill(1, start, end);
  }

  function joinsLetters({ start, end }: Gap, between: string): boolean {
    const same = end > start && text.slice(start, end) === between && !OF_ADDRESS.test(between);
    return same && isSingleLetter(start - 1) && isSingleLetter(end);
  }

  function isSingleLetter(at: number): boolean {
    const touches = (at > 0 && isWord(at - 1)) || (at + 1 < text.length && isWord(at + 1));
    return isLetter(at) && !touches;
  }

  function reaches(index: number, between: string): boolean {
    const gap = gaps[index];
    return gap !== undefined && gap.end > gap.start && text.slice(gap.start, gap.end) === between;
  }
}
