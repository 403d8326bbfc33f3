import { describe, expect, test } from 'vitest';
import { newAuthenticator, stepOf } from '../../src/desk/one-time-codes.ts';

/** RFC 6238, appendix B: the key "12345678901234567890" and the last six of its eight digits. */
const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a one-time code', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i seconds is %s, as the standard says', (seconds, code) => {
    expect(stepOf(code, KEY, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  test('is taken half a minute early or late, and says which one it was', () => {
    expect(stepOf('287082', KEY, 89_000)).toBe(1);
    expect(stepOf('287082', KEY, 29_000)).toBe(1);
    expect(stepOf('287082', KEY, 121_000)).toBeNull();
  });

  test.each(['', '28708', '2870822', 'abcdef', '287083'])('%j is none', (code) => {
    expect(stepOf(code, KEY, 59_000)).toBeNull();
  });

  test('may be typed in two halves', () => {
    expect(stepOf('287 082', KEY, 59_000)).toBe(1);
  });

  test('comes from a secret of its own', () => {
    const one = newAuthenticator('湖州反诈一哥', 'zhang');
    expect(one.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(one.secret).not.toBe(newAuthenticator('湖州反诈一哥', 'zhang').secret);
    expect(one.address).toContain('otpauth://totp/');
    expect(decodeURIComponent(one.address)).toContain('湖州反诈一哥:zhang');
  });
});
