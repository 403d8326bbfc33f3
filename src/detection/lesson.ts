import { descend } from './gradient-descent.ts';
import { learnVocabulary, type NumberedTexts } from './vocabulary.ts';

/** What one model is to learn: flat arrays, so that it can be handed to another thread as it is. */
export interface Lesson {
  /** By features. */
  readonly texts: NumberedTexts;
  /** How many features there are. */
  readonly features: number;
  /** A feature that fewer texts have is not learnt. */
  readonly minTexts: number;
  /** The class of each text. */
  readonly labels: Uint16Array;
  /** How much each text teaches. */
  readonly importance: Float64Array;
  readonly classes: number;
}
export interface Learnt {
  /** The features that are known, by their numbers; one for each row of the weights. */
  readonly kept: Int32Array<ArrayBuffer>;
  readonly bias: Float64Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** Who learns: whoever does it finds the same, bit by bit. */
export type Learn = (lesson: Lesson) => Learnt | Promise<Learnt>;

export function learnLesson({ texts, features, minTexts, labels, importance, classes }: Lesson): Learnt {
  const vocabulary = learnVocabulary(texts, features, minTexts);
  const { kept } = vocabulary;
  return { kept, ...descend(vocabulary.texts, labels, importance, classes, kept.length) };
}
