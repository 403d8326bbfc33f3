import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { identify } from '../../src/lookups/identify.ts';
import { judgeWriting } from '../../src/lookups/link-writing.ts';
import { toldInWords } from '../../src/lookups/told-in-words.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const detector = createDetector(await loadLibraryForTests());

describe('an address that nobody has reported', () => {
  it.each([
    ['etc-renew8.top', 'ETC'],
    ['etc-renew8.top/k', 'ETC'],
    ['bank-icbc.com/login', '工商银行'],
    ['apple.com.verify-id.xyz/login', 'Apple'],
    ['gold-invest88.vip/app/download', null],
    ['1.2.3.4/a.apk', null],
  ])('gives itself away as it does in the chat: %s', (link, brand) => {
    const writing = judgeWriting(detector, link, 'zh-CN');
    expect(writing).toMatchObject({ colour: 'red', brand });
    expect(writing?.reasons.length).toBeGreaterThan(0);
    for (const why of judgeWriting(detector, link, 'en')?.reasons ?? []) expect(why).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(['baidu.com', 'github.com', 'bilibili.com', 'zhihu.com/question/1', 'icbc.com.cn', 'taobao.com', 'www.huzhou.gov.cn/a'])(
    'is not accused for what a bare address sounds like: %s',
    (link) => {
      expect(judgeWriting(detector, link, 'zh-CN')).toBeNull();
    },
  );
});

describe('what is typed where a number or a name was asked for', () => {
  const told = (text: string) => toldInWords(detector, text, identify(text));
  it.each(['你好啊我被骗了', '被骗了', '钱没了', '转账了', '我转了两万过去怎么办', 'I was cheated and sent 5000', 'my money is gone'])(
    'is a cry for help: %s',
    (text) => {
      expect(told(text)).toEqual({ urgent: true });
    },
  );

  it.each([
    '有人让我下载一个app',
    '他让我加微信',
    '孙子打电话要钱怎么办',
    '这个软件是真的吗',
    'what is this app they told me about',
    '【顺丰】您的快件丢失，理赔请加客服QQ',
  ])('is told or asked in words: %s', (text) => {
    expect(told(text)).toEqual({ urgent: false });
  });

  it.each([
    '我的世界',
    '你我贷',
    '饿了么',
    '什么值得买',
    '我查查',
    '速贷宝',
    '爱奇艺会员',
    'Money Lover',
    'Fast Loan App Pro',
    '13800001234',
    'etc-renew8.top',
    '110',
    '',
  ])('is a name, a number or nothing: %s', (text) => {
    expect(told(text)).toBeNull();
  });
});
