import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTheDesk } from './at-the-desk.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const SCAM = '【ETC服务中心】您的ETC认证已失效，请点击 etc-renew8.top/k 重新认证，逾期停用';
const DESK = { width: 1280, height: 720 };

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(path = '/', options: BrowserContextOptions = {}, at = server): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, ...options });
  const page = await context.newPage();
  await page.goto(`${at.url}${path}`);
  return page;
}
async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel('可疑短信，或您要问的话').fill(text);
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('.turn-bot').last().waitFor();
}
/** Where the keyboard is: an id, or the words. */
const held = (page: Page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim() || '');

test.each([720, 900])('at a height of %i px what has the keyboard is never below the composer, whichever way one goes', async (height) => {
  const page = await visit('/', { viewport: { width: 1280, height } });
  await send(page, SCAM);
  await page.getByLabel('可疑短信，或您要问的话').focus();
  for (const key of ['Shift+Tab', 'Tab']) {
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press(key);
      const covered = await page.evaluate(() => {
        const at = document.activeElement;
        const composer = document.querySelector('.composer');
        if (!at || !composer || at === document.body || composer.contains(at)) return 0;
        return at.getBoundingClientRect().bottom - composer.getBoundingClientRect().top;
      });
      expect([key, step, await held(page), covered <= 0]).toEqual([key, step, expect.any(String), true]);
    }
  }
  await page.context().close();
});

test('the keyboard goes on where a button was: wrong, cleared, larger letters', async () => {
  const page = await visit();
  await send(page, SCAM);
  await page.getByRole('button', { name: '判错了？' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.thanks:focus').waitFor();
  expect(await held(page)).toContain('记下了');

  await page.getByRole('button', { name: '大字' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('html[data-text="large"] .pref[aria-pressed="true"]:focus').waitFor();

  await page.getByText('清空对话').click();
  await page.getByRole('button', { name: '清空', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#message:focus').waitFor();
  expect(page.url()).toBe(`${server.url}/`);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.context().close();
});

test('on the form it stands on what is wrong, then on what was received', async () => {
  const page = await visit('/stop-loss');
  await page.getByRole('button', { name: '交给值班员' }).click();
  await page.locator('.stop-problem:focus').waitFor();
  await page.getByLabel('多少钱').fill('5000');
  await page.getByRole('button', { name: '交给值班员' }).click();
  await page.locator('#reach-title:focus').waitFor();
  expect(await page.locator('#reach-title').innerText()).toContain('您没留电话');
  await page.getByLabel('能打通您的电话').fill('13800001234');
  await page.getByRole('button', { name: '补上电话' }).click();
  await page.locator('.stop-received:focus').waitFor();
  await page.getByText('（…1234）').waitFor();
  await page.context().close();
});

test('larger letters on the form leave what is typed in it, even what no browser keeps', async () => {
  const page = await visit('/stop-loss', { viewport: { width: 390, height: 844 } });
  await page.getByLabel('对方账号或卡号').fill('6222021001036221014');
  await page.getByRole('button', { name: '大字' }).click();
  await page.locator('html[data-text="large"]').waitFor();
  await page.getByRole('button', { name: '深色' }).click();
  await page.locator('html[data-theme="dark"]').waitFor();
  expect(await page.getByLabel('对方账号或卡号').inputValue()).toBe('6222021001036221014');
  await page.context().close();
});

test('the page has one heading of the first rank before the first message and after it', async () => {
  const page = await visit();
  const titles = () => page.getByRole('heading', { level: 1 }).allInnerTexts();
  expect(await titles()).toEqual([expect.stringContaining('收到可疑的消息')]);
  await send(page, SCAM);
  expect(await titles()).toEqual(['和一哥的对话']);
  await page.reload();
  expect(await titles()).toEqual(['和一哥的对话']);
  await page.context().close();
});

test.each([320, 390])('at %i px the English sample breaks between words', async (width) => {
  const page = await visit('/', { viewport: { width, height: 640 } });
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('html[lang="en"]').waitFor();
  const broken = await page.locator('.sample-text').evaluate((element) => {
    const text = element.firstChild as Text;
    return [...text.data.matchAll(/[a-z]+/gi)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word] : [];
    });
  });
  expect(broken).toEqual([]);
  await page.context().close();
});

test('who comes back sees what an officer has answered meanwhile', async () => {
  // One on which nobody else has called for help.
  const own = await startServer();
  const { officer } = atTheDesk(browser, own);
  const wang = await officer('wang', '王警官');
  const page = await visit('/', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, own);
  await send(page, SCAM);
  await send(page, '我刚把两万块转给骗子了');
  await page.goto('about:blank');
  const row = wang.locator('tr[data-case]').first();
  await row.waitFor();
  const id = await row.getAttribute('data-case');
  const form = (act: string, fields: Record<string, string>) =>
    wang.request.post(`${own.url}/console/cases/${id}/${act}`, { form: fields, headers: { origin: own.url }, maxRedirects: 0 });
  expect((await form('claim', {})).status()).toBe(303);
  expect((await form('say', { form: 'reply-of-his-1', text: '卡先锁了，我马上打给您。' })).status()).toBe(303);

  await page.goto(own.url);
  const answer = page.getByText('卡先锁了，我马上打给您。');
  await answer.waitFor();
  const { y = -1, height = 0 } = (await answer.boundingBox()) ?? {};
  const free = await page.evaluate(() => [
    document.querySelector('.emergency')?.getBoundingClientRect().bottom ?? 0,
    document.querySelector('.composer')?.getBoundingClientRect().top ?? 0,
  ]);
  expect([y >= (free[0] ?? 0), y + height <= (free[1] ?? 0)]).toEqual([true, true]);
  await page.context().close();
  await own.stop();
});
