import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

let under: DeskUnderTest;
beforeAll(async () => {
  under = await openDesk();
});
afterAll(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

let messages = 0;
async function answerTo(text: string, speaks = 'zh-CN'): Promise<string> {
  const answer = await browser(under, { cookie: `speaks=${speaks}`, 'hx-request': 'true' }).send('/message', {
    text,
    id: `card-more-${++messages}`,
  });
  expect(answer.status).toBe(200);
  return answer.text();
}
/** What unfolds, and whether anything on the card still asks for the same card once more. */
const moreIn = (html: string) => {
  const { elements } = readHtml(html);
  return {
    more: elements.filter(({ tag }) => tag === 'summary').map(({ text }) => text),
    unfolded: elements.filter(({ tag, parent }) => tag === 'p' && parent?.attributes.class === 'more-about').map(({ text }) => text),
    asks: elements.filter(({ attributes }) => attributes.value === 'why').length,
  };
};

const SCAM = '【ETC服务中心】您的ETC认证已失效，请点击 etc-renew8.top/k 重新认证，逾期停用。';

test('a red card unfolds how the scam goes on, in the words of its type', async () => {
  const next = under.deps.detector.library.types.find(({ id }) => id === 'phishing')?.next;
  expect(moreIn(await answerTo(SCAM))).toEqual({ more: ['骗子下一步会怎样？'], unfolded: [next?.zh], asks: 0 });
  const english = await answerTo('[ETC] Your certificate has expired. Renew it at etc-renew8.top/k today or it will be suspended.', 'en');
  expect(moreIn(english)).toEqual({ more: ['What comes next?'], unfolded: [next?.en], asks: 0 });
  for (const said of ['Copy for family', 'Is this wrong?']) expect(english).toContain(said);
  expect(chineseIn(english)).toEqual([]);
});

test('a green card says how it was judged, and vouches for nothing', async () => {
  const { more, unfolded, asks } = moreIn(await answerTo('明天下午三点在老地方开会，记得带上次的会议纪要'));
  expect([more, asks]).toEqual([['怎么看出来的？'], 0]);
  expect(unfolded[0]).toContain('不能担保');
});

test('of a scheme that is only a guess nothing is foretold', async () => {
  const guessed = '有个陌生人加我说认识我爸';
  expect(under.deps.detector.judge(guessed).verdict.advice.general).toBe(true);
  const html = await answerTo(guessed);
  expect(html).toContain('card-yellow');
  expect(moreIn(html)).toEqual({ more: [], unfolded: [], asks: 0 });
});
