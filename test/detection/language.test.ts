import { expect, test } from 'vitest';
import { createLanguageFinder } from '../../src/detection/language.ts';

const languageOf = createLanguageFinder({ from: '轉帳請將錢這個嗎' });

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
  ['nothing', '', 'zh-CN'],
])('%s', (_, text, language) => {
  expect(languageOf(text)).toBe(language);
});
