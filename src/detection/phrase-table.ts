import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import { isLatin } from './normalize.ts';

/** A list of numbers per key, in two flat arrays: those of `key` stand in `listed` from `from[key]` to `from[key + 1]`. */
export interface Lists {
  readonly listed: Int32Array;
  readonly from: Int32Array;
}

interface Placeholder {
  readonly card: number;
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
  /** word → its card */
  readonly cardOf: Int32Array;
  /**
   * A card for each word: all that is to be done when it is seen, in one place, to be fetched together. Behind the fields stand the
   * witnesses that it fulfils, unless it is one of the few broad words that fulfil the most; behind them the phrases to try then, those
   * whose anchor it belongs to, each with the choice that must be fulfilled too: of its other steps the rarest, `NO_WITNESS` without one.
   */
  readonly cards: Int32Array;
  readonly placeholders: readonly Placeholder[];
  /** phrase → its steps; of each, `choice` and `gap`. */
  readonly stepsFrom: Int32Array;
  readonly choice: Int32Array;
  readonly gap: Int32Array;
  /** choice → its words, in the order of the source. */
  readonly wordsOf: Lists;
  /** witness → bits of the broad words that fulfil it. */
  readonly broadWords: Int32Array;
  /** choice → is it a witness, of any phrase? */
  readonly watched: Uint8Array;
}

/** Where on its card is said of a word which one it is, … */
export const WORD = 0;
/** how it may end, … */
export const END = 1;
/** on which card its open twin stands, `NO_TWIN` without one: "loan" and "loan*" end at one place of the trie, where the closed one stands, … */
export const TWIN = 2;
/** its bit when it is a broad word, else 0, … */
export const BROAD = 3;
/** how many witnesses it fulfils, … */
export const FULFILS = 4;
/** … and how many phrases are tried with it. */
export const ANCHORS = 5;
export const CARD_FIELDS = 6;
/** A phrase, and beside it the choice that must be fulfilled too. */
export const ANCHOR = 2;
/** How a word may end: within others as Chinese words do, alone as Latin words do, or at its end within others: "invest*". */
export const ANYWHERE = 0;
export const ALONE = 1;
export const OPEN = 2;
export const NO_TWIN = -1;

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
  const words = [...wordIds.keys()].map((written) => readWord(written, wordIds));
  const steps = { stepsFrom, choice: Int32Array.from(choice), gap: Int32Array.from(gap) };
  const { cards, cardOf, ...waiting } = fillCards(words, choices, steps);
  const twins = new Set(words.map(({ twin }) => twin));
  return {
    sought: words.map(({ text, placeholder }, word) => (placeholder || twins.has(word) ? '' : text)),
    cardOf,
    cards,
    placeholders: words.flatMap(({ placeholder }, word) => (placeholder ? [{ card: cardOf[word] as number, ...placeholder }] : [])),
    ...steps,
    wordsOf: lists(choices.length, (add) => {
      for (const [id, of] of choices.entries()) for (const word of of) add(id, word);
    }),
    ...waiting,
  };
}

interface Word {
  /** Without its star. */
  readonly text: string;
  readonly end: typeof ANYWHERE | typeof ALONE | typeof OPEN;
  /** The same with a star; `NO_TWIN` without one. */
  readonly twin: number;
  readonly placeholder: ReturnType<typeof splitPlaceholder>;
}

function readWord(written: string, ids: ReadonlyMap<string, number>): Word {
  const open = written.endsWith('*');
  const text = open ? written.slice(0, -1) : written;
  const latin = isLatin(text[0]) || isLatin(text.at(-1));
  return {
    text,
    end: latin ? (open ? OPEN : ALONE) : ANYWHERE,
    twin: ids.get(`${written}*`) ?? NO_TWIN,
    placeholder: splitPlaceholder(text),
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

/** What to do when a word is seen: note the witnesses that it fulfils, and try the phrases that it anchors. */
function fillCards(
  words: readonly Word[],
  choices: readonly (readonly number[])[],
  { stepsFrom, choice }: Pick<PhraseTable, 'stepsFrom' | 'choice'>,
): Pick<PhraseTable, 'cards' | 'cardOf' | 'watched' | 'broadWords'> {
  const { anchor, witness } = rarestSteps(words, choices, { stepsFrom, choice });
  const watched = new Uint8Array(choices.length);
  for (const id of witness) if (id !== NO_WITNESS) watched[id] = 1;
  const anchors = lists(words.length, (add) => {
    for (const [phrase, id] of anchor.entries()) for (const word of choices[id] as readonly number[]) add(word, phrase);
  });
  const { fulfils, broadWord, broadWords } = fulfilment(words.length, choices, watched);
  const cardOf = new Int32Array(words.length);
  const cards = new Int32Array(CARD_FIELDS * words.length + fulfils.listed.length + ANCHOR * anchors.listed.length);
  let at = 0;
  for (const word of words.keys()) {
    cardOf[word] = at;
    at += CARD_FIELDS + countIn(fulfils, word) + ANCHOR * countIn(anchors, word);
  }
  for (const [word, { end, twin }] of words.entries()) {
    at = cardOf[word] as number;
    cards[at + WORD] = word;
    cards[at + END] = end;
    cards[at + TWIN] = twin === NO_TWIN ? NO_TWIN : (cardOf[twin] as number);
    cards[at + BROAD] = broadWord[word] as number;
    cards[at + FULFILS] = countIn(fulfils, word);
    cards[at + ANCHORS] = countIn(anchors, word);
    at += CARD_FIELDS;
    for (let i = fulfils.from[word] as number; i < (fulfils.from[word + 1] as number); i++) cards[at++] = fulfils.listed[i] as number;
    for (let i = anchors.from[word] as number; i < (anchors.from[word + 1] as number); i++, at += ANCHOR) {
      const phrase = anchors.listed[i] as number;
      cards[at] = phrase;
      cards[at + 1] = witness[phrase] as number;
    }
  }
  return { cards, cardOf, watched, broadWords };
}

/** Of each phrase the choice seen most rarely, its anchor, and the rarest of the others, its witness; `NO_WITNESS` without others. */
function rarestSteps(
  words: readonly Word[],
  choices: readonly (readonly number[])[],
  { stepsFrom, choice }: Pick<PhraseTable, 'stepsFrom' | 'choice'>,
): Readonly<Record<'anchor' | 'witness', Int32Array>> {
  const chance = words.map(
    ({ text, placeholder }) => COMMONNESS[Math.min(placeholder?.before === '' ? 1 : text.length, COMMONNESS.length - 1)] ?? 1,
  );
  const commonness = choices.map((of) => of.reduce((sum, word) => sum + (chance[word] as number), 0));
  const anchor = new Int32Array(stepsFrom.length - 1);
  const witness = new Int32Array(stepsFrom.length - 1);
  const rarest = (phrase: number, except: number): number => {
    let best = NO_WITNESS;
    for (let step = stepsFrom[phrase] as number; step < (stepsFrom[phrase + 1] as number); step++) {
      const id = choice[step] as number;
      if (id !== except && (best === NO_WITNESS || (commonness[id] as number) < (commonness[best] as number))) best = id;
    }
    return best;
  };
  for (const phrase of anchor.keys()) {
    anchor[phrase] = rarest(phrase, NO_WITNESS);
    witness[phrase] = rarest(phrase, anchor[phrase] as number);
  }
  return { anchor, witness };
}

/** As many as a number has bits. */
const MOST_BROAD = 32;

interface Fulfilment {
  /** word → witnesses; of a broad word none, and 32 words have a bit of their own instead. */
  readonly fulfils: Lists;
  readonly broadWord: Int32Array;
  readonly broadWords: Int32Array;
}

/** "转" or an amount fulfils hundreds of choices: to note each would cost more than all other words of a message together. */
function fulfilment(words: number, choices: readonly (readonly number[])[], watched: Uint8Array): Fulfilment {
  const counts = new Int32Array(words);
  for (const [id, of] of choices.entries()) if (watched[id]) for (const word of of) counts[word] = (counts[word] as number) + 1;
  const broadest = [...counts.keys()].sort((a, b) => (counts[b] as number) - (counts[a] as number)).slice(0, MOST_BROAD);
  const broadWord = new Int32Array(words);
  for (const [bit, word] of broadest.entries()) broadWord[word] = 1 << bit;
  return {
    fulfils: lists(words, (add) => {
      for (const [id, of] of choices.entries()) if (watched[id]) for (const word of of) if (broadWord[word] === 0) add(word, id);
    }),
    broadWord,
    broadWords: Int32Array.from(choices, (of) => of.reduce((bits, word) => bits | (broadWord[word] as number), 0)),
  };
}

function countIn({ from }: Lists, key: number): number {
  return (from[key + 1] as number) - (from[key] as number);
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
