import { expect, test } from 'vitest';
import { logit } from '../../src/detection/log-odds.ts';

test.each([
  ['even chances', 0.5, 0],
  ['four to one', 0.8, Math.log(4)],
  ['one to four', 0.2, -Math.log(4)],
  ['at the margin', 0.99, Math.log(99)],
  ['beyond the margin', 0.999, Math.log(99)],
  ['certainty', 1, Math.log(99)],
  ['impossibility', 0, -Math.log(99)],
])('%s', (_, p, odds) => {
  expect(logit(p, 0.01)).toBeCloseTo(odds, 10);
});
