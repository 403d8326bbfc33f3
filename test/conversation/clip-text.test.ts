import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clipText, LONGEST_JUDGED } from '../../src/conversation/clip-text.ts';

it('leaves a text alone that can be judged whole', () => {
  for (const length of [0, 1, LONGEST_JUDGED]) {
    const text = 'a'.repeat(length);
    expect(clipText(text)).toEqual({ text, partly: false });
  }
});

it('keeps the first and the last part of a longer one, within the limit, and says so', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (more) => {
      const original = `头${'中'.repeat(LONGEST_JUDGED + more - 2)}尾`;
      const { text, partly } = clipText(original);
      expect(partly).toBe(true);
      expect(text.length).toBeLessThanOrEqual(LONGEST_JUDGED);
      expect(text.length).toBeGreaterThan(LONGEST_JUDGED - 4);
      expect(text.startsWith('头')).toBe(true);
      expect(text.endsWith('尾')).toBe(true);
    }),
  );
});

it('keeps the two parts apart, so that no sentence is made of both', () => {
  const text = `${'前'.repeat(LONGEST_JUDGED)}${'后'.repeat(LONGEST_JUDGED)}`;
  expect(clipText(text).text).toMatch(/^前+\n后+$/);
});
