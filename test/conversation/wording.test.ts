import { describe, expect, it } from 'vitest';
import { createVoice, WORDING } from '../../src/conversation/wording.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { FORBIDDEN, saysForbidden } from './never-said.ts';
import { spokenTexts } from './spoken-texts.ts';

const library = await loadLibraryForTests();
const spoken = spokenTexts(library);

describe('everything that the bot may say', () => {
  it('is found', () => {
    expect(spoken.length).toBeGreaterThan(500);
    for (const language of ['zh-CN', 'zh-TW', 'en'])
      expect(spoken.filter((text) => text.language === language).length).toBeGreaterThan(150);
    expect(spoken.filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  it.each(FORBIDDEN)('never holds $what', ({ what }) => {
    expect(spoken.filter(({ text }) => saysForbidden(text).includes(what))).toEqual([]);
  });

  it('names only numbers of numbers.yaml', () => {
    const known = new Set(Object.values(library.numbers).map(({ number }) => number));
    const strange = spoken.flatMap(({ where, text }) =>
      [...text.matchAll(/(?<![\d.])\d{3,}(?![\d.]|元|块|萬|万|年|%|个|yuan)/g)]
        .filter(([number]) => !known.has(number))
        .map(([number]) => `${where}: ${number}`),
    );
    expect(strange).toEqual([]);
  });

  it('speaks Chinese in Chinese and English in English', () => {
    const mixed = spoken.filter(({ language, text }) => (language === 'en' ? /[\u3400-\u9fff]/.test(text) : !/[\u3400-\u9fff]/.test(text)));
    // These are nothing but what is filled in.
    expect(mixed.map(({ where }) => where).filter((where) => !/^wording (?:reason|severalLine|followUp)$/.test(where))).toEqual([]);
  });

  it('fills in only what the program fills in, the same in both languages', () => {
    const FILLED =
      /\{(?!(?:back|title|dont|count|index|symbol|word|quote|why|numbers|version|number|hotline|city|from|next|address|place|reason|reasons|officer|answer|say)\})\w*\}/;
    expect(spoken.filter(({ text }) => FILLED.test(text))).toEqual([]);
    const values = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
    const differing = Object.entries(WORDING).filter(([, { zh, en }]) => values(zh).join() !== values(en).join());
    // The English head has no room for the title, which stands in a line of its own.
    expect(differing.map(([key]) => key)).toEqual(['headRed']);
  });
});

describe('the list of what is never said', () => {
  it.each(FORBIDDEN)('catches $what', ({ what, caught }) => {
    expect(caught.filter((text) => !saysForbidden(text).includes(what))).toEqual([]);
  });

  it('lets warnings pass that use the same words', () => {
    const warnings = [
      '不要转账，别给验证码。',
      '真劝阻只叫您停，不要钱、不要码。',
      '以后谁说能帮您把钱追回来、要先交费，都是骗子。',
      '没看出诈骗特征，但我不能担保。',
      'No scam signs, no promise.',
      'Never tell anyone the code.',
    ];
    expect(warnings.filter((text) => saysForbidden(text).length > 0)).toEqual([]);
  });
});

describe('a sentence with gaps', () => {
  const voice = createVoice('en', (text) => text);

  it('is filled in anew each time, wherever the gaps stand', () => {
    expect(voice.say('reason', { quote: 'pay now', why: 'it asks for money' })).toBe('"pay now": it asks for money');
    expect(voice.say('reason', { quote: '{why}', why: '$& $1' })).toBe('"{why}": $& $1');
  });

  it('keeps the gap when nothing is known for it', () => {
    expect(voice.say('reason', { why: 'it asks for money' })).toBe('"{quote}": it asks for money');
    expect(voice.say('reason')).toBe('"{quote}": {why}');
  });
});
