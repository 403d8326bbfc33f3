import type { LibraryContent } from '../library/library.ts';
import { classifierFeatures, roleHints } from './analysis.ts';
import { doubled } from './doubled.ts';
import { featureList } from './features.ts';
import { createFinder } from './findings.ts';
import type { NumberedTexts } from './vocabulary.ts';

/** What the models are taught of each text, as 32-bit features: flat arrays, so that another thread can hand them over as they are. */
export interface FeaturesRead {
  /** Every scam model. */
  readonly told: NumberedTexts;
  /** Beside `told`, the models of forwarded texts. */
  readonly roles: NumberedTexts;
  /** The model of what somebody wants. */
  readonly wanted: NumberedTexts;
}

/** Who reads: whoever does it finds the same, text by text. */
export type Read = (content: LibraryContent, texts: readonly string[]) => FeaturesRead | Promise<FeaturesRead>;

export function readFeatures(content: LibraryContent, texts: readonly string[]): FeaturesRead {
  const find = createFinder(content);
  const [told, roles, wanted] = [new FeatureLists(texts.length), new FeatureLists(texts.length), new FeatureLists(texts.length)];
  for (const text of texts) {
    const { normalized, counted, asked, askedHints } = find(text);
    told.add(classifierFeatures(normalized.text, counted));
    roles.add(roleHints(counted));
    wanted.add(featureList(asked, askedHints));
  }
  return { told: told.lists, roles: roles.lists, wanted: wanted.lists };
}

/** What was read in parts, as if it had been read at once. */
export function joinFeatures(parts: readonly FeaturesRead[]): FeaturesRead {
  const joined = (lists: keyof FeaturesRead) => joinLists(parts.map((part) => part[lists]));
  return { told: joined('told'), roles: joined('roles'), wanted: joined('wanted') };
}

const FIRST_CAPACITY = 1 << 16;

class FeatureLists {
  readonly #from: Int32Array<ArrayBuffer>;
  #numbers = new Int32Array(FIRST_CAPACITY);
  #texts = 0;

  constructor(texts: number) {
    this.#from = new Int32Array(texts + 1);
  }

  add(features: ArrayLike<number>): void {
    const from = this.#from[this.#texts] as number;
    while (from + features.length > this.#numbers.length) this.#numbers = doubled(this.#numbers);
    this.#numbers.set(features, from);
    this.#from[++this.#texts] = from + features.length;
  }

  get lists(): NumberedTexts {
    return { numbers: this.#numbers.slice(0, this.#from[this.#texts]), from: this.#from };
  }
}

function joinLists(parts: readonly NumberedTexts[]): NumberedTexts {
  const numbers = new Int32Array(parts.reduce((sum, part) => sum + part.numbers.length, 0));
  const from = new Int32Array(parts.reduce((sum, part) => sum + part.from.length - 1, 1));
  let [features, texts] = [0, 0];
  for (const part of parts) {
    numbers.set(part.numbers, features);
    for (let text = 1; text < part.from.length; text++) from[texts + text] = features + (part.from[text] as number);
    features += part.numbers.length;
    texts += part.from.length - 1;
  }
  return { numbers, from };
}
