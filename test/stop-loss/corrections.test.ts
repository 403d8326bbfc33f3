import { describe, expect, it } from 'vitest';
import { bodyWith, correctionsOf, correctTransfers, maskedCorrection, withTelephone } from '../../src/stop-loss/corrections.ts';
import { leadBodyOf, NO_LEAD, NO_TRANSFER, type TransferBody } from '../../src/stop-loss/stop-lead.ts';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const UNREAD: TransferBody = { ...NO_TRANSFER, amountSaid: '很多', atSaid: '上上个月吧' };
const READ: TransferBody = { ...NO_TRANSFER, amount: 2_000_000, at: NINE, account: '6222021001036221014', bank: '工商银行' };
const correct = (transfer: TransferBody, typed: Record<string, string>) => correctTransfers([{ position: 3, transfer }], typed, NOW);

describe('what a victim puts right himself', () => {
  it.each([
    ['an amount', UNREAD, { 't1-amount': '2万' }, { amount: 2_000_000, amountSaid: '' }, ['amount', '很多', '2万']],
    ['a time', UNREAD, { 't1-at': '9:00' }, { at: NINE, atSaid: '', amountSaid: '很多' }, ['at', '上上个月吧', '9:00']],
    ['an amount that is still none', READ, { 't1-amount': '不少' }, { amount: null, amountSaid: '不少' }, ['amount', '20000', '不少']],
    ['an amount taken back', READ, { 't1-amount': '' }, { amount: null, amountSaid: '' }, ['amount', '20000', '']],
    ['a way', READ, { 't1-way': 'cash' }, { way: 'cash', amount: 2_000_000 }, ['way', 'bank', 'cash']],
    [
      'an account, and with it the bank that its number names',
      READ,
      { 't1-account': '6217001210024455220' },
      { account: '6217001210024455220', bank: '建设银行', at: NINE },
      ['account', '6222021001036221014', '6217001210024455220'],
    ],
  ] as const)('is %s', (_, kept, typed, corrected, [word, before, after]) => {
    const { transfers, corrections } = correct(kept, typed);
    expect(transfers).toEqual([{ position: 3, transfer: expect.objectContaining(corrected) }]);
    expect(corrections).toEqual([{ at: NOW, position: 3, word, before, after }]);
  });

  it.each([
    ['nothing on the form', READ, {}],
    ['what stood there', READ, { 't1-amount': '20000', 't1-at': '2026-11-23 09:00', 't1-way': 'bank', 't1-account': '' }],
    ['the same in other words', READ, { 't1-amount': '两万', 't1-at': '9:00' }],
    ['what nobody can read, once more', UNREAD, { 't1-amount': '很多', 't1-at': ' 上上个月吧 ' }],
    ['a way that there is not', READ, { 't1-way': '__proto__' }],
    ['a field that is not his to change', READ, { 't1-payee': '李四', 't2-amount': '5' }],
  ] as const)('is nothing: %s', (_, kept, typed) => {
    expect(correct(kept, typed)).toEqual({ transfers: [], corrections: [] });
  });

  it('stays with the lead, and its words stay as they were', () => {
    const body = { ...NO_LEAD, name: '王小明', phone: '1380000' };
    const once = withTelephone(JSON.stringify(body), '13800001234', NOW) ?? '';
    expect(leadBodyOf(once)).toEqual({ ...body, phone: '13800001234' });
    expect(withTelephone(once, '13800001234', NOW)).toBeNull();
    const twice = withTelephone(once, '13900005678', NOW + 1) ?? '';
    expect(correctionsOf(twice).map(({ before, after }) => [before, after])).toEqual([
      ['1380000', '13800001234'],
      ['13800001234', '13900005678'],
    ]);
    expect(JSON.parse(bodyWith(body, []))).toEqual(body);
    expect(correctionsOf(null)).toEqual([]);
  });

  it('shows no number in full to whoever does not handle it', () => {
    const of = (word: 'phone' | 'account' | 'way' | 'amount', text: string) =>
      maskedCorrection({ at: NOW, position: 1, word, before: text, after: text });
    expect(of('phone', '13800001234').after).toBe('…1234');
    expect(of('account', '6222021001036221014').before).not.toContain('6222021001');
    expect(of('way', 'courier').after).toBe('courier');
    expect(of('amount', '打给6222021001036221014').before).not.toContain('6222021001');
  });
});
