import type { NumberedTexts } from './feature-lists.ts';
import { descend } from './gradient-descent.ts';
import { learnVocabulary } from './vocabulary.ts';
import type { LearningMemory } from './weight-rows.ts';

/** What one model is to learn: flat arrays, so that it can be handed to another thread as it is. */
export interface Lesson {
  /** Of each text its features by their numbers, in parts: what several models learn of a text stands once. */
  readonly parts: readonly NumberedTexts[];
  /** How many features there are. */
  readonly features: number;
  /** A feature that fewer examples have is not learnt. */
  readonly minTexts: number;
  /** The text of each example, … */
  readonly places: Int32Array;
  /** … its class, … */
  readonly labels: Uint16Array;
  /** … and how much it teaches. */
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

/** @param memory for whoever learns several lessons, one after the other */
export function learnLesson({ parts, places, features, minTexts, labels, importance, classes }: Lesson, memory?: LearningMemory): Learnt {
  const { kept, examples } = learnVocabulary(parts, places, features, minTexts);
  return { kept, ...descend(examples, labels, importance, classes, kept.length, memory) };
}
