import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import { isLatin } from './normalize.ts';

/** A list of numbers per key, in two flat arrays: those of `key` stand in `listed` from `from[key]` to `from[key + 1]`. */
export interface Lists {
  readonly listed: Int32Array;
  readonly from: Int32Array;
}

interface Placeholder {
  readonly word: number;
  readonly before: string;
  readonly kind: string;
  readonly behind: string;
}

/**
 * All phrases of a release as numbers. Words stand once, and so does every choice of words that a step leaves, however
 * many phrases make it: what was seen of a text is noted per choice, and a phrase asks its few choices only.
 */
export interface PhraseTable {
  /** What the trie looks for; empty where the word is found otherwise (placeholders, open twins). */
  readonly sought: readonly string[];
  /** word → does its trailing * leave the end open? */
  readonly open: Uint8Array;
  readonly latin: Uint8Array;
  /** "loan" and "loan*" end at one place of the trie: the closed one stands there and names its open twin. */
  readonly openTwins: ReadonlyMap<number, number>;
  readonly placeholders: readonly Placeholder[];
  /** phrase → its steps; of each, `choice` and `gap`. */
  readonly stepsFrom: Int32Array;
  readonly choice: Int32Array;
  readonly gap: Int32Array;
  /** choice → its words, in the order of the source. */
  readonly wordsOf: Lists;
  /** phrase → the choice of its rarest step, the least likely to be seen by chance. */
  readonly anchor: Int32Array;
  /** word → phrases to try once it was seen: those whose anchor it belongs to. */
  readonly anchored: Lists;
  /** Beside each of those phrases the choice that must be fulfilled too, of its other steps the rarest; `NO_WITNESS` without one. */
  readonly witnesses: Int32Array;
  /** word → witnesses that it fulfils, unless it is one of the few broad words that fulfil the most. */
  readonly fulfils: Lists;
  /** word → its bit when it is a broad word, else 0; witness → bits of the broad words that fulfil it. */
  readonly broadWord: Int32Array;
  readonly broadWords: Int32Array;
  /** choice → is it a witness, of any phrase? */
  readonly watched: Uint8Array;
}

export const NO_WITNESS = -1;

export function compilePhrases(phrases: readonly Phrase[]): PhraseTable {
  const wordIds = new Map<string, number>();
  const choiceIds = new Map<string, number>();
  const choices: number[][] = [];
  const stepsFrom = new Int32Array(phrases.length + 1);
  const choice: number[] = [];
  const gap: number[] = [];
  for (const [phrase, steps] of phrases.entries()) {
    for (const step of steps) {
      const id = idIn(choiceIds, step.alternatives.join('|'));
      choices[id] ??= step.alternatives.map((word) => idIn(wordIds, word));
      choice.push(id);
      gap.push(step.gap);
    }
    stepsFrom[phrase + 1] = choice.length;
  }
  const written = [...wordIds.keys()];
  const words = written.map((word) => (word.endsWith('*') ? word.slice(0, -1) : word));
  const open = Uint8Array.from(written, (word) => (word.endsWith('*') ? 1 : 0));
  const placeholders = words.flatMap((text, word) => {
    const placeholder = splitPlaceholder(text);
    return placeholder ? [{ word, ...placeholder }] : [];
  });
  const openTwins = new Map(
    words.flatMap((word, index) => (open[index] && wordIds.has(word) ? [[wordIds.get(word) as number, index] as const] : [])),
  );
  const hidden = new Set([...openTwins.values(), ...placeholders.map(({ word }) => word)]);
  const steps = { stepsFrom, choice: Int32Array.from(choice), gap: Int32Array.from(gap) };
  return {
    sought: words.map((word, index) => (hidden.has(index) ? '' : word)),
    open,
    latin: Uint8Array.from(words, (word) => (isLatin(word[0]) || isLatin(word.at(-1)) ? 1 : 0)),
    openTwins,
    placeholders,
    ...steps,
    wordsOf: lists(choices.length, (add) => {
      for (const [id, of] of choices.entries()) for (const word of of) add(id, word);
    }),
    ...underWords(words, choices, steps),
  };
}

function idIn(ids: Map<string, number>, key: string): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}

/** How often a word of one, two, more characters is seen in a message by chance, roughly. */
const COMMONNESS = [0, 60, 4, 1] as const;

/** What to do when a word is seen: try the phrases that it anchors, and note the witnesses that it fulfils. */
function underWords(
  words: readonly string[],
  choices: readonly (readonly number[])[],
  { stepsFrom, choice }: Pick<PhraseTable, 'stepsFrom' | 'choice'>,
): Pick<PhraseTable, 'anchor' | 'anchored' | 'witnesses' | 'watched' | keyof Fulfilment> {
  const chance = words.map((text) => COMMONNESS[Math.min(text.startsWith('<') ? 1 : text.length, COMMONNESS.length - 1)] ?? 1);
  const commonness = choices.map((of) => of.reduce((sum, word) => sum + (chance[word] as number), 0));
  const anchors = new Int32Array(stepsFrom.length - 1);
  const witness = new Int32Array(anchors.length).fill(NO_WITNESS);
  const watched = new Uint8Array(choices.length);
  const rarest = (own: Int32Array): number =>
    own.reduce((best, id) => ((commonness[id] as number) < (commonness[best] as number) ? id : best));
  for (let phrase = 0; phrase + 1 < stepsFrom.length; phrase++) {
    const own = choice.subarray(stepsFrom[phrase], stepsFrom[phrase + 1]);
    const anchor = rarest(own);
    anchors[phrase] = anchor;
    const others = own.filter((id) => id !== anchor);
    if (others.length === 0) continue;
    witness[phrase] = rarest(others);
    watched[witness[phrase] as number] = 1;
  }
  const anchored = lists(words.length, (add) => {
    for (const [phrase, anchor] of anchors.entries()) for (const word of choices[anchor] as readonly number[]) add(word, phrase);
  });
  return {
    anchor: anchors,
    anchored,
    witnesses: anchored.listed.map((phrase) => witness[phrase] as number),
    watched,
    ...fulfilment(words.length, choices, watched),
  };
}

type Fulfilment = Pick<PhraseTable, 'fulfils' | 'broadWord' | 'broadWords'>;
/** As many as a number has bits. */
const MOST_BROAD = 32;

/** "转" or an amount fulfils hundreds of choices: to note each would cost more than all other words of a message together. */
function fulfilment(words: number, choices: readonly (readonly number[])[], watched: Uint8Array): Fulfilment {
  const counts = new Int32Array(words);
  for (const [id, of] of choices.entries()) if (watched[id]) for (const word of of) counts[word] = (counts[word] as number) + 1;
  const broadWord = new Int32Array(words);
  const broadest = [...counts.keys()].sort((a, b) => (counts[b] as number) - (counts[a] as number)).slice(0, MOST_BROAD);
  for (const [bit, word] of broadest.entries()) broadWord[word] = 1 << bit;
  return {
    broadWord,
    broadWords: Int32Array.from(choices, (of) => of.reduce((bits, word) => bits | (broadWord[word] as number), 0)),
    fulfils: lists(words, (add) => {
      for (const [id, of] of choices.entries()) if (watched[id]) for (const word of of) if (!broadWord[word]) add(word, id);
    }),
  };
}

/** @param fill says every pair of key and number, the same both times that it is asked: to count, then to write. */
function lists(keys: number, fill: (add: (key: number, value: number) => void) => void): Lists {
  const from = new Int32Array(keys + 1);
  fill((key) => {
    from[key + 1] = (from[key + 1] as number) + 1;
  });
  for (let key = 0; key < keys; key++) from[key + 1] = (from[key + 1] as number) + (from[key] as number);
  const next = from.slice();
  const listed = new Int32Array(from[keys] as number);
  fill((key, value) => {
    listed[next[key] as number] = value;
    next[key] = (next[key] as number) + 1;
  });
  return { listed, from };
}
