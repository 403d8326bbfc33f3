import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalIn } from '../../src/desk/approvals.ts';
import { isMoneyGone, judgementWords, type ToldJudgement, toldType } from '../../src/desk/judgement-words.ts';
import { COLOURS } from '../../src/library/schema.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { FORBIDDEN, saysForbidden } from '../conversation/never-said.ts';
import { chineseIn } from '../pages/html-reader.ts';

const { types, numbers } = await loadLibraryForTests();
const SIGNS = { red: '🔴', yellow: '🟡', green: '🟢' };
const DONTS = /别转|别给|不要|别再转|就停下|一分|先问问/;
const TYPES: readonly ToldJudgement['type'][] = [null, ...types.map(({ title, advice }) => ({ title: title.zh, dont: advice.dont.zh }))];
const all = COLOURS.flatMap((colour) => TYPES.flatMap((type) => [true, false].map((moneyGone) => ({ colour, type, moneyGone }))));
const told = (parts: Partial<ToldJudgement>): string =>
  judgementWords({
    colour: 'red',
    type: null,
    reason: '对方要他先交解冻费',
    moneyGone: false,
    officer: '张丽',
    caseNumber: 'A123456',
    english: false,
    ...parts,
  });

describe('what a citizen is told of an officer’s verdict', () => {
  it.each(all)('$colour, $type.title, money gone $moneyGone: colour, the one don’t and the number within 60 characters', (parts) => {
    const text = told(parts);
    const shown = text.slice(0, 60);
    expect(shown.startsWith(`${SIGNS[parts.colour]} 人工研判：`)).toBe(true);
    expect(shown).toMatch(DONTS);
    expect(shown).toMatch(parts.moneyGone ? /(?<!\d|96)110(?!\d)/ : /96110/);
    expect(saysForbidden(text)).toEqual([]);
    expect(approvalIn(text)).toBeNull();
    for (const [number] of text.replace('A123456', '').matchAll(/\d{3,}/g)) expect(Object.keys(numbers)).toContain(number);
    expect(text).toMatch(/为什么：对方要他先交解冻费。\n研判员 张丽 · 工单A123456$/);
  });

  it.each(COLOURS.flatMap((colour) => [null, ...types].flatMap((type) => [true, false].map((moneyGone) => ({ colour, type, moneyGone })))))(
    'in English too, to whoever reads nothing else: $colour, $type.id, money gone $moneyGone',
    ({ colour, type, moneyGone }) => {
      const text = told({
        colour,
        moneyGone,
        type: type && toldType(type, true),
        reason: 'they want a fee first',
        officer: 'Li',
        english: true,
      });
      const shown = text.slice(0, 60);
      expect(chineseIn(text)).toEqual([]);
      expect(shown.startsWith(SIGNS[colour])).toBe(true);
      expect(shown).toMatch(moneyGone ? /(?<!\d|96)110(?!\d)/ : /96110/);
      expect([shown, moneyGone || colour !== 'red' || shown.includes(type?.advice.dont.en ?? 'Pay nothing')]).toEqual([shown, true]);
      expect(saysForbidden(text)).toEqual([]);
      expect(approvalIn(text)).toBeNull();
      expect(text).toMatch(/Why: they want a fee first\.\nOfficer Li · case A123456$/);
    },
  );

  it('says the reason on one line, ended once', () => {
    expect(told({ reason: ' 第一，\n要钱。 ' })).toContain('为什么：第一， 要钱。\n研判员');
  });

  it('knows when money has gone, from the newest stage and from why a human was called', () => {
    expect(isMoneyGone({ reason: 'human', stage: null })).toBe(false);
    expect(isMoneyGone({ reason: 'human', stage: 'paid' })).toBe(true);
    expect(isMoneyGone({ reason: 'emergency: handed-over', stage: 'seen' })).toBe(true);
    expect(isMoneyGone({ reason: 'emergency: sharing', stage: 'sharing' })).toBe(false);
  });
});

const APPROVING = FORBIDDEN.filter(({ what }) => /approval|safe|no scam|comes back/.test(what));

describe('words that approve', () => {
  it('are found, all that the bot may never say either', () => {
    expect(APPROVING).toHaveLength(5);
    for (const { caught } of APPROVING) for (const text of caught) expect([text, approvalIn(text)]).not.toEqual([text, null]);
  });

  it.each([
    '可 以 转',
    '可\u200b以转账',
    '这个账户是安全的',
    '您可以付款了',
    '这笔没问题',
    '不是骗子',
    'you can pay',
    'It’s safe',
    '放心转吧',
    '对方是安全的，可以转',
    '是很安全',
  ])('are found in %s', (text) => expect(approvalIn(text)).not.toBeNull());

  it.each([
    '不可以转账',
    '对方叫他转到安全账户',
    '说是安全账户，其实是骗子的卡',
    '冒充公安机关',
    '群里说稳赚，先返小钱再叫垫大钱',
    '网址不是官方网址',
    '别转账，打110',
    '他说的是安全中心来电，假的',
  ])('are not seen in %s', (text) => expect(approvalIn(text)).toBeNull());

  it('never get past: what is not refused holds none of them', () => {
    const parts = fc.constantFrom(
      '可以',
      '放心',
      '转账',
      '是',
      '很',
      '安全',
      '的',
      '。',
      '，',
      '账户',
      '没',
      '问题',
      '不',
      '不是',
      '诈骗',
      '骗子',
      '请',
      ' ',
      'safe',
      'it is ',
      '会',
      '追回',
      '真的',
      '应该',
      '尽管',
      '付',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.constantFrom(...all), (words, kind) => {
        const text = told({ ...kind, reason: words.join('') });
        fc.pre(approvalIn(text) === null);
        expect(APPROVING.filter(({ pattern, toldOfScammers }) => pattern.test(text) && !toldOfScammers?.test(text))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
