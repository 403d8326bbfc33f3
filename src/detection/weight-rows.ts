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
  addUp(from: number, to: number): void;
  step(from: number, to: number, unit: number, rate: number, decay: number): void;
  addShare(sums: number, features: number, share: number): void;
}

/**
 * The weights of a model while it is learnt, a row for each feature, with the squares of their steps so far; and the texts that it learns
 * from, because they have to lie in the same memory. Against the same loops in JavaScript learning takes a little more than half of the time
 * (docs/architecture.md): four classes are added up at a time. Floats of four bytes; the result is the same on every processor.
 */
export class WeightRows {
  readonly #loops: Loops;
  /** Of each class, what a text's weights come to; before a step, what it errs by. */
  readonly classes: Float32Array;
  readonly #sums: Float32Array;
  readonly #sumsAt: number;
  readonly #width: number;
  readonly #features: number;

  /**
   * @param numbers all texts' features by their rows, one behind the other
   * @param firstSquare what every weight seems to have been stepped already
   */
  constructor(numbers: Int32Array, width: number, features: number, firstSquare: number) {
    this.#width = width;
    this.#features = features;
    const [weights, row] = [padded(width), width > 2 ? 2 * padded(width) : VECTOR];
    const rowsAt = FLOAT * padded(numbers.length);
    const classesAt = rowsAt + FLOAT * row * features;
    this.#sumsAt = classesAt + FLOAT * weights;
    this.#loops = new WebAssembly.Instance(program()).exports as unknown as Loops;
    const { memory } = this.#loops;
    memory.grow(Math.ceil((this.#sumsAt + FLOAT * weights * features) / PAGE));
    this.#loops.layOut(rowsAt, classesAt, width);
    new Int32Array(memory.buffer, 0, numbers.length).set(numbers);
    const rows = new Float32Array(memory.buffer, rowsAt, row * features);
    for (let end = row; end <= rows.length; end += row) rows.fill(firstSquare, end - row / 2, end);
    this.classes = new Float32Array(memory.buffer, classesAt, width);
    this.#sums = new Float32Array(memory.buffer, this.#sumsAt, weights * features);
  }

  /** Of the features between two places of `numbers`. @returns by class; until the next call of anything here */
  addUp(from: number, to: number): Float32Array {
    this.#loops.addUp(FLOAT * from, FLOAT * to);
    return this.classes;
  }

  /** Down the errors in `classes`, which are changed by nothing but `addUp`; a class whose error is 0 stays where it is. */
  step(from: number, to: number, unit: number, rate: number, decay: number): void {
    this.#loops.step(FLOAT * from, FLOAT * to, unit, rate, decay);
  }

  /** Adds a share of the weights as they stand to `sums`. */
  addShare(share: number): void {
    this.#loops.addShare(this.#sumsAt, this.#features, share);
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
