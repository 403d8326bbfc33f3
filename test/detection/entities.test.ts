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
    ['a sum in 万 and a rest', 'amount', '先交一万二', ['一万二']],
    ['a sum in 千 and a rest', 'amount', '两千三一个月', ['两千三']],
    ['so much for one', 'amount', '五元一条，四千二一个', ['五元', '四千二']],
    ['a long sum in Chinese', 'amount', '欠我三千五百八', ['三千五百八']],
    ['about so much', 'amount', '花了两百多块钱', ['两百多块']],
    ['a price and its rest', 'amount', '三块五一斤', ['三块五']],
    ['a small sum that is paid', 'amount', '转我三十九', ['三十九']],
    ['a small sum that was taken', 'amount', '扣了八十，亏', ['八十']],
    ['a small number that nobody pays', 'amount', '今天三十九了', []],
    ['a fever', 'amount', '烧到三十九度', []],
    ['a holiday', 'amount', '五一去哪，十一呢', []],
    ['a time of day', 'amount', '三点开会，十二点给他十点的', []],
    ['an idiom of ten thousand', 'amount', '我一万个不愿意', []],
    ['by all means', 'amount', '千万别去', []],
    ['urgent', 'amount', '十万火急', []],
    ['never thought', 'amount', '万万没想到', []],
    ['all means', 'amount', '千方百计，百分之百', []],
    ['heat', 'amount', '一百度的热爱', []],
    ['things that are counted', 'amount', '走了一万三千步，三千多张照片', []],
    ['people who are counted', 'amount', '给十个人', []],
    ['together', 'amount', '一块去吃饭', []],
    ['quid in words', 'amount', 'he wants eight hundred quid', ['eighthundredquid']],
    ['quid in figures', 'amount', 'send me 20 quid', ['20quid']],
    ['two grand', 'amount', 'it was two grand', ['twogrand']],
    ['a sum in words that is sent', 'amount', 'send two hundred to tom', ['twohundred']],
    ['no sum in a crowd', 'amount', 'sent two hundred people home', []],
    ['no sum in a grand opening', 'amount', 'a grand opening', []],
    ['no sum in a share', 'amount', '百分之三百', []],
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

  test('links and numbers stand where the text has them, with their value', () => {
    expect(findEntities('看http://sunny.top/1 或打138 0000 0000', NO_LINK_FACTS).all).toEqual([
      { kind: 'link', start: 1, end: 19, value: 'sunny.top' },
      { kind: 'phone', start: 22, end: 35, value: '13800000000' },
      { kind: 'number', start: 22, end: 25, value: '138' },
      { kind: 'number', start: 26, end: 30, value: '0000' },
      { kind: 'number', start: 31, end: 35, value: '0000' },
    ]);
  });

  test.each([
    ['with which a link begins', '360.com', ['link']],
    ['in the first of several links', 'http://a.top/138 http://b.top/c', ['link', 'link']],
    ['in the last of several links', 'http://a.top/c http://b.top/138', ['link', 'link']],
    ['right behind a link', 'http://sunny.top/a一千元', ['link', 'amount']],
    ['before a link', '300元http://sunny.top', ['link', 'amount', 'number']],
  ])('a number %s', (_, text, kinds) => {
    expect(findEntities(text, NO_LINK_FACTS).all.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('is the same whatever text was searched before', () => {
    for (let again = 0; again < 2; again++) expect(valuesOf('amount', '300元和500元')).toEqual(['300元', '500元']);
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
