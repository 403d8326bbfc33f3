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

/** So many citizens who have just lost money, each a P0. */
async function callForHelp(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const response = await fetch(`${server.url}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '我刚把两万块转给骗子了' }),
    });
    expect(response.status).toBe(200);
  }
}

/** The calls as they stand above a page: what each says, and what of it cannot be seen or pressed. */
function rowOf(page: Page): Promise<{ calls: number; rest: string; faults: string[] }> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('#alarm-calls :is(b, a, button)')];
    const faults = parts.flatMap((part) => {
      const { left, top, right, bottom, width, height } = part.getBoundingClientRect();
      const named = `${part.tagName} “${part.textContent}” ${Math.round(width)}×${Math.round(height)}`;
      const seen = [left + 2, right - 2].every((x) => part.contains(document.elementFromPoint(x, (top + bottom) / 2)));
      return [
        ...(seen ? [] : [`cut off: ${named}`]),
        ...(part.tagName === 'B' || (width >= 24 && height >= 24) ? [] : [`small: ${named}`]),
      ];
    });
    return {
      calls: document.querySelectorAll('#alarm-calls [data-call]').length,
      rest: document.querySelector('#alarm-calls .call:not([data-call])')?.textContent ?? '',
      faults,
    };
  });
}

test('four calls for help are whole above a page of any width, in both languages, and in a case on a telephone they are one row', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const zhao = await officer('zhao', '赵警官');
  await callForHelp(4);
  await zhao.locator('#alarm-calls .call').nth(3).waitFor();
  for (const language of ['zh-CN', 'en']) {
    await zhao.context().addCookies([{ name: 'language', value: language, url: server.url }]);
    await zhao.goto(`${server.url}/console`);
    await zhao.locator('#alarm-calls .call').nth(3).waitFor();
    for (const [width, text] of [
      [1280, 'normal'],
      [1280, 'large'],
      [640, 'normal'],
      [390, 'large'],
    ] as const) {
      await zhao.setViewportSize({ width, height: 800 });
      await zhao.evaluate((size) => document.documentElement.setAttribute('data-text', size), text);
      expect([language, width, text, await rowOf(zhao)]).toEqual([language, width, text, { calls: 3, rest: '+1', faults: [] }]);
    }
  }
  // More come: what is counted beside them is counted anew, and whoever stands on it by keyboard stays there.
  await zhao.locator('#alarm-calls .call:not([data-call]) a').focus();
  await callForHelp(1);
  await zhao.locator('#alarm-calls', { hasText: '+2' }).waitFor();
  expect(await zhao.evaluate(() => document.activeElement?.textContent)).toBe('+2');
  // Hushed by keyboard, it leaves the focus on a link.
  await zhao.locator('#alarm-calls .hush').first().press('Enter');
  await zhao.locator('#alarm-calls', { hasText: '+1' }).waitFor();
  expect(await zhao.evaluate(() => document.activeElement?.tagName)).toBe('A');

  await zhao.setViewportSize({ width: 390, height: 844 });
  await zhao.locator('a.open').first().click();
  await zhao.locator('#alarm-calls', { hasText: '+3' }).waitFor();
  for (const width of [390, 640]) {
    await zhao.setViewportSize({ width, height: 844 });
    expect([width, await rowOf(zhao)]).toEqual([width, { calls: 1, rest: '+3', faults: [] }]);
  }
  expect(faults).toEqual([]);
});

test('the title of a tab says which page it is, also while it calls', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const boss = await officer('boss', '钱主管', 'supervisor', '/console/numbers');
  await callForHelp(1);
  // Every other second it is the page's own.
  const title = await boss.waitForFunction(() => document.title.startsWith('●') && document.title);
  expect(await title.jsonValue()).toMatch(/^● P0 · 数字 · P0 A\d{6} /);
  expect(faults).toEqual([]);
});

test('on a telephone in large text every call for help can be opened and hushed without scrolling sideways', async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  for (const text of ['我刚把两万块转给骗子了', '我刚给骗子转了三万块钱']) {
    const citizen = await open('/');
    await citizen.getByLabel('可疑短信，或您要问的话').fill(text);
    await citizen.getByRole('button', { name: '发送' }).click();
    await citizen.locator('.turn-bot').first().waitFor();
  }
  const wang = await officer('wang', '王警官');
  await wang.locator('#alarm-calls .call').nth(1).waitFor();
  for (const width of [390, 320]) {
    await wang.setViewportSize({ width, height: 844 });
    const outOfSight = await wang.evaluate(() => {
      document.documentElement.dataset.text = 'large';
      const parts = [...document.querySelectorAll('#alarm-calls :is(a, button)')];
      return parts.map((part) => part.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth).length;
    });
    expect([width, outOfSight]).toEqual([width, 0]);
  }
  expect(faults).toEqual([]);
});
