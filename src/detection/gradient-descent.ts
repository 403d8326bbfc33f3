import type { NumberedTexts } from './feature-lists.ts';
import { unitLength } from './linear-model.ts';
import { WeightRows } from './weight-rows.ts';

const EPOCHS = 8;
/** The model is the mean over the later epochs: the last steps alone hang on the order of the texts. */
const SETTLED = 3;
/** Larger steps fit the single texts, more epochs find nothing more: found by cross-validation on the corpus. */
const RATE = 0.25;
/** Pull of every weight towards zero, per step in which its feature is seen. */
const DECAY = 1e-4;
/** Smaller errors teach nothing and cost most of the time. */
const NO_ERROR = 0.01;
/**
 * A text that teaches nothing is not asked for so many epochs: cross-validation finds no difference in the third digit
 * of the log loss, and between a tenth and a third of the looks are saved.
 */
const REST = 2;
/**
 * What every feature seems to have been stepped already. Next to nothing would let the first text that has it decide: two orders of
 * the same texts then disagree on a colour in 6.7 of 100 held-out chats, so in 4.9; more makes the steps too small for rare words.
 */
const FIRST_HISTORY = 1e-4;

interface Found {
  readonly bias: Float64Array<ArrayBuffer>;
  /** Row by row, a row for each feature. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * AdaGrad on the softmax log loss, in a fixed pseudo-random order. A text's features share a length of one.
 * @param texts by rows
 * @param labels class of each text
 * @param importance of each text
 * @param rows how many features are known
 */
export function descend(texts: NumberedTexts, labels: Uint16Array, importance: Float64Array, classes: number, rows: number): Found {
  const learner = new Learner(texts, classes, rows);
  const order = Int32Array.from(labels, (_, index) => index);
  const restedUntil = new Uint8Array(labels.length);
  const random = lehmer(20261120);
  const bias = new Float64Array(classes);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const text of order) {
      if ((restedUntil[text] as number) > epoch) continue;
      const [from, to] = [texts.from[text] as number, texts.to[text] as number];
      if (!learner.learn(from, to, labels[text] as number, importance[text] as number)) restedUntil[text] = epoch + 1 + REST;
    }
    if (epoch >= SETTLED) learner.addShare(bias, 1 / (EPOCHS - SETTLED));
  }
  return { weights: learner.sums, bias };
}

/** The model while it is learnt. A text is looked at some hundred thousand times: what goes over all its features is done in vectors. */
class Learner {
  readonly #rows: WeightRows;
  readonly #bias: Float64Array<ArrayBuffer>;
  readonly #biasHistory: Float64Array;
  readonly #scores: Float64Array;

  constructor(texts: NumberedTexts, width: number, features: number) {
    this.#rows = new WeightRows(texts.numbers, width, features, FIRST_HISTORY);
    this.#bias = new Float64Array(width);
    this.#biasHistory = new Float64Array(width).fill(1);
    this.#scores = new Float64Array(width);
  }

  /**
   * @param from of the text's features among all
   * @returns whether there was anything to learn
   */
  learn(from: number, to: number, label: number, importance: number): boolean {
    const unit = unitLength(to - from);
    this.#score(from, to, unit);
    if (!this.#findErrors(label, importance)) return false;
    this.#rows.step(from, to, unit, RATE, DECAY);
    return true;
  }

  /** Probabilities of the classes, in `#scores`. */
  #score(from: number, to: number, unit: number): void {
    const scores = this.#scores;
    const sums = this.#rows.addUp(from, to);
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < scores.length; c++) {
      scores[c] = (this.#bias[c] as number) + (sums[c] as number) * unit;
      top = Math.max(top, scores[c] as number);
    }
    let sum = 0;
    for (let c = 0; c < scores.length; c++) {
      scores[c] = Math.exp((scores[c] as number) - top);
      sum += scores[c] as number;
    }
    for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
  }

  /** Writes down the errors for the step. @returns whether there are any */
  #findErrors(label: number, importance: number): boolean {
    const errors = this.#rows.classes;
    let any = false;
    for (let c = 0; c < this.#scores.length; c++) {
      const error = importance * ((this.#scores[c] as number) - (c === label ? 1 : 0));
      const counts = Math.abs(error) >= NO_ERROR;
      errors[c] = counts ? error : 0;
      if (!counts) continue;
      any = true;
      this.#biasHistory[c] = (this.#biasHistory[c] as number) + error * error;
      this.#bias[c] = (this.#bias[c] as number) - (RATE * error) / Math.sqrt(this.#biasHistory[c] as number);
    }
    return any;
  }

  /** Adds a share of the model as it stands to the sums. */
  addShare(bias: Float64Array, share: number): void {
    this.#rows.addShare(share);
    for (let c = 0; c < bias.length; c++) bias[c] = (bias[c] as number) + (this.#bias[c] as number) * share;
  }

  /** Row by row, a row for each feature. */
  get sums(): Float32Array<ArrayBuffer> {
    return this.#rows.sums;
  }
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
