import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chineseIn } from '../pages/html-reader.ts';
import { openTestApp, type TestApp } from './test-app.ts';

/** Bytes of the page alone, before it is compressed. */
const HEAVIEST = 24_000;

describe('GET /help', () => {
  let under: TestApp;
  let response: Response;
  let page: string;
  beforeEach(async () => {
    under = await openTestApp({ HOTLINE_NUMBER: '0572-7654321', CITY: '某市' });
    response = await under.app.request('/help');
    page = await response.text();
  });
  afterEach(() => under.close());

  it('is a page that nobody keeps, with nothing that the policy would refuse', () => {
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|(?:src|href)="(?:https?:)?\/\//);
    expect(new TextEncoder().encode(page).length).toBeLessThan(HEAVIEST);
    expect(under.failures).toEqual([]);
  });

  it('names every picture or hides it', () => {
    const pictures = [...page.matchAll(/<svg([^>]*)>(?:<title>([^<]*)<\/title>)?/g)];
    const named = pictures.filter(([, attributes, title]) => attributes?.includes('role="img"') && title);
    const hidden = pictures.filter(([, attributes]) => attributes?.includes('aria-hidden="true"'));
    expect(named).toHaveLength(10);
    expect(new Set(named.map(([, , title]) => title)).size).toBe(10);
    expect(named.length + hidden.length).toBe(pictures.length);
  });

  it('steps down one heading at a time', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('says the four steps in their order, and whom to call', () => {
    const main = page.slice(page.indexOf('<main'));
    const said = main.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]*>/g, '');
    expect(said).toMatch(/按住.*点“复制”.*点“粘贴”.*点“发送”.*点“转发”.*选“反诈一哥”.*不怪您.*身份证照片.*银行卡照片.*密码/s);
    const parts = main.split('<details');
    expect(parts).toHaveLength(2);
    for (const part of parts) for (const number of ['110', '96110', '05727654321']) expect(part).toContain(`href="tel:${number}"`);
    expect(said).not.toMatch(/[！!]|请放心|安全/);
  });

  it('comes back as the reader likes it when he asks for larger letters, and leads nowhere else', async () => {
    const changed = async (from: string): Promise<Response> =>
      under.post('/preferences', new URLSearchParams({ text: 'large', page: from }).toString(), {
        origin: 'http://localhost',
        host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
      });
    expect(page).toContain('<input type="hidden" name="page" value="guide"');
    const back = await changed('guide');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/help']);
    for (const from of ['home', '', '//elsewhere.example', 'toString']) expect((await changed(from)).headers.get('location')).toBe('/');
    const large = await under.app.request('/help', { headers: { cookie: 'text=large; theme=dark' } });
    expect(await large.text()).toContain('data-text="large" data-theme="dark"');
  });

  it('is English with the same pictures and numbers for whoever has chosen it', async () => {
    const english = await (await under.app.request('/help', { headers: { cookie: 'speaks=en' } })).text();
    expect(english).toContain('<html lang="en"');
    expect(chineseIn(english)).toEqual([]);
    expect(english).not.toContain('in Chinese only');
    expect(english).not.toMatch(/<button[^>]*>\s*English\s*</);
    expect(english.match(/role="img"/g)).toHaveLength(page.match(/role="img"/g)?.length ?? 0);
    for (const number of ['110', '96110', '05727654321']) expect(english).toContain(`href="tel:${number}"`);
    for (const word of ['复制', '拷贝', '粘贴', '发送', '转发', '反诈一哥']) expect(english).toContain(`<b lang="zh-CN">${word}</b>`);
  });

  it('is linked from the page of the conversation, before the first message and beside the field', async () => {
    const home = await (await under.app.request('/')).text();
    const [empty = '', composer = ''] = home.split('id="composer"');
    for (const part of [empty, composer]) expect(part).toMatch(/<a class="guide-link" href="\/help">\s*不会复制？看图\s*<\/a>/);
  });
});
