import { Converter } from 'opencc-js/cn2t';
import { expect, test } from 'vitest';
import { createLanguageFinder, OF_BOTH_SCRIPTS } from '../../src/detection/language.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const languagesOf = createLanguageFinder({ from: '轉帳請將錢這個嗎', to: '转账请将钱这个吗' });
const languageOf = (text: string) => languagesOf(text)[0];

test.each([
  ['simplified Chinese', '请把钱转给我', 'zh-CN'],
  ['traditional Chinese', '請將錢轉給我', 'zh-TW'],
  ['one traditional character as a disguise', '请把钱轉给我好不好呀', 'zh-CN'],
  ['English', 'Please send the money today', 'en'],
  ['English with a Chinese name in it', 'Please send the money to Mr 王 before Friday, thank you', 'en'],
  ['Chinese with a long link', '领奖 https://www.example.com/a/very/long/path/indeed', 'zh-CN'],
  ['a bare link', 'https://www.example.com/a', 'zh-CN'],
  ['a host alone', 'parcel-fee.top/x?id=77', 'zh-CN'],
  ['a host with a long name', 'secure.login.parcel-refund-service.example.com', 'zh-CN'],
  ['English with a host in it', 'Is parcel-fee.top real', 'en'],
  ['English sentences without a blank between them', 'Call me.Then we pay.Thanks a lot', 'en'],
  ['Chinese with some English', '下载Zoom然后打给我', 'zh-CN'],
  ['numbers', '12345', 'zh-CN'],
  ['one letter', 'A', 'zh-CN'],
  ['two letters, the first and the last', 'AZ', 'en'],
  ['two small letters, the first and the last', 'az', 'en'],
  ['signs beside the letters', '@@[[``{{', 'zh-CN'],
  ['eight letters for a Chinese character', '王abcdefgh', 'zh-CN'],
  ['more than eight letters for a Chinese character', '王abcdefghi', 'en'],
  ['eight letters and the first of the Chinese characters', '㐀abcdefgh', 'zh-CN'],
  ['eight letters and the last of the Chinese characters', '鿿abcdefgh', 'zh-CN'],
  ['eight letters and a sign before the Chinese characters', '㏿abcdefgh', 'en'],
  ['eight letters and a syllable behind the Chinese characters', 'ꀀabcdefgh', 'en'],
  ['a sixth of the characters traditional, nearly', `轉帳請將${'好'.repeat(21)}`, 'zh-TW'],
  ['fewer than that, and more of the other script', `轉${'好'.repeat(21)}钱这`, 'zh-CN'],
  ['a single traditional character, and none of the other script', '好不好嗎，我看不出他有什么不好的地方', 'zh-TW'],
  ['a question in English before a Chinese text', 'is this real: 您的快递已到', 'en'],
  ['a question in English behind it', '您的快递已到，请领取 is this a scam?', 'en'],
  ['a name in three English words before it', 'Apple Store Team：您的账户已停用', 'zh-CN'],
  ['English behind it that asks nothing', '您的快递已到，please call the office', 'zh-CN'],
  ['traditional characters among signs and digits', '轉帳: 12345678901234567890', 'zh-TW'],
  ['as many letters without the address as it takes', '王 http://a.top/xyz abcdefgh', 'zh-CN'],
  ['nothing', '', 'zh-CN'],
])('%s', (_, text, language) => {
  expect(languageOf(text)).toBe(language);
});

test.each([
  ['English', 'ok', ['en']],
  ['what stands in either script', '好', ['zh-CN', 'zh-TW']],
  ['simplified characters', '转', ['zh-CN']],
  ['traditional characters', '轉', ['zh-TW']],
  ['a number', '47000', ['zh-CN', 'zh-TW', 'en']],
])('%s may be written in', (_, text, languages) => {
  expect(languagesOf(text)).toEqual(languages);
});

test('characters of both scripts are those that nobody turns back', async () => {
  const { simplify } = await loadLibraryForTests();
  const traditional = new Set(simplify.from);
  const toTraditional = Converter({ from: 'cn', to: 't' });
  const both = new Set([...simplify.to].filter((char) => !traditional.has(char) && toTraditional(char) === char));
  expect([...both].sort().join('')).toBe(OF_BOTH_SCRIPTS);
});

test.each(['佢知道我買咗咩同埋地址', '我朋友真的賺到了', '佢話唔取消今晚就扣'])(
  'what is written in Hong Kong and Taiwan is: %s',
  async (text) => {
    const { simplify } = await loadLibraryForTests();
    expect(createLanguageFinder(simplify)(text)).toEqual(['zh-TW']);
  },
);
