import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER_SHAPES } from '../../src/detection/letter-shapes.ts';
import { createNormalizer, originalSpan, withoutMargins } from '../../src/detection/normalize.ts';
import { SMALL_CONTENT } from './small-library.ts';

const normalize = createNormalizer(SMALL_CONTENT);
const textOf = (original: string): string => normalize(original).text;

describe('disguises come off', () => {
  test.each([
    ['full-width letters and digits', 'ＡＢＣ１２３', 'abc123'],
    ['full-width signs', '好！？；：，', '好!?;:,'],
    ['full-width signs that are symbols', '转＾｀账', '转账'],
    ['circled digits', '加①②③④', '加1234'],
    ['mathematical letters', '𝐩𝐚𝐲 𝟣𝟤', 'pay 12'],
    ['capital letters', 'PaY NOW', 'pay now'],
    ['ligatures', 'oﬃce', 'office'],
    ['zero-width characters', '转\u200b账\u200d给\ufeff我', '转账给我'],
    ['combining marks', 'p\u0301a\u0308y', 'pay'],
    ['direction marks', '\u200e转账\u200f', '转账'],
    ['what is shown from right to left', '请\u202e户账转\u202c', '请转账户'],
    ['traditional characters', '請轉賬戶', '请转账户'],
    ['look-alike characters', '加薇信', '加微信'],
    ['compatibility characters', '⼿机', '手机'],
    ['a space inside a word', '转 账', '转账'],
    ['dots inside a word', '验.证.码', '验证码'],
    ['several signs inside a word', '转*_*账', '转账'],
    ['three signs inside a word', '转***账', '转账'],
    ['a sign between the first and the last of the Chinese characters', '㐀.鿿.㐀', '㐀鿿㐀'],
    ['a sign between Chinese characters that stand apart from the others', '﨎.﨩.﨎', '﨎﨩﨎'],
    ['a tab inside a word', '转\t账', '转账'],
    ['a blank before the end of a clause', '好 。走', '好。走'],
    ['a blank behind a comma', '好, 走', '好,走'],
    ['blanks on both sides of a sign', '好 ! 走', '好!走'],
    ['an emoji before the end of a clause', '好🔥。走', '好。走'],
    ['an emoji between the characters', '转🔥账', '转账'],
    ['an emoji for a word', '给💰', '给钱'],
    ['an emoji for two characters', '领🧧', '领红包'],
    ['split characters', '写亻言', '写信'],
    ['code words', '聊绿泡泡', '聊微信'],
    ['a code word again and again', 'vx加vx', '微信加微信'],
    ['a code word that ends a sentence', '加我vx.', '加我微信.'],
    ['a code word with a dash behind', '加我vx-', '加我微信-'],
    ['a code word before Chinese', '我vx.好', '我微信.好'],
    ['a code word between signs', '{vx}', '{微信}'],
    ['the longest code word, and what is left', '绿泡泡泡', '微信泡'],
    ['an everyday word, and the code word behind it', '种奖品奖品', '种奖品礼品'],
    ['Latin code words', '私vx', '私微信'],
    ['mixed words', 'dai款', '贷款'],
    ['homophones', '帐护', '账户'],
    ['homophones of three characters', '言正马', '验证码'],
    ['a homophone before an everyday word', '帐护张虎', '账户张虎'],
    ['a code word in a message that begins with a name', '@abc 加vx', '@abc 加微信'],
    ['a blank and a sign of a clause behind a word', '好的, 好 。走', '好的,好。走'],
    ['three blanks before the end of a clause', '好   。走', '好。走'],
    ['what stands behind words with blanks', 'pay me 转 账', 'pay me 转账'],
    ['line breaks of another system', '转\r账', '转\n账'],
    ['several disguises at once', '請 轉.帐 护', '请转账户'],
  ])('%s', (_, disguised, plain) => {
    expect(textOf(disguised)).toBe(plain);
  });
});

describe('what is no disguise stays', () => {
  test.each([
    ['spaces between Latin words', 'pay me now', 'pay me now'],
    ['spaces between digits', '12 34', '12 34'],
    ['sentence ends and commas', '好。行,走', '好。行,走'],
    ['line breaks between Chinese characters', '转\n账', '转\n账'],
    ['more separators than anyone puts into a word', '一-----二', '一-----二'],
    ['four separators inside a word', '一----二', '一----二'],
    ['four blanks before the end of a clause', '好    。走', '好    。走'],
    ['a sign and a blank before the end of a clause', '好* 。走', '好* 。走'],
    ['blanks between a clause and a Latin word', '好, pay', '好, pay'],
    ['blanks before a Latin word', '转账 pay 转账', '转账 pay 转账'],
    ['blanks at the end behind a clause', '好,  ', '好,  '],
    ['homophones that are everyday words', '张虎', '张虎'],
    ['a single character that sounds alike', '涨', '涨'],
    ['everyday words that hold a code word', '一种奖品', '一种奖品'],
    ['a code word inside a Latin word', 'devxa', 'devxa'],
    ['a code word beside digits', 'vx2000', 'vx2000'],
    ['a host name', 'weixin.example.com', 'weixin.example.com'],
    ['a host inside an address', 'https://weixin.example.com/a', 'https://weixin.example.com/a'],
    ['a path', 'example.com/vx', 'example.com/vx'],
    ['the beginning of a path', 'vx/a', 'vx/a'],
    ['parts of a name', 'a.vx a-vx a_vx @vx', 'a.vx a-vx a_vx @vx'],
    ['beginnings of a name', 'vx.a vx-a vx_a vx@a', 'vx.a vx-a vx_a vx@a'],
    ['a code word beside any Latin letter or digit', 'avx zvx 0vx 9vx', 'avx zvx 0vx 9vx'],
    ['a code word before any Latin letter or digit', 'vxa vxz vx0 vx9', 'vxa vxz vx0 vx9'],
    ['a code word half Latin, behind a Latin letter', 'xdai款', 'xdai款'],
    ['a sign between characters of other scripts', 'か.か a 가.가 a か.转 a 转.か', 'か.か a 가.가 a か.转 a 转.か'],
    ['signs around a word', '*转账*', '*转账*'],
    ['blanks around a text', ' 转账 ', ' 转账 '],
    ['a sign behind a comma', '好,*走', '好,*走'],
    ['blanks beside a comma between Latin words', 'pay , now', 'pay , now'],
    ['a mail address', 'vx@example.com', 'vx@example.com'],
    ['two escapes', '&#35831;和&#36716;', '&#35831;和&#36716;'],
    ['what is no escape', '20%30%40% \\users &what; &#99999999;', '20%30%40% \\users &what; &#99999999;'],
    [
      'escapes inside an address',
      'https://a.top/%E8%AF%B7%E8%BD%AC%E8%B4%A6?b=1&amp;c=2',
      'https://a.top/%e8%af%b7%e8%bd%ac%e8%b4%a6?b=1&amp;c=2',
    ],
    ['a tag for a new line', '转<br>账', '转<br>账'],
    ['a sign of less', '转<账>我', '转<账>我'],
    ['flags', '去🇨🇳🇯🇵玩', '去    玩'],
    ['Russian words', 'кто там', 'кто там'],
    ['Russian words beside Latin ones, and one of both', 'мама купила iPhone и USBшку', 'мама купила iphone и usbшку'],
    ['Russian words in a Latin text', 'the word вода is нет or так', 'the word вода is нет or так'],
    ['units and angles', '5μm 3kΩ αx', '5μm 3kω αx'],
    ['labels of a host', 'a.b.c.d.com', 'a.b.c.d.com'],
    ['three letters with dots', 'in the u.s.a. now', 'in the u.s.a. now'],
    ['letters with a blank between, too many for one word', 'a b c d e f g h i j k l m n o', 'a b c d e f g h i j k l m n o'],
    ['verses', '春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。', '春眠不觉晓,\n处处闻啼鸟。\n夜来风雨声,\n花落知多少。'],
    ['three lines of the same length', '苹果\n香蕉\n橘子', '苹果\n香蕉\n橘子'],
    ['lines of nine characters', '一二三四五六七八九\n'.repeat(4), '一二三四五六七八九\n'.repeat(4)],
    ['dates', '11月20日14时30分5秒，3月', '11月20日14时30分5秒,3月'],
    ['nothing', '', ''],
  ])('%s', (_, original, expected) => {
    expect(textOf(original)).toBe(expected);
  });

  test('the listed code word applies where no longer everyday word covers it', () => {
    expect(textOf('这奖品')).toBe('这礼品');
  });
});

describe('a text stretched by', () => {
  const words = '您的包裹丢失请加客服领取';
  const hearts = createNormalizer({
    ...SMALL_CONTENT,
    variants: { ...SMALL_CONTENT.variants, chars: { ...SMALL_CONTENT.variants.chars, '❤': '心' } },
  });

  test.each([
    '】【',
    '🔥🔥🔥🔥',
    '❤',
    '💰',
    '    ',
    ' * ',
    '\n',
    '\r\n',
    '\n \n',
    '，',
    '。',
    '！',
    'x',
    '1',
    'の',
    '$',
    '~~~~',
    '<br>',
    '[/b][b]',
    '&shy;',
  ])('%j is the text', (between) => {
    expect(hearts([...words].join(between)).text).toBe(words);
    expect(hearts(`${[...words].join(between)}？好`).text).toBe(`${words}?好`);
  });

  test.each(['1', 'x', '，'])('%j four times only is as it was', (between) => {
    const few = [...words].slice(0, 5).join(between);
    expect(hearts(few).text).toBe(few.replaceAll('，', ','));
  });
});

describe('a host of foreign letters', () => {
  test.each([
    ['http://exаmple.com/a', 'http://xn--example.com/a'],
    ['www.exаmple.com', 'www.xn--example.com'],
    ['go to example.соm today', 'go to xn--example.com today'],
    ['http://уlbх.хуz/уb', 'http://xn--ylbx.xyz/yb'],
    ['ɢoogle.com', 'xn--google.com'],
  ])('%s reads as what it looks like, and never as the house itself', (original, expected) => {
    expect(textOf(original)).toBe(expected);
  });
});

describe('of several code words', () => {
  const words = { 奖: '礼', 奖品: '礼品', 奖品券: '礼券', 加v: '加微信' };
  const normalizeWords = createNormalizer({ ...SMALL_CONTENT, variants: { ...SMALL_CONTENT.variants, words } });

  test.each([
    ['the longest that begins at a place applies', '奖品券奖品奖', '礼券礼品礼'],
    ['one that ends in a Latin letter applies as a whole word', '加v,加v吧', '加微信,加微信吧'],
    ['one that ends in a Latin letter is not the beginning of another', '加vip', '加vip'],
  ])('%s', (_, original, expected) => {
    expect(normalizeWords(original).text).toBe(expected);
  });
});

test.each([4095, 4096, 4097, 8192, 300_000])('a text of %i characters comes out whole', (length) => {
  const text = '转a账1'.repeat(length / 4 + 1).slice(0, length);
  expect(textOf(text) === text).toBe(true);
});

describe('quotes are the original characters', () => {
  test.each([
    ['請轉 賬', '转账', '轉 賬'],
    ['领🧧吧', '红包', '🧧'],
    ['私vx我', '微信', 'vx'],
    ['验\u200b证\u200b码', '证码', '证\u200b码'],
    ['转.账 给我', '给我', '给我'],
    ['a.b 转.账 請我', '账请', '账 請'],
    ['加vx领🧧吧', '领', '领'],
    ['加vx领🧧吧', '吧', '吧'],
    ['加绿泡泡吧', '微信', '绿泡泡'],
    ['快&#35831;&#36716;&#36134;', '转', '&#36716;'],
    ['快\u202e账转\u202c吧', '转', '\u202e账转\u202c'],
    ['您】【的】【卡】【冻】【结】【了】【快', '冻结', '冻】【结'],
    ['please pаy now', 'pay', 'pаy'],
    ['来exаmple.com吧', 'xn--', 'e'],
  ])('%s: %s was written %s', (original, found, quote) => {
    const normalized = normalize(original);
    const at = normalized.text.indexOf(found);
    expect(originalSpan(normalized, at, at + found.length)).toEqual({
      start: original.indexOf(quote),
      end: original.indexOf(quote) + quote.length,
      quote,
    });
  });
});

test('a quote behind the end is empty, and stands at the end', () => {
  const normalized = normalize('转\u200b账');
  expect(originalSpan(normalized, 2, 2)).toEqual({ start: 3, end: 3, quote: '' });
  expect(originalSpan(normalized, 1, 9)).toEqual({ start: 2, end: 3, quote: '账' });
});

/** Any UTF-16 at all, with the characters that the normaliser cares about well represented. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...'賬轉账转薇帐护言正马 .-*\n🧧💰\u200b＾｀①Ａ', 'vx', '亻言', 'dai款', '种奖品', '\ud800', '\udc00'),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** And with the disguises whose every piece is long. */
const anyDisguised = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom(
        '\u202e',
        '\u202c',
        '&#36716;',
        '&nbsp;',
        '\\u8f6c',
        '%E8%BD%AC',
        '<b>',
        'а',
        'ᴀ',
        'x.top',
        '转】【账】【给】【我】【吧】【快',
        '一二\n',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('for any UTF-16, lone surrogates too', () => {
  test('offsets never go back and stay inside the original', () => {
    fc.assert(
      fc.property(anyDisguised, (original) => {
        const { text, starts, ends } = normalize(original);
        expect([starts.length, ends.length]).toEqual([text.length, text.length]);
        for (let i = 0; i < text.length; i++) {
          const [start, end] = [starts[i] as number, ends[i] as number];
          if (start < 0 || end <= start || end > original.length) throw new Error(`unit ${i}: ${start}–${end}`);
          if (i > 0 && (start < (starts[i - 1] as number) || end < (ends[i - 1] as number))) throw new Error(`unit ${i} goes back`);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('every quote is a piece of the original at its own place', () => {
    fc.assert(
      fc.property(anyDisguised, fc.nat(), fc.nat(), (original, a, b) => {
        const normalized = normalize(original);
        const limit = normalized.text.length + 1;
        const [start, end] = [Math.min(a % limit, b % limit), Math.max(a % limit, b % limit)];
        const span = originalSpan(normalized, start, end);
        expect(span.quote).toBe(original.slice(span.start, span.end));
      }),
      { numRuns: 400 },
    );
  });

  test('characters are folded once and for all', () => {
    const folds = createNormalizer({ ...SMALL_CONTENT, variants: { ...SMALL_CONTENT.variants, words: {} } });
    fc.assert(
      fc.property(anyText, (original) => {
        const once = folds(original).text;
        expect(folds(once).text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('a letter that looks like a Latin one is the same letter however Unicode writes it', () => {
    const shaped = Array.from({ length: 0x110000 }, (_, point) =>
      point >= 0xd800 && point <= 0xdfff ? '' : String.fromCodePoint(point),
    ).filter((char) => [...char.normalize('NFKC').toLowerCase()].some((part) => LETTER_SHAPES.has(part)));
    expect(shaped.length).toBeGreaterThan(LETTER_SHAPES.size);
    for (const char of shaped) {
      const once = textOf(`password ${char}`);
      expect(textOf(once), char).toBe(once);
      expect(textOf(char), char).toBe(textOf(textOf(char)));
    }
  });

  test('nothing blows up: a character of the original never makes more than a few', () => {
    fc.assert(
      fc.property(anyDisguised, (original) => {
        expect(textOf(original).length).toBeLessThanOrEqual(18 * original.length);
      }),
    );
    const long = '转 🔥vx账 帐护'.repeat(5_000);
    expect(textOf(long).length).toBeLessThanOrEqual(long.length);
  });
});

test.each([
  [' 🔥转账 \n😭', '转账'],
  ['好,  ', '好,'],
  [' \n ', ''],
  ['转账', '转账'],
])('blanks and emoji around are no words, and what is quoted stays in its place: %j', (original, plain) => {
  const { text, starts, ends } = withoutMargins(normalize(original));
  expect(text).toBe(plain);
  expect(starts.map((start, at) => original.slice(start, ends[at])).join('')).toBe(plain);
});
