import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyingWords } from '../../src/teaching/identifying-words.ts';

const KNOWN = ['110', '96110', '2250000', '12381'];

describe('words that lead to somebody', () => {
  it.each([
    ['对方叫他打13800001234问进度', 'telephone'],
    ['号码是138 0000 1234', 'telephone'],
    ['号码是１３８－００００－１２３４', 'telephone'],
    ['电话一三八零零零零一二三四', 'telephone'],
    ['座机0572-2012345', 'telephone'],
    ['138\u200b0000\u200b1234', 'telephone'],
    ['转给户名：张三丰的卡', 'name'],
    ['收款人姓名 李四', 'name'],
    ['户名是欧阳小明', 'name'],
    ['我叫王小明，今年六十', 'name'],
    ['转到卡号6222021202041234567', 'account'],
    ['账号 ab12345', 'account'],
    ['加他微信zhang_san88', 'account'],
    ['家住人民路12号3栋', 'address'],
    ['打开 etc-renew.top 填卡号', 'link'],
    ['写信到 a@b', 'link'],
    ['11月3日那天', 'date'],
    ['一共转了38650元', 'amount'],
  ] as const)('%s: %s', (text, what) => {
    expect(identifyingWords(text, KNOWN)).toContain(what);
  });

  it.each([
    '老吴手头紧，网上有人说五万元马上放款，先交了几千块手续费，后来打96110才知道是骗局。',
    '拿不准打96110，钱已转走先打110，也可以打2250000。',
    '十月里，一位退休老师接到“外地公安”的视频，差一点转走十几万元。',
    '对方要他把姓名、卡号、验证码都填上。',
  ])('nothing in %s', (text) => {
    expect(identifyingWords(text, KNOWN)).toEqual([]);
  });

  it('finds every mobile number, however it is broken up', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
    const gap = fc.constantFrom('', ' ', '-', '·', '\u200b', '.');
    fc.assert(
      fc.property(digits, fc.array(gap, { minLength: 11, maxLength: 11 }), (rest, gaps) => {
        const number = ['1', '3', ...rest.map(String)].map((digit, at) => digit + (gaps[at] ?? '')).join('');
        expect(identifyingWords(`他打${number}来的`, KNOWN).length).toBeGreaterThan(0);
      }),
    );
  });
});
