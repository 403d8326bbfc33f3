import { describe, expect, test } from 'vitest';
import {
  ALONE,
  ANYWHERE,
  compilePhrases,
  type Lists,
  NO_TWIN,
  NO_WITNESS,
  OPEN,
  type PhraseTable,
} from '../../src/detection/phrase-table.ts';
import { parsePhrase } from '../../src/library/phrase.ts';
import { COMMON, MANY } from './many-phrases.ts';
import { cardOf } from './read-card.ts';

const tableOf = (...phrases: string[]) => compilePhrases(phrases.map(parsePhrase));
const cardsOf = (table: PhraseTable) => table.sought.map((_, word) => cardOf(table, word));
const under = ({ listed, from }: Lists, key: number): number[] => [...listed.subarray(from[key], from[key + 1])];

describe('words and choices', () => {
  test('stand once, however many phrases name them', () => {
    const table = tableOf('先 ~2 转账|汇款', '转账|汇款 ~3 先', '汇款');
    expect(table.sought).toEqual(['先', '转账', '汇款']);
    expect([...table.stepsFrom]).toEqual([0, 2, 4, 5]);
    expect([...table.choice]).toEqual([0, 1, 1, 0, 2]);
    expect([...table.gap]).toEqual([0, 2, 0, 3, 0]);
    expect([0, 1, 2].map((choice) => under(table.wordsOf, choice))).toEqual([[0], [1, 2], [2]]);
  });

  test('are not confused with those of which the words run together', () => {
    expect([...tableOf('转|账', '转账').choice]).toEqual([0, 1]);
  });

  test('have a card each, one behind the other', () => {
    const table = tableOf('先 ~2 转账|汇款', '先');
    expect(cardsOf(table).map(({ word }) => word)).toEqual([0, 1, 2]);
    expect(cardsOf(table).reduce((sum, { size }) => sum + size, 0)).toBe(table.cards.length);
  });

  test('with an open end are looked for without their star', () => {
    const table = tableOf('pay*', '转账');
    expect(table.sought).toEqual(['pay', '转账']);
    expect(cardsOf(table)).toMatchObject([
      { end: OPEN, twin: NO_TWIN },
      { end: ANYWHERE, twin: NO_TWIN },
    ]);
  });

  test('open and closed alike are looked for once, by the closed one', () => {
    for (const [phrases, closed, open] of [
      [['loan', 'loan*'], 0, 1],
      [['loan*', 'loan'], 1, 0],
    ] as const) {
      const table = tableOf(...phrases);
      expect(table.sought[closed]).toBe('loan');
      expect(table.sought[open]).toBe('');
      expect(cardOf(table, closed)).toMatchObject({ end: ALONE, twin: table.cardOf[open] });
      expect(cardOf(table, open)).toMatchObject({ end: OPEN, twin: NO_TWIN });
    }
  });

  test('with a placeholder are not looked for as words', () => {
    const table = tableOf('做<number>单|<link>|垫付');
    expect(table.sought).toEqual(['', '', '垫付']);
    expect(table.placeholders).toEqual([
      { card: table.cardOf[0], before: '做', kind: 'number', behind: '单' },
      { card: table.cardOf[1], before: '', kind: 'link', behind: '' },
    ]);
  });

  test.each([
    ['pay', ALONE],
    ['pay*', OPEN],
    ['3单', ALONE],
    ['加v', ALONE],
    ['加v*', OPEN],
    ['转pay账', ANYWHERE],
    ['转账', ANYWHERE],
    ['<link>', ANYWHERE],
  ])('%s: are Latin by their first and their last character', (word, end) => {
    expect(cardOf(tableOf(word), 0).end).toBe(end);
  });
});

/** The words of the step that anchors a phrase, and those of the step that must be there too. */
function ask(phrase: string): { anchor: string; witness: string | null } {
  const parsed = parsePhrase(phrase);
  const table = compilePhrases([parsed]);
  const words = (choice: number): string => parsed[[...table.choice].indexOf(choice)]?.alternatives.join('|') ?? '';
  const anchors = [...new Set(table.choice)].filter((choice) => cardOf(table, under(table.wordsOf, choice)[0] as number).tried.length > 0);
  expect(anchors).toHaveLength(1);
  const [anchor] = anchors as [number];
  const { tried } = cardOf(table, under(table.wordsOf, anchor)[0] as number);
  expect(tried).toEqual([{ phrase: 0, witness: expect.any(Number) }]);
  const witness = tried[0]?.witness as number;
  for (const choice of table.choice) expect(table.watched[choice]).toBe(choice === witness ? 1 : 0);
  return { anchor: words(anchor), witness: witness === NO_WITNESS ? null : words(witness) };
}

describe('a phrase is tried where its rarest step was seen, and the next rarest too', () => {
  test.each([
    ['one step needs no other', '转账', '转账', null],
    ['the same step twice needs no other', '转账 ~2 转账', '转账', null],
    ['two characters are rarer than one', '转 ~2 账户', '账户', '转'],
    ['three characters are rarer than two', '账户 ~2 验证码', '验证码', '账户'],
    ['more characters are no rarer than three', '验证码 ~2 验证码号码', '验证码', '验证码号码'],
    ['of equally rare ones the first', '账户 ~2 转账 ~2 汇款', '账户', '转账'],
    ['many words are commoner than one', '账户|转账 ~2 银行', '银行', '账户|转账'],
    ['two long words are rarer than a shorter one', '银行 ~2 验证码|保证金', '验证码|保证金', '银行'],
    ['what is found is as common as one character', '<amount> ~2 转账', '转账', '<amount>'],
    ['what is found is as rare as one character', '转|账 ~2 <amount>', '<amount>', '转|账'],
    ['what is found with a word before it is rare', '转账 ~2 垫<amount>', '垫<amount>', '转账'],
    ['the rarest of three, then the next', '转 ~2 验证码 ~2 账户', '验证码', '账户'],
    ['whatever their order', '账户 ~2 转 ~2 验证码', '验证码', '账户'],
  ])('%s', (_, phrase, anchor, witness) => {
    expect(ask(phrase)).toEqual({ anchor, witness });
  });

  test('under each word of that step, with its own witness beside it', () => {
    const table = tableOf('转账|汇款 ~2 先', '汇款 ~2 请', '汇款');
    const [transfer, remit] = [table.sought.indexOf('转账'), table.sought.indexOf('汇款')];
    expect(cardOf(table, transfer).tried).toEqual([{ phrase: 0, witness: 1 }]);
    expect(cardOf(table, remit).tried).toEqual([
      { phrase: 0, witness: 1 },
      { phrase: 1, witness: 3 },
      { phrase: 2, witness: NO_WITNESS },
    ]);
    expect([...table.watched]).toEqual([0, 1, 0, 1]);
  });
});

describe('what a word fulfils', () => {
  const table = tableOf(...MANY);
  const wordOf = (text: string): number => table.sought.indexOf(text);
  /** phrase → the choice of its second step, its witness */
  const witness = MANY.map((_, phrase) => table.choice[2 * phrase + 1] as number);

  test('is a bit for each of the 32 words that fulfil the most', () => {
    const bits = COMMON.map((word) => cardOf(table, wordOf(word)).broad);
    expect(bits.slice(0, 8)).toEqual(new Array(8).fill(0));
    expect(bits.slice(8).reverse()).toEqual(Array.from({ length: 32 }, (_, bit) => 1 << bit));
    for (const word of COMMON.slice(8)) expect(cardOf(table, wordOf(word)).fulfils).toEqual([]);
  });

  test('is listed for the others', () => {
    for (const [index, word] of COMMON.slice(0, 8).entries())
      expect(cardOf(table, wordOf(word)).fulfils).toEqual(witness.slice(0, index + 1));
  });

  test('is nothing where no phrase waits for it', () => {
    expect(cardOf(table, wordOf('验证码'))).toMatchObject({ broad: 0, fulfils: [] });
  });

  test('is asked of a choice by the bits of its broad words', () => {
    const bitsFrom = (index: number): number => COMMON.slice(index).reduce((bits, word) => bits | cardOf(table, wordOf(word)).broad, 0);
    for (const [phrase, choice] of witness.entries()) expect(table.broadWords[choice]).toBe(bitsFrom(phrase));
    expect(table.broadWords[witness[39] as number]).toBe(1);
    expect(table.broadWords[table.choice[0] as number]).toBe(0);
  });
});
