import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stopChores } from '../../src/stop-loss/stop-chores.ts';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});
const english = (cookie = '') => browser(under, { cookie: ['speaks=en', cookie].filter(Boolean).join('; ') });
const CHINESE_SMS = '【建设银行】您的账户存在异常，请立即点击 ccb-safe.top/x 核实身份并转入安全账户，否则今日冻结。';

const page = async (answer: Promise<Response>, status = 200): Promise<string> => {
  const response = await answer;
  const html = await response.text();
  expect([response.status, response.status === status ? '' : html]).toEqual([status, '']);
  return html;
};

describe('a foreigner who reads no Chinese', () => {
  it('finds the button on a Chinese page, whatever his device asks for', async () => {
    const html = await page(browser(under, { 'accept-language': 'en-US,en;q=0.9' }).get('/'));
    expect(html).toContain('<html lang="zh-CN"');
    expect(html).toMatch(/value="en" lang="en"[^>]*>\s*English/);
  });

  it('finds the start, the form, the notice and what went wrong in English, with 110 first', async () => {
    for (const [path, status] of [
      ['/', 200],
      ['/stop-loss', 200],
      ['/nowhere', 404],
    ] as const) {
      const html = await page(english().get(path), status);
      expect([path, chineseIn(html)]).toEqual([path, []]);
      expect([path, html.includes('<html lang="en"'), html.includes('href="tel:110"')]).toEqual([path, true, true]);
    }
    expect(await page(english().get('/privacy'))).toContain('<h1>Your personal information</h1>');
    expect(chineseIn(await page(english().send('/stop-loss', { do: 'send', name: 'John' }), 422))).toEqual([]);
    expect(chineseIn(await page(english().send('/message', { text: '', id: 'form-0000001' }), 400))).toEqual([]);
  });

  it('is told on the pages that are Chinese alone where to go', async () => {
    for (const path of ['/learn/board', '/learn/loan/quiz']) {
      const html = await page(english().get(path));
      expect([path, html.includes('This page is in Chinese only'), html.includes('<html lang="zh-CN"')]).toEqual([path, true, true]);
      expect(await page(browser(under).get(path))).not.toContain('in Chinese only');
    }
  });

  it('chooses by a button, comes back to the page, and the desk stays as it was', async () => {
    const answer = await under.post('/preferences', 'language=en', {
      origin: 'http://localhost',
      host: 'localhost',
      referer: 'http://localhost/stop-loss',
      'content-type': 'application/x-www-form-urlencoded',
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect([answer.status, answer.headers.get('location'), cookie]).toEqual([303, '/stop-loss', 'speaks=en']);
    expect(await page(browser(under, { cookie }).get('/stop-loss'))).toContain('stop the payment');
    expect(await page(browser(under, { cookie }).get('/console/sign-in'))).toContain('登录');
    expect(await page(browser(under, { cookie: 'speaks=zh-CN' }).get('/'))).toContain('<html lang="zh-CN"');
    for (const referer of ['http://elsewhere.example/stop-loss', 'http://localhost//elsewhere.example', 'nonsense']) {
      const other = await under.post('/preferences', 'language=en', {
        origin: 'http://localhost',
        host: 'localhost',
        referer,
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([referer, other.headers.get('location')]).toEqual([referer, '/']);
    }
  });

  it('forwards a Chinese text and is answered in English, with the same colour', async () => {
    const sent = await english().send('/message', { text: CHINESE_SMS, id: 'form-0000002' });
    const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
    const html = await page(english(cookie).get('/'));
    const chinese = await browser(under).send('/message', { text: CHINESE_SMS, id: 'form-0000003' });
    const own = await page(browser(under, { cookie: chinese.headers.get('set-cookie')?.split(';')[0] ?? '' }).get('/'));
    const colours = [html, own].map((one) => /class="card card-(\w+)"/.exec(one)?.[1]);
    expect(colours[0]).toBe(colours[1]);
    expect(html).toMatch(/class="card card-\w+" lang="en"/);
    expect(html).toContain('police emergency');
    expect(own).not.toMatch(/class="card card-\w+" lang="en"/);
  });

  it('reads of every kind of scam in English, and which part of it is Chinese', async () => {
    const { types } = under.deps.detector.library;
    const index = await page(english().get('/learn'));
    expect(chineseIn(index)).toEqual([]);
    expect(index).toContain('in Chinese only');
    expect(index.match(/href="\/learn\/[\w-]+"/g)).toEqual(types.map(({ id }) => `href="/learn/${id}"`));
    for (const { id, next } of types) {
      const html = await page(english().get(`/learn/${id}`));
      expect([id, chineseIn(html), html.includes('in Chinese only')]).toEqual([id, [], true]);
      expect(readHtml(html).elements.some(({ tag, text }) => tag === 'p' && text === next.en)).toBe(true);
      expect(html).not.toContain(`/learn/${id}/quiz`);
    }
    for (const path of ['/learn', '/learn/loan']) expect(await page(browser(under).get(path))).toContain('<html lang="zh-CN"');
  });

  it('looks a number up, reports and disputes it in English', async () => {
    await under.storage.listIdentifiers([{ kind: 'phone', value: '13877776666', type: 'loan' }], { kind: 'closing', ref: 'case-1' });
    const look = (fields: Record<string, string>, act = '', status = 200) => page(english().send(`/lookup${act}`, fields), status);
    for (const [html, words] of [
      [await page(english().get('/lookup')), 'Has it been reported?'],
      [await look({ value: '13877776666' }), 'Red</span> likely a scam'],
      [await look({ value: '13877776666' }), 'Mostly: fake loan or credit card.'],
      [await look({ value: '6222000011112222' }), 'Not reported so far; that proves nothing'],
      [await look({ value: '110' }, '', 422), 'nothing that we can look up'],
      [await look({ value: '13899990000' }, '/report'), 'Noted, thank you.'],
      [await look({ value: '110' }, '/report', 422), 'Not noted'],
      [await look({ value: '13877776666', reason: 'x' }, '/dispute', 422), 'in 4 to 500 characters'],
      [await look({ value: '13877776666', reason: 'my number', form: 'dispute-1' }, '/dispute'), 'an officer is checking'],
    ] as const) {
      expect(chineseIn(html)).toEqual([]);
      expect(html).toContain(words);
      expect(html).not.toMatch(/\bsafe\b/);
      expect(html).toContain('<html lang="en"');
    }
  });

  it('comes from the answer to a form back to the page of that form', async () => {
    for (const [from, to] of [
      ['/message', '/'],
      ['/lookup/report', '/lookup'],
      ['/lookup/dispute', '/lookup'],
    ] as const) {
      const answer = await under.post('/preferences', 'language=zh-CN', {
        origin: 'http://localhost',
        host: 'localhost',
        referer: `http://localhost${from}`,
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([from, answer.headers.get('location')]).toEqual([from, to]);
      expect((await english().get(to)).status).toBe(200);
    }
  });

  it('hands the form in, reads how it stands in English, and calls the desk once, whoever tries again', async () => {
    const fields = { formId: 'form-of-his-0001', 't1-amount': '500 yuan', 't1-at': '10 minutes ago', 't1-payee': 'Li Si', do: 'send' };
    const sent = await english().send('/stop-loss', fields);
    const html = await page(english().get(sent.headers.get('location') ?? ''));
    expect(chineseIn(html)).toEqual([]);
    for (const words of ['This does not mean that the payment is stopped', '500.00 yuan', 'data-since=']) expect(html).toContain(words);
    await under.database.query.updateTable('stop_leads').set({ raised_at: null, case_id: null }).execute();
    under.clock.now += 60_000;
    const [chore] = stopChores({ ...under.deps, nudgeDelivery: () => undefined });
    await chore?.work();
    const { raised_at } = await under.database.query.selectFrom('stop_leads').select('raised_at').executeTakeFirstOrThrow();
    expect(raised_at).not.toBeNull();
    const cases = await under.database.query.selectFrom('cases').select('urgency').execute();
    const said = await under.database.query.selectFrom('messages').select('id').where('author', '=', 'citizen').execute();
    expect([cases, said.length]).toEqual([[{ urgency: 'P0' }], 1]);
  });
});
