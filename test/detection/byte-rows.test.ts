import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteRows } from '../../src/detection/byte-rows.ts';

test('takes as many of the rows as it is told', () => {
  const bytes = new ByteRows(2, 4);
  expect(bytes.columns).toBe(4);
  for (const column of [0, 1, 2, 3]) {
    bytes.set(0, column, column - 128);
    bytes.set(1, column, 127 - column);
  }
  const sums = new Int32Array(4);
  bytes.addTo(sums, Int32Array.of(0, 1, 1), 2);
  expect([...sums]).toEqual([-1, -1, -1, -1]);
  bytes.addTo(sums, Int32Array.of(0, 1, 1), 0);
  expect([...sums]).toEqual([-1, -1, -1, -1]);
});

test.each([255, 256, 257, 512, 513])('adds up %i of the greatest and of the smallest', (count) => {
  const bytes = new ByteRows(2, 4);
  for (const column of [0, 1, 2, 3]) {
    bytes.set(0, column, 127);
    bytes.set(1, column, -128);
  }
  for (const [row, value] of [127, -128].entries()) {
    const sums = new Int32Array(4);
    bytes.addTo(sums, new Int32Array(count).fill(row), count);
    expect([...sums]).toEqual(new Array(4).fill(value * count));
  }
});

test('adds rows up, column by column, however many', () => {
  const weight = fc.integer({ min: -128, max: 127 });
  const matrix = fc.array(fc.tuple(weight, weight, weight, weight, weight), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(matrix, fc.array(fc.nat(), { maxLength: 900, size: 'max' }), (rows, asked) => {
      const bytes = new ByteRows(rows.length, 5);
      for (const [row, values] of rows.entries()) for (const [column, value] of values.entries()) bytes.set(row, column, value);
      const wanted = Int32Array.from(asked, (n) => n % rows.length);
      const sums = new Int32Array(bytes.columns).fill(1);
      bytes.addTo(sums, wanted, wanted.length);
      const plain = [0, 1, 2, 3, 4].map((column) => wanted.reduce((sum, row) => sum + (rows[row]?.[column] ?? 0), 1));
      expect([...sums]).toEqual([...plain, 1, 1, 1]);
    }),
  );
});
