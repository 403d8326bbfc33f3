import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { readHtml } from './html-reader.ts';

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk({}, { TRADE_CHECK_LEGAL_BASIS: '测试' });
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const BILINGUAL = ['/stop-loss', '/lookup', '/privacy', '/join', '/me', '/me/sign-in', '/learn', '/nowhere'];
const CHINESE = ['/learn/board', '/learn/loan/quiz', '/receipt', '/index-of-work', '/trade'];
const FORM = { origin: 'http://localhost', host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
/** Pressed on a page, as a browser without JavaScript sends it. */
const pressed = (from: string, fields: string) => under.post('/preferences', fields, { ...FORM, referer: `http://localhost${from}` });

describe('above every page of citizens', () => {
  it.each([...BILINGUAL, ...CHINESE])('%s: the logo leads home, and the letters and colours can be changed', async (path) => {
    const answer = await browser(under).get(path);
    const followed = answer.status === 303 ? await browser(under).get(answer.headers.get('location') ?? '') : answer;
    const { elements } = readHtml(await followed.text());
    const [top, ...others] = elements.filter(({ attributes }) => attributes.class === 'top page-top');
    expect([top?.tag, others]).toEqual(['header', []]);
    const within = elements.filter((one) => {
      for (let at: typeof one.parent = one; at; at = at.parent) if (at === top) return true;
      return false;
    });
    expect(within.find(({ attributes }) => attributes.class === 'brand')?.attributes.href).toBe('/');
    const buttons = within.filter(({ tag }) => tag === 'button').map(({ text }) => text.trim());
    expect(buttons).toEqual(['大字', '深色', '浅色', ...(BILINGUAL.includes(path) ? ['English'] : [])]);
    expect(elements.filter(({ tag }) => tag === 'h1')).toHaveLength(1);
    expect(elements.filter(({ attributes }) => attributes.class === 'language')).toHaveLength(BILINGUAL.includes(path) ? 1 : 0);
  });

  it.each([
    ['/stop-loss', '/stop-loss'],
    ['/stop-loss/some-token/evidence', '/stop-loss/some-token'],
    ['/stop-loss/some-token/phone', '/stop-loss/some-token'],
    ['/lookup/report', '/lookup'],
    ['/me/profile', '/me/data'],
    ['/me/link?t=once', '/me/link?t=once'],
    ['/trade/defaults/7/object', '/trade/defaults/7'],
    ['/learn/loan/quiz', '/learn/loan/quiz'],
    ['//elsewhere.example', '/'],
  ])('from %s one comes back to %s', async (from, to) => {
    const answer = await pressed(from, 'text=large&page=here');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, to]);
    expect(answer.headers.get('set-cookie')).toContain('text=large');
  });

  it('gives the changed buttons alone to the script, which leaves what is typed where it is', async () => {
    const answer = await under.post('/preferences', 'theme=dark&page=here', { ...FORM, 'hx-request': 'true' });
    expect(JSON.parse(answer.headers.get('hx-trigger') ?? '{}')).toEqual({ preferences: { text: 'normal', theme: 'dark' } });
    const html = await answer.text();
    expect(html).toMatch(/^<form class="prefs"[^>]*>.*name="page" value="here"/s);
    expect(html).not.toContain('<html');
  });

  it('says 110 on the page for looking up too', async () => {
    expect(await (await browser(under).get('/lookup')).text()).toContain('href="tel:110"');
  });
});
