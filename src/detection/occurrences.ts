import { BitSet } from './bit-set.ts';
import { BROAD, CARD_FIELDS, FULFILS, type PhraseTable, WORD } from './phrase-table.ts';
import { Spans } from './spans.ts';

const NONE = -1;

/**
 * Where the words of the stretch under examination stand, and which choices of words they fulfil. One object serves
 * every stretch, one after the other.
 */
export class Occurrences {
  /** The card of each word once, in the order in which they were first seen. */
  readonly cards: number[] = [];
  readonly #table: Pick<PhraseTable, 'cards' | 'wordsOf' | 'broadWords'>;
  /** Bits of the broad words seen. */
  #broad = 0;
  readonly #seen: BitSet;
  /** word → where among those seen it stands */
  readonly #ranks: Int32Array;
  /** Choices of which a word was seen that is not broad. */
  readonly #choices: BitSet;
  /** The words' places, each of which names the word's next one; and of each word seen the first and the last. */
  readonly #places = new Spans();
  readonly #next: number[] = [];
  readonly #first: number[] = [];
  readonly #last: number[] = [];

  /** @param words how many there are */
  constructor(table: Pick<PhraseTable, 'cards' | 'wordsOf' | 'broadWords'>, words: number) {
    this.#table = table;
    this.#choices = new BitSet(table.broadWords.length);
    this.#seen = new BitSet(words);
    this.#ranks = new Int32Array(words);
  }

  begin(): void {
    this.#seen.clear();
    this.#choices.clear();
    this.cards.length = 0;
    this.#broad = 0;
    this.#places.clear();
  }

  /** @param card of the word seen */
  add(card: number, start: number, end: number): void {
    const { cards } = this.#table;
    const word = cards[card + WORD] as number;
    const place = this.#places.count;
    this.#places.add(start, end);
    this.#next[place] = NONE;
    if (this.#seen.has(word)) {
      const rank = this.#ranks[word] as number;
      this.#next[this.#last[rank] as number] = place;
      this.#last[rank] = place;
      return;
    }
    const rank = this.cards.length;
    this.cards.push(card);
    this.#seen.add(word);
    this.#ranks[word] = rank;
    this.#first[rank] = place;
    this.#last[rank] = place;
    this.#broad |= cards[card + BROAD] as number;
    const from = card + CARD_FIELDS;
    const to = from + (cards[card + FULFILS] as number);
    for (let at = from; at < to; at++) this.#choices.add(cards[at] as number);
  }

  /** Was one of its words seen? Known only of choices that are some phrase's witness. */
  fulfilled(choice: number): boolean {
    return this.#choices.has(choice) || ((this.#table.broadWords[choice] as number) & this.#broad) !== 0;
  }

  /** All places of all words of a choice, word by word. */
  collect(choice: number, into: Spans): void {
    into.clear();
    const { listed, from } = this.#table.wordsOf;
    const { starts, ends } = this.#places;
    const end = from[choice + 1] as number;
    for (let at = from[choice] as number; at < end; at++) {
      const word = listed[at] as number;
      if (!this.#seen.has(word)) continue;
      for (let place = this.#first[this.#ranks[word] as number] as number; place !== NONE; place = this.#next[place] as number)
        into.add(starts[place] as number, ends[place] as number);
    }
  }
}
