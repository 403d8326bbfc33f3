import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/lookups/identify.ts';
import { readImport } from '../../src/lookups/import-rows.ts';
import { colourOf, type ListRules } from '../../src/lookups/list-rules.ts';
import { loneIdentifier } from '../../src/lookups/lone-identifier.ts';
import { passesLuhn } from '../../src/lookups/luhn.ts';
import type { ListHit } from '../../src/storage/lookups/identifier-list.ts';
import type { SourceKind } from '../../src/storage/lookups/lookups-tables.ts';

describe('what was typed into one field', () => {
  it.each([
    ['138 0000 1234', 'phone', '13800001234'],
    ['+86-138-0000-1234', 'phone', '13800001234'],
    ['０５７２－２２５６７８９', 'phone', '05722256789'],
    ['+852 9123 4567', 'phone', '+85291234567'],
    ['https://www.Bad-Bank.top/Pay?u=1#x', 'link', 'bad-bank.top/Pay?u=1'],
    ['bad-bank。top', 'link', 'bad-bank.top'],
    ['http://192.168.3.4:8080/x', 'link', '192.168.3.4:8080/x'],
    ['6222 0000 1111 2222', 'account', '6222000011112222'],
    ['someone@alipay.example', 'account', 'someone@alipay.example'],
    ['速贷宝 Pro', 'app', '速贷宝 pro'],
  ])('%s', (typed, kind, value) => {
    expect(identify(typed)?.found).toMatchObject({ kind, value });
  });

  it.each(['', ' ', '110', '96110', '95588', '12345', '10086', '12', '你好，这是骗子吗', 'x'.repeat(600)])(
    '%s is nothing that is listed',
    (typed) => {
      expect(identify(typed)).toBeNull();
    },
  );

  it('hints at a mistyped card, and never fails', () => {
    expect(identify('4111111111111111')?.luhn).toBe(true);
    expect(identify('4111111111111112')?.luhn).toBe(false);
    expect(passesLuhn('4111111111111111')).toBe(true);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => void identify(text)));
  });

  it('knows a message that is nothing but a number', () => {
    for (const text of ['13800001234', '帮我查一下13800001234', '这个号码 138 0000 1234 是骗子吗？', '13800001234是真的吗'])
      expect(loneIdentifier(text)?.found.value, text).toBe('13800001234');
    for (const text of ['他让我打13800001234转账两万', '速贷宝', '我转给了6222000011112222', ''])
      expect(loneIdentifier(text), text).toBeNull();
  });
});

describe('a hit', () => {
  const rules = { redSources: ['closing', 'stop-lead', 'import'], redReports: null } as unknown as ListRules;
  const hit = (counts: Partial<Record<SourceKind, number>>): ListHit => ({
    id: 'x',
    counts: { report: 0, closing: 0, 'stop-lead': 0, import: 0, partner: 0, ...counts },
    firstAt: 0,
    lastAt: 0,
    type: null,
  });
  it.each([
    [{ report: 1 }, 'yellow'],
    [{ report: 99 }, 'yellow'],
    [{ partner: 1 }, 'yellow'],
    [{ closing: 1 }, 'red'],
    [{ 'stop-lead': 1, report: 2 }, 'red'],
    [{ import: 1 }, 'red'],
  ] as const)('of %o is %s', (counts, colour) => {
    expect(colourOf({ exact: hit(counts), sameSite: null }, rules)).toBe(colour);
    expect(colourOf({ exact: null, sameSite: hit(counts) }, rules)).toBe('yellow');
  });
  it('raises and never clears', () => {
    expect(colourOf({ exact: null, sameSite: null }, rules)).toBeNull();
    expect(colourOf({ exact: hit({ report: 3 }), sameSite: null }, { ...rules, redReports: 3 })).toBe('red');
  });
});

describe('an import', () => {
  const types = new Set(['loan']);
  it('takes kinds in both languages, bare values, quotes and headings', () => {
    const { items, faults } = readImport(
      '\ufeff类别,号码,类型\r\n电话,13800001234,loan\nlink,"bad.top/a,b"\n6222000011112222\n应用，速贷宝\n',
      types,
    );
    expect(faults).toEqual([]);
    expect(items).toEqual([
      { kind: 'phone', value: '13800001234', type: 'loan' },
      { kind: 'link', value: 'bad.top/a,b', type: null },
      { kind: 'account', value: '6222000011112222', type: null },
      { kind: 'app', value: '速贷宝', type: null },
    ]);
  });
  it('says of each wrong line what is wrong', () => {
    const { faults } = readImport(
      'phone,110\nconstructor,1\nphone,13800001234,nothing\na,b,c,d\nphone,"13800001234\n13800009999\n13800009999',
      types,
    );
    expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
      [1, 'value'],
      [2, 'kind'],
      [3, 'type'],
      [4, 'columns'],
      [5, 'columns'],
      [7, 'twice'],
    ]);
  });
  it('never fails', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readImport(text, types))));
});
