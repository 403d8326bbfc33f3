import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../src/librarian/replay-difference.ts';

describe('the first difference of two answers', () => {
  it.each([
    [
      { a: 1, b: { c: [1, 2] } },
      { a: 1, b: { c: [1, 3] } },
      { at: 'b.c.1', was: '2', is: '3' },
    ],
    [{ a: 1 }, { a: 1, b: null }, { at: 'b', was: 'nothing', is: 'null' }],
    [{ a: [1] }, { a: [] }, { at: 'a.0', was: '1', is: 'nothing' }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
      { at: ' (order)', was: 'a,b', is: 'b,a' },
    ],
    [{ a: [] }, { a: {} }, { at: 'a', was: '[]', is: '{}' }],
    [{ toString: null }, {}, { at: 'toString', was: 'null', is: 'nothing' }],
    [{}, { constructor: 1 }, { at: 'constructor', was: 'nothing', is: '1' }],
    [{ a: 'x' }, { a: null }, { at: 'a', was: 'x', is: 'null' }],
    [{ a: `${'长'.repeat(30)}甲` }, { a: `${'长'.repeat(30)}乙` }, { at: 'a', was: `…${'长'.repeat(12)}甲`, is: `…${'长'.repeat(12)}乙` }],
  ])('of %j and %j is %j', (was, is, found) => expect(firstDifference(was, is)).toEqual(found));

  it('is there exactly when they are written otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (was, is) => {
        const [a, b] = [JSON.parse(JSON.stringify(was)), JSON.parse(JSON.stringify(is))];
        expect(firstDifference(a, a)).toBeNull();
        expect(firstDifference(a, b) === null).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('is short, and masked', () => {
    const found = firstDifference({ a: `我电话13800001234${'话'.repeat(200)}` }, { a: `我电话13800009999${'话'.repeat(200)}` });
    expect(found?.was.length).toBeLessThan(80);
    expect(JSON.stringify(found)).not.toContain('1380000');
  });
});
