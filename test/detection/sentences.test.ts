import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseEnd, clauseStart, splitBlocks, splitSentences } from '../../src/detection/sentences.ts';

const cut = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each([
    ['end at Chinese stops', '好。走!来?', ['好。', '走!', '来?']],
    ['end at line breaks', '好\n走', ['好\n', '走']],
    ['end at semicolons', '好;走', ['好;', '走']],
    ['run on over commas', '好,走', ['好,走']],
    ['end at a full stop behind a word', 'go now. then pay.', ['go now.', ' then pay.']],
    ['end at a full stop behind a bracket', 'go (now). then pay', ['go (now).', ' then pay']],
    ['end at a full stop before a line break', 'go now.\nthen pay', ['go now.', '\n', 'then pay']],
    ['end at every one of several stops', '好!!走', ['好!', '!', '走']],
    ['do not end behind a Chinese character with a full stop', '好. 走', ['好. 走']],
    ['do not end inside an address or a sum', 'see abc.com for 3.5', ['see abc.com for 3.5']],
    ['do not end behind a number', 'no 3. pay', ['no 3. pay']],
    ['are none in nothing', '', []],
  ])('%s', (_, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  test('put together again are the text', () => {
    const text = fc.string({ unit: fc.constantFrom('好', 'a', '。', '.', ' ', '\n', '!', ',', '\ud83d') });
    fc.assert(
      fc.property(text, (whole) => {
        expect(cut(whole).join('')).toBe(whole);
      }),
    );
  });
});

test('a clause runs from sign to sign', () => {
  const text = '您好,请先转账(今天)。';
  expect(text.slice(clauseStart(text, 6), clauseEnd(text, 6))).toBe('请先转账');
  expect(text.slice(clauseStart(text, 0), clauseEnd(text, 0))).toBe('您好');
});

describe('blocks', () => {
  const blocksOf = (text: string) => splitBlocks(splitSentences(text), text.length);

  test('a message is one block, the empty one too', () => {
    expect(blocksOf('好。走。')).toEqual([{ start: 0, end: 4 }]);
    expect(blocksOf('')).toEqual([{ start: 0, end: 0 }]);
  });

  test('end with a sentence where there is one', () => {
    const text = `${'好'.repeat(99)}。`.repeat(20);
    for (const { end } of blocksOf(text)) expect(text[end - 1]).toBe('。');
  });

  test('cover the whole text, overlap, stay short and go on', () => {
    const piece = fc
      .tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom('。', '\n', ''))
      .map(([length, end]) => '好'.repeat(length) + end);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const blocks = blocksOf(text);
        expect(blocks[0]?.start).toBe(0);
        expect(blocks.at(-1)?.end).toBe(text.length);
        blocks.forEach((block, index) => {
          expect(block.end - block.start).toBeLessThanOrEqual(600);
          const next = blocks[index + 1];
          if (!next) return;
          expect(next.start).toBeGreaterThan(block.start);
          expect(next.start).toBeLessThan(block.end);
          expect(next.end).toBeGreaterThanOrEqual(block.end);
        });
        expect(blocks.length).toBeLessThanOrEqual(2 + text.length / 75);
      }),
    );
  });
});
