import { afterEach, expect, it } from 'vitest';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';

let under: DeskUnderTest;
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

/** What the card for proving a telephone says. */
async function card(settings: Record<string, string>, speaks: string): Promise<string> {
  under = await openDesk({}, { HOTLINE_NUMBER: '2250000', ...settings });
  const html = await (await browser(under, { cookie: `speaks=${speaks}` }).get('/me/sign-in')).text();
  return (
    /<section class="me-card me-phone".*?<\/section>/s
      .exec(html)?.[0]
      .replace(/<[^>]*>|\s+/g, ' ')
      .replace(/\s+/g, ' ') ?? ''
  );
}

it('where nobody reads texts, says to read the digits out and never to send them, and what the button does', async () => {
  const chinese = await card({}, 'zh-CN');
  expect(chinese).toMatch(/打 2250000 ，把这串数字念给接线员。/);
  expect(chinese).toContain('别的任何人问您要，都是骗子。');
  expect(chinese.match(/念好了，看看成没成/g)).toHaveLength(2);
  expect(chinese).not.toMatch(/发好了|发到|只有您自己|叫您发/);
  await under.close();
  const english = await card({}, 'en');
  expect(english.match(/I have read them out: see if it worked/g)).toHaveLength(2);
  expect(english).not.toMatch(/\bsend\b|have sent/i);
});

it('where texts are read, says both ways', async () => {
  const html = await card({ CITIZEN_SMS_NUMBER: '10690000' }, 'zh-CN');
  expect(html).toMatch(/发到 10690000 .*或者打 2250000 ，把这串数字念给接线员。/);
  expect(html.match(/发好了，看看成没成/g)).toHaveLength(2);
});
