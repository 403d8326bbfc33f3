import { doubled } from './doubled.ts';

/** Shorter lists are put in order by moving each span to its place, longer ones by a sort of keys. */
const FEW = 24;
const FIRST_CAPACITY = 64;
/** Room for the place in the list beside the place in the text. */
const PLACES = 2 ** 21;

/** A list of spans of a text in flat arrays that serve again and again. */
export class Spans {
  starts = new Int32Array(FIRST_CAPACITY);
  ends = new Int32Array(FIRST_CAPACITY);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(start: number, end: number): void {
    if (this.count === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  /** Of equals the one added first stays first. */
  sortByStart(): void {
    sortTogether(this.starts, this.ends, this.count);
  }

  /** Of equals the one added first stays first. */
  sortByEnd(): void {
    sortTogether(this.ends, this.starts, this.count);
  }
}

function sortTogether(keys: Int32Array, others: Int32Array, count: number): void {
  let sorted = 1;
  while (sorted < count && (keys[sorted - 1] as number) <= (keys[sorted] as number)) sorted++;
  if (sorted >= count) return;
  if (count > FEW) sortMany(keys, others, count);
  else moveToPlace(keys, others, sorted, count);
}

/** @param sorted so many are in order already */
function moveToPlace(keys: Int32Array, others: Int32Array, sorted: number, count: number): void {
  for (let i = sorted; i < count; i++) {
    const key = keys[i] as number;
    const other = others[i] as number;
    let at = i;
    for (; at > 0 && (keys[at - 1] as number) > key; at--) {
      keys[at] = keys[at - 1] as number;
      others[at] = others[at - 1] as number;
    }
    keys[at] = key;
    others[at] = other;
  }
}

function sortMany(keys: Int32Array, others: Int32Array, count: number): void {
  const order = new Float64Array(count);
  for (let i = 0; i < count; i++) order[i] = (keys[i] as number) * PLACES + i;
  order.sort();
  const before = others.slice(0, count);
  for (let i = 0; i < count; i++) {
    const key = order[i] as number;
    keys[i] = Math.floor(key / PLACES);
    others[i] = before[key % PLACES] as number;
  }
}
