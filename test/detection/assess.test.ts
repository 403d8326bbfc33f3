import { describe, expect, test } from 'vitest';
import { assess } from '../../src/detection/assess.ts';
import { createDetector } from '../../src/detection/detector.ts';
import type { LinkFacts, Pattern } from '../../src/library/schema.ts';
import { NO_LINK_FACTS, pattern, signal, smallLibrary } from './small-library.ts';

const why = { zh: '理由', en: 'reason' };
const SIGNALS = [
  signal('ask-pay', 'ask', { why, phrases: ['转账|pay'] }),
  signal('claims-bank', 'identity', { why, phrases: ['银行|bank'] }),
  signal('context-secret', 'context', { phrases: ['秘密'] }),
  signal('warns', 'exempt', { phrases: ['谨防诈骗'] }),
  signal('link-any', 'context', { entity: 'link' }),
  signal('link-brand', 'context', { why, entity: 'link-brand-in-foreign-domain' }),
];
const BANK_ASKS: Pattern['when'] = { all: ['claims-bank', 'ask-pay'] };
const LINKS: LinkFacts = { ...NO_LINK_FACTS, brands: [{ name: 'PayPal', words: ['paypal'], domains: ['paypal.com'] }] };

/** Log-odds of a scam, for the classifier; far from any threshold. */
const [SURE, LIKELY, UNSURE, UNLIKELY] = [9, 4, 0, -6];

function judged(text: string, odds: number, patterns: readonly Pattern[] = [], sender?: string) {
  const library = smallLibrary({ signals: SIGNALS, patterns, links: LINKS }, odds);
  return assess(createDetector(library).analyse(text, sender), library);
}

describe('the colour', () => {
  test('is green where nothing is known and the wording is harmless', () => {
    expect(judged('今天天气好', UNLIKELY).colour).toBe('green');
  });

  test('is red where a grave pattern holds and the wording does not speak against it', () => {
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { severity: 'critical' })])).toMatchObject({
      colour: 'red',
      type: 'phishing',
    });
  });

  test('is never red by wording alone, however sure the classifier', () => {
    expect(judged('今天天气好', SURE).colour).toBe('yellow');
  });

  test('is red by wording together with an ask', () => {
    expect(judged('今天转账', SURE).colour).toBe('red');
  });

  test.each(['experimental', 'deprecated'] as const)('does not hear a pattern that is %s', (status) => {
    const deaf = judged('银行让您转账', UNSURE, [pattern('p', BANK_ASKS, { status, severity: 'critical' })]);
    expect(deaf).toEqual(judged('银行让您转账', UNSURE));
  });

  test('gets worse with a link that carries a brand', () => {
    expect(judged('看 http://paypal.abcd.com/1', UNLIKELY).score).toBeGreaterThan(judged('看 http://flower.abcd.com/1', UNLIKELY).score);
  });

  test('does not hear what a warning says', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    expect(judged('谨防诈骗。银行叫人转账的多是假的', UNLIKELY, patterns).colour).toBe('green');
  });

  test('of a long text is that of its worst part', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    const filling = '今天天气好。'.repeat(300);
    expect(judged(`${filling}银行让您转账。${filling}`, LIKELY, patterns).colour).toBe('red');
    expect(judged(`银行。${filling}转账。`, UNLIKELY, patterns).colour).toBe('green');
  });
});

describe('the score', () => {
  test('grows with the severity of the pattern, and never claims certainty', () => {
    const scores = (['medium', 'high', 'critical'] as const).map(
      (severity) => judged('银行让您转账', UNSURE, [pattern('p', BANK_ASKS, { severity })]).score,
    );
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(new Set(scores).size).toBe(3);
    expect(judged('银行让您转账', 20, [pattern('p', BANK_ASKS, { severity: 'critical' })]).score).toBeLessThan(1);
  });

  test('counts several patterns as one, the strongest', () => {
    const strong = pattern('strong', BANK_ASKS, { severity: 'critical' });
    const weak = pattern('weak', 'ask-pay', { severity: 'medium' });
    expect(judged('银行让您转账', UNSURE, [strong, weak]).score).toBe(judged('银行让您转账', UNSURE, [strong]).score);
  });
});

describe('the type', () => {
  test('follows the pattern where the wording does not decide', () => {
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { type: 'loan', severity: 'critical' })]).type).toBe('loan');
    expect(judged('银行让您转账', LIKELY, [pattern('p', BANK_ASKS, { type: 'phishing', severity: 'critical' })]).type).toBe('phishing');
  });
});

describe('the sender', () => {
  const colours = (text: string) => ['95588', '+44 7700 000000', '13800000000'].map((sender) => judged(text, UNLIKELY, [], sender).colour);

  test('raises what claims an institution and wants something from a private number', () => {
    expect(colours('银行请您转账')).toEqual(['green', 'yellow', 'yellow']);
  });

  test('abroad raises a claim or a wish alone', () => {
    expect(colours('这里是银行')).toEqual(['green', 'yellow', 'green']);
    expect(colours('请转账')).toEqual(['green', 'yellow', 'green']);
  });

  test('means nothing where the text wants nothing', () => {
    expect(colours('今天天气好')).toEqual(['green', 'green', 'green']);
  });

  test('never lowers anything', () => {
    const patterns = [pattern('p', BANK_ASKS, { severity: 'critical' })];
    for (const sender of ['110', '95588', '+44 7700 000000', '13800000000', ''])
      expect(judged('银行让您转账', LIKELY, patterns, sender)).toEqual(judged('银行让您转账', LIKELY, patterns));
  });
});
