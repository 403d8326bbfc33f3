/** natural ships types for its root only, and its root pulls database clients; this is the one file we load of it. */
declare module 'natural/lib/natural/classifiers/classifier.js' {
  import { EventEmitter } from 'node:events';

  /** What natural's Classifier expects of the model inside it. */
  export interface NaturalModel<Features = ArrayLike<number>> {
    addExample(features: Features, label: string): void;
    train(): void;
    getClassifications(features: Features): { label: string; value: number }[];
    classify(features: Features): string;
  }
  export default class Classifier<Text = string | readonly (string | number)[], Features = ArrayLike<number>> extends EventEmitter {
    constructor(model: NaturalModel<Features>, stemmer?: unknown);
    protected docs: { label: string; text: Features }[];
    addDocument(text: Text, label: string): void;
    textToFeatures(observation: Text): Features;
    train(): void;
    getClassifications(observation: Text): { label: string; value: number }[];
    classify(observation: Text): string;
  }
}

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  import Classifier from 'natural/lib/natural/classifiers/classifier.js';

  export default class BayesClassifier extends Classifier {
    constructor();
  }
}
