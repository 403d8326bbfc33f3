import { BitSet } from './bit-set.ts';
import type { Lists, PhraseTable } from './phrase-table.ts';
import { Spans } from './spans.ts';

const NONE = -1;

/** What is noted of a word that was seen, side by side: its first and its last place in the stretch, */
const FIRST = 0;
const LAST = 1;
/** and where its list in `fulfils` begins; it ends where the next word's begins. */
const FULFILS = 2;
const FIELDS = 3;

/**
 * Where the words of the stretch under examination stand, and which choices of words they fulfil. One object serves
 * every stretch, one after the other.
 */
export class Occurrences {
  /** Each word once, in the order in which they were first seen. */
  readonly words: number[] = [];
  readonly #wordsOf: Lists;
  /** word → choices that it fulfils */
  readonly #fulfils: Int32Array;
  readonly #broadWord: Int32Array;
  readonly #broadWords: Int32Array;
  /** Bits of the broad words seen. */
  #broad = 0;
  readonly #seen: BitSet;
  readonly #notes: Int32Array;
  /** Choices of which a word was seen that is not broad. */
  readonly #choices: BitSet;
  /** The words' places, each of which names the word's next one. */
  readonly #places = new Spans();
  readonly #next: number[] = [];

  constructor({ wordsOf, fulfils, broadWord, broadWords }: Pick<PhraseTable, 'wordsOf' | 'fulfils' | 'broadWord' | 'broadWords'>) {
    this.#broadWord = broadWord;
    this.#broadWords = broadWords;
    this.#wordsOf = wordsOf;
    this.#fulfils = fulfils.listed;
    this.#choices = new BitSet(wordsOf.from.length);
    this.#seen = new BitSet(fulfils.from.length);
    this.#notes = new Int32Array(fulfils.from.length * FIELDS);
    for (const [word, from] of fulfils.from.entries()) this.#notes[word * FIELDS + FULFILS] = from;
  }

  begin(): void {
    this.#seen.clear();
    this.#choices.clear();
    this.words.length = 0;
    this.#broad = 0;
    this.#places.clear();
  }

  add(word: number, start: number, end: number): void {
    const notes = this.#notes;
    const note = word * FIELDS;
    const place = this.#places.count;
    this.#places.add(start, end);
    this.#next[place] = NONE;
    if (this.#seen.has(word)) this.#next[notes[note + LAST] as number] = place;
    else {
      this.#seen.add(word);
      notes[note + FIRST] = place;
      this.words.push(word);
      this.#broad |= this.#broadWord[word] as number;
      const end = notes[note + FIELDS + FULFILS] as number;
      for (let at = notes[note + FULFILS] as number; at < end; at++) this.#choices.add(this.#fulfils[at] as number);
    }
    notes[note + LAST] = place;
  }

  /** Was one of its words seen? Known only of choices that are some phrase's witness. */
  fulfilled(choice: number): boolean {
    return this.#choices.has(choice) || ((this.#broadWords[choice] as number) & this.#broad) !== 0;
  }

  /** All places of all words of a choice, word by word. */
  collect(choice: number, into: Spans): void {
    into.clear();
    const { listed, from } = this.#wordsOf;
    const end = from[choice + 1] as number;
    for (let at = from[choice] as number; at < end; at++) {
      const word = listed[at] as number;
      if (!this.#seen.has(word)) continue;
      for (let place = this.#notes[word * FIELDS + FIRST] as number; place !== NONE; place = this.#next[place] as number)
        into.add(this.#places.starts[place] as number, this.#places.ends[place] as number);
    }
  }
}
