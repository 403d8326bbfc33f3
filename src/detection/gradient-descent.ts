import type { NumberedTexts } from './feature-lists.ts';
import { unitLength } from './linear-model.ts';
import { type LearningMemory, type Pace, WeightRows } from './weight-rows.ts';

const EPOCHS = 3;
/** The model is the mean over the later epochs: the last steps alone hang on the order of the texts. */
const SETTLED = 1;
/** Of one of the later epochs. */
const SHARE = 1 / (EPOCHS - SETTLED);
const PACE: Pace = {
  /** Large, because every weight begins with the history of one pass (`foresee`). */
  rate: 1.2,
  decay: 1e-4,
  /** Smaller errors teach nothing and cost most of the time. */
  leastError: 0.01,
  /** For what no text steps. */
  firstSquare: 1e-4,
};

interface Found {
  readonly bias: Float64Array<ArrayBuffer>;
  /** Row by row, a row for each feature. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * AdaGrad on the softmax log loss, in a fixed pseudo-random order. A text's features share a length of one. A text that teaches nothing is
 * not asked again: up to a third of the looks are saved, and to let it rest made no difference in the third digit of the log loss.
 * @param texts by rows
 * @param labels class of each text
 * @param importance of each text
 * @param rows how many features are known
 * @param memory for whoever learns several, one after the other
 */
export function descend(
  texts: NumberedTexts,
  labels: Uint16Array,
  importance: Float64Array,
  classes: number,
  rows: number,
  memory?: LearningMemory,
): Found {
  const learnt = new WeightRows(texts.numbers, chancesOf(labels, importance, classes), rows, PACE, memory);
  const order = Int32Array.from(labels, (_, index) => index);
  const learntWhole = new Uint8Array(labels.length);
  const random = lehmer(20261120);
  const bias = new Float64Array(classes);
  for (const text of order) {
    const [from, to] = [texts.from[text] as number, texts.to[text] as number];
    learnt.foresee(from, to, labels[text] as number, importance[text] as number, unitLength(to - from));
  }
  learnt.beginLearning();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const text of order) {
      if (learntWhole[text]) continue;
      const [from, to] = [texts.from[text] as number, texts.to[text] as number];
      const taught = learnt.learn(from, to, labels[text] as number, importance[text] as number, unitLength(to - from));
      if (!taught) learntWhole[text] = 1;
    }
    if (epoch < SETTLED) continue;
    learnt.addShare(SHARE);
    for (const [c, value] of learnt.bias.entries()) bias[c] = (bias[c] as number) + value * SHARE;
  }
  return { weights: learnt.sums, bias };
}

/** How common each class is, by the importance of its texts. Each is taken to have one more text than it has. */
function chancesOf(labels: Uint16Array, importance: Float64Array, classes: number): Float64Array {
  const chances = new Float64Array(classes).fill(1);
  for (const [text, label] of labels.entries()) chances[label] = (chances[label] as number) + (importance[text] as number);
  const all = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / all);
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
