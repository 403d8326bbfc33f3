import { describe, expect, test } from 'vitest';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { adviceFor, createDetector, unjudged } from '../../src/detection/detector.ts';
import { speaking } from '../../src/detection/judging-by.ts';
import type { Language } from '../../src/detection/language.ts';
import { withReadings } from '../../src/detection/second-reading.ts';
import { withholdRules } from '../../src/detection/withheld.ts';
import { pattern, scamType, signal, smallLibrary } from './small-library.ts';

const LIBRARY = smallLibrary(
  {
    types: [{ ...scamType('loan'), title: { zh: '贷款', en: 'loan' } }],
    signals: [signal('ask-pay', 'ask', { phrases: ['转账'], why: { zh: '要钱', en: 'it wants money' } })],
    patterns: [pattern('p', 'ask-pay', { type: 'loan', severity: 'critical', why: { zh: '套路', en: 'a script' } })],
  },
  5,
);
const detector = createDetector(LIBRARY);
const [TEXT, FOREIGN] = ['請轉賬給我', '+44 7700 000000'];

describe('a verdict', () => {
  test('is worded in the language of the text, unless another one is asked for', () => {
    const said = (language?: Language) => {
      const { language: its, type, reasons, advice } = detector.judge(TEXT, { language }).verdict;
      return [its, type?.title, reasons[0]?.why, advice.now[0]];
    };
    expect(said()).toEqual(['zh-TW', '贷款', '套路', '甲']);
    expect(said('zh-CN')).toEqual(['zh-CN', '贷款', '套路', '甲']);
    expect(said('en')).toEqual(['en', 'loan', 'a script', 'a']);
  });

  test('is otherwise the same in every language', () => {
    const own = detector.judge(TEXT, { sender: FOREIGN });
    const english = detector.judge(TEXT, { sender: FOREIGN, language: 'en' });
    expect(english.analysis).toEqual({ ...own.analysis, language: 'en' });
    expect(english.understanding).toEqual(own.understanding);
    const { type, reasons, advice, language, ...same } = english.verdict;
    expect(own.verdict).toMatchObject(same);
    expect(type?.id).toBe(own.verdict.type?.id);
    expect(reasons.map(({ why: _, ...place }) => place)).toEqual(own.verdict.reasons.map(({ why: _, ...place }) => place));
  });
});

describe('a detector that speaks a language', () => {
  const readings = [{ signal: 'ask-pay', quote: '打点钱' }];

  test('hears and judges as the one that it is made of, in that language', () => {
    const english = speaking(detector, 'en');
    expect(english.library).toBe(detector.library);
    expect(english.judge(TEXT, { sender: FOREIGN })).toEqual(detector.judge(TEXT, { sender: FOREIGN, language: 'en' }));
    expect(english.judge(TEXT, { language: 'zh-CN' })).toEqual(detector.judge(TEXT, { language: 'zh-CN' }));
    expect(english.judge('给我打点钱', { readings })).toEqual(detector.judge('给我打点钱', { readings, language: 'en' }));
    expect(english.judge('给我打点钱', { readings })).not.toEqual(english.judge('给我打点钱'));
  });

  test('goes on in it with the release of the moment', () => {
    let now = detector;
    const changing = { ...detector, atThisMoment: () => now };
    const english = speaking(changing, 'en');
    now = createDetector({ ...LIBRARY, version: '2.0.0' });
    expect(english.atThisMoment().judge(TEXT).verdict).toMatchObject({ language: 'en', libraryVersion: '2.0.0' });
  });
});

describe('what could not be judged', () => {
  const reason = { kind: 'classifier', id: 'unjudged' } as const;
  const open = { colour: 'yellow', score: 0.5, type: null, stage: 'seen', intent: 'forward', escalate: false } as const;

  test('is yellow and nothing more, and says so in Chinese as long as nobody knows better', () => {
    const why = '这段话机器没看懂，先当可疑处理';
    expect(unjudged(LIBRARY, '  您好  ')).toEqual({
      ...open,
      reasons: [{ ...reason, quote: '您好', start: 2, end: 4, why }],
      advice: { ...adviceFor(null, 'zh-CN'), verifyWith: null },
      language: 'zh-CN',
      libraryVersion: '1.0.0',
    });
  });

  test('is told in the language of the page', () => {
    const { language, advice, reasons } = unjudged(LIBRARY, 'hello', 'en');
    expect([language, advice, reasons[0]?.why]).toEqual([
      'en',
      { ...adviceFor(null, 'en'), verifyWith: null },
      'the machine could not read this, so treat it as suspicious',
    ]);
  });

  test.each([
    ['', '', 0],
    [' \n ', '', 0],
    ['好'.repeat(20), '好'.repeat(20), 0],
    [`  ${'好'.repeat(21)}`, '好'.repeat(20), 2],
  ])('is quoted by its first twenty characters: %j', (text, quote, start) => {
    expect(unjudged(LIBRARY, text).reasons).toMatchObject([{ quote, start, end: start + quote.length }]);
  });
});

describe('the advice', () => {
  const loan = scamType('loan');

  test.each<[Language, string, string[]]>([
    ['zh-CN', 'loan的话', ['甲', '乙']],
    ['zh-TW', 'loan的话', ['甲', '乙']],
    ['en', 'words of loan', ['a', 'b']],
  ])('of a scheme is its own, in %s', (language, dont, now) => {
    expect(adviceFor(loan, language)).toEqual({ dont, now, numbers: ['110'] });
  });

  test('where no scheme is known is to stop, and to ask the hotline', () => {
    for (const language of ['zh-CN', 'zh-TW', 'en'] as const) {
      const { dont, now, numbers } = adviceFor(null, language);
      expect(numbers).toEqual(['96110', '110']);
      expect(now.join()).toContain('96110');
      expect(dont).toMatch(language === 'en' ? /^Stop if asked for money/ : /^要钱、要码/);
    }
  });
});

test('every way to change a detector leaves the language to whoever asks', () => {
  const reading = { signal: 'ask-pay', quote: '轉賬' };
  for (const changed of [withReadings(detector, [reading]), withholdRules(detector), createChangingDetector(detector)]) {
    expect(changed.judge(TEXT, { language: 'en' }).verdict).toMatchObject({ language: 'en', type: { title: 'loan' } });
    expect(speaking(changed, 'en').judge(TEXT).verdict).toMatchObject({ language: 'en', type: { title: 'loan' } });
  }
});
