import { WEIGHT_ROWS_CODE } from './weight-rows-code.ts';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
/** In floats. */
const VECTOR = 4;
/** In bytes. */
const PAGE = 65_536;

/** What weight-rows.as.ts offers. Places are bytes in its memory. */
interface Loops {
  readonly memory: WebAssembly.Memory;
  layOut(rows: number, classes: number, count: number): void;
  setPace(rate: number, decay: number, leastError: number): void;
  /** @returns 0: there was nothing to learn */
  learn(from: number, to: number, label: number, importance: number, unit: number): number;
  foresee(from: number, to: number, label: number, importance: number, unit: number): void;
  beginLearning(features: number, firstSquare: number): void;
  addShare(sums: number, features: number, share: number): void;
}

/** In which one model after the other is learnt: memory that the system has given need not be asked for again. */
export class LearningMemory {
  readonly loops = new WebAssembly.Instance(program()).exports as unknown as Loops;

  /** So many bytes, all of them 0; the model before is gone. */
  clear(bytes: number): ArrayBuffer {
    const { memory } = this.loops;
    const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    new Uint8Array(memory.buffer, 0, bytes).fill(0);
    return memory.buffer;
  }
}

/** How fast a model is learnt. */
export interface Pace {
  /** Of a step. */
  readonly rate: number;
  /** Pull of every weight towards zero. */
  readonly decay: number;
  /** A class that errs by less stays where it is. */
  readonly leastError: number;
  /** What every weight seems to have been stepped already. */
  readonly firstSquare: number;
}

/** The same of the classes' own weights, which every text steps. */
const FIRST_BIAS_SQUARE = 1;
/** The own weight of what fills the classes up: it is never likely. */
const NEVER = -1e30;
/** Of what stands for each class: its error, its own weight, and the squares of the steps of that. */
const CLASS_FIELDS = 3;

/**
 * The weights of a model while it is learnt, a row for each feature, with the squares of their steps so far; and the texts that it learns
 * from, because they have to lie in the same memory. Against the same in JavaScript learning takes about half of the time
 * (docs/architecture.md): four classes are counted at a time. Floats of four bytes; the result is the same on every processor.
 */
export class WeightRows {
  readonly #loops: Loops;
  /** Of the classes, what fills them up too. */
  readonly #bias: Float32Array;
  readonly #sums: Float32Array;
  readonly #sumsAt: number;
  readonly #width: number;
  readonly #features: number;
  readonly #firstSquare: number;

  /**
   * @param numbers all texts' features by their rows, one behind the other
   * @param chances how common each class is; its logarithm is what the class begins with
   * @param memory of which no other model that is still learnt makes use
   */
  constructor(
    numbers: Int32Array,
    chances: Float64Array,
    features: number,
    { rate, decay, leastError, firstSquare }: Pace,
    memory = new LearningMemory(),
  ) {
    const width = chances.length;
    this.#width = width;
    this.#features = features;
    this.#firstSquare = firstSquare;
    this.#loops = memory.loops;
    const [weights, row] = [padded(width), width > 2 ? 2 * padded(width) : VECTOR];
    const rowsAt = FLOAT * padded(numbers.length);
    const classesAt = rowsAt + FLOAT * row * features;
    this.#sumsAt = classesAt + FLOAT * CLASS_FIELDS * weights;
    const buffer = memory.clear(this.#sumsAt + FLOAT * weights * features);
    this.#loops.layOut(rowsAt, classesAt, width);
    this.#loops.setPace(rate, decay, leastError);
    new Int32Array(buffer, 0, numbers.length).set(numbers);
    this.#bias = new Float32Array(buffer, classesAt + FLOAT * weights, weights).fill(NEVER, width);
    this.#bias.set(chances.map(Math.log));
    new Float32Array(buffer, classesAt + FLOAT * 2 * weights, weights).fill(FIRST_BIAS_SQUARE);
    this.#sums = new Float32Array(buffer, this.#sumsAt, weights * features);
  }

  /**
   * A step down the errors of one text: its features stand between two places of `numbers` and count as much as `unit` each.
   * @returns whether there was anything to learn
   */
  learn(from: number, to: number, label: number, importance: number, unit: number): boolean {
    return this.#loops.learn(FLOAT * from, FLOAT * to, label, importance, unit) !== 0;
  }

  /** Of one text, before any is learnt: how far it will step its features is taken into account from the first step on, … */
  foresee(from: number, to: number, label: number, importance: number, unit: number): void {
    this.#loops.foresee(FLOAT * from, FLOAT * to, label, importance, unit);
  }

  /** … once all were foreseen. */
  beginLearning(): void {
    this.#loops.beginLearning(this.#features, this.#firstSquare);
  }

  /** Adds a share of the weights as they stand to `sums`. */
  addShare(share: number): void {
    this.#loops.addShare(this.#sumsAt, this.#features, share);
  }

  /** Of each class, as it stands. */
  get bias(): Float32Array {
    return this.#bias.subarray(0, this.#width);
  }

  /** Without what fills the rows up. */
  get sums(): Float32Array<ArrayBuffer> {
    const row = padded(this.#width);
    const sums = new Float32Array(this.#features * this.#width);
    for (let feature = 0; feature < this.#features; feature++)
      sums.set(this.#sums.subarray(feature * row, feature * row + this.#width), feature * this.#width);
    return sums;
  }
}

function padded(floats: number): number {
  return Math.ceil(floats / VECTOR) * VECTOR;
}

let compiled: WebAssembly.Module | undefined;

function program(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(WEIGHT_ROWS_CODE), (char) => char.charCodeAt(0)));
  return compiled;
}
