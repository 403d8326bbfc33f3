import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntities } from '../../src/detection/entities.ts';
import type { EntityKind } from '../../src/library/library.ts';
import { NO_LINK_FACTS } from './small-library.ts';

function valuesOf(kind: EntityKind, text: string): string[] {
  return findEntities(text, NO_LINK_FACTS)
    .all.filter((entity) => entity.kind === kind)
    .map(({ value }) => value);
}

describe('what is concrete in a text', () => {
  test.each<[string, EntityKind, string, string[]]>([
    ['a mobile number', 'phone', '打13800000000吧', ['13800000000']],
    ['a mobile number with gaps', 'phone', '138 0000 0000', ['13800000000']],
    ['a foreign number', 'phone', '来电 +44 7700 0000 00', ['+447700000000']],
    ['a number with 00', 'phone', '0063 917 0000 00', ['0063917000000']],
    ['a landline', 'phone', '0571-80000000', ['057180000000']],
    ['a service number', 'phone', '回拨95588', ['95588']],
    ['a 400 number', 'phone', '400-000-0000', ['4000000000']],
    ['the police', 'phone', '打110', ['110']],
    ['no phone inside a longer number', 'phone', '9138000000001234', []],
    ['no phone inside a decimal', 'phone', '3.110', []],
    ['a card', 'account', '6222 0000 0000 0000 000', ['6222000000000000000']],
    ['no card in fewer digits', 'account', '62220000000', []],
    ['a WeChat name', 'contact', '加微信abc_0000', ['微信abc_0000']],
    ['a QQ number', 'contact', 'qq:100000000', ['qq:100000000']],
    ['a Telegram name', 'contact', 'find @helper_00 now', ['@helper_00']],
    ['no contact in a mail address', 'contact', 'a@example.com', []],
    ['no contact inside a word', 'contact', 'online12345', []],
    ['a code', 'code', '验证码:123456', ['验证码:123456']],
    ['a code before its word', 'code', '123456 is your code', ['123456']],
    ['no code in a word alone', 'code', '验证码', []],
    ['a sum in yuan', 'amount', '付3,000元', ['3,000元']],
    ['a sum in 万', 'amount', '先交2.5万', ['2.5万']],
    ['a sum with a sign', 'amount', '$1,200.50', ['$1,200.50']],
    ['a sum in Chinese', 'amount', '三千块', ['三千块']],
    ['a sum in dollars', 'amount', 'pay 300 dollars', ['300dollars']],
    ['no sum in a year', 'amount', '2026年', []],
    ['an installer', 'apk', '安装 快贷.apk', ['快贷.apk']],
    ['no installer in a word', 'apk', 'x.apkfile', []],
    ['plain numbers', 'number', '3单12.5', ['3', '12.5']],
  ])('%s', (_, kind, text, values) => {
    expect(valuesOf(kind, text)).toEqual(values);
  });

  test('a number inside a link is part of the link', () => {
    const { all, links } = findEntities('http://pay.example.com/13800000000', NO_LINK_FACTS);
    expect(links).toHaveLength(1);
    expect(all.map(({ kind }) => kind)).toEqual(['link']);
  });

  test('stands inside the text and is not empty, whatever the text', () => {
    const unit = fc.constantFrom('1', '3', '0', ' ', '-', '.', '+', '万', '元', 'a', 'v', '微', '信', '@', '码', '/', '$');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        for (const { start, end } of findEntities(text, NO_LINK_FACTS).all) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
