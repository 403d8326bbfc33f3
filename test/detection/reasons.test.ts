import { describe, expect, test } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import type { Reason } from '../../src/detection/verdict.ts';
import type { Pattern, SignalRole } from '../../src/library/schema.ts';
import { pattern, signal, smallLibrary } from './small-library.ts';

const of = (id: string, role: SignalRole, ...phrases: string[]) =>
  signal(id, role, { phrases, why: { zh: `${id}的理由`, en: `why ${id}` } });
const SIGNALS = [
  of('claims-bank', 'identity', '银行', 'bank'),
  of('threat-freeze', 'threat', '冻结'),
  of('lure-prize', 'lure', '中奖'),
  of('ask-pay', 'ask', '转账', 'pay'),
  of('ask-code', 'ask', '验证码'),
  of('stage-paid', 'stage', '已经付了'),
  signal('link-ip', 'context', { entity: 'link-ip', why: { zh: '网址是数字', en: 'a bare address' } }),
  signal('silent', 'context', { phrases: ['嘘'] }),
];

function reasonsFor(text: string, patterns: readonly Pattern[] = []): readonly Reason[] {
  return createDetector(smallLibrary({ signals: SIGNALS, patterns }, 9)).judge(text).verdict.reasons;
}
const summary = (reasons: readonly Reason[]) => reasons.map(({ kind, id, quote }) => `${kind} ${id} ${quote}`);

describe('reasons', () => {
  test('begin with what convinces most: the link, the ask, the threat, who he claims to be', () => {
    expect(summary(reasonsFor('银行说会冻结,请转账 http://203.0.113.7/a'))).toEqual([
      'link link-ip http://203.0.113.7/a',
      'signal ask-pay 转账',
      'signal threat-freeze 冻结',
      'signal claims-bank 银行',
    ]);
  });

  test('are four at most, the pattern first', () => {
    const patterns = [pattern('p', { all: ['claims-bank', 'ask-pay'] }, { title: '假银行' })];
    const reasons = reasonsFor('银行说您中奖,不领就冻结,请转账并报验证码', patterns);
    expect(reasons).toHaveLength(4);
    expect(reasons[0]).toMatchObject({ kind: 'pattern', id: 'p', quote: '转账', why: '符合“假银行”的套路' });
  });

  test('name each signal once, and quote no stretch twice', () => {
    expect(summary(reasonsFor('转账,转账,转账'))).toEqual(['signal ask-pay 转账']);
  });

  test('never show a signal that cannot say why, nor what the citizen told of himself', () => {
    expect(summary(reasonsFor('嘘,已经付了,转账'))).toEqual(['signal ask-pay 转账']);
  });

  test('fall back to the wording, with a sentence of the text', () => {
    expect(summary(reasonsFor('哎。今天天气很好呢。'))).toEqual([expect.stringMatching(/^classifier \S+ 今天天气很好呢。$/)]);
  });

  test('speak the language of the text', () => {
    expect(reasonsFor('your bank wants you to pay today').map(({ why }) => why)).toEqual(['why ask-pay', 'why claims-bank']);
  });

  test('prefer the graver pattern', () => {
    const patterns = [pattern('mild', 'ask-pay', { severity: 'medium' }), pattern('grave', 'ask-pay', { severity: 'critical' })];
    expect(reasonsFor('转账', patterns)[0]?.id).toBe('grave');
  });
});

describe('quotes', () => {
  test.each([
    ['plain', '请转账给我', '转账'],
    ['disguised', '请 轉.账 给我', '轉.账'],
    ['behind an emoji', '🔥🔥请转\u200b账', '转\u200b账'],
    ['with blanks around', '   转账   ', '转账'],
    ['a whole sentence with blanks around', '   今天天气很好呢   ', '今天天气很好呢'],
  ])('%s: are the very characters of the text', (_, text, quote) => {
    const [reason] = reasonsFor(text);
    expect(reason?.quote).toBe(quote);
    expect(text.slice(reason?.start, reason?.end)).toBe(quote);
  });

  test('are never longer than forty characters', () => {
    const [reason] = reasonsFor('好'.repeat(200));
    expect(reason?.quote).toBe('好'.repeat(40));
  });
});
