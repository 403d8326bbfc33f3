import { expect, it } from 'vitest';
import { readRating, writeRating } from '../../src/conversation/rating.ts';

it.each([
  [{ says: 'right', messageId: null }, 'right'],
  [{ says: 'wrong', messageId: null }, 'wrong'],
  [{ says: 'wrong', messageId: 'm-17' }, 'wrong m-17'],
] as const)('%o is kept as "%s", and read as what it was', (rating, kept) => {
  expect(writeRating(rating)).toBe(kept);
  expect(readRating(kept)).toEqual(rating);
});

it('of anything else nobody has called a verdict wrong', () => {
  expect(readRating('').says).toBe('right');
  expect(readRating('wrongly m-17').says).toBe('right');
});
