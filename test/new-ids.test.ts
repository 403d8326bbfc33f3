import { expect, it } from 'vitest';
import { createIds } from '../src/new-ids.ts';

it('none comes twice, from one maker or from two', () => {
  const makers = [createIds(), createIds()] as const;
  const ids = Array.from({ length: 1000 }, (_, index) => (makers[index % 2] as () => string)());
  expect(new Set(ids).size).toBe(1000);
});

it('24 characters that an address can carry', () => {
  const next = createIds();
  for (let i = 0; i < 300; i++) expect(next()).toMatch(/^[\w-]{24}$/);
});

it('every byte is random, the last of a stock as well as the first', () => {
  const next = createIds();
  const seen = Array.from({ length: 512 }, () => Buffer.from(next(), 'base64url'));
  for (let byte = 0; byte < 18; byte++) expect(new Set(seen.map((id) => id[byte])).size).toBeGreaterThan(128);
});
