import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteRows } from '../../src/detection/byte-rows.ts';

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
      expect([...sums].slice(0, 5)).toEqual(plain);
    }),
  );
});
