import { describe, expect, test } from 'vitest';
import { createNormalizer } from '../../src/detection/normalize.ts';
import { readShortMessage } from '../../src/detection/short-messages.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const normalize = createNormalizer(await loadLibraryForTests());

describe('a short message', () => {
  test.each([
    ['为什么', 'why'],
    ['怎么办', 'what-now'],
    ['那现在我该怎么办呀', 'what-now'],
    ['怎么办,怎么办啊', 'what-now'],
    ['so what do i do now?', 'what-now'],
    ['那这个是骗子吗', 'is-it-a-scam'],
    ['is this a scam?', 'is-it-a-scam'],
    ['请删除我的聊天记录', 'erase'],
    ['怎么办,我被骗了', 'cry'],
    ['help me', 'cry'],
    ['念了', 'done'],
    ['我告诉他了一个', 'done'],
    ['我存了5000进去', 'done'],
    ['我拨把伊了', 'done'],
    ['已经寄了,顺丰,100克', 'done'],
    ['我给他看了', 'done'],
    ['给她打过去了', 'done'],
    ['给了他', 'done'],
    ['给他了', 'done'],
    ['i gave him one', 'done'],
    ['deposited 5000', 'done'],
    ['我已经垫了哈哈哈救命', 'done'],
    ['我入了', 'done'],
    ['我打了钱了', 'done'],
    ['刷卡了', 'done'],
    ['已汇出', 'done'],
    ['钱交给hr了', 'done'],
    ['388微信转的', 'done'],
    ['我输入信用卡了', 'done'],
    ['还有输入otp', 'done'],
    ['i paid half already', 'done'],
    ['i installed the app', 'done'],
    ['i paid', 'cry'],
    ['sent it', 'done'],
    ['i gave it to her already', 'done'],
    ['都怪我', 'distress'],
    ['我完了 真的完了', 'distress'],
    ['我完了真的完了', 'distress'],
    ['全完了', 'distress'],
    ['', 'empty'],
    ['?!', 'empty'],
    ['a', 'empty'],
    ['1。', 'empty'],
  ])('that means one thing only: %j', (text, meaning) => {
    expect(readShortMessage(text)).toBe(meaning);
  });

  test.each([
    '您好',
    '喂？',
    '我报警了',
    '报了警',
    '打了110',
    '告诉我妈了',
    '告诉老师了',
    '他给我了',
    '没给他',
    '转了吗',
    '我交作业了',
    '他要我刷卡',
    '装修了',
    '钱在卡里了',
    '微信',
    '输了',
    'they paid me',
    'ok',
    '1 2',
    '明天见',
    '孩子的居住证怎么办',
    '卡被冻了怎么办',
    '怎么办理',
    '他问为什么',
    '念了一本书',
    '作业交了吗',
    'i paid the school at the counter',
    '我说了',
    '被骗了三千块的那个人又打来了',
  ])('that leaves it open: %s', (text) => {
    expect(readShortMessage(text)).toBeNull();
  });

  test('has forty characters at most', () => {
    expect(readShortMessage(`为什么${'。'.repeat(37)}`)).toBe('why');
    expect(readShortMessage(`为什么${'。'.repeat(38)}`)).toBeNull();
    expect(readShortMessage('。'.repeat(50))).toBe('empty');
  });

  test.each([
    ['咋整', 'what-now'],
    ['畀咗佢', 'done'],
    ['給佢咗', 'done'],
    ['我入咗', 'done'],
  ])('of dialect is read by the words that the library has for it: %s', (text, what) => {
    expect(readShortMessage(normalize(text).text)).toBe(what);
  });
});
