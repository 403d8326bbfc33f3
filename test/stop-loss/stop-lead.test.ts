import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_MONEY_FACT } from '../../src/desk/money-facts.ts';
import { bankOfCard, mayBeMistyped, passesLuhn } from '../../src/stop-loss/card-prefixes.ts';
import { scamIdentifiers } from '../../src/stop-loss/scam-identifiers.ts';
import {
  blocksOf,
  firstPaid,
  fromMoneyFact,
  NO_LEAD,
  NO_TRANSFER,
  readLeadBody,
  readTransfers,
  STOP_WAYS,
  TRANSFER_WORDS,
  type TransferBody,
  typedTransfers,
} from '../../src/stop-loss/stop-lead.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 30);
const MINUTE = 60_000;
const word = fc.stringMatching(/^[a-z0-9\u4e00-\u9fff]{0,12}$/);
const transfer: fc.Arbitrary<TransferBody> = fc
  .record({
    way: fc.constantFrom(...STOP_WAYS),
    amount: fc.option(fc.integer({ min: 1, max: 1_000_000_000 }), { nil: null }),
    at: fc.option(
      fc.integer({ min: 1, max: 50_000 }).map((ago) => NOW - ago * MINUTE),
      { nil: null },
    ),
    words: fc.tuple(...TRANSFER_WORDS.map(() => word)),
  })
  .map(({ words, ...rest }) => ({
    ...NO_TRANSFER,
    ...rest,
    ...Object.fromEntries(TRANSFER_WORDS.map((name, index) => [name, words[index]])),
  }));

describe('the form of a stop lead', () => {
  it('reads again what it shows, transfer by transfer', () => {
    fc.assert(
      fc.property(fc.array(transfer, { minLength: 1, maxLength: 6 }), (transfers) => {
        const filled = transfers.filter((one) => one.amount !== null || one.at !== null || TRANSFER_WORDS.some((name) => one[name] !== ''));
        expect(readTransfers(typedTransfers(transfers), NOW).map((one) => one.transfer)).toEqual(filled);
      }),
    );
  });

  it('never throws and never loses what cannot be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }), (amount, at) => {
        const [read] = readTransfers({ 't1-amount': amount, 't1-at': at, 't1-account': 'x' }, NOW);
        const { amount: fen, amountSaid, at: time, atSaid } = read?.transfer ?? NO_TRANSFER;
        const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ');
        if (fen === null) expect(amountSaid).toBe(plain(amount));
        if (time === null) expect(atSaid).toBe(plain(at));
      }),
    );
  });

  it.each([
    ['刚才', NOW],
    ['10分钟前', NOW - 10 * MINUTE],
    ['10:00', NOW - 30 * MINUTE],
  ])('understands %s', (at, expected) => {
    expect(readTransfers({ 't1-at': at }, NOW)[0]?.transfer.at).toBe(expected);
  });

  it('has one block at least and twenty at most, and leaves empty ones out', () => {
    expect([blocksOf({}), blocksOf({ 't3-way': 'bank' }), blocksOf({ 't99-way': 'bank' })]).toEqual([1, 3, 20]);
    expect(readTransfers({ 't1-way': 'cash', 't2-amount': '5000' }, NOW)).toMatchObject([{ block: 2, transfer: { amount: 500_000 } }]);
    expect(readTransfers({}, NOW)).toEqual([]);
  });

  it('fills in the bank of a card that it knows, and only where nothing was typed', () => {
    const read = (typed: Record<string, string>) => readTransfers(typed, NOW)[0]?.transfer.bank;
    expect(read({ 't1-account': '6222 0210 0103 6221 014' })).toBe('工商银行');
    expect(read({ 't1-account': '6222021001036221014', 't1-bank': '别的银行' })).toBe('别的银行');
    expect([bankOfCard('6229991001036221014'), bankOfCard('622202'), bankOfCard('13800001234')]).toEqual(['', '', '']);
  });

  it('doubts a card whose check digit does not fit, and refuses none', () => {
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect([mayBeMistyped('4111111111111112'), mayBeMistyped('4111111111111111'), mayBeMistyped('13800001234')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(readTransfers({ 't1-account': '4111111111111112' }, NOW)).toHaveLength(1);
  });

  it('takes over what the chat and the case know', () => {
    const fact = { ...NO_MONEY_FACT, amount: 2_000_000, at: NOW, account: '6222021001036221014', channel: '手机银行' };
    expect(fromMoneyFact(fact)).toMatchObject({ way: 'bank', amount: 2_000_000, bank: '工商银行' });
    expect(fromMoneyFact({ ...fact, channel: '支付宝' }).way).toBe('alipay');
    expect(fromMoneyFact({ ...NO_MONEY_FACT, kind: 'gold', place: '织里' })).toMatchObject({ way: 'gold', place: '织里' });
    expect(fromMoneyFact({ ...NO_MONEY_FACT, kind: 'cash', waybill: 'SF123' }).way).toBe('courier');
    expect(firstPaid([fromMoneyFact(fact), { ...NO_TRANSFER, at: NOW - MINUTE }, NO_TRANSFER])).toBe(NOW - MINUTE);
  });
});

describe('what partners are told', () => {
  it('is the scammer’s own, once each, and nothing of the victim', () => {
    const body = {
      ...NO_LEAD,
      name: '王小明乙',
      idNumber: '330501196001011234',
      phone: '13800001234',
      story: '他骗了我',
      scamPhone: '+85251234567、13900005678 13800001234',
      scamLink: 'http://etc-renew.top/a',
      scamApp: '优享生活',
    };
    const one = { ...NO_TRANSFER, account: '6222021001036221014', payee: '李四甲', fromAccount: '6228480392725997118' };
    const found = scamIdentifiers({
      body,
      transfers: [
        { position: 1, transfer: one },
        { position: 2, transfer: one },
        { position: 3, transfer: { ...one, account: '6228480392725997118' } },
      ],
    });
    expect(found.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'account 6222021001036221014',
      'phone +85251234567',
      'phone 13900005678',
      'link http://etc-renew.top/a',
      'app 优享生活',
    ]);
    for (const own of ['王小明乙', '330501196001011234', '13800001234', '他骗了我', '6228480392725997118'])
      expect(JSON.stringify(found)).not.toContain(own);
  });

  it('has in it no account that the victim was made to open, nor his number however he writes it', () => {
    const body = { ...NO_LEAD, name: '王小明 乙', phone: '13800001234', scamPhone: '+8613800001234' };
    const own = { ...NO_TRANSFER, account: '6217000012345678903', payee: '王小明乙' };
    const wallet = { ...NO_TRANSFER, account: '0xABCDEF', fromAccount: '0xabcdef' };
    expect(scamIdentifiers({ body, transfers: [own, wallet].map((transfer, at) => ({ position: at + 1, transfer })) })).toEqual([]);
  });

  it('has nothing in it where nothing is known', () => {
    expect(scamIdentifiers({ body: readLeadBody({}), transfers: [{ position: 1, transfer: NO_TRANSFER }] })).toEqual([]);
  });
});
