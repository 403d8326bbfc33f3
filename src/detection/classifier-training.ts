import NaturalClassifier, { type NaturalModel } from 'natural/lib/natural/classifiers/classifier.js';
import type { LinearModel } from '../library/library.ts';
import { descend, type Learnt, type Lesson } from './gradient-descent.ts';
import { probabilities } from './linear-model.ts';
import { FeatureNumbers, learnVocabulary } from './vocabulary.ts';

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

/** Who learns a lesson: whoever does it finds the same, bit by bit. */
export type Learn = (lesson: Lesson) => Learnt | Promise<Learnt>;

/**
 * natural's Classifier over our own model. Features go straight through: natural's own feature vectors would be
 * as long as the vocabulary for every text (107 s instead of 0.1 s for 5,000 texts).
 */
export class TextClassifier extends NaturalClassifier<ArrayLike<number>> {
  readonly #model: LogLinearModel;

  constructor(options: TrainingOptions = {}) {
    const model = new LogLinearModel(options);
    super(model);
    this.#model = model;
  }

  /** @param weight how much this one text teaches, times its label's weight */
  override addDocument(features: ArrayLike<number>, label: string, weight = 1): void {
    this.#model.addExample(features, label, weight);
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

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.#numbers = options.numbers ?? new FeatureNumbers();
  }

  get trained(): LinearModel {
    if (!this.#trained) throw new Error('train() first');
    return this.#trained;
  }

  addExample(features: ArrayLike<number>, label: string, weight = 1): void {
    this.#examples.push({ numbers: this.#numbers.of(features), label, weight });
  }

  train(): void {
    const { lesson, learnt } = this.#prepare();
    learnt(descend(lesson));
  }

  async trainBy(learn: Learn): Promise<void> {
    const { lesson, learnt } = this.#prepare();
    learnt(await learn(lesson));
  }

  #prepare(): { readonly lesson: Lesson; readonly learnt: (found: Learnt) => void } {
    const classes = [...new Set(this.#examples.map((example) => example.label))].sort();
    const { index, texts } = learnVocabulary(
      this.#examples.map(({ numbers }) => numbers),
      this.#numbers,
      this.#options.minTexts ?? MIN_TEXTS,
    );
    const labels = Uint16Array.from(this.#examples, ({ label }) => classes.indexOf(label));
    const importance = Float64Array.from(this.#examples, ({ weight, label }) => weight * (this.#options.weights?.[label] ?? 1));
    return {
      lesson: { texts, labels, importance, classes: classes.length, features: index.hashes.length },
      learnt: ({ bias, weights }) => {
        this.#trained = { classes, bias: [...bias], features: index, weights, scale: 1 };
      },
    };
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
