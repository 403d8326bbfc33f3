import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenCells, type SummedCell } from '../../src/teaching/hidden-cells.ts';

/** A tree out of its leaves' values; small is what is under five. */
type Shape = number | readonly Shape[];
function cellOf(shape: Shape, name = '0'): SummedCell {
  const parts = typeof shape === 'number' ? [] : shape.map((part, at) => cellOf(part, `${name}.${at}`));
  const value = typeof shape === 'number' ? shape : parts.reduce((sum, part) => sum + part.value, 0);
  return { name, value, small: value < 5, parts };
}
function all(cell: SummedCell): readonly SummedCell[] {
  return [cell, ...cell.parts.flatMap(all)];
}

/** Every value that each hidden cell may have, for whoever sees all others and knows that nobody hides a zero. */
function possible(root: SummedCell, hidden: ReadonlySet<SummedCell>): ReadonlyMap<SummedCell, ReadonlySet<number>> {
  const leaves = all(root).filter((cell) => cell.parts.length === 0);
  const found = new Map([...hidden].map((cell) => [cell, new Set<number>()]));
  const values = new Map<SummedCell, number>();
  const sumOf = (cell: SummedCell): number =>
    cell.parts.length === 0 ? (values.get(cell) ?? 0) : cell.parts.reduce((sum, part) => sum + sumOf(part), 0);
  const guess = (at: number): void => {
    const leaf = leaves[at];
    if (leaf) {
      const range = hidden.has(leaf) ? Array.from({ length: leaf.value + 2 }, (_, index) => index + 1) : [leaf.value];
      for (const value of range) {
        values.set(leaf, value);
        guess(at + 1);
      }
      return;
    }
    if (all(root).some((cell) => !hidden.has(cell) && sumOf(cell) !== cell.value)) return;
    for (const cell of hidden) found.get(cell)?.add(sumOf(cell));
  };
  guess(0);
  return found;
}

const leaf = fc.integer({ min: 0, max: 8 });
const town = fc.oneof(leaf, fc.array(leaf, { minLength: 1, maxLength: 3 }));
const city = fc.array(town, { minLength: 1, maxLength: 3 }).filter((shape) => shape.flat().length <= 5) as fc.Arbitrary<Shape>;

describe('hidden cells', () => {
  it('leaves no sum that gives a hidden cell away', () => {
    fc.assert(
      fc.property(city, (shape) => {
        const root = cellOf(shape);
        const hidden = hiddenCells(root);
        for (const [cell, values] of possible(root, hidden)) expect([cell.name, values.size > 1]).toEqual([cell.name, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('hides what is under five, never a zero, and every hidden one is above nothing', () => {
    fc.assert(
      fc.property(city, (shape) => {
        const root = cellOf(shape);
        const hidden = hiddenCells(root);
        for (const cell of all(root)) {
          if (cell.value === 0) expect(hidden.has(cell)).toBe(false);
          else if (cell.small) expect(hidden.has(cell)).toBe(true);
        }
      }),
    );
  });

  it.each([
    // One small community: the next smallest goes with it, for the town's sum would tell.
    [[[3, 9, 20]], ['0.0.0', '0.0.1']],
    // Two that can only be one each: a third one goes with them.
    [[[1, 1, 9, 12]], ['0.0.0', '0.0.1', '0.0.2']],
    // Nothing else is there: the sum is hidden too, and with it another town's.
    [
      [[3, 0], [7, 8], [9]],
      ['0.0', '0.0.0', '0.2', '0.2.0'],
    ],
    [[[6, 7], [8]], []],
  ] as const)('%j hides %j', (shape, names) => {
    const hidden = [...hiddenCells(cellOf(shape as unknown as Shape))].map(({ name }) => name).sort();
    for (const name of names) expect(hidden).toContain(name);
    if (names.length === 0) expect(hidden).toEqual([]);
  });
});
