import { describe, expect, it } from 'vitest';
import { unstoredAdvice } from '../../src/conversation/unstored.ts';

describe('who cannot be kept is advised', () => {
  const languages = (text?: string, speaks?: 'en'): string[] => {
    const advice = unstoredAdvice('2250000', text, speaks);
    return [...(advice.includes('别转账') ? ['zh'] : []), ...(advice.includes('pay nothing') ? ['en'] : [])];
  };

  it.each([
    [undefined, ['zh', 'en']],
    ['', ['zh', 'en']],
    ['  \n', ['zh', 'en']],
    ['13800001234', ['zh', 'en']],
    ['😭😭', ['zh', 'en']],
    ['http://etc-renew.top/k', ['zh', 'en']],
    ['https://etc-renew.top https://bad-bank.top/pay', ['zh', 'en']],
    ['OK', ['zh', 'en']],
    ['有人叫我转账', ['zh']],
    ['他发来 https://etc-renew.top please log in now', ['zh']],
    ['請問這是詐騙嗎', ['zh']],
    ['is this a scam?', ['en']],
    ['I paid', ['en']],
    ['Don’t know, they sent https://etc-renew.top/k', ['en']],
  ])('in the language that %j tells', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('in the language of his page, whatever he forwards', () => {
    for (const text of ['有人叫我转账', '', '13800001234']) expect(languages(text, 'en')).toEqual(['en']);
  });
});
