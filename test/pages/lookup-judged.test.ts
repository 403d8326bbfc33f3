import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const citizen = (speaks = 'zh-CN') => browser(under, { cookie: `speaks=${speaks}` });
async function page(answer: Promise<Response>, status = 200): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
}
const look = (value: string, who = citizen()): Promise<string> => page(who.send('/lookup', { value }));
const linksIn = (html: string, within: string) =>
  readHtml(html)
    .elements.filter(({ attributes }) => (attributes.class ?? '').split(' ').includes(within))
    .map(({ attributes }) => attributes.href);

describe('a link that nobody has reported', () => {
  it('is judged by how it is written, and never approved', async () => {
    const html = await look('etc-renew8.top');
    for (const said of ['lookup-red', '像诈骗', '写法像冒充', '假网址', '却不是它家的', '没有人举报过，不等于安全'])
      expect(html).toContain(said);
    expect(html).not.toMatch(/lookup-green|symbol-green|名单是机器/);
    const english = await look('etc-renew8.top', citizen('en'));
    expect([english.includes('It is written like a fake site of ETC'), chineseIn(english)]).toEqual([true, []]);
    expect(chineseIn(await look('bank-icbc.com', citizen('en')))).toEqual([]);
  });

  it('gets no colour where nothing stands out', async () => {
    const html = await look('baidu.com');
    expect(html).toContain('lookup-none');
    expect(html).not.toContain('写法');
  });

  it('says both where it was reported as well', async () => {
    await under.storage.listIdentifiers([{ kind: 'link', value: 'etc-pay9.top', type: null }], { kind: 'report', ref: 'page x' });
    const html = await look('etc-pay9.top');
    for (const said of ['lookup-red', '写法像冒充', '有人举报过。', '群众举报1次']) expect(html).toContain(said);
  });
});

describe('a sentence', () => {
  it('is no name of an app: it is handed to the conversation, with 110 first where it is a cry for help', async () => {
    const html = await look('你好啊我被骗了');
    expect(linksIn(html, 'call-police')).toEqual(['tel:110']);
    expect(html.indexOf('call-police')).toBeLessThan(html.indexOf('lookup-ask'));
    expect(html).not.toContain('应用 <b>');
    expect(html).not.toContain('action="/lookup/report"');
    expect(html).toMatch(/<form method="post" action="\/"><input type="hidden" name="text" value="你好啊我被骗了"/);
    expect(linksIn(await look('孙子打电话要钱怎么办'), 'call-police')).toEqual([]);
    expect(chineseIn((await look('I was cheated, what now?', citizen('en'))) ?? '')).toEqual([]);
    await page(citizen().send('/lookup/report', { value: '你好啊我被骗了' }), 422);
    expect(await under.database.query.selectFrom('identifiers').selectAll().where('kind', '=', 'app').execute()).toEqual([]);
  });

  it('may be longer than a name, and stands in the box of the conversation unsent', async () => {
    const text = '他说他是客服，要我把屏幕共享打开，<b>不然</b>每个月扣钱，这是真的吗？';
    expect(await look(text)).toContain('带着这段话去问一哥');
    const html = await page(citizen().send('/', { text: ` ${text}\r\n第二行 ` }));
    const box = readHtml(html).elements.find(({ attributes }) => attributes.id === 'message');
    expect(box?.text.trim()).toBe(`${text}\n第二行`);
    expect(html).toContain('还没有发');
    expect(await under.database.query.selectFrom('messages').select('id').execute()).toEqual([]);
    expect(await page(citizen().send('/', { text: '' }))).not.toContain('还没有发');
  });

  it('of another website cannot be put there', async () => {
    const answer = await under.post('/', 'text=x', {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://elsewhere.example',
      host: 'localhost',
    });
    expect(answer.status).toBe(403);
  });
});
