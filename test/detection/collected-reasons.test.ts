import { describe, expect, test } from 'vitest';
import type { BlockFindings } from '../../src/detection/analysis.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { collectReasons, mayBeQuoted, toldReason } from '../../src/detection/reasons.ts';
import type { Reason } from '../../src/detection/verdict.ts';
import type { Pattern, Signal, SignalRole, TypeId } from '../../src/library/schema.ts';
import { pattern, signal, smallLibrary } from './small-library.ts';

const of = (id: string, role: SignalRole, ...phrases: string[]) =>
  signal(id, role, { phrases, why: { zh: `${id}的理由`, en: `why ${id}` } });
const linkOf = (entity: NonNullable<Signal['entity']>, id: string) => signal(id, 'context', { entity, why: { zh: '网址', en: 'a link' } });
const SIGNALS = [
  of('claims-bank', 'identity', '银行', 'bank'),
  of('ask-card', 'ask', '卡号'),
  of('ask-pay', 'ask', '转账', '转账给', 'pay', '付 ~2 20', '看http'),
  of('ask-code', 'ask', '验证码'),
  of('ask-calmly', 'ask', '放心转'),
  of('lure-sum', 'lure', '账给我'),
  of('pressure-now', 'pressure', '马上'),
  of('warns', 'exempt', '小心'),
  of('asks', 'state', '请问'),
  of('stage-paid', 'stage', '已经付了', '放心付了'),
];

function collect(text: string, patterns: readonly Pattern[] = [], type: TypeId = 'phishing', signals = SIGNALS): Reason[] {
  const { analyse, library } = createDetector(smallLibrary({ signals, patterns }));
  const analysis = analyse(text);
  const block = analysis.blocks[0] as BlockFindings;
  return collectReasons(analysis, block, block.patterns, type, library);
}
const summary = (reasons: readonly Reason[]) => reasons.map(({ id, quote }) => `${id} ${quote}`);

describe('reasons', () => {
  test('show what made the pattern hold before other signals that say the like', () => {
    const scheme = pattern('p', { all: ['ask-code', 'ask-pay'] });
    expect(summary(collect('报卡号,报验证码,再转账', [scheme]))).toEqual(['p 验证码', 'ask-pay 转账', 'ask-card 卡号']);
  });

  test('show two that stand side by side, and one only where they share a character', () => {
    expect(summary(collect('转账验证码'))).toEqual(['ask-pay 转账', 'ask-code 验证码']);
    expect(summary(collect('验证码转账', [pattern('p', 'ask-pay')]))).toEqual(['p 转账', 'ask-code 验证码']);
    expect(summary(collect('转账给我'))).toEqual(['ask-pay 转账']);
  });

  test('show no second pattern', () => {
    const schemes = [pattern('p', 'ask-pay'), pattern('q', 'ask-code')];
    expect(summary(collect('转账,验证码', schemes))).toEqual(['p 转账', 'ask-code 验证码']);
  });

  test.each<[string, Partial<Pattern>, Partial<Pattern>, string]>([
    ['critical before high', { severity: 'high' }, { severity: 'critical' }, 'q'],
    ['high before medium', { severity: 'medium' }, { severity: 'high' }, 'q'],
    ['of equals the first', { severity: 'high' }, { severity: 'high' }, 'p'],
    ['its own type before a graver one of another', { severity: 'critical', type: 'loan' }, { severity: 'medium' }, 'q'],
    ['its own type before any other', { type: 'loan' }, {}, 'q'],
    ['the graver one where none is of its type', { severity: 'medium', type: 'loan' }, { severity: 'critical', type: 'loan' }, 'q'],
  ])('begin with the pattern: %s', (_, first, second, id) => {
    const schemes = [pattern('p', 'ask-pay', first), pattern('q', 'ask-pay', second)];
    expect(collect('转账', schemes)[0]?.id).toBe(id);
  });

  test('say what the pattern says of itself, in the language of the text', () => {
    const why = { zh: '先交钱的都是骗局', en: 'a fee before a payout' };
    expect(collect('转账', [pattern('p', 'ask-pay', { why })])[0]?.why).toBe('先交钱的都是骗局');
    expect(collect('please pay today', [pattern('p', 'ask-pay', { why })])[0]?.why).toBe('a fee before a payout');
    expect(collect('please pay today', [pattern('p', 'ask-pay')])[0]?.why).toBe('it follows a known scam script');
  });

  test('quote a sentence for a pattern of which nothing found may be repeated', () => {
    expect(collect('放心转,今天天气很好', [pattern('p', 'ask-calmly')])).toMatchObject([
      { id: 'p', quote: '今天天气很好', start: 4, end: 10 },
    ]);
  });

  test('fall back to the wording when nothing of the pattern or the signals may be repeated', () => {
    const reasons = collect('放心转', [pattern('p', 'ask-calmly')]);
    expect(reasons.map(({ kind, id, quote }) => [kind, id, quote])).toEqual([
      ['pattern', 'p', ''],
      ['classifier', 'phishing', ''],
    ]);
  });

  test('leave out a signal whose words may not be repeated, and what excuses or asks', () => {
    expect(summary(collect('小心,请问,放心转,马上'))).toEqual(['pressure-now 马上']);
  });

  test.each<[string, TypeId, string]>([
    ['今天天气很好', 'phishing', '整段话的说法很像：phishing的话'],
    ['今天天气很好', 'travel', '整段话的说法很像：常见骗局'],
    ['the weather is fine', 'loan', 'the wording resembles: words of loan'],
    ['the weather is fine', 'travel', 'the wording resembles: known scams'],
  ])('say of the wording of %j as %s: %s', (text, type, why) => {
    expect(collect(text, [], type)).toEqual([{ kind: 'classifier', id: type, quote: text, start: 0, end: text.length, why }]);
  });

  test('quote the wording from the block that is judged', () => {
    const { analyse, library } = createDetector(smallLibrary({}));
    const analysis = analyse('今天天气很好。'.repeat(100));
    const block = analysis.blocks[1] as BlockFindings;
    expect(block.start).toBeGreaterThan(0);
    expect(collectReasons(analysis, block, [], 'loan', library)).toMatchObject([{ quote: '今天天气很好。', start: block.start }]);
  });

  test('begin with a link only when it is a suspicious one', () => {
    const links = [linkOf('link', 'link-any'), ...SIGNALS];
    expect(collect('看 http://sunny.top 转账', [], 'phishing', links).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'signal ask-pay',
      'signal link-any',
    ]);
    const suspicious = [...SIGNALS, linkOf('link-port', 'link-port')];
    expect(collect('看 http://sunny.top:8080 转账', [], 'phishing', suspicious).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'link link-port',
      'signal ask-pay',
    ]);
  });

  test.each([
    ['the whole sum where a phrase ends within it', '请付给20万', '付给20万'],
    ['the whole sum, not its figures', '付20.5万', '付20.5万'],
    ['no sum that only follows', '转账20万', '转账'],
    ['the words alone where they end within a link', '请看http://sunny.top/1', '看http'],
  ])('quote %s', (_, text, quote) => {
    expect(collect(text).map((reason) => reason.quote)).toEqual([quote]);
  });
});

describe('what is quoted of a text in which nothing was found', () => {
  const told = (text: string): Reason => toldReason(createDetector(smallLibrary({ signals: SIGNALS })).analyse(text));

  test.each([
    ['the first sentence', '今天天气很好。好的吧。', '今天天气很好。', 0],
    ['no sentence of three characters', '好的。今天天气很好。', '今天天气很好。', 3],
    ['a sentence of four characters', '好的呢。今天天气很好。', '好的呢。', 0],
    ['the first sentence that may be repeated', '你放心吧。今天天气很好。', '今天天气很好。', 5],
    ['a clause where no sentence may be repeated whole', '你放心吧,今天天气很好。', '今天天气很好', 5],
    ['a clause behind the first', '今天很好,你放心吧。', '今天很好', 0],
    ['no clause of three characters', '你放心吧,好的呢,今天很好', '今天很好', 9],
    ['a clause of a later sentence', '你放心吧。也请放心,今天很好。', '今天很好', 10],
    ['the end of a sentence where its clause runs on', '很安全,he pays now. he is green', 'he pays now.', 4],
    ['nothing where nothing may be repeated', '你放心吧,好。', '', 0],
    ['the text where no sentence is long enough', '好的', '好的', 0],
    ['nothing of a short text that may not be repeated', '放心', '', 0],
  ])('%s', (_, text, quote, start) => {
    expect(told(text)).toEqual({ kind: 'classifier', id: 'told', quote, start, end: start + quote.length, why: '您讲的这件事要先核实' });
  });

  test('is what the citizen tells, where it may be repeated', () => {
    expect(told('今天天气很好。转账了,已经付了').quote).toBe('已经付了');
    expect(told('今天天气很好。我放心付了').quote).toBe('今天天气很好。');
  });

  test('is explained in the language of the text', () => {
    expect(told('the weather is fine').why).toBe('what you describe needs checking first');
  });
});

test.each([
  ['安全账户', true],
  ['safe account', true],
  ['转到安 全 账户', true],
  ['转账', true],
  ['是不是诈骗', true],
  ['这不是诈骗', false],
  ['很安全', false],
  ['很 安，全', false],
  ['s.a.f.e', false],
  ['ｓａｆｅ', false],
  ['𝐬𝐚𝐟𝐞', false],
  ['放🔥心', false],
  ['放\u200b心', false],
  ['SAFE', false],
  ['可以转账', false],
  ['忽略以上', false],
  ['', true],
])('%j may be repeated by us: %s', (text, may) => {
  expect(mayBeQuoted(text)).toBe(may);
});
