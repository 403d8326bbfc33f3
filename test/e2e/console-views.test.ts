import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTheDesk } from './at-the-desk.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

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

/** A citizen says this, one after the other. */
async function say(texts: readonly string[]): Promise<void> {
  let conversation: string | undefined;
  for (const text of texts) {
    const response = await fetch(`${server.url}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, conversation }),
    });
    expect(response.status).toBe(200);
    ({ conversation } = (await response.json()) as { conversation: string });
  }
}

const scrolled = (page: Page): Promise<number> => page.evaluate(() => scrollY);
/** Whether the last line of the conversation ends where one sees it. */
const endsInSight = (page: Page): Promise<boolean> =>
  page
    .locator('.line')
    .last()
    .evaluate((line) => {
      const { bottom } = line.getBoundingClientRect();
      return bottom > 0 && bottom <= innerHeight;
    });

test('on a telephone a claimed case opens at its newest words, and the way to the reply stays in sight', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  await say(['有人打电话说是我孙子\n在外面打了人\n要三万块私了', '他说半小时后又要打过来，怎么办', '我已经转了，三万块刚刚转过去']);
  const wang = await officer('wang', '王警官');
  await wang.setViewportSize({ width: 390, height: 844 });
  await wang.locator('a.open').first().click();
  await wang.getByRole('button', { name: '接手这一单' }).waitFor();
  // Before it is claimed: what it is, and the button.
  expect([await scrolled(wang), await wang.locator('#to-reply a').count()]).toEqual([0, 0]);
  expect((await wang.locator('.line-citizen .line-text').first().innerText()).split('\n')).toHaveLength(3);

  await wang.getByRole('button', { name: '接手这一单' }).click();
  const toReply = wang.getByRole('link', { name: '回他' });
  await toReply.waitFor();
  await wang.getByRole('link', { name: '← 队列' }).click();
  await wang.locator('a.open').first().click();
  await toReply.waitFor();
  await wang.waitForFunction(() => scrollY > 0);
  expect(await endsInSight(wang)).toBe(true);
  await wang.evaluate(() => scrollTo(0, 0));
  expect(await toReply.evaluate((link) => link.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  await toReply.click();
  expect(await wang.evaluate(() => document.activeElement?.id)).toBe('reply-text');
  expect(await wang.locator('#reply-text').evaluate((field) => field.getBoundingClientRect().bottom <= innerHeight)).toBe(true);

  // One screen, and the form is there: no way to it is needed.
  await wang.setViewportSize({ width: 1280, height: 800 });
  expect(await toReply.isVisible()).toBe(false);
  expect(faults).toEqual([]);
});

test('the news that a case was closed lies over nothing, and the switch of the colours stands in line with its neighbours', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  await say(['我刚把两万块转给骗子了']);
  const li = await officer('li', '李警官');
  await li.setViewportSize({ width: 1280, height: 800 });
  await li.locator('tr[data-case] form.claim button').first().click();
  await li.getByRole('button', { name: '误报' }).click();
  await li.locator('#just-closed:focus').waitFor();
  const under = await li.evaluate(() => {
    const news = document.getElementById('just-closed');
    const style = getComputedStyle(news ?? document.body);
    const ring = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
    const head = document.querySelector('.queue-head');
    return (head?.getBoundingClientRect().top ?? 0) - (news?.getBoundingClientRect().bottom ?? 0) - ring;
  });
  expect(under).toBeGreaterThanOrEqual(0);

  await li.getByRole('button', { name: '深色' }).click();
  await li.getByRole('button', { name: '浅色' }).waitFor();
  const middles = await li.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.desk-preferences button')]
      .filter((button) => button.checkVisibility())
      .map((button) => {
        const words = document.createRange();
        words.selectNodeContents(button);
        const { top, bottom } = words.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
  );
  expect(middles.length).toBe(3);
  expect(new Set(middles).size).toBe(1);
  expect(faults).toEqual([]);
});
