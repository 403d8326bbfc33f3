import NaturalClassifier, { type NaturalModel } from 'natural/lib/natural/classifiers/classifier.js';
import { FeatureIndex } from '../library/feature-index.ts';
import type { LinearModel } from '../library/library.ts';
import { FeatureLists, type NumberedTexts } from './feature-lists.ts';
import { type Learn, type Learnt, type Lesson, learnLesson } from './lesson.ts';
import { probabilities } from './linear-model.ts';
import { FeatureNumbers } from './vocabulary.ts';

export interface TrainingOptions {
  /**
   * A feature seen in fewer texts than this is somebody's spelling, not evidence; default `MIN_TEXTS`. What is enough grows with the
   * corpus (docs/quality.md).
   */
  readonly minTexts?: number;
  /** Weight of an example by its label; default 1. Balances classes of unequal size. */
  readonly weights?: Readonly<Record<string, number>>;
}

/** Texts that were read beforehand, shared by the classifiers that learn from them. */
export interface TextsRead {
  /** What a text has, in parts, by the numbers of its features. */
  readonly parts: readonly NumberedTexts[];
  readonly numbers: FeatureNumbers;
}

/** No model of a library keeps what fewer texts have. */
export const MIN_TEXTS = 4;

/**
 * natural's Classifier over our own model. Features go straight through: natural's own feature vectors would be
 * as long as the vocabulary for every text (107 s instead of 0.1 s for 5,000 texts).
 */
export class TextClassifier extends NaturalClassifier<ArrayLike<number>> {
  readonly #model: LogLinearModel;

  /** @param read what `addRead` teaches from; without it every text is brought by `addDocument` */
  constructor(options: TrainingOptions = {}, read?: TextsRead) {
    const model = new LogLinearModel(options, read);
    super(model);
    this.#model = model;
  }

  /** @param weight how much this one text teaches, times its label's weight */
  override addDocument(features: ArrayLike<number>, label: string, weight = 1): void {
    this.#model.addExample(features, label, weight);
  }

  /** The same for a text that was read, by its place: to look its features up again for each model costs more than what is then done. */
  addRead(place: number, label: string, weight = 1): void {
    this.#model.teach(place, label, weight);
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
  readonly #own = new OwnTexts();
  readonly #texts: TextsRead;
  #trained: LinearModel | undefined;

  constructor(options: TrainingOptions, read?: TextsRead) {
    this.#options = options;
    this.#texts = read ?? this.#own;
  }

  get trained(): LinearModel {
    if (!this.#trained) throw new Error('train() first');
    return this.#trained;
  }

  addExample(features: ArrayLike<number>, label: string, weight = 1): void {
    if (this.#texts !== this.#own) throw new Error('this classifier learns from texts that were read');
    this.teach(this.#own.add(features), label, weight);
  }

  teach(place: number, label: string, weight: number): void {
    this.#examples.push({ place, label, weight });
  }

  train(): void {
    this.#take(learnLesson(this.#lesson()));
  }

  async trainBy(learn: Learn): Promise<void> {
    this.#take(await learn(this.#lesson()));
  }

  #lesson(): Lesson {
    const examples = this.#examples;
    const classes = this.#classes();
    return {
      parts: this.#texts.parts,
      features: this.#texts.numbers.size,
      minTexts: this.#options.minTexts ?? MIN_TEXTS,
      places: Int32Array.from(examples, ({ place }) => place),
      labels: Uint16Array.from(examples, ({ label }) => classes.indexOf(label)),
      importance: Float64Array.from(examples, ({ weight, label }) => weight * (this.#options.weights?.[label] ?? 1)),
      classes: classes.length,
    };
  }

  #take({ kept, bias, weights }: Learnt): void {
    const features = new FeatureIndex(kept.map((number) => this.#texts.numbers.hashOf(number)));
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
  readonly place: number;
  readonly label: string;
  readonly weight: number;
}

class OwnTexts implements TextsRead {
  readonly numbers = new FeatureNumbers();
  readonly #lists = new FeatureLists();

  /** @returns its place */
  add(features: ArrayLike<number>): number {
    const numbered = Int32Array.from(features);
    this.numbers.enter(numbered);
    return this.#lists.add(numbered);
  }

  get parts(): readonly NumberedTexts[] {
    return [this.#lists.lists];
  }
}
