import type { Lists, PhraseTable } from './phrase-table.ts';
import { Spans } from './spans.ts';

const NONE = -1;

/** What is noted of a word that was seen, side by side: its first and its last place in the stretch, */
const FIRST = 0;
const LAST = 1;
/** and where its list in `fulfils` begins; it ends where the next word's begins. */
const FULFILS = 2;
const FIELDS = 3;

/** Of a choice. */
const CHOICE_FIELDS = 2;
const BROAD_WORDS = 1;

/**
 * Where the words of the stretch under examination stand, and which choices of words they fulfil. One object serves
 * every stretch, one after the other: an entry counts only while it carries the stretch's number, so that nothing has to
 * be cleared.
 */
export class Occurrences {
  /** Each word once, in the order in which they were first seen. */
  readonly words: number[] = [];
  readonly #wordsOf: Lists;
  /** word → choices that it fulfils */
  readonly #fulfils: Int32Array;
  readonly #broadWord: Int32Array;
  /** Bits of the broad words seen. */
  #broad = 0;
  /** word → the last stretch in which it was seen. By itself, for a choice asks for all of its words: it stays at hand. */
  readonly #seenIn: Int32Array;
  readonly #notes: Int32Array;
  /** choice → number of the last stretch in which one of its words was seen, and beside it the bits of its broad words */
  readonly #choices: Int32Array;
  /** The words' places, each of which names the word's next one. */
  readonly #places = new Spans();
  readonly #next: number[] = [];
  #stretch = 0;

  constructor({ wordsOf, fulfils, broadWord, broadWords }: Pick<PhraseTable, 'wordsOf' | 'fulfils' | 'broadWord' | 'broadWords'>) {
    this.#broadWord = broadWord;
    this.#wordsOf = wordsOf;
    this.#fulfils = fulfils.listed;
    this.#choices = new Int32Array(wordsOf.from.length * CHOICE_FIELDS);
    for (const [choice, bits] of broadWords.entries()) this.#choices[choice * CHOICE_FIELDS + BROAD_WORDS] = bits;
    this.#seenIn = new Int32Array(fulfils.from.length);
    this.#notes = new Int32Array(fulfils.from.length * FIELDS);
    for (const [word, from] of fulfils.from.entries()) this.#notes[word * FIELDS + FULFILS] = from;
  }

  begin(): void {
    this.#stretch++;
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
    if (this.#seenIn[word] === this.#stretch) this.#next[notes[note + LAST] as number] = place;
    else {
      this.#seenIn[word] = this.#stretch;
      notes[note + FIRST] = place;
      this.words.push(word);
      this.#broad |= this.#broadWord[word] as number;
      const end = notes[note + FIELDS + FULFILS] as number;
      for (let at = notes[note + FULFILS] as number; at < end; at++)
        this.#choices[(this.#fulfils[at] as number) * CHOICE_FIELDS] = this.#stretch;
    }
    notes[note + LAST] = place;
  }

  /** Was one of its words seen? Known only of choices that are some phrase's witness. */
  fulfilled(choice: number): boolean {
    const at = choice * CHOICE_FIELDS;
    return this.#choices[at] === this.#stretch || ((this.#choices[at + BROAD_WORDS] as number) & this.#broad) !== 0;
  }

  /** All places of all words of a choice, word by word. */
  collect(choice: number, into: Spans): void {
    into.clear();
    const { listed, from } = this.#wordsOf;
    const end = from[choice + 1] as number;
    for (let at = from[choice] as number; at < end; at++) {
      const word = listed[at] as number;
      if (this.#seenIn[word] !== this.#stretch) continue;
      for (let place = this.#notes[word * FIELDS + FIRST] as number; place !== NONE; place = this.#next[place] as number)
        into.add(this.#places.starts[place] as number, this.#places.ends[place] as number);
    }
  }
}
