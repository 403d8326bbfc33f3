import { describe, expect, test } from 'vitest';
import { normalizeContent } from '../../src/detection/normalize-content.ts';
import type { LibraryContent } from '../../src/library/library.ts';
import type { Intent, PhoneNumber } from '../../src/library/schema.ts';
import { signal, smallLibrary } from './small-library.ts';

const both = { zh: '報', en: 'REPORT' };
const NUMBER: PhoneNumber = { number: '110', title: both, use: '請', hours: both, source: 's', checked: '2026-11-20' };
const INTENT: Intent = { id: 'advice', title: '請', meaning: '請', phrases: ['請 ~2 轉', '\u200b'], examples: ['請'] };

function contentWith(parts: Partial<LibraryContent>): LibraryContent {
  const { models: _models, version: _version, checksum: _checksum, ...content } = smallLibrary(parts);
  return content;
}

describe('the content in normalised characters', () => {
  test('has the phrases of what signals are and of what voids them, and nothing else of them changes', () => {
    const written = signal('ask-pay', 'ask', {
      title: '轉賬',
      phrases: ['轉賬'],
      negate: ['請'],
      examples: { positive: ['轉'], negative: ['賬'] },
    });
    expect(normalizeContent(contentWith({ signals: [written] })).signals).toEqual([{ ...written, phrases: ['转账'], negate: ['请'] }]);
  });

  test.each([
    ['a word that vanishes from a step', '轉|\u200b', ['转']],
    ['a phrase of which a step vanishes', '轉賬 ~2 \u200b', []],
    ['a phrase of which the first step vanishes', '\u200b ~2 轉賬', []],
  ])('goes without %s', (_, phrase, phrases) => {
    expect(normalizeContent(contentWith({ signals: [signal('x', 'ask', { phrases: [phrase] })] })).signals[0]?.phrases).toEqual(phrases);
  });

  test('has the phrases of intents, and their examples as people write them', () => {
    expect(normalizeContent(contentWith({ intents: [INTENT] })).intents).toEqual([{ ...INTENT, phrases: ['请 ~2 转'] }]);
  });

  test('has what negates, and what merely looks like it', () => {
    const negators = { before: ['請|轉', '\u200b'], except: ['請 ~3 賬'] };
    expect(normalizeContent(contentWith({ negators })).negators).toEqual({ before: ['请|转'], except: ['请 ~3 账'] });
  });

  test('has the topics of official numbers, where they have some, and their titles as people read them', () => {
    const numbers = { '110': { ...NUMBER, topics: ['轉賬', 'ＡＢＣ'] }, '120': NUMBER };
    expect(normalizeContent(contentWith({ numbers })).numbers).toEqual({ '110': { ...NUMBER, topics: ['转账', 'abc'] }, '120': NUMBER });
  });

  test('has everything else as it was', () => {
    const content = contentWith({});
    expect(normalizeContent(content)).toEqual(content);
  });
});
