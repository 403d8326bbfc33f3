import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Spans } from '../../src/detection/spans.ts';

type Span = readonly [start: number, end: number];

function spansOf(given: readonly Span[]): Spans {
  const spans = new Spans();
  for (const [start, end] of given) spans.add(start, end);
  return spans;
}

function listed({ starts, ends, count }: Spans): Span[] {
  return Array.from({ length: count }, (_, index) => [starts[index] as number, ends[index] as number]);
}

test('sorts few and many as a stable sort does', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(30));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 200, size: 'max' }), (given) => {
      const [byStart, byEnd] = [spansOf(given), spansOf(given)];
      byStart.sortByStart();
      byEnd.sortByEnd();
      expect(listed(byStart)).toEqual(given.toSorted((a, b) => a[0] - b[0]));
      expect(listed(byEnd)).toEqual(given.toSorted((a, b) => a[1] - b[1]));
    }),
  );
});

test('is empty again once cleared', () => {
  const spans = spansOf([[1, 2]]);
  spans.clear();
  expect(listed(spans)).toEqual([]);
});

test.each([24, 25, 400])('sorts %i spans far behind in a long text', (count) => {
  const given = Array.from({ length: count }, (_, index): Span => [1_000_000 - 7 * (index % 9), 1_000_000 + index]);
  const spans = spansOf(given);
  spans.sortByStart();
  expect(listed(spans)).toEqual(given.toSorted((a, b) => a[0] - b[0]));
  spans.sortByEnd();
  expect(listed(spans)).toEqual(given);
});

test('takes more than it has had room for, after it was cleared too', () => {
  const given = Array.from({ length: 200 }, (_, index): Span => [index, index + 1]);
  const spans = spansOf(given);
  expect(listed(spans)).toEqual(given);
  spans.clear();
  spans.add(7, 8);
  expect(listed(spans)).toEqual([[7, 8]]);
});
