import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPatternMatcher } from '../../src/detection/patterns.ts';
import type { SignalHit } from '../../src/detection/signals.ts';
import type { Condition } from '../../src/library/schema.ts';
import { pattern, signal } from './small-library.ts';

const hit = (id: string, start = 0): SignalHit => ({ signal: signal(id, 'context'), start, end: start + 1, byEntity: false });
const holds = (when: Condition, ids: readonly string[]): boolean =>
  createPatternMatcher([pattern('p', when)])(ids.map((id) => hit(id))).length > 0;

describe('a condition', () => {
  test.each<[string, Condition, string[], boolean]>([
    ['a signal holds when it is there', 'a', ['a'], true],
    ['a signal does not when it is not', 'a', ['b'], false],
    ['all needs every part', { all: ['a', 'b'] }, ['a'], false],
    ['all holds with every part', { all: ['a', 'b'] }, ['b', 'a'], true],
    ['any needs one part', { any: ['a', 'b'] }, ['b'], true],
    ['any fails without', { any: ['a', 'b'] }, ['c'], false],
    ['none forbids', { all: ['a'], none: ['b'] }, ['a', 'b'], false],
    ['none allows what is not there', { all: ['a'], none: ['b'] }, ['a'], true],
    ['all and any both', { all: ['a'], any: ['b', 'c'] }, ['a'], false],
    ['all with any', { all: ['a'], any: ['b', 'c'] }, ['a', 'c'], true],
    ['any inside all', { all: ['a', { any: ['b', 'c'] }] }, ['a', 'c'], true],
    ['any inside all, missing', { all: ['a', { any: ['b', 'c'] }] }, ['a'], false],
    ['all inside any', { any: [{ all: ['a', 'b'] }, 'c'] }, ['a', 'b'], true],
    ['all inside any, half', { any: [{ all: ['a', 'b'] }, 'c'] }, ['a'], false],
    ['none inside all', { all: ['a', { none: ['b'] }] }, ['a', 'b'], false],
    ['none of two together', { all: ['a'], none: [{ all: ['b', 'c'] }] }, ['a', 'b'], true],
    ['a part that only forbids asks for nothing', { all: [{ any: ['a', 'b'] }], any: [{ none: ['c'] }, 'd'] }, ['a'], true],
  ])('%s', (_, when, ids, expected) => {
    expect(holds(when, ids)).toBe(expected);
  });

  test('means what plain logic means, as long as it needs something', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const id = fc.constantFrom(...ids);
    const some = <T>(part: fc.Arbitrary<T>) => fc.array(part, { minLength: 1, maxLength: 3 });
    const forbidden = fc.oneof(
      id,
      some(id).map((all) => ({ all })),
      some(id).map((any) => ({ any })),
    );
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'medium' },
        id,
        some(tie('condition')).map((all) => ({ all })),
        some(tie('condition')).map((any) => ({ any })),
        some(forbidden).map((none) => ({ none })),
        fc.record({ all: some(tie('condition')), any: some(tie('condition')), none: some(forbidden) }, { requiredKeys: [] }),
      ),
    }));
    const means = (when: Condition, there: ReadonlySet<string>): boolean => {
      if (typeof when === 'string') return there.has(when);
      const parts = (list: Condition[] | undefined) => (list ?? []).map((part) => means(part, there));
      return parts(when.all).every(Boolean) && (!when.any || parts(when.any).some(Boolean)) && !parts(when.none).some(Boolean);
    };
    fc.assert(
      fc.property(condition, fc.subarray(ids, { minLength: 1 }), (when, there) => {
        fc.pre(!means(when, new Set()));
        expect(holds(when, there)).toBe(means(when, new Set(there)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('matching', () => {
  test.each([
    ['experimental', 1],
    ['test', 1],
    ['stable', 1],
    ['deprecated', 0],
  ] as const)('a pattern that is %s is found %i times', (status, times) => {
    expect(createPatternMatcher([pattern('p', 'a', { status })])([hit('a')])).toHaveLength(times);
  });

  test('nothing holds where nothing was found', () => {
    expect(createPatternMatcher([pattern('p', { none: ['a'] })])([])).toEqual([]);
  });

  test('the evidence is the first hit of each signal that made it true, each once', () => {
    const hits = [hit('a', 0), hit('a', 5), hit('b', 9), hit('c', 12)];
    const [found] = createPatternMatcher([pattern('p', { all: ['a', { all: ['a'] }], any: ['b', 'd'] })])(hits);
    expect(found?.evidence).toEqual([hits[0], hits[2]]);
  });

  test.each<[string, Condition, string[], string[]]>([
    ['of a part of which another half is missing', { any: [{ all: ['a', 'x'] }, 'c'] }, ['a', 'c'], ['a', 'c']],
    ['of every part that holds, not of the first alone', { any: ['a', 'b', 'x'] }, ['a', 'b'], ['a', 'b']],
    ['of all and of any', { all: ['a'], any: ['b', 'c'] }, ['c', 'a'], ['a', 'c']],
    ['not of a part that something forbids', { any: [{ all: ['a'], none: ['b'] }, 'c'] }, ['a', 'b', 'c'], ['c']],
    ['not of what comes behind a missing part', { any: [{ all: [{ any: ['x'] }, 'a'] }, 'c'] }, ['a', 'c'], ['c']],
    ['of what comes behind a part that holds', { any: [{ all: [{ any: ['b'] }, 'a'] }, 'c'] }, ['a', 'b', 'c'], ['b', 'a', 'c']],
  ])('the evidence is %s', (_, when, ids, evidence) => {
    const [found] = createPatternMatcher([pattern('p', when)])(ids.map((id) => hit(id)));
    expect(found?.evidence.map(({ signal: { id } }) => id)).toEqual(evidence);
  });

  test('a pattern is found once, though it waits for several signals that are there', () => {
    expect(createPatternMatcher([pattern('p', { any: ['a', 'b'] })])([hit('a'), hit('b')])).toHaveLength(1);
  });

  test('patterns come in the order of what was seen, then of the library', () => {
    const match = createPatternMatcher([pattern('p', 'b'), pattern('q', 'a'), pattern('r', 'b')]);
    expect(match([hit('a'), hit('b')]).map(({ pattern: { id } }) => id)).toEqual(['q', 'p', 'r']);
    expect(match([hit('b'), hit('a')]).map(({ pattern: { id } }) => id)).toEqual(['p', 'r', 'q']);
  });

  test('one block knows nothing of another', () => {
    const match = createPatternMatcher([pattern('p', { all: ['a', 'b'] })]);
    expect([[hit('a')], [hit('b')], [hit('a'), hit('b')], [hit('a'), hit('b')], []].map((hits) => match(hits).length)).toEqual([
      0, 0, 1, 1, 0,
    ]);
  });

  test('what is forbidden is no evidence', () => {
    const [found] = createPatternMatcher([pattern('p', { all: ['a'], none: [{ all: ['b', 'c'] }] })])([hit('a'), hit('b')]);
    expect(found?.evidence.map(({ signal: { id } }) => id)).toEqual(['a']);
  });
});
