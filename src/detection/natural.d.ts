/** natural ships types for its root only, and its root pulls database clients; this is the one file we load of it. */
declare module 'natural/lib/natural/classifiers/classifier.js' {
  import { EventEmitter } from 'node:events';

  /** What natural's Classifier expects of the model inside it. */
  export interface NaturalModel {
    addExample(features: string[], label: string): void;
    train(): void;
    getClassifications(features: string[]): { label: string; value: number }[];
    classify(features: string[]): string;
  }
  export default class Classifier extends EventEmitter {
    constructor(model: NaturalModel, stemmer?: unknown);
    protected docs: { label: string; text: string[] }[];
    addDocument(text: string | string[], label: string): void;
    textToFeatures(observation: string | string[]): string[];
    train(): void;
    getClassifications(observation: string | string[]): { label: string; value: number }[];
    classify(observation: string | string[]): string;
  }
}
