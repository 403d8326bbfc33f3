import { hash } from 'node:crypto';
import type { Row } from './data-end.ts';

const BITS = 64;

/** How many rows, and the sum of their SHA-256 (its first 128 bits): the same in whatever order they were read. */
export class RowSum {
  rows = 0;
  #high = 0n;
  #low = 0n;

  add(row: Row): void {
    const digest = hash('sha256', JSON.stringify(row), 'buffer');
    this.#high = BigInt.asUintN(BITS, this.#high + digest.readBigUInt64BE(0));
    this.#low = BigInt.asUintN(BITS, this.#low + digest.readBigUInt64BE(8));
    this.rows += 1;
  }

  /** 32 hexadecimal digits. */
  get sum(): string {
    return [this.#high, this.#low].map((half) => half.toString(16).padStart(16, '0')).join('');
  }
}
