import type { Browser } from 'playwright-core';
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
