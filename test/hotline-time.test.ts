import { describe, expect, it } from 'vitest';
import { hotlineDate } from '../src/hotline-time.ts';

describe('the date where the hotline is', () => {
  it.each([
    ['2026-11-20T15:59:59.999Z', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21'],
    ['2026-12-31T23:30:00.000Z', '2027-01-01'],
  ])('%s is %s', (at, date) => {
    expect(hotlineDate(Date.parse(at))).toBe(date);
  });
});
