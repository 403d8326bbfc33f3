/** Four bytes lie in a number, and are added two and two: those in even places and those in odd ones, in 16 bits each. */
const LANES = 0x00ff00ff;
const LANE = 0xffff;
/** So many bytes fit into 16 bits when added up. */
const MOST = 256;
/** Weights are stored as bytes from 0 on. */
const ZERO = 128;

/**
 * A matrix of small whole numbers, -128 to 127, of which rows are added up. What costs is to fetch the rows, so they are
 * stored as bytes; and to add them column by column, so that four columns are added at a time.
 */
export class ByteRows {
  /** As asked for, and as many more as fill the last number. */
  readonly columns: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #words: Int32Array;
  readonly #width: number;
  readonly #even: Int32Array;
  readonly #odd: Int32Array;

  /** @param bytes of another such matrix; without them all weights are 0 */
  constructor(rows: number, columns: number, bytes?: Uint8Array<ArrayBuffer>) {
    this.#width = Math.ceil(columns / 4);
    this.columns = this.#width * 4;
    this.bytes = bytes ?? new Uint8Array(rows * this.columns).fill(ZERO);
    this.#words = new Int32Array(this.bytes.buffer, this.bytes.byteOffset, rows * this.#width);
    this.#even = new Int32Array(this.#width);
    this.#odd = new Int32Array(this.#width);
  }

  set(row: number, column: number, value: number): void {
    this.bytes[row * this.columns + column] = value + ZERO;
  }

  /** Adds the first `count` of the given rows to the sums, column by column. */
  addTo(sums: Int32Array, rows: Int32Array, count: number): void {
    for (let from = 0; from < count; from += MOST) this.#addFew(sums, rows, from, Math.min(count, from + MOST));
  }

  #addFew(sums: Int32Array, rows: Int32Array, from: number, to: number): void {
    const words = this.#words;
    const even = this.#even.fill(0);
    const odd = this.#odd.fill(0);
    const width = this.#width;
    for (let i = from; i < to; i++) {
      const at = (rows[i] as number) * width;
      for (let k = 0; k < width; k++) {
        const four = words[at + k] as number;
        even[k] = (even[k] as number) + (four & LANES);
        odd[k] = (odd[k] as number) + ((four >>> 8) & LANES);
      }
    }
    const zeros = (to - from) * ZERO;
    for (let k = 0; k < width; k++) {
      const column = 4 * k;
      sums[column] = (sums[column] as number) + ((even[k] as number) & LANE) - zeros;
      sums[column + 1] = (sums[column + 1] as number) + ((odd[k] as number) & LANE) - zeros;
      sums[column + 2] = (sums[column + 2] as number) + ((even[k] as number) >>> 16) - zeros;
      sums[column + 3] = (sums[column + 3] as number) + ((odd[k] as number) >>> 16) - zeros;
    }
  }
}
