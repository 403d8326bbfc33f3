/**
 * All that a training does with a text, in AssemblyScript: four classes at a time, which JavaScript cannot. Compiled by
 * `npm run weight-rows` into weight-rows-code.ts; gradient-descent.ts uses it and says what for. Addresses and lengths are in bytes.
 *
 * A row belongs to a feature: its weights, a class each, and behind them the squares of their steps so far; what is changed together is
 * fetched together. Classes are filled up to whole vectors. Of two classes the weights and the squares are one vector.
 */

const FLOAT: i32 = 4;
const VECTOR: i32 = 16;
const CACHE_LINE: i32 = 64;

let rows: usize = 0;
let rowBytes: i32 = 0;
let weightBytes: i32 = 0;
/** Where in a row the squares begin. */
let squaresAt: i32 = 0;
/** Of each class, filled up as the rows are: what a text's weights come to, then its probability, then what it errs by; … */
let classes: usize = 0;
/** … its own weight, which every text has; … */
let bias: usize = 0;
/** … and the squares of the steps of that. */
let biasSquares: usize = 0;
let rate: f32 = 0;
let decay: f32 = 0;
let leastError: f32 = 0;

/** @param classesAt where three times as many floats as a row has weights stand */
export function layOut(rowsAt: usize, classesAt: usize, count: i32): void {
  rows = rowsAt;
  classes = classesAt;
  weightBytes = (count * FLOAT + VECTOR - 1) & ~(VECTOR - 1);
  rowBytes = count > 2 ? 2 * weightBytes : VECTOR;
  squaresAt = rowBytes / 2;
  bias = classes + weightBytes;
  biasSquares = bias + weightBytes;
}

export function setPace(stepRate: f32, pull: f32, least: f32): void {
  rate = stepRate;
  decay = pull;
  leastError = least;
}

/**
 * Learns of one text, whose rows' numbers stand from `from` to `to`.
 * @returns whether there was anything to learn
 */
export function learn(from: usize, to: usize, label: i32, importance: f32, unit: f32): bool {
  addUp(from, to);
  findProbabilities(unit);
  if (!findErrors(label, importance)) return false;
  step(from, to, unit);
  return true;
}

/** Before anything is learnt, of each text: notes in its rows, where the squares of its class will stand, how far it can step them. */
export function foresee(from: usize, to: usize, label: i32, importance: f32, unit: f32): void {
  const reach = importance * unit;
  const squares = rows + squaresAt + label * FLOAT;
  for (let at = from; at < to; at += FLOAT) {
    const noted = squares + load<u32>(at) * rowBytes;
    store<f32>(noted, load<f32>(noted) + reach * reach);
  }
}

/**
 * Makes of what was noted the squares with which every weight begins: as if each text had stepped its rows knowing no more than how
 * common its class is. Then the first texts that have a feature step it no further than the last ones, and their order decides less.
 * @param firstSquare for what no text steps
 */
export function beginLearning(features: i32, firstSquare: f32): void {
  findProbabilities(0);
  const end = rows + features * rowBytes;
  if (rowBytes === VECTOR) for (let row = rows; row < end; row += VECTOR) beginPair(row, firstSquare);
  else for (let row = rows + squaresAt; row < end; row += rowBytes) beginRow(row, firstSquare);
}

function beginRow(squares: usize, firstSquare: f32): void {
  let sums = f32x4.splat(0);
  for (let part = 0; part < weightBytes; part += VECTOR) sums = f32x4.add(sums, v128.load(squares + part));
  const all = sumOfLanes(sums);
  for (let part = 0; part < weightBytes; part += VECTOR)
    v128.store(squares + part, firstSquares(v128.load(squares + part), all, v128.load(classes + part), firstSquare));
}

function beginPair(row: usize, firstSquare: f32): void {
  const noted = v128.load(row);
  const own = v128.shuffle<i32>(noted, f32x4.splat(0), 2, 3, 4, 5);
  const squares = firstSquares(own, sumOfLanes(own), v128.load(classes), firstSquare);
  v128.store(row, v128.shuffle<i32>(noted, squares, 0, 1, 4, 5));
}

/** Texts of other classes err by how common this one is, its own by what is left. */
function firstSquares(own: v128, all: v128, chance: v128, firstSquare: f32): v128 {
  const left = f32x4.sub(f32x4.splat(1), chance);
  const others = f32x4.mul(f32x4.mul(chance, chance), f32x4.sub(all, own));
  return f32x4.add(f32x4.splat(firstSquare), f32x4.add(others, f32x4.mul(f32x4.mul(left, left), own)));
}

function findProbabilities(unit: f32): void {
  let tops = f32x4.splat(-f32.MAX_VALUE);
  for (let part = 0; part < weightBytes; part += VECTOR) {
    const score = f32x4.add(v128.load(bias + part), f32x4.mul(v128.load(classes + part), f32x4.splat(unit)));
    v128.store(classes + part, score);
    tops = f32x4.max(tops, score);
  }
  tops = f32x4.max(tops, v128.shuffle<i32>(tops, tops, 2, 3, 0, 1));
  const top = f32x4.max(tops, v128.shuffle<i32>(tops, tops, 1, 0, 3, 2));
  let sums = f32x4.splat(0);
  for (let part = 0; part < weightBytes; part += VECTOR) {
    const chance = exponential(f32x4.sub(v128.load(classes + part), top));
    v128.store(classes + part, chance);
    sums = f32x4.add(sums, chance);
  }
  const sum = sumOfLanes(sums);
  for (let part = 0; part < weightBytes; part += VECTOR) v128.store(classes + part, f32x4.div(v128.load(classes + part), sum));
}

/** In every lane. */
function sumOfLanes(lanes: v128): v128 {
  const pairs = f32x4.add(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.add(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2));
}

/** Of numbers up to 0: a power of two, and what is left of it as the beginning of the series. Right to the sixth digit. */
function exponential(x: v128): v128 {
  // Below this the result is no number of four bytes any more.
  const power = f32x4.max(x, f32x4.splat(-87));
  const twos = f32x4.nearest(f32x4.mul(power, f32x4.splat(Mathf.LOG2E)));
  // The logarithm of two in two parts, of which the first times a whole number is exact.
  let left = f32x4.sub(power, f32x4.mul(twos, f32x4.splat(0.693359375)));
  left = f32x4.add(left, f32x4.mul(twos, f32x4.splat(2.1219444e-4)));
  let series = f32x4.splat(1.0 / 720);
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(1.0 / 120));
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(1.0 / 24));
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(1.0 / 6));
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(0.5));
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(1));
  series = f32x4.add(f32x4.mul(series, left), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(twos), i32x4.splat(127)), 23);
  return f32x4.mul(series, exponent);
}

/** Puts the errors in the probabilities' place and steps the classes' own weights. @returns whether there are any */
function findErrors(label: i32, importance: f32): bool {
  const own = classes + label * FLOAT;
  store<f32>(own, load<f32>(own) - 1);
  let any = false;
  for (let part = 0; part < weightBytes; part += VECTOR) {
    let error = f32x4.mul(v128.load(classes + part), f32x4.splat(importance));
    error = v128.and(error, f32x4.ge(f32x4.abs(error), f32x4.splat(leastError)));
    v128.store(classes + part, error);
    if (!v128.any_true(error)) continue;
    any = true;
    const squares = f32x4.add(v128.load(biasSquares + part), f32x4.mul(error, error));
    v128.store(biasSquares + part, squares);
    const stepped = f32x4.div(f32x4.mul(f32x4.splat(rate), error), f32x4.sqrt(squares));
    v128.store(bias + part, f32x4.sub(v128.load(bias + part), stepped));
  }
  return any;
}

/** Adds up the weights of the text's rows. */
function addUp(from: usize, to: usize): void {
  if (rowBytes > CACHE_LINE) store<f32>(classes, touch(from, to));
  for (let part = 0; part < weightBytes; part += VECTOR) v128.store(classes + part, sumOf(from, to, rows + part));
}

/** Two sums side by side: neither waits for the other. */
function sumOf(from: usize, to: usize, base: usize): v128 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  let at = from;
  for (; at + 3 * FLOAT < to; at += 4 * FLOAT) {
    const one = v128.load(base + load<u32>(at) * rowBytes);
    const two = v128.load(base + load<u32>(at, 4) * rowBytes);
    const three = v128.load(base + load<u32>(at, 8) * rowBytes);
    const four = v128.load(base + load<u32>(at, 12) * rowBytes);
    even = f32x4.add(even, f32x4.add(one, three));
    odd = f32x4.add(odd, f32x4.add(two, four));
  }
  for (; at < to; at += FLOAT) even = f32x4.add(even, v128.load(base + load<u32>(at) * rowBytes));
  return f32x4.add(even, odd);
}

/**
 * Looks at all rows before anything is made of them: the processor then waits for many of them at a time.
 * @returns something of all that was seen: what nobody asks for is not looked at
 */
function touch(from: usize, to: usize): f32 {
  let seen: f32 = 0;
  for (let at = from; at < to; at += FLOAT) {
    const row = rows + load<u32>(at) * rowBytes;
    for (let line = 0; line < rowBytes; line += CACHE_LINE) seen += load<f32>(row + line);
  }
  return seen;
}

/** A step of AdaGrad down the errors that stand in the classes' places; a class with none stays where it is. */
function step(from: usize, to: usize, unit: f32): void {
  if (rowBytes === VECTOR) stepPairs(from, to, unit);
  else for (let part = 0; part < weightBytes; part += VECTOR) stepPart(from, to, part, unit);
}

function stepPart(from: usize, to: usize, part: i32, unit: f32): void {
  const error = v128.load(classes + part);
  const still = f32x4.eq(error, f32x4.splat(0));
  if (i32x4.all_true(still)) return;
  const push = f32x4.mul(error, f32x4.splat(unit));
  for (let at = from; at < to; at += FLOAT) {
    const row = rows + load<u32>(at) * rowBytes + part;
    const weight = v128.load(row);
    const before = v128.load(row + weightBytes);
    const gradient = f32x4.add(push, f32x4.mul(f32x4.splat(decay), weight));
    const history = f32x4.add(before, f32x4.mul(gradient, gradient));
    const after = f32x4.sub(weight, f32x4.div(f32x4.mul(f32x4.splat(rate), gradient), f32x4.sqrt(history)));
    v128.store(row, v128.bitselect(weight, after, still));
    v128.store(row + weightBytes, v128.bitselect(before, history, still));
  }
}

function stepPairs(from: usize, to: usize, unit: f32): void {
  const error = v128.load(classes);
  const still = f32x4.eq(error, f32x4.splat(0));
  const push = f32x4.mul(error, f32x4.splat(unit));
  for (let at = from; at < to; at += FLOAT) {
    const row = rows + load<u32>(at) * rowBytes;
    const weight = v128.load(row);
    const before = v128.shuffle<i32>(weight, weight, 2, 3, 2, 3);
    const gradient = f32x4.add(push, f32x4.mul(f32x4.splat(decay), weight));
    const history = f32x4.add(before, f32x4.mul(gradient, gradient));
    const after = f32x4.sub(weight, f32x4.div(f32x4.mul(f32x4.splat(rate), gradient), f32x4.sqrt(history)));
    const weights = v128.bitselect(weight, after, still);
    const squares = v128.bitselect(before, history, still);
    v128.store(row, v128.shuffle<i32>(weights, squares, 0, 1, 4, 5));
  }
}

/** Adds a share of every weight to the sums, in which rows have weights only. */
export function addShare(sums: usize, features: i32, share: f32): void {
  for (let feature = 0; feature < features; feature++)
    for (let part = 0; part < weightBytes; part += VECTOR) {
      const at = sums + feature * weightBytes + part;
      const weights = v128.load(rows + feature * rowBytes + part);
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(weights, f32x4.splat(share))));
    }
}
