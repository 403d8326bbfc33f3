import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskLicence, readLicence } from '../../src/merchants/licence.ts';
import { licence } from './licences.ts';

describe('a licence number', () => {
  it('is taken however it is typed', () => {
    const code = licence(1);
    expect(readLicence(code)).toBe(code);
    expect(readLicence(` ${code.slice(0, 2)} ${code.slice(2).toLowerCase()} `)).toBe(code);
    expect(maskLicence(code)).toBe(`…${code.slice(-4)}`);
  });

  it('is none when one sign is another: nobody is written down for a slip of the finger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (seed, at, sign) => {
        const code = licence(seed);
        fc.pre(code[at] !== sign);
        expect(readLicence(code.slice(0, at) + sign + code.slice(at + 1))).toBeNull();
      }),
    );
  });

  it.each(['', '1', '91330500', 'I'.repeat(18), '湖州某某公司'])('is none: %j', (typed) => {
    expect(readLicence(typed)).toBeNull();
  });
});
