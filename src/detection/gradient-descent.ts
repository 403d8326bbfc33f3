import type { NumberedTexts } from './feature-lists.ts';
import { unitLength } from './linear-model.ts';

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
/** In units of four bytes. */
const CACHE_LINE = 16;

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
  const learner = new Learner(classes, rows);
  const order = Int32Array.from(labels, (_, index) => index);
  const restedUntil = new Uint8Array(labels.length);
  const random = lehmer(20261120);
  const weights = new Float32Array(rows * classes);
  const bias = new Float64Array(classes);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const text of order) {
      if ((restedUntil[text] as number) > epoch) continue;
      const [from, to] = [texts.from[text] as number, texts.to[text] as number];
      if (!learner.learn(texts.numbers, from, to, labels[text] as number, importance[text] as number)) restedUntil[text] = epoch + 1 + REST;
    }
    if (epoch >= SETTLED) learner.addTo(weights, bias, 1 / (EPOCHS - SETTLED));
  }
  return { weights, bias };
}

/** The model while it is learnt. Everything is in flat arrays that are made once: a text is looked at some hundred thousand times. */
class Learner {
  readonly #width: number;
  readonly #bias: Float64Array;
  readonly #biasHistory: Float64Array;
  /** Of each feature its weights and, beside them, the squares of their steps so far: what is changed together is fetched together. */
  readonly #rows: Float32Array;
  readonly #scores: Float64Array;
  readonly #errors: Float64Array;
  /** The classes about which a text errs. */
  readonly #wrong: Int32Array;

  constructor(width: number, features: number) {
    this.#width = width;
    this.#bias = new Float64Array(width);
    this.#biasHistory = new Float64Array(width).fill(1);
    this.#rows = new Float32Array(features * width * 2);
    for (let feature = 0; feature < features; feature++)
      this.#rows.fill(FIRST_HISTORY, (2 * feature + 1) * width, (2 * feature + 2) * width);
    this.#scores = new Float64Array(width);
    this.#errors = new Float64Array(width);
    this.#wrong = new Int32Array(width);
  }

  /** @returns whether there was anything to learn */
  learn(known: Int32Array, from: number, to: number, label: number, importance: number): boolean {
    const unit = unitLength(to - from);
    this.#score(known, from, to, unit);
    const wrong = this.#findErrors(label, importance);
    if (wrong === 0) return false;
    const rows = this.#rows;
    const width = this.#width;
    for (let i = from; i < to; i++) {
      const row = (known[i] as number) * 2 * width;
      for (let n = 0; n < wrong; n++) {
        const at = row + (this.#wrong[n] as number);
        const weight = rows[at] as number;
        const gradient = (this.#errors[n] as number) * unit + DECAY * weight;
        const history = Math.fround((rows[at + width] as number) + gradient * gradient);
        rows[at + width] = history;
        rows[at] = weight - (RATE * gradient) / Math.sqrt(history);
      }
    }
    return true;
  }

  /**
   * Looks at the ends of all rows of a text before anything is made of them: the processor then waits for many of them at a
   * time, and not for four. A quarter of the time of models with many classes; rows of a few classes come by themselves.
   * @returns something of all that was seen: what nobody asks for is not looked at
   */
  #touch(known: Int32Array, from: number, to: number): number {
    const rows = this.#rows;
    const row = 2 * this.#width;
    let seen = 0;
    for (let i = from; i < to; i++) {
      const at = (known[i] as number) * row;
      seen += (rows[at] as number) + (rows[at + row - 1] as number);
    }
    return seen;
  }

  /** Probabilities of the classes, in `#scores`. Four features at a time, added in their order: what costs is to write the sums down. */
  #score(known: Int32Array, from: number, to: number, unit: number): void {
    if (2 * this.#width > CACHE_LINE) this.#scores[0] = this.#touch(known, from, to);
    const scores = this.#scores.fill(0);
    const rows = this.#rows;
    const width = this.#width;
    let i = from;
    for (; i + 3 < to; i += 4) {
      const one = (known[i] as number) * 2 * width;
      const two = (known[i + 1] as number) * 2 * width;
      const three = (known[i + 2] as number) * 2 * width;
      const four = (known[i + 3] as number) * 2 * width;
      for (let c = 0; c < width; c++)
        scores[c] =
          (scores[c] as number) +
          (rows[one + c] as number) +
          (rows[two + c] as number) +
          (rows[three + c] as number) +
          (rows[four + c] as number);
    }
    for (; i < to; i++) {
      const row = (known[i] as number) * 2 * width;
      for (let c = 0; c < width; c++) scores[c] = (scores[c] as number) + (rows[row + c] as number);
    }
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < width; c++) {
      scores[c] = (this.#bias[c] as number) + (scores[c] as number) * unit;
      top = Math.max(top, scores[c] as number);
    }
    let sum = 0;
    for (let c = 0; c < width; c++) {
      scores[c] = Math.exp((scores[c] as number) - top);
      sum += scores[c] as number;
    }
    for (let c = 0; c < width; c++) scores[c] = (scores[c] as number) / sum;
  }

  /** @returns how many classes are wrong enough to learn from, in `#wrong` with their `#errors` */
  #findErrors(label: number, importance: number): number {
    let wrong = 0;
    for (let c = 0; c < this.#width; c++) {
      const error = importance * ((this.#scores[c] as number) - (c === label ? 1 : 0));
      if (Math.abs(error) < NO_ERROR) continue;
      this.#biasHistory[c] = (this.#biasHistory[c] as number) + error * error;
      this.#bias[c] = (this.#bias[c] as number) - (RATE * error) / Math.sqrt(this.#biasHistory[c] as number);
      this.#wrong[wrong] = c;
      this.#errors[wrong++] = error;
    }
    return wrong;
  }

  /** Adds a share of the model as it stands to the given sums. */
  addTo(weights: Float32Array, bias: Float64Array, share: number): void {
    const width = this.#width;
    for (let at = 0; at < weights.length; at += width)
      for (let c = 0; c < width; c++) weights[at + c] = (weights[at + c] as number) + (this.#rows[2 * at + c] as number) * share;
    for (let c = 0; c < width; c++) bias[c] = (bias[c] as number) + (this.#bias[c] as number) * share;
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
