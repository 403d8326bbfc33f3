import { beforeEach, describe, expect, test } from 'vitest';
import { Occurrences } from '../../src/detection/occurrences.ts';
import { compilePhrases } from '../../src/detection/phrase-table.ts';
import { Spans } from '../../src/detection/spans.ts';
import { parsePhrase } from '../../src/library/phrase.ts';
import { COMMON, MANY } from './many-phrases.ts';

const TABLE = compilePhrases(MANY.map(parsePhrase));
const cardOf = (text: string): number => TABLE.cardOf[TABLE.sought.indexOf(text)] as number;
/** The choice that phrase number `phrase` waits for besides its rarest. */
const witnessOf = (phrase: number): number => TABLE.choice[2 * phrase + 1] as number;
const NARROW = cardOf(COMMON[0] as string);
const OTHER_NARROW = cardOf(COMMON[5] as string);
const BROAD = cardOf(COMMON[39] as string);
const OTHER_BROAD = cardOf(COMMON[38] as string);

describe('what stands in a stretch', () => {
  let seen: Occurrences;
  beforeEach(() => {
    seen = new Occurrences(TABLE, TABLE.sought.length);
    seen.begin();
  });
  const fulfilled = (): number[] => MANY.flatMap((_, phrase) => (seen.fulfilled(witnessOf(phrase)) ? [phrase] : []));
  function placesOf(choice: number): [number, number][] {
    const spans = new Spans();
    spans.add(99, 100);
    seen.collect(choice, spans);
    return Array.from({ length: spans.count }, (_, index) => [spans.starts[index] as number, spans.ends[index] as number]);
  }

  test('are its words, each once, in the order in which they were seen', () => {
    for (const word of [BROAD, NARROW, BROAD, OTHER_NARROW, NARROW]) seen.add(word, 0, 1);
    expect(seen.cards).toEqual([BROAD, NARROW, OTHER_NARROW]);
  });

  test('are all places of a choice, word by word in the order of the phrase', () => {
    seen.add(BROAD, 0, 1);
    seen.add(NARROW, 3, 4);
    seen.add(BROAD, 5, 6);
    seen.add(OTHER_NARROW, 7, 8);
    seen.add(BROAD, 9, 10);
    expect(placesOf(witnessOf(0))).toEqual([
      [3, 4],
      [7, 8],
      [0, 1],
      [5, 6],
      [9, 10],
    ]);
    expect(placesOf(witnessOf(39))).toEqual([
      [0, 1],
      [5, 6],
      [9, 10],
    ]);
    expect(placesOf(TABLE.choice[0] as number)).toEqual([]);
  });

  test('is what a rare word fulfils', () => {
    expect(fulfilled()).toEqual([]);
    seen.add(NARROW, 0, 1);
    expect(fulfilled()).toEqual([0]);
    seen.add(OTHER_NARROW, 1, 2);
    expect(fulfilled()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('is what a word of many choices fulfils', () => {
    seen.add(OTHER_BROAD, 0, 1);
    expect(fulfilled()).toEqual(MANY.slice(0, 39).map((_, phrase) => phrase));
    seen.add(BROAD, 1, 2);
    expect(fulfilled()).toHaveLength(40);
  });

  test('is forgotten where the next one begins', () => {
    for (const word of [NARROW, BROAD]) seen.add(word, 0, 1);
    seen.begin();
    expect(seen.cards).toEqual([]);
    expect(fulfilled()).toEqual([]);
    expect(placesOf(witnessOf(0))).toEqual([]);
    seen.add(BROAD, 5, 6);
    expect(placesOf(witnessOf(0))).toEqual([[5, 6]]);
  });
});
