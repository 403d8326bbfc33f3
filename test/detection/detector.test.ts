import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector, unjudged } from '../../src/detection/detector.ts';
import { mayBeQuoted } from '../../src/detection/reasons.ts';
import type { Verdict } from '../../src/detection/verdict.ts';
import { INTENT_IDS } from '../../src/library/schema.ts';
import { readSources } from '../../src/library/source-files.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import { HONEST, SCAMS, TROUBLE, WARNINGS } from './own-texts.ts';
import { constantModel, pattern, scamType, signal, smallLibrary } from './small-library.ts';

const library = await loadLibraryForTests();
const detector = createDetector(library);

function faultsOf(text: string, { colour, reasons, type }: Verdict): string[] {
  if (colour === 'green') return reasons.length > 0 || type ? ['green with reasons or a type'] : [];
  const placed = reasons.filter(({ quote }) => quote !== '').sort((one, other) => one.start - other.start);
  return [
    ...(reasons.length === 0 ? ['no reason'] : []),
    ...(placed.some(({ start }, index) => start < (placed[index - 1]?.end ?? 0)) ? ['two reasons quote the same words'] : []),
    ...reasons.flatMap(({ quote, start, end, why, id }) => [
      ...(quote === text.slice(start, end) ? [] : [`${id} quotes ${quote}, the text says ${text.slice(start, end)}`]),
      // Where the whole text is an order to the bot, nothing may be quoted.
      ...(quote === '' && mayBeQuoted(text) ? [`${id} quotes nothing`] : []),
      ...(why === '' ? [`${id} does not say why`] : []),
    ]),
  ];
}

describe('the office to ask', () => {
  const office = (text: string): string | null => detector.judge(text).verdict.advice.verifyWith;

  test('is named for whoever pretends to be it', () => {
    expect(office('【ETC】您的ETC已停用，点 etc-aa.top 激活')).toBe('95022');
    expect(office('那真的违章去哪儿查')).toBe('12123');
  });

  test('is not the wallet through which a cheated investor shall pay', () => {
    expect(office('导师让我用支付宝往平台充值五万，说三天翻倍')).toBeNull();
  });
});

describe('every verdict', () => {
  test('that is not green gives a reason with the very words of the text', () => {
    const { corpus } = readSources(ROOT);
    const rows = [...corpus.forwards, ...corpus.chats].filter((_, index) => index % 12 === 0).map(({ text }) => text);
    const texts = [...SCAMS, ...HONEST, ...TROUBLE, ...WARNINGS, ...rows];
    expect(texts.flatMap((text) => faultsOf(text, detector.judge(text).verdict).map((fault) => `${fault} in: ${text}`))).toEqual([]);
  });

  test('stands, whatever UTF-16 comes in, and is the same twice', () => {
    const pieces = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...SCAMS, ...HONEST, '\ud800', '\u202e', '\n', 'http://a.top'));
    const noise = fc.array(
      fc.oneof(
        pieces,
        fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join('');
        const { verdict } = detector.judge(text);
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThan(1);
        for (const { quote, start, end } of verdict.reasons) expect(quote).toBe(text.slice(start, end));
        expect(detector.judge(text).verdict).toEqual(verdict);
      }),
      { numRuns: 200 },
    );
  });

  test('that is green has neither reasons nor a type', () => {
    const { verdict } = createDetector(smallLibrary({}, -9)).judge('今天天气好');
    expect(verdict).toMatchObject({ colour: 'green', type: null, reasons: [] });
  });

  test('of nothing at all is green', () => {
    for (const text of ['', ' ', '\n\n', '🔥', '\u200b']) expect(detector.judge(text).verdict.colour).toBe('green');
  });

  test('names the release', () => {
    expect(detector.judge('你好').verdict.libraryVersion).toBe(library.version);
  });
});

describe('who tells of his loss', () => {
  test('gets a reason even where the words look like no scam', () => {
    const small = smallLibrary({ signals: [signal('stage-paid', 'stage', { stage: 'paid', phrases: ['钱转出去了'] })] }, -9);
    const models = { ...small.models, intent: constantModel(INTENT_IDS, 'emergency', 9) };
    const { verdict } = createDetector({ ...small, models }).judge('我把钱转出去了');
    expect(verdict.colour).toBe('yellow');
    expect(verdict.reasons.map(({ quote }) => quote)).toEqual(['钱转出去了']);
  });

  test('is not told that nothing was found when he only asks about it', () => {
    const small = smallLibrary({ signals: [signal('stage-paid', 'stage', { stage: 'paid', phrases: ['钱转出去了'] })] }, -9);
    const models = { ...small.models, intent: constantModel(INTENT_IDS, 'advice', 9) };
    const detector = createDetector({ ...small, models });
    expect(detector.judge('我把钱转出去了，这样对吗').verdict).toMatchObject({ intent: 'advice', stage: 'paid', colour: 'yellow' });
    expect(detector.judge('我想问问，这样对吗').verdict.colour).toBe('green');
  });

  test.each(TROUBLE.slice(0, 3))('%s', (text) => {
    const { verdict } = detector.judge(text);
    expect(verdict.escalate).toBe(true);
    expect(verdict.colour).not.toBe('green');
  });
});

describe('the language of the text', () => {
  const small = smallLibrary({
    types: [{ ...scamType('phishing'), title: { zh: '钓鱼', en: 'phishing' } }],
    signals: [signal('ask-pay', 'ask', { phrases: ['转账|pay'], why: { zh: '要钱', en: 'it wants money' } })],
    patterns: [pattern('p', 'ask-pay', { severity: 'critical', why: { zh: '套路', en: 'a script' } })],
  });
  const judge = (text: string) =>
    createDetector({ ...small, models: { ...small.models, type: { ...small.models.type, classes: ['loan', 'phishing'] } } }).judge(text)
      .verdict;

  test('is that of the title, the reasons and the advice', () => {
    expect(judge('please pay now')).toMatchObject({ language: 'en', type: { title: 'phishing' }, advice: { now: ['a', 'b'] } });
    expect(judge('please pay now').reasons.map(({ why }) => why)).toContain('a script');
    expect(judge('请转账')).toMatchObject({ language: 'zh-CN', type: { title: '钓鱼' }, advice: { now: ['甲', '乙'] } });
  });
});

describe('what could not be judged', () => {
  test.each(['', '   ', '  您好，请问这是什么', '\n'])('is yellow, with a reason that quotes it: %j', (text) => {
    const verdict = unjudged(library, text);
    expect(verdict.colour).toBe('yellow');
    expect(verdict.advice.numbers).toContain('96110');
    for (const { quote, start, end } of verdict.reasons) expect(quote).toBe(text.slice(start, end));
  });
});
