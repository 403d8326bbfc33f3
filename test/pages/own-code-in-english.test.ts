import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenTelephone } from './citizen-telephone.ts';
import { type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';
import { codeOn, walkOwnPages } from './walk-own-pages.ts';

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk({}, { CITIZEN_SMS_NUMBER: '10690000' });
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const NEVER = 'People with a green code have been cheated too. This code cannot prove that anybody can be trusted.';
const foreigner = () => {
  const phone = citizenTelephone(under);
  phone.jar.set('speaks', 'en');
  return phone;
};
const PROFILE = { name: 'Mary', ageBand: '60-69', job: 'retired', grid: '', place: '', 'consent-profile': '1' };

describe('registration and the code for a foreigner', () => {
  it('are in English on every page and in each of its states, with 110 and what the code is not', async () => {
    const seen = new Map<string, string>();
    await walkOwnPages(under, 'en', (step, html) => seen.set(step, html));
    expect(seen.size).toBeGreaterThan(40);
    for (const [step, html] of seen) {
      expect([step, chineseIn(html)]).toEqual([step, []]);
      expect([step, html.includes('<html lang="en"'), html.includes('href="tel:110"')]).toEqual([step, true, true]);
      expect([step, html.includes('This page is in Chinese only')]).toEqual([step, false]);
    }
    for (const step of ['stranger', 'code: red', 'code: yellow', 'code: green', 'export: full', 'child: waits', 'the text has changed'])
      expect([step, seen.get(step)?.includes(NEVER)]).toEqual([step, true]);
    for (const [step, words] of [
      ['code: red', 'Red code'],
      ['code: yellow', 'Yellow code'],
      ['code: green', 'Green code'],
      ['code: harmed', 'Whoever now offers to get your money back is a scammer.'],
      ['code: touched', 'Remove that app and change your passwords.'],
      ['check-up: half done', '5 questions are not answered yet'],
      ['answers: wrong ones', '5 of 10 right.'],
      ['join: a child alone', 'Under 14 a guardian has to agree.'],
      ['child: waits', 'The guardian confirms with their own phone'],
      ['erase', 'Most likely it is a scammer who wants the evidence gone.'],
      ['erased', 'The police still need stop-payment lead'],
    ] as const)
      expect([step, seen.get(step)?.includes(words)]).toEqual([step, true]);
  });

  it('are in Chinese for everybody else, who finds the button', async () => {
    await walkOwnPages(under, 'zh-CN', (step, html) => {
      expect([step, html.includes('<html lang="zh-CN"')]).toEqual([step, true]);
      if (step !== 'no such check-up') expect(html).toMatch(/value="en" lang="en"[^>]*>\s*English/);
    });
  });

  it('ask for the one consent, of which the English is a translation and the Chinese stands beside', async () => {
    const phone = foreigner();
    const html = await phone.page('/join');
    expect(html.match(/Version 1\. This is a translation\. In Chinese or English, it is the same consent\./g)).toHaveLength(4);
    const chinese = readHtml(html).elements.filter(({ tag, attributes }) => tag === 'details' && attributes.lang === 'zh-CN');
    expect(chinese.map(({ text }) => /登记我的信息|孩子登记|算反诈码|反诈提醒/.exec(text)?.[0])).toEqual([
      '孩子登记',
      '登记我的信息',
      '算反诈码',
      '反诈提醒',
    ]);
    expect((await phone.send('/join', PROFILE)).headers.get('location')).toBe('/me');
    const kept = await under.database.query.selectFrom('citizen_consents').select(['purpose', 'version']).execute();
    expect(kept).toEqual([{ purpose: 'profile', version: 1 }]);
  });

  it('has him send digits alone, which prove his number as they do for everybody', async () => {
    const { handleMessage } = await import('../../src/conversation/handle-message.ts');
    const phone = foreigner();
    await phone.get('/join');
    await phone.send('/join', PROFILE);
    const html = await phone.page('/me');
    expect(html).toContain('send these 9 digits, and nothing else, to <b class="number">10690000</b>');
    const text = codeOn(html);
    expect(text).toMatch(/^\d{9}$/);
    const sms = { channel: 'sms', external: 'h1', externalId: 's1', text, address: '+8613800138000' };
    await handleMessage(under.deps, sms, true);
    expect(await phone.page('/me/data')).toContain('…8000, confirmed');
  });

  it('are found by asking in the chat, which answers in English', async () => {
    const phone = foreigner();
    await phone.send('/message', { text: 'My anti-fraud code', id: 'form-0000001' });
    expect(await phone.page('/')).toContain('To register for your own anti-fraud code');
  });

  it('takes his data out with the questions as he read them', async () => {
    const phone = foreigner();
    await phone.get('/join');
    await phone.send('/join', PROFILE);
    const html = await phone.page('/me/check-up');
    const ids = [...new Set([...html.matchAll(/name="q-([\w-]+)"/g)].map(([, id = '']) => id))];
    await phone.send('/me/check-up', { attempt: '1', ...Object.fromEntries(ids.map((id) => [`q-${id}`, '0'])) });
    const file = await (await phone.get('/me/export.json')).text();
    expect(file).not.toMatch(/\p{Script=Han}/u);
    phone.jar.set('speaks', 'zh-CN');
    const chinese = (await (await phone.get('/me/export.json')).json()) as { checkUps: { answers: { asked: string; chosen: string }[] }[] };
    expect(chinese.checkUps[0]?.answers.every(({ asked, chosen }) => /\p{Script=Han}/u.test(`${asked}${chosen}`))).toBe(true);
  });

  it('turn into the other language in place: a link that works once and the place of a poster are not lost', async () => {
    for (const [from, to] of [
      ['/me/link?t=abcdef', '/me/link?t=abcdef'],
      ['/join?g=g1', '/join?g=g1'],
      ['/me/profile', '/me/data'],
      ['/me/check-up', '/me/check-up'],
    ] as const) {
      const answer = await under.post('/preferences', 'language=en', {
        origin: 'http://localhost',
        host: 'localhost',
        referer: `http://localhost${from}`,
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([from, answer.headers.get('location')]).toEqual([from, to]);
    }
  });
});
