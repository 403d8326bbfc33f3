import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { textFeatures } from '../../detection/features.ts';

/** What natural has inside; its types do not tell. A list of features is taken for one only if it is no array. */
interface Inside {
  addExample(features: readonly [] | Readonly<Record<number, number>>, label: string): void;
  readonly classFeatures: Readonly<Record<string, Readonly<Record<number, number>>>>;
  readonly classTotals: Readonly<Record<string, number>>;
  readonly totalExamples: number;
  readonly smoothing: number;
}

/**
 * natural's BayesClassifier as it is delivered: its counting, its smoothing, its product of probabilities. Only the
 * looking up of a text's features is ours, because natural's own walks the vocabulary for every text and would need
 * hours for the corpus.
 */
export class StockBayes extends BayesClassifier {
  readonly #numbers = new Map<number, number>();
  readonly #inside = (this as unknown as { classifier: Inside }).classifier;

  /** Characters, and two and three of them in a row. */
  learn(text: string, label: string): void {
    const features = textFeatures(text, []);
    for (const feature of features) if (!this.#numbers.has(feature)) this.#numbers.set(feature, this.#numbers.size);
    // An array counts the text, a list its features; the row of zeros and ones that natural makes counts both.
    this.#inside.addExample([], label);
    this.#inside.addExample(this.#known(text), label);
  }

  /**
   * What natural answers. Its product of some hundred probabilities is 0 for every class of a longer text: then it is
   * the class that it met first.
   */
  nameStock(text: string): string {
    return this.classify(textFeatures(text, []));
  }

  /** From the same counts, with logarithms added instead: what naive Bayes could say. */
  nameByLogs(text: string): string {
    const { classFeatures, classTotals, totalExamples, smoothing } = this.#inside;
    const known = Object.values(this.#known(text));
    let best = '';
    let most = Number.NEGATIVE_INFINITY;
    for (const [label, counts] of Object.entries(classFeatures)) {
      const total = classTotals[label] as number;
      let sum = Math.log(total / totalExamples);
      for (const number of known) sum += Math.log((counts[number] || smoothing) / total);
      if (sum <= most) continue;
      most = sum;
      best = label;
    }
    return best;
  }

  override textToFeatures(features: readonly number[]): number[] {
    return this.#list(features) as number[];
  }

  #known(text: string): Readonly<Record<number, number>> {
    return this.#list(textFeatures(text, []));
  }

  #list(features: readonly number[]): Readonly<Record<number, number>> {
    return Object.assign(
      Object.create(null),
      features.flatMap((feature) => this.#numbers.get(feature) ?? []),
    );
  }
}
