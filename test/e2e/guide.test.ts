import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const PHONE = { width: 390, height: 844 };
const SMALLEST_TARGET = 48;
const HEAVIEST_PAGE = 20_000;

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

test('who cannot copy finds the pictures from the first page, without JavaScript, in large letters too, and on one sheet', async () => {
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${server.url}/`)) faults.push(`request to ${request.url()}`);
  });
  await page.goto(server.url);
  page.on('requestfinished', (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
  await page.getByRole('link', { name: '不会复制？看图' }).click();
  await page.getByRole('heading', { level: 1, name: '怎样把可疑的话' }).waitFor();
  expect(page.url()).toBe(`${server.url}/help`);

  // A phone widens its window to what is too wide: compared with the screen.
  const scrolls = () => page.evaluate((width) => document.documentElement.scrollWidth > width, PHONE.width);
  const pictures = page.locator('main').getByRole('img');
  const letters = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  expect([await scrolls(), await pictures.count(), await letters()]).toEqual([false, 10, 17]);
  for (const line of (await page.locator('main').ariaSnapshot()).match(/- img.*/g) ?? []) expect(line).toMatch(/- img "图：.+"/);

  await page.getByText('In English').click();
  for (const target of await page.locator('main :is(a, summary)').all()) {
    const { width, height } = (await target.boundingBox()) ?? { width: 0, height: 0 };
    expect([await target.innerText(), Math.min(width, height) >= SMALLEST_TARGET]).toEqual([expect.any(String), true]);
  }

  await page.getByRole('button', { name: '大字' }).click();
  await page.locator('html[data-text="large"]').waitFor();
  expect(page.url()).toBe(`${server.url}/help`);
  expect([await scrolls(), await letters()]).toEqual([false, 22]);

  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(sheet.match(/\/Type \/Page\b/g)).toHaveLength(1);

  await page.getByRole('link', { name: '看明白了，回去试试' }).click();
  await page.getByLabel('可疑短信，或您要问的话').waitFor();
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(HEAVIEST_PAGE);
  expect(faults).toEqual([]);
  await context.close();
});
