import { describe, expect, it } from 'vitest';
import { isLater } from '../../src/library/release-name.ts';

describe('of two releases the later one', () => {
  it.each([
    ['5.8.0', '5.7.1', true],
    ['5.10.0', '5.9.9', true],
    ['6.0.0', '5.99.99', true],
    ['5.8.1', '5.8.0', true],
    ['5.7.1', '5.8.0', false],
    ['5.9.9', '5.10.0', false],
    ['5.8.0', '5.8.0', false],
  ])('%s against %s: %s', (version, than, later) => {
    expect(isLater(version, than)).toBe(later);
  });
});
