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
    ['end at a full stop before a blank of any kind', 'go now.\tpay.', ['go now.', '\tpay.']],
    ['end at a full stop of the last letters', 'a. z. b', ['a.', ' z.', ' b']],
    ['do not end at a full stop that begins a text', '. go', ['. go']],
    ['do not end behind a quotation with a full stop', '"go". pay', ['"go". pay']],
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

test.each([
  ['转账', 1, '转账'],
  ['。转账', 2, '转账'],
  ['先来,转账', 3, '转账'],
  ['先来:转账', 3, '转账'],
  ['先来(转账)好', 4, '转账'],
  ['先来。转账', 0, '先来'],
  ['先来!转账?', 4, '转账'],
  ['先来;转账\n好', 4, '转账'],
  ['先来,,转账', 3, ''],
  ['先来,转账', 2, '先来'],
  ['先来,转账', 5, '转账'],
  ['', 0, ''],
])('the clause of %j at %i is %j', (text, at, clause) => {
  expect(text.slice(clauseStart(text, at), clauseEnd(text, at))).toBe(clause);
});

describe('blocks of ten', () => {
  const starts = (ends: readonly number[]) => ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
  test.each<[string, number[], [start: number, end: number][]]>([
    ['are one up to ten units', [4, 10], [[0, 10]]],
    [
      'are more from eleven on',
      [11],
      [
        [0, 10],
        [5, 11],
      ],
    ],
    [
      'overlap by half without an end of a sentence',
      [20],
      [
        [0, 10],
        [5, 15],
        [10, 20],
      ],
    ],
    [
      'overlap by the smaller half',
      [9, 30],
      [
        [0, 9],
        [4, 14],
        [9, 19],
        [14, 24],
        [19, 29],
        [24, 30],
      ],
    ],
    [
      'end with the last sentence that ends within',
      [6, 8, 20],
      [
        [0, 8],
        [4, 14],
        [8, 18],
        [13, 20],
      ],
    ],
    [
      'end with a sentence at the very limit',
      [7, 10, 20],
      [
        [0, 10],
        [5, 15],
        [10, 20],
      ],
    ],
    [
      'take no end of a sentence in their first half',
      [5, 20],
      [
        [0, 10],
        [5, 15],
        [10, 20],
      ],
    ],
    [
      'begin with a sentence of the first half',
      [3, 20],
      [
        [0, 10],
        [3, 13],
        [8, 18],
        [13, 20],
      ],
    ],
    [
      'begin with a sentence at the very middle',
      [5, 14],
      [
        [0, 10],
        [5, 14],
      ],
    ],
    [
      'end where the text does',
      [10, 13, 15],
      [
        [0, 10],
        [5, 15],
      ],
    ],
  ])('%s', (_, ends, blocks) => {
    expect(splitBlocks(starts(ends), ends.at(-1) as number, 10)).toEqual(blocks.map(([start, end]) => ({ start, end })));
  });
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
