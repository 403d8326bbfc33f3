import { describe, expect, test } from 'vitest';
import type { BlockFindings } from '../../src/detection/analysis.ts';
import { createDetector, type Detector, type Judgement } from '../../src/detection/detector.ts';
import {
  checkCleanCorpus,
  checkExamples,
  checkPatternsAlone,
  checkPatternsTogether,
  holdsAlone,
  signalHits,
} from '../../src/detection/library-checks.ts';
import type { ForwardRow } from '../../src/library/corpus-schema.ts';
import type { Pattern } from '../../src/library/schema.ts';
import { smallSources } from '../library/small-sources.ts';
import { pattern, signal, smallLibrary } from './small-library.ts';

const P = pattern('p', 'ask-pay');

interface Told {
  readonly colour?: 'red' | 'yellow' | 'green';
  readonly type?: string | null;
  /** Of each block, the patterns that hold. */
  readonly blocks?: readonly (readonly Pattern[])[];
}

/** A detector that says what it is told to say of each text. */
function toldDetector(patterns: readonly Pattern[], tell: (text: string) => Told): Detector {
  const { library } = createDetector(smallLibrary({ patterns: [...patterns] }));
  return {
    library,
    judge: (text: string) => {
      const { colour = 'yellow', type = null, blocks = [] } = tell(text);
      return {
        verdict: { colour, type: type && { id: type } },
        analysis: { blocks: blocks.map((held) => ({ patterns: held.map((one) => ({ pattern: one, evidence: [] })) })) },
      } as unknown as Judgement;
    },
  } as Detector;
}

const rows = (count: number, kind: ForwardRow['kind'], text: string): ForwardRow[] =>
  Array.from({ length: count }, (_, index) => ({ text: `${text}${index}`, kind }));
const corpus = (...forwards: ForwardRow[][]) => smallSources({ corpus: { forwards: forwards.flat(), chats: [], asides: [], labels: [] } });

describe('the corpus of honest texts', () => {
  const red = toldDetector([], (text) => ({ colour: text.startsWith('red') ? 'red' : 'yellow' }));
  const problems = (...forwards: ForwardRow[][]) => checkCleanCorpus(red, corpus(...forwards));

  test.each([
    [1, 1998, ['red0']],
    [1, 1999, []],
    [2, 3997, ['red0', 'red1']],
    [2, 3998, []],
  ])('may have one red of two thousand: %i beside %i others', (reds, others, texts) => {
    expect(problems(rows(reds, 'legit', 'red'), rows(others, 'legit', 'honest'))).toEqual(
      texts.map((text) => ({ where: 'scam-patterns/corpus', problem: `an honest text is judged red: ${text}` })),
    );
  });

  test('may have any number of scams that are red, which count for no honest one', () => {
    expect(problems(rows(5, 'scam', 'red'), rows(5, 'legit', 'honest'))).toEqual([]);
    expect(problems(rows(1, 'legit', 'red'), rows(3000, 'scam', 'other'))).toHaveLength(1);
  });
});

describe('a strong pattern among honest texts', () => {
  function faultsOf(parts: Partial<Pattern>, honest: number, scams: number) {
    const loose = pattern('p', 'ask-pay', parts);
    // It holds in two blocks of every text that it holds in, and counts once.
    const detector = toldDetector([loose], (text) => ({ blocks: text.startsWith('hit') ? [[loose], [], [loose]] : [[]] }));
    return checkCleanCorpus(detector, corpus(rows(honest, 'legit', 'hit'), rows(scams, 'scam', 'hit'), rows(50, 'legit', 'other')));
  }

  test.each<[string, Partial<Pattern>, honest: number, scams: number, number]>([
    ['is too loose when three of its hits are honest', {}, 3, 0, 1],
    ['may hold on two', {}, 2, 0, 0],
    ['may hold on a tenth', {}, 3, 27, 0],
    ['is too loose when it holds on more than a tenth', {}, 3, 26, 1],
    ['is too loose when it is critical', { severity: 'critical' }, 3, 0, 1],
    ['may hold on many when it is medium', { severity: 'medium' }, 30, 0, 0],
    ['may hold on many while it is tried out', { status: 'experimental' }, 30, 0, 0],
    ['that holds nowhere is not too loose', {}, 0, 0, 0],
  ])('%s', (_, parts, honest, scams, count) => {
    expect(faultsOf(parts, honest, scams)).toHaveLength(count);
  });

  test('is named with what is to be done', () => {
    expect(faultsOf({}, 4, 6)).toEqual([
      {
        where: 'scam-patterns/patterns/phishing/p.yaml',
        problem: 'high, but 4 of its 10 hits in the corpus are honest texts: tighten it or make it medium',
      },
    ]);
  });
});

describe('all patterns on the examples of each', () => {
  const faultsOf = (parts: Partial<Pattern>, tell: (text: string) => Told): string[] =>
    checkPatternsTogether(
      toldDetector([pattern('p', 'ask-pay', { ...parts, examples: { positive: ['a', 'b', 'c', 'd'], negative: [] } })], tell),
    ).map(({ problem }) => problem);
  const loans = (texts: string) => (text: string) => ({ type: texts.includes(text) ? 'loan' : 'phishing' });

  test.each<[string, Partial<Pattern>, (text: string) => Told, string[]]>([
    ['half of them may be taken for another scheme', {}, loans('ab'), []],
    ['more than half may not', {}, loans('abc'), ['taken for loan: a', 'taken for loan: b', 'taken for loan: c']],
    ['those without a type are taken for none', {}, () => ({ type: null }), []],
    ['none may be green', {}, (text) => ({ colour: text === 'b' ? 'green' : 'red' }), ['judged green: b']],
    ['they may be green where the pattern is medium', { severity: 'medium' }, () => ({ colour: 'green' }), []],
    [
      'they may be stolen from no medium one either',
      { severity: 'medium' },
      loans('abcd'),
      ['a', 'b', 'c', 'd'].map((text) => `taken for loan: ${text}`),
    ],
    ['nothing is asked of one that is tried out', { status: 'experimental' }, () => ({ colour: 'green', type: 'loan' }), []],
    ['nothing is asked of one that is out of use', { status: 'deprecated' }, () => ({ colour: 'green', type: 'loan' }), []],
  ])('%s', (_, parts, tell, problems) => {
    expect(faultsOf(parts, tell)).toEqual(problems);
  });
});

describe('one pattern alone', () => {
  const hit = { signal: signal('ask-pay', 'ask'), start: 0, end: 1, byEntity: false };
  const bare = { start: 0, end: 1, patterns: [], scam: 0, types: {} as BlockFindings['types'] };
  const blocks = (...hits: (typeof hit)[][]) => ({ blocks: hits.map((own) => ({ ...bare, hits: own })) });

  test('holds when it holds in any block', () => {
    expect(holdsAlone(P)(blocks([], [hit]))).toBe(true);
    expect(holdsAlone(P)(blocks([], []))).toBe(false);
  });

  test('never holds once it is out of use, and its examples promise nothing any more', () => {
    const old = pattern('p', 'ask-pay', { status: 'deprecated', examples: { positive: ['吃饭'], negative: [] } });
    expect(holdsAlone(old)(blocks([hit]))).toBe(false);
    const ask = signal('ask-pay', 'ask', { phrases: ['转账'] });
    expect(checkPatternsAlone(createDetector(smallLibrary({ signals: [ask], patterns: [old] })))).toEqual([]);
  });
});

test('a signal is seen in a text when one of its hits is of it', () => {
  const hit = (id: string) => ({ signal: signal(id, 'ask'), start: 0, end: 1, byEntity: false });
  expect(signalHits({ hits: [hit('a'), hit('b')] }, 'b')).toBe(true);
  expect(signalHits({ hits: [hit('a')] }, 'b')).toBe(false);
  expect(signalHits({ hits: [] }, 'b')).toBe(false);
});

test('all checks are made, those of signals first', () => {
  const ask = signal('ask-pay', 'ask', { phrases: ['转账'], examples: { positive: ['打钱'], negative: [] } });
  const loose = pattern('p', 'ask-pay', { examples: { positive: ['今天天气很好'], negative: [] } });
  const detector = createDetector(smallLibrary({ signals: [ask], patterns: [loose] }, -9));
  const honest = ['转账', '去转账', '转账吧'].map((text): ForwardRow => ({ text, kind: 'legit' }));
  expect(checkExamples(detector, corpus(honest)).map(({ problem }) => problem)).toEqual([
    'must hit: 打钱',
    'must hold on: 今天天气很好',
    'judged green: 今天天气很好',
    'high, but 3 of its 3 hits in the corpus are honest texts: tighten it or make it medium',
  ]);
});
