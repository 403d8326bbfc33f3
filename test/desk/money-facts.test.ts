import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, typedAmount, writtenAmount } from '../../src/desk/amounts.ts';
import {
  firstPaidAt,
  inPoliceOrder,
  type MoneyFact,
  maskedMoneyFact,
  NO_MONEY_FACT,
  readMoneyFact,
  totalOf,
  typedMoneyFact,
} from '../../src/desk/money-facts.ts';
import { readDueTime, readPastTime, writtenTime } from '../../src/desk/written-time.ts';

/** 2026-11-20 10:00 in Huzhou. */
const NOW = Date.UTC(2026, 10, 20, 2);
const shown = (at: number | null): string | null => (at === null ? null : writtenTime(at));

describe('an amount as it is typed', () => {
  it.each([
    ['20000', 2_000_000],
    ['20,000.50', 2_000_050],
    ['２万', 2_000_000],
    ['1.5万元', 1_500_000],
    ['3万5', 3_500_000],
    ['3万5千', 3_500_000],
    ['2w', 2_000_000],
    ['5k', 500_000],
    ['两万块钱', 2_000_000],
    ['两千三', 230_000],
    ['一百零五', 10_500],
    ['十二万', 12_000_000],
    ['二十五万三千', 25_300_000],
    ['三百块', 30_000],
    ['500 yuan', 50_000],
    ['RMB 20,000', 2_000_000],
    ['￥99.9', 9990],
    ['0', null],
    ['-5', null],
    ['很多', null],
    ['', null],
    ['99999999999999', null],
    ['1e5', null],
  ])('%s', (written, fen) => expect(readAmount(written)).toBe(fen));

  it('is read again as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (fen) => {
        expect(readAmount(typedAmount(fen))).toBe(fen);
        expect(readAmount(writtenAmount(fen))).toBe(fen);
      }),
    );
  });
});

describe('a time as it is typed', () => {
  it.each([
    ['9:31', '2026-11-20 09:31'],
    ['09：31', '2026-11-20 09:31'],
    ['21:10', '2026-11-19 21:10'],
    ['昨天 21:10', '2026-11-19 21:10'],
    ['yesterday at 9:10 pm', '2026-11-19 21:10'],
    ['9:31 am', '2026-11-20 09:31'],
    ['12:05 am', '2026-11-20 00:05'],
    ['11-19 3 pm', '2026-11-19 15:00'],
    ['10 minutes ago', '2026-11-20 09:50'],
    ['half an hour ago', '2026-11-20 09:30'],
    ['昨晚9点', '2026-11-19 21:00'],
    ['下午3点半', '2026-11-19 15:30'],
    ['11-2 09:31', '2026-11-02 09:31'],
    ['11-20 09:31', '2026-11-20 09:31'],
    ['11月20日9:31', '2026-11-20 09:31'],
    ['12-30 09:31', '2025-12-30 09:31'],
    ['2026-11-20 09:31', '2026-11-20 09:31'],
    ['10分钟前', '2026-11-20 09:50'],
    ['半小时前', '2026-11-20 09:30'],
    ['yesterday 21:10', '2026-11-19 21:10'],
    ['今天 21:10', null],
    ['2-30 10:00', null],
    ['25:00', null],
    ['9:61', null],
    ['刚', null],
    ['20分钟后', null],
    ['', null],
  ])('past: %s', (written, expected) => expect(shown(readPastTime(written, NOW))).toBe(expected));

  it.each([
    ['昨晚12点', '2026-11-20 00:00'],
    ['昨晚12点10分', '2026-11-20 00:10'],
    ['昨晚零点', '2026-11-20 00:00'],
    ['昨夜12点半', '2026-11-20 00:30'],
    ['昨晚上11点', '2026-11-19 23:00'],
    ['晚上12点', '2026-11-20 00:00'],
    ['夜里12点', '2026-11-20 00:00'],
    ['午夜12点', '2026-11-20 00:00'],
    ['昨天晚上12点', '2026-11-20 00:00'],
    ['昨天夜里12点', '2026-11-20 00:00'],
    ['今天夜里12点', '2026-11-20 00:00'],
    ['今天晚上12点', null],
    ['11-18 晚上12点', '2026-11-19 00:00'],
    ['前晚12点', '2026-11-19 00:00'],
    ['夜里11点', '2026-11-19 23:00'],
    ['昨天夜里11点半', '2026-11-19 23:30'],
    ['半夜11点', '2026-11-19 23:00'],
    ['深夜十点', '2026-11-19 22:00'],
    ['昨晚1点', '2026-11-20 01:00'],
    ['昨晚1点半', '2026-11-20 01:30'],
    ['昨晚凌晨2点', '2026-11-20 02:00'],
    ['昨晚半夜2点', '2026-11-20 02:00'],
    ['昨天晚上2点', '2026-11-20 02:00'],
    ['夜里2点', '2026-11-20 02:00'],
    ['半夜三点', '2026-11-20 03:00'],
    ['晚上2点', '2026-11-20 02:00'],
    ['今天夜里2点', '2026-11-20 02:00'],
    ['昨天凌晨2点', '2026-11-19 02:00'],
    ['凌晨12点半', '2026-11-20 00:30'],
    ['昨晚5点', '2026-11-19 17:00'],
    ['夜里5点', '2026-11-20 05:00'],
    ['昨晚23点', '2026-11-19 23:00'],
    ['中午12点', '2026-11-19 12:00'],
    ['下午12点半', '2026-11-19 12:30'],
    ['零点', '2026-11-20 00:00'],
    // Either of two nights: he is asked.
    ['昨天夜里2点', null],
    ['昨天半夜2点', null],
    ['11-18 夜里2点', null],
    ['11-18 晚上1点', null],
    ['昨晚4点', null],
  ])('past, at night: %s', (written, expected) => expect(shown(readPastTime(written, NOW))).toBe(expected));

  /** 2026-11-20 02:10 in Huzhou. */
  const UP_LATE = Date.UTC(2026, 10, 19, 18, 10);
  it.each([
    ['昨晚11点', '2026-11-19 23:00'],
    ['晚上11点', '2026-11-19 23:00'],
    ['晚上12点', '2026-11-20 00:00'],
    ['夜里1点', '2026-11-20 01:00'],
    ['凌晨1点', '2026-11-20 01:00'],
    ['今晚1点', '2026-11-20 01:00'],
    ['夜里3点', '2026-11-19 03:00'],
    ['昨晚3点', '2026-11-19 03:00'],
    ['昨晚1点', null],
    ['昨晚12点', null],
    ['昨天晚上1点', null],
  ])('past, said in the night itself: %s', (written, expected) => expect(shown(readPastTime(written, UP_LATE))).toBe(expected));

  it.each([
    ['今晚12点', '2026-11-21 00:00'],
    ['晚上12点', '2026-11-21 00:00'],
    ['夜里10点', '2026-11-20 22:00'],
    ['今晚1点', '2026-11-21 01:00'],
    ['夜里2点', '2026-11-21 02:00'],
    ['今天夜里2点', '2026-11-21 02:00'],
    ['晚上5点', '2026-11-20 17:00'],
    ['明天晚上8点', '2026-11-21 20:00'],
    ['明天夜里1点', null],
  ])('due, at night: %s', (written, expected) => expect(shown(readDueTime(written, NOW))).toBe(expected));

  it.each([
    ['15:30', '2026-11-20 15:30'],
    ['9:00', '2026-11-21 09:00'],
    ['20分钟后', '2026-11-20 10:20'],
    ['20分钟', '2026-11-20 10:20'],
    ['半小时后', '2026-11-20 10:30'],
    ['一小时后', '2026-11-20 11:00'],
    ['明天 9:00', '2026-11-21 09:00'],
    ['11-21 09:00', '2026-11-21 09:00'],
    ['昨天 9:00', null],
    ['10分钟前', null],
    ['9999天后', null],
    ['等会儿', null],
  ])('due: %s', (written, expected) => expect(shown(readDueTime(written, NOW))).toBe(expected));

  it('is read again as it is shown, at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (minutes) => {
        const at = NOW - minutes * 60_000;
        expect(readPastTime(writtenTime(at), NOW)).toBe(at);
      }),
    );
  });

  it('never fails and never lies in the future, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        expect(readPastTime(written, NOW) ?? 0).toBeLessThanOrEqual(NOW);
        expect(readDueTime(written, NOW) ?? NOW + 1).toBeGreaterThan(NOW);
      }),
    );
  });
});

describe('money facts', () => {
  const typed = {
    kind: 'transfer',
    amount: '2万',
    at: '9:31',
    payer: '王小花',
    payerId: '33050119800312 4567',
    fromBank: '建设银行',
    fromAccount: '6217 0014 0000 1234',
    payee: '李四',
    account: '6222-0212 0204 1234',
    bank: '工商银行湖州支行',
    channel: '手机银行',
    voucher: 'A123',
  };
  const fact = readMoneyFact(typed, NOW).fact as MoneyFact;

  it('are read from a form, numbers without what separates them', () => {
    expect(fact).toMatchObject({ amount: 2_000_000, account: '6222021202041234', payerId: '330501198003124567', bank: '工商银行湖州支行' });
    expect(readMoneyFact(typedMoneyFact(fact), NOW + 3_600_000).fact).toEqual(fact);
  });

  it('say which field is wrong', () => {
    expect(readMoneyFact({ amount: '很多', at: '明年', payee: '长'.repeat(81) }, NOW).problems).toEqual({
      amount: 'amount',
      at: 'at',
      payee: 'long',
    });
    expect(readMoneyFact({ kind: 'cash', amount: ' ' }, NOW).problems).toEqual({ amount: 'empty' });
  });

  it('stand in the order in which police write them down', () => {
    expect(inPoliceOrder([fact])).toBe(
      [
        '姓名、证件：王小花，330501198003124567',
        '转出账号、开户行：6217001400001234，建设银行',
        '金额、时间：20,000.00元，2026-11-20 09:31',
        '方式：转账，手机银行',
        '对方账号、户名、开户行：6222021202041234，李四，工商银行湖州支行',
        '凭证：A123',
      ].join('\n'),
    );
    const cash: MoneyFact = { ...NO_MONEY_FACT, kind: 'cash', amount: 500_000, place: '湖州东站', plate: '浙E12345' };
    expect(inPoliceOrder([fact, cash])).toContain('交给谁、地点、车牌、运单：湖州东站，浙E12345');
    expect(inPoliceOrder([fact, cash])).toContain('共2笔，合计25,000.00元');
  });

  it('keep amounts, times, banks and channels when they are masked, and nothing of who it was', () => {
    const masked = maskedMoneyFact(fact);
    expect(masked).toMatchObject({ amount: 2_000_000, at: fact.at, bank: '工商银行湖州支行', payee: '李*', account: '…1234' });
    for (const secret of ['王小花', '李四', fact.account, fact.fromAccount, fact.payerId, 'A123'])
      expect(JSON.stringify(masked)).not.toContain(secret);
  });

  it('add up, and the clock runs from the first', () => {
    const later = { ...NO_MONEY_FACT, amount: 100, at: NOW };
    expect([totalOf([later, fact, NO_MONEY_FACT]), firstPaidAt([later, fact, NO_MONEY_FACT])]).toEqual([2_000_100, fact.at]);
    expect(firstPaidAt([NO_MONEY_FACT])).toBeNull();
  });
});
