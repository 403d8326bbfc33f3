import { describe, expect, test } from 'vitest';
import { createNormalizer } from '../../src/detection/normalize.ts';
import { SMALL_CONTENT } from './small-library.ts';

const normalize = createNormalizer(SMALL_CONTENT);
const textOf = (original: string): string => normalize(original).text;

describe('a text cut into lines of the same length', () => {
  test.each([
    ['is one line', '您的包裹\n丢失请加\n客服微信\n领取赔偿', '您的包裹丢失请加客服微信领取赔偿'],
    ['with the shorter one at its end', '您的包裹\n丢失请加\n客服微信\n领取赔偿\n款项', '您的包裹丢失请加客服微信领取赔偿款项'],
    ['however a line is ended', '您的包裹\r\n丢失请加\r\n客服微信\r\n领取赔偿', '您的包裹丢失请加客服微信领取赔偿'],
    ['though one of four ends a clause', '您的包裹\n丢失了，\n请加客服\n领取赔偿', '您的包裹丢失了,请加客服领取赔偿'],
    ['where one begins with a sign, whatever ends the others', '您的包裹\n丢失了。\n，请加我\n领取吧。', '您的包裹丢失了。,请加我领取吧。'],
    ['of two characters each', '您的\n包裹\n丢失\n请加', '您的包裹丢失请加'],
    [
      'of eight',
      '您的包裹丢失请加\n客服微信领取赔偿\n款项共计三百元整\n逾期不候马上联系',
      '您的包裹丢失请加客服微信领取赔偿款项共计三百元整逾期不候马上联系',
    ],
    [
      'among lines that are none',
      '您好\n快递通知单\n您的包裹\n丢失请加\n客服微信\n领取赔偿\n此致敬礼了',
      '您好\n快递通知单\n您的包裹丢失请加客服微信领取赔偿\n此致敬礼了',
    ],
  ])('%s', (_, cut, whole) => {
    expect(textOf(cut)).toBe(whole);
  });

  test.each([
    ['three of them', '您的包裹\n丢失请加\n客服微信\n领取'],
    ['where two of four end a clause', '您的包裹\n丢失了,\n请加客服\n领取吧。'],
    ['of another length each', '您的包裹\n丢失请加我\n客服微信\n领取赔偿吧\n今天'],
    ['that are hardly Chinese', '请开a1\nb2-c\nd-ee\nf-12'],
  ])('stays as it is: %s', (_, cut) => {
    expect(textOf(cut)).toBe(cut);
  });

  test('is quoted with its line breaks', () => {
    const { text, starts, ends } = normalize('您的包裹\n丢失请加\n客服微信\n领取赔偿');
    const at = text.indexOf('加客服');
    expect([starts[at], ends[at + 2]]).toEqual([8, 12]);
  });
});

describe('letters of a word that stand alone', () => {
  test.each([
    ['p.o.l.i.c.e', 'police'],
    ['call the p o l i c e now', 'call the police now'],
    ['they ask to w-i-r-e the money', 'they ask to wire the money'],
    ['w-i-r-e the money', 'wire the money'],
    ['p o l i c e', 'police'],
    ['send b*i*t*c*o*i*n and p*a*y now', 'send bitcoin and pay now'],
  ])('%s is read as %s', (stretched, plain) => {
    expect(textOf(stretched)).toBe(plain);
  });

  test.each(['b.i.t.c.o.i.n.example', 'p:o:l:i:c:e', 'www.a/b/c/d/e/f', 'a.b.c. and 1.2.3.4.5'])('%s stays', (text) => {
    expect(textOf(text)).toBe(text);
  });
});

describe('a mark-up tag', () => {
  test.each([
    ['转<b>账</b>给我', '转账给我'],
    ['转<b></b><i>账', '转账'],
    ['转<span class="x">账', '转账'],
    ['转<!--x-->账', '转账'],
  ])('between Chinese characters is not seen: %s', (tagged, plain) => {
    expect(textOf(tagged)).toBe(plain);
  });

  test.each(['转<img src=x>账', '转</p>账', 'pa<b>y</b> me', '<b>转账'])('stays where it parts words, or stands elsewhere: %s', (text) => {
    expect(textOf(text)).toBe(text);
  });
});

describe('letters of flags', () => {
  test('are letters where they make no flags, and then all of them', () => {
    expect(textOf('🇵🇦🇾 now')).toBe('pay now');
    expect(textOf('🇵🇦🇾🇲🇪 🇨🇳')).toBe('payme cn');
    expect(textOf('🇻🇽 我')).toBe('微信 我');
  });

  test('are flags elsewhere', () => {
    expect(textOf('🇨🇳🇯🇵🇬🇧').trim()).toBe('');
  });
});

describe('letters of another script in a Latin word', () => {
  test.each([
    ['Cyrillic', 'раssword', 'password'],
    ['Cyrillic with marks', 'ёxamplё', 'example'],
    ['Greek', 'pαssword', 'password'],
    ['Armenian', 'mսch', 'much'],
    ['Cherokee', 'pᎪy', 'pay'],
    ['Lisu', 'pꓮy', 'pay'],
    ['small capitals', 'ᴘᴀssᴡᴏʀᴅ', 'password'],
    ['small capitals alone', 'ᴘᴀʏ', 'pay'],
  ])('%s: %s is %s', (_, written, plain) => {
    expect(textOf(`${written} now`)).toBe(`${plain} now`);
  });
});

describe('characters as machines pass them on', () => {
  test.each([
    ['&#36716;&#36134;&#21543;', '转账吧'],
    ['&#x8f6c;&#x8d26;&#x5427;', '转账吧'],
    ['&amp;#36716;&amp;#36134;&amp;amp;#21543;', '转账吧'],
    ['\\u8f6c\\u8d26\\u5427', '转账吧'],
    ['%u8f6c%u8d26%u5427', '转账吧'],
    ['%E8%BD%AC%E8%B4%A6%E5%90%A7', '转账吧'],
    ['%E8%BD%AC%E8%B4%A6%70%61%79', '转账pay'],
    ['转&zwj;账&zwnj;给&shy;我', '转账给我'],
  ])('%s is %s', (escaped, plain) => {
    expect(textOf(escaped)).toBe(plain);
  });

  test('figures behind per cent signs are none', () => {
    expect(textOf('20%30%41 30%61%62, 5%off')).toBe('20%30%41 30%61%62, 5%off');
  });
});
