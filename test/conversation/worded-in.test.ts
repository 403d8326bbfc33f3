import { expect, test } from 'vitest';
import { wordedIn } from '../../src/conversation/worded-in.ts';
import { createVoice } from '../../src/conversation/wording.ts';
import { adviceFor } from '../../src/detection/detector.ts';
import type { Language } from '../../src/detection/language.ts';
import type { Reason } from '../../src/detection/verdict.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { stubDetector } from './stub-detector.ts';

const library = await loadLibraryForTests();
const signal = library.signals.find(({ why }) => why);
const pattern = library.patterns.find(({ why }) => why);
const { verdict } = stubDetector.judge('[red loan]');

const words = (kind: Reason['kind'], id: string, why: string, language: Language): string | undefined => {
  const reason = { kind, id, why, quote: '', start: 0, end: 0 };
  return wordedIn(
    { ...verdict, reasons: [reason] },
    library,
    createVoice(language, (text) => text),
  ).reasons[0]?.why;
};

test.each([
  ['signal', signal],
  ['link', signal],
  ['pattern', pattern],
] as const)('why a %s speaks against it is told in the language of the answer', (kind, known) => {
  const { id, why } = known ?? { id: '', why: { zh: '', en: '' } };
  expect(words(kind, id, why?.zh ?? '', 'en')).toBe(why?.en);
  expect(words(kind, id, why?.en ?? '', 'zh-CN')).toBe(why?.zh);
  expect(words(kind, id, '原样', 'zh-TW')).toBe('原样');
  expect(words(kind, id, 'as it was', 'en')).toBe('as it was');
});

test('what the library does not word stays as it was found', () => {
  expect(words('signal', 'reported-list', '有人举报过', 'en')).toBe('有人举报过');
  expect(words('classifier', 'loan', '很像', 'en')).toBe('很像');
});

test('that an address alone shows nothing is told in it', () => {
  expect(words('classifier', 'bare-link', '看不出', 'en')).toBe('an address alone does not show whether it is honest');
  expect(words('classifier', 'bare-link', 'does not show', 'zh-CN')).toBe('光看一个网址，看不出是真是假');
});

test('what not to do and what to do now are told in it too', () => {
  const said = (language: Language, advice = verdict.advice) =>
    wordedIn(
      { ...verdict, advice },
      library,
      createVoice(language, (text) => text),
    ).advice;
  const { dont, now } = adviceFor(library.types.find(({ id }) => id === 'loan') ?? null, 'en');
  expect(said('en')).toEqual({ ...verdict.advice, dont, now });
  expect(said('zh-CN', said('en'))).toEqual(verdict.advice);
  const own = { zh: '先别转账', en: 'Do not pay' };
  expect(said('en', { ...verdict.advice, own, dont: own.zh })).toMatchObject({ dont: 'Do not pay', now });
});

test('what is in it already stays as it is', () => {
  expect(
    wordedIn(
      verdict,
      library,
      createVoice('zh-TW', (text) => text),
    ),
  ).toBe(verdict);
});
