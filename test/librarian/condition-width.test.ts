import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsWide } from '../../src/librarian/condition-width.ts';
import type { Condition } from '../../src/library/schema.ts';
import { readSources } from '../../src/library/source-files.ts';
import { ROOT } from '../compiled-library.ts';

describe('a condition that holds wherever another did', () => {
  it.each<[Condition, Condition, boolean]>([
    ['a', 'a', true],
    ['a', 'b', false],
    [{ all: ['a', 'b'] }, { all: ['b', 'a'] }, true],
    [{ all: ['a', 'b'] }, { all: ['a'] }, true],
    [{ all: ['a'] }, { all: ['a', 'b'] }, false],
    [{ any: ['a', 'b'] }, { any: ['a', 'b', 'c'] }, true],
    [{ any: ['a', 'b', 'c'] }, { any: ['a', 'b'] }, false],
    [{ all: ['a'], none: ['b'] }, 'a', true],
    ['a', { all: ['a'], none: ['b'] }, false],
    [{ all: ['a'], any: ['b', 'c'] }, { any: [{ all: ['a', 'b'] }, { all: ['a', 'c'] }] }, true],
    [{ all: ['a'], none: [{ all: ['b', 'c'] }] }, { all: ['a'], none: ['b'] }, false],
    [{ all: ['a'], none: ['b'] }, { all: ['a'], none: [{ all: ['b', 'c'] }] }, true],
    // It could never hold.
    [{ all: ['a'], none: ['a'] }, 'b', true],
  ])('%j → %j: %s', (before, after, wide) => {
    expect(isAsWide(before, after)).toBe(wide);
  });

  const condition = fc.letrec<{ whole: Condition }>((tie) => ({
    whole: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc
        .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('whole'), { minLength: 1, maxLength: 3 }))
        .map(([word, parts]) => ({ [word]: parts })),
    ),
  })).whole;

  it('is found as by trying everything', () => {
    fc.assert(
      fc.property(condition, condition, (before, after) => {
        const texts = Array.from({ length: 16 }, (_, bits) => new Set(['a', 'b', 'c', 'd'].filter((_, at) => (bits >> at) & 1)));
        expect(isAsWide(before, after)).toBe(texts.every((there) => !holdsOn(before, there) || holdsOn(after, there)));
      }),
    );
  });

  it('is decided for every pattern that there is, also with a signal more in each list', () => {
    for (const { id, when } of readSources(ROOT).patterns) {
      expect({ id, wide: isAsWide(when, when) }).toEqual({ id, wide: true });
      expect({ id, wide: isAsWide(when, { any: [when, 'one-more'] }) }).toEqual({ id, wide: true });
      expect({ id, wide: isAsWide(when, { all: [when, 'one-more'] }) }).toEqual({ id, wide: false });
    }
  });
});

function holdsOn(condition: Condition, there: ReadonlySet<string>): boolean {
  if (typeof condition === 'string') return there.has(condition);
  const { all = [], any, none = [] } = condition;
  return (
    all.every((part) => holdsOn(part, there)) &&
    (!any || any.some((part) => holdsOn(part, there))) &&
    !none.some((part) => holdsOn(part, there))
  );
}
