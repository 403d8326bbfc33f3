import { expect, test } from 'vitest';
import { withReasonsIn } from '../../src/conversation/reason-words.ts';
import { createVoice } from '../../src/conversation/wording.ts';
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
  return withReasonsIn(
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
  const whole = { ...verdict, reasons: [] };
  expect(
    withReasonsIn(
      whole,
      library,
      createVoice('en', (text) => text),
    ),
  ).toBe(whole);
});
