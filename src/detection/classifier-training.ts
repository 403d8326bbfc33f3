import NaturalClassifier, { type NaturalModel } from 'natural/lib/natural/classifiers/classifier.js';
import { FeatureIndex } from '../library/feature-index.ts';
import type { LinearModel } from '../library/library.ts';
import { probabilities, rowScores, softmax, unitLength } from './linear-model.ts';

const EPOCHS = 12;
/** The model is the mean over the later epochs: the last steps alone hang on the order of the texts. */
const SETTLED = 5;
/** Larger steps fit the single texts: found by cross-validation on the corpus. */
const RATE = 0.2;
/** Pull of every weight towards zero, per step in which its feature is seen. */
const DECAY = 1e-4;
/** Smaller errors teach nothing and cost most of the time. */
const NO_ERROR = 0.01;

export interface TrainingOptions {
  /** A feature seen in fewer texts than this is somebody's spelling, not evidence; default 2. */
  readonly minTexts?: number;
  /** Weight of an example by its label; default 1. Balances classes of unequal size. */
  readonly weights?: Readonly<Record<string, number>>;
}

/**
 * natural's Classifier over our own model. Token arrays go straight through: natural's own feature vectors would be
 * as long as the vocabulary for every text (107 s instead of 0.1 s for 5,000 texts).
 */
export class TextClassifier extends NaturalClassifier<Example | readonly number[], Example> {
  readonly #model: LogLinearModel;

  constructor(options: TrainingOptions = {}) {
    const model = new LogLinearModel(options);
    super(model);
    this.#model = model;
  }

  /** @param weight how much this one text teaches, times its label's weight */
  override addDocument(features: readonly number[], label: string, weight = 1): void {
    this.docs.push({ label, text: { features, weight } });
  }

  override textToFeatures(text: Example | readonly number[]): Example {
    return 'features' in text ? text : { features: text, weight: 1 };
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
class LogLinearModel implements NaturalModel<Example> {
  readonly #examples: (Example & { label: string })[] = [];
  readonly #options: TrainingOptions;
  #trained: LinearModel | undefined;

  constructor(options: TrainingOptions) {
    this.#options = options;
  }

  get trained(): LinearModel {
    if (!this.#trained) throw new Error('train() first');
    return this.#trained;
  }

  addExample(example: Example, label: string): void {
    this.#examples.push({ ...example, label });
  }

  train(): void {
    const classes = [...new Set(this.#examples.map((example) => example.label))].sort();
    const vocabulary = countVocabulary(
      this.#examples.map((example) => example.features),
      this.#options.minTexts ?? 2,
    );
    const rows = this.#examples.map(({ features, weight, label }) => ({
      label: classes.indexOf(label),
      weight: weight * (this.#options.weights?.[label] ?? 1),
      known: Int32Array.from(features.map((feature) => vocabulary.get(feature) ?? -1).filter((index) => index >= 0)),
    }));
    const bias = new Float64Array(classes.length);
    const weights = new Float32Array(vocabulary.size * classes.length);
    descend(rows, bias, weights);
    this.#trained = { classes, bias: [...bias], features: new FeatureIndex(Int32Array.from(vocabulary.keys())), weights, scale: 1 };
  }

  getClassifications({ features }: Example): { label: string; value: number }[] {
    return probabilities(this.trained, features)
      .map((value, index) => ({ label: this.trained.classes[index] as string, value }))
      .sort((a, b) => b.value - a.value);
  }

  classify(example: Example): string {
    return this.getClassifications(example)[0]?.label ?? '';
  }
}

interface Example {
  readonly features: readonly number[];
  readonly weight: number;
}

interface Row {
  readonly label: number;
  readonly weight: number;
  readonly known: Int32Array;
}

function countVocabulary(texts: readonly (readonly number[])[], minTexts: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const features of texts) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const vocabulary = new Map<number, number>();
  for (const [feature, count] of counts) if (count >= minTexts) vocabulary.set(feature, vocabulary.size);
  return vocabulary;
}

/** AdaGrad on the softmax log loss, in a fixed pseudo-random order. A text's features share a length of one. */
function descend(rows: readonly Row[], bias: Float64Array, weights: Float32Array): void {
  const width = bias.length;
  const history = new Float32Array(weights.length).fill(1e-6);
  const biasHistory = new Float64Array(width).fill(1);
  const order = rows.map((_, index) => index);
  const random = lehmer(20261120);
  const meanWeights = new Float32Array(weights.length);
  const meanBias = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const { label, weight, known } = rows[index] as Row;
      const unit = unitLength(known.length);
      const p = softmax(rowScores(bias, weights, known, unit));
      for (let c = 0; c < width; c++) {
        const error = weight * ((p[c] as number) - (c === label ? 1 : 0));
        if (Math.abs(error) < NO_ERROR) continue;
        biasHistory[c] = (biasHistory[c] as number) + error * error;
        bias[c] = (bias[c] as number) - (RATE * error) / Math.sqrt(biasHistory[c] as number);
        for (const feature of known) {
          const at = feature * width + c;
          const gradient = error * unit + DECAY * (weights[at] as number);
          history[at] = (history[at] as number) + gradient * gradient;
          weights[at] = (weights[at] as number) - (RATE * gradient) / Math.sqrt(history[at] as number);
        }
      }
    }
    if (epoch < SETTLED) continue;
    addTo(meanWeights, weights, 1 / (EPOCHS - SETTLED));
    addTo(meanBias, bias, 1 / (EPOCHS - SETTLED));
  }
  weights.set(meanWeights);
  bias.set(meanBias);
}

function addTo<T extends Float32Array | Float64Array>(sums: T, values: T, share: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (values[i] as number) * share;
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
