import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutToBytes, cutToUnits } from '../../src/channels/text-limits.ts';

describe('a text that is too long', () => {
  test.each([
    ['第一句。第二句。第三句', 10, '第一句。第二句。'],
    ['第一行\n第二行很长很长', 6, '第一行'],
    ['没有句号，只有逗号的话', 8, '没有句号，'],
    ['一二三四五六七八九十', 4, '一二三四'],
    ['First sentence. Second one here', 20, 'First sentence.'],
    ['短', 4, '短'],
    ['', 4, ''],
    ['句子。后面是一整段没有任何标点的文字', 12, '句子。后面是一整段没有任'],
  ])('%s in %i is %s', (text, most, cut) => {
    expect(cutToUnits(text, most)).toBe(cut);
  });

  test('fits, is a beginning of the whole, and tears no character apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 0, max: 300 }), (text, most) => {
        for (const cut of [cutToUnits(text, most), cutToBytes(text, most)]) {
          expect(text.startsWith(cut)).toBe(true);
          expect(cut.isWellFormed()).toBe(text.isWellFormed());
        }
        expect(cutToUnits(text, most).length).toBeLessThanOrEqual(most);
        expect(new TextEncoder().encode(cutToBytes(text, most)).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
