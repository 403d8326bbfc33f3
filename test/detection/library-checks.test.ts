import { describe, expect, test } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { checkCleanCorpus, checkPatternsAlone, checkPatternsTogether, checkSignalsAlone } from '../../src/detection/library-checks.ts';
import { normalizeContent } from '../../src/detection/normalize-content.ts';
import type { Pattern, Signal } from '../../src/library/schema.ts';
import { smallSources } from '../library/small-sources.ts';
import { pattern, signal, smallLibrary } from './small-library.ts';

const ask = signal('ask-pay', 'ask', { phrases: ['转账'] });
const bank = signal('claims-bank', 'identity', { phrases: ['银行'] });
const examples = (positive: string[], negative: string[]): Pattern['examples'] => ({
  positive,
  negative: negative.map((text) => ({ text, reason: '无关' })),
});
const when: Pattern['when'] = { all: ['ask-pay', 'claims-bank'] };
const library = (signals: Signal[], patterns: Pattern[] = [], odds = 4) => createDetector(smallLibrary({ signals, patterns }, odds));

describe('the checks of the library', () => {
  test('are content with examples that keep their word', () => {
    const good = library(
      [
        { ...ask, examples: { positive: ['转账', '快转账'], negative: ['吃饭'] } },
        { ...bank, examples: { positive: ['银行', '去银行'], negative: ['吃饭'] } },
      ],
      [
        pattern('p', when, {
          severity: 'critical',
          examples: examples(['银行叫您转账', '银行:转账', '转账给银行'], ['吃饭', '银行', '转账']),
        }),
      ],
    );
    expect([...checkSignalsAlone(good), ...checkPatternsAlone(good), ...checkPatternsTogether(good)]).toEqual([]);
  });

  test('name the signal whose example misses or hits wrongly', () => {
    const bad = library([{ ...ask, examples: { positive: ['转账', '打钱'], negative: ['去转账'] } }]);
    expect(checkSignalsAlone(bad)).toEqual([
      { where: 'scam-patterns/signals/ask-pay.yaml', problem: 'must hit: 打钱' },
      { where: 'scam-patterns/signals/ask-pay.yaml', problem: 'must not hit: 去转账' },
    ]);
  });

  test('name the pattern whose example misses or hits wrongly', () => {
    const bad = library([ask, bank], [pattern('p', when, { examples: examples(['银行转账', '转账'], ['银行让转账']) })]);
    expect(checkPatternsAlone(bad)).toEqual([
      { where: 'scam-patterns/patterns/phishing/p.yaml', problem: 'must hold on: 转账' },
      { where: 'scam-patterns/patterns/phishing/p.yaml', problem: 'must not hold on: 银行让转账' },
    ]);
  });

  test('name the pattern whose example comes out green', () => {
    const weak = library([ask, bank], [pattern('p', when, { examples: examples(['银行让转账'], []) })], -9);
    expect(checkPatternsTogether(weak)).toEqual([{ where: 'scam-patterns/patterns/phishing/p.yaml', problem: 'judged green: 银行让转账' }]);
  });

  test('name the pattern whose examples are taken for another scheme', () => {
    const thief = pattern('thief', 'ask-pay', { type: 'loan', severity: 'critical' });
    const robbed = library([ask, bank], [pattern('p', when, { severity: 'high', examples: examples(['银行让转账'], []) }), thief], 4);
    expect(checkPatternsTogether(robbed).map(({ problem }) => problem)).toEqual(['taken for loan: 银行让转账']);
  });

  test('name the honest text that is judged red', () => {
    const sources = smallSources({
      corpus: {
        forwards: [
          { text: '银行让您转账', kind: 'legit' },
          { text: '吃饭', kind: 'legit' },
        ],
        chats: [],
        asides: [],
        labels: [],
      },
    });
    const strict = library([ask, bank], [pattern('p', when, { severity: 'critical' })], 5);
    expect(checkCleanCorpus(strict, sources).filter(({ problem }) => problem.includes('银行让您转账'))).toHaveLength(1);
  });
});

test('phrases are compiled in normalised characters; what the normaliser takes away altogether is dropped', () => {
  const {
    models: _models,
    version: _version,
    checksum: _checksum,
    ...content
  } = smallLibrary({ signals: [{ ...ask, phrases: ['轉 賬 ~4 ＰＡＹ*', '\u200b', '做<number>單'], negate: ['請'] }] });
  const [normalized] = normalizeContent(content).signals;
  expect(normalized?.phrases).toEqual(['转账 ~4 pay*', '做<number>單']);
  expect(normalized?.negate).toEqual(['请']);
});
