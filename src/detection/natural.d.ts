/** natural ships types for its root only, and its root pulls database clients; this is the one file we load of it. */
declare module 'natural/lib/natural/classifiers/classifier.js' {
  import { EventEmitter } from 'node:events';

  /** What natural's Classifier expects of the model inside it. */
  export interface NaturalModel {
    addExample(features: ArrayLike<number>, label: string): void;
    train(): void;
    getClassifications(features: ArrayLike<number>): { label: string; value: number }[];
    classify(features: ArrayLike<number>): string;
  }
  export default class Classifier extends EventEmitter {
    constructor(model: NaturalModel, stemmer?: unknown);
    protected docs: { label: string; text: ArrayLike<number> }[];
    addDocument(text: string | ArrayLike<string | number>, label: string): void;
    textToFeatures(observation: string | ArrayLike<string | number>): ArrayLike<number>;
    train(): void;
    getClassifications(observation: string | ArrayLike<string | number>): { label: string; value: number }[];
    classify(observation: string | ArrayLike<string | number>): string;
  }
}

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  import Classifier from 'natural/lib/natural/classifiers/classifier.js';

  export default class BayesClassifier extends Classifier {
    constructor();
  }
}
