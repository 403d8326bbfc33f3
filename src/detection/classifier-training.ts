import NaturalClassifier, { type NaturalModel } from 'natural/lib/natural/classifiers/classifier.js';
import { FeatureIndex } from '../library/feature-index.ts';
import type { LinearModel } from '../library/library.ts';
import { type Learn, type Learnt, type Lesson, learnLesson } from './lesson.ts';
import { probabilities } from './linear-model.ts';
import { FeatureNumbers } from './vocabulary.ts';

export interface TrainingOptions {
  /**
   * A feature seen in fewer texts than this is somebody's spelling, not evidence; default 3. With 2 the table is half as large
   * again and cross-validation finds no difference (forwarded scams in red 64.6 %, with 3 65.1 %, at the same false alarms);
   * with 4 more is missed.
   */
  readonly minTexts?: number;
  /** Weight of an example by its label; default 1. Balances classes of unequal size. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Shared by the classifiers that learn from the same texts. */
  readonly numbers?: FeatureNumbers;
}

const MIN_TEXTS = 3;

/**
 * natural's Classifier over our own model. Features go straight through: natural's own feature vectors would be
 * as long as the vocabulary for every text (107 s instead of 0.1 s for 5,000 texts).
 */
export class TextClassifier extends NaturalClassifier<ArrayLike<number>> {
  readonly #model: LogLinearModel;
  readonly #numbers: FeatureNumbers;

  constructor(options: TrainingOptions = {}) {
    const numbers = options.numbers ?? new FeatureNumbers();
    const model = new LogLinearModel(options, numbers);
    super(model);
    this.#model = model;
    this.#numbers = numbers;
  }

  /** @param weight how much this one text teaches, times its label's weight */
  override addDocument(features: ArrayLike<number>, label: string, weight = 1): void {
    this.addNumbered(this.#numbers.of(features), label, weight);
  }

  /** The same for whoever has the features' numbers: to look them up again for each model costs more than what is then done. */
  addNumbered(numbers: Int32Array, label: string, weight = 1): void {
    this.#model.addExample(numbers, label, weight);
  }

  /** As `train`, but somebody else does the learning: the models of a library are learnt beside one another. */
  trainBy(learn: Learn): Promise<void> {
    return this.#model.trainBy(learn);
  }

  override textToFeatures(features: ArrayLike<number>): ArrayLike<number> {
    return features;
  }

  get linearModel(): LinearModel {
    return this.#model.trained;
  }
}

/**
 * A linear model over n-grams in log space like naive Bayes, with the weights found together by gradient descent on
 * the log loss instead of one by one by counting: on our texts naive Bayes counts every repeated hint as new evidence
 * and loses a third of the scams at the same false alarms (docs/quality.md). Deterministic: same texts, same weights.
 */
class LogLinearModel implements NaturalModel {
  readonly #examples: Example[] = [];
  readonly #options: TrainingOptions;
  readonly #numbers: FeatureNumbers;
  #trained: LinearModel | undefined;

  constructor(options: TrainingOptions, numbers: FeatureNumbers) {
    this.#options = options;
    this.#numbers = numbers;
  }

  get trained(): LinearModel {
    if (!this.#trained) throw new Error('train() first');
    return this.#trained;
  }

  addExample(numbers: Int32Array, label: string, weight = 1): void {
    this.#examples.push({ numbers, label, weight });
  }

  train(): void {
    this.#take(learnLesson(this.#lesson()));
  }

  async trainBy(learn: Learn): Promise<void> {
    this.#take(await learn(this.#lesson()));
  }

  #lesson(): Lesson {
    const examples = this.#examples;
    const from = new Int32Array(examples.length + 1);
    for (const [index, { numbers }] of examples.entries()) from[index + 1] = (from[index] as number) + numbers.length;
    const numbers = new Int32Array(from.at(-1) as number);
    for (const [index, one] of examples.entries()) numbers.set(one.numbers, from[index]);
    const classes = this.#classes();
    return {
      texts: { numbers, from },
      features: this.#numbers.size,
      minTexts: this.#options.minTexts ?? MIN_TEXTS,
      labels: Uint16Array.from(examples, ({ label }) => classes.indexOf(label)),
      importance: Float64Array.from(examples, ({ weight, label }) => weight * (this.#options.weights?.[label] ?? 1)),
      classes: classes.length,
    };
  }

  #take({ kept, bias, weights }: Learnt): void {
    const features = new FeatureIndex(kept.map((number) => this.#numbers.hashOf(number)));
    this.#trained = { classes: this.#classes(), bias: [...bias], features, weights, scale: 1 };
  }

  #classes(): string[] {
    return [...new Set(this.#examples.map(({ label }) => label))].sort();
  }

  getClassifications(features: ArrayLike<number>): { label: string; value: number }[] {
    return probabilities(this.trained, features)
      .map((value, index) => ({ label: this.trained.classes[index] as string, value }))
      .sort((a, b) => b.value - a.value);
  }

  classify(features: ArrayLike<number>): string {
    return this.getClassifications(features)[0]?.label ?? '';
  }
}

interface Example {
  /** Its features. */
  readonly numbers: Int32Array;
  readonly label: string;
  readonly weight: number;
}
