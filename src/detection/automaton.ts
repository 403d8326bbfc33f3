/** Where word number `word` stands: units `start` (inclusive) to `end` (exclusive). */
export interface WordHit {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

const ROOT = 0;

/**
 * Aho–Corasick over UTF-16 units: finds every occurrence of every word in one pass over the text,
 * whatever the number of words. Built once per release; `find` allocates only its hits.
 */
export class Automaton {
  readonly #next: Map<number, number>[] = [new Map()];
  readonly #fail: number[] = [ROOT];
  readonly #words: number[][] = [[]];
  readonly #lengths: number[];

  constructor(words: readonly string[]) {
    this.#lengths = words.map((word) => word.length);
    for (const [index, word] of words.entries()) this.#add(word, index);
    this.#link();
  }

  find(text: string): WordHit[] {
    const hits: WordHit[] = [];
    let state = ROOT;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let next = this.#next[state]?.get(unit);
      while (next === undefined && state !== ROOT) {
        state = this.#fail[state] as number;
        next = this.#next[state]?.get(unit);
      }
      state = next ?? ROOT;
      for (const word of this.#words[state] as number[]) {
        const end = i + 1;
        hits.push({ word, start: end - (this.#lengths[word] as number), end });
      }
    }
    return hits;
  }

  #add(word: string, index: number): void {
    if (word === '') return;
    let state = ROOT;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      const known = this.#next[state]?.get(unit);
      if (known !== undefined) {
        state = known;
        continue;
      }
      const fresh = this.#next.length;
      this.#next.push(new Map());
      this.#fail.push(ROOT);
      this.#words.push([]);
      (this.#next[state] as Map<number, number>).set(unit, fresh);
      state = fresh;
    }
    (this.#words[state] as number[]).push(index);
  }

  /** Breadth first, so that a state's failure link and its words are ready before its children need them. */
  #link(): void {
    const queue = [...(this.#next[ROOT] as Map<number, number>).values()];
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] as number;
      for (const [unit, child] of this.#next[state] as Map<number, number>) {
        queue.push(child);
        let fallback = this.#fail[state] as number;
        while (fallback !== ROOT && !this.#next[fallback]?.has(unit)) fallback = this.#fail[fallback] as number;
        const target = this.#next[fallback]?.get(unit);
        this.#fail[child] = target !== undefined && target !== child ? target : ROOT;
        (this.#words[child] as number[]).push(...(this.#words[this.#fail[child] as number] as number[]));
      }
    }
  }
}
