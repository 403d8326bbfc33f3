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

const openGroups = (page: Page): Promise<string[]> =>
  page.locator('.desk-group[open] > summary').evaluateAll((names) => names.map((name) => name.textContent ?? ''));
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

test('groups of the menu open by keyboard, one at a time, and close when one goes on elsewhere', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const boss = await officer('boss', '周主任', 'administrator', '/console/audit');
  await boss.setViewportSize({ width: 1280, height: 800 });
  // The pages of today are a click away.
  for (const name of ['队列', '接电话', '交班']) expect(await boss.getByRole('link', { name, exact: true }).isVisible()).toBe(true);
  expect(await boss.getByRole('link', { name: '审计', exact: true }).isVisible()).toBe(false);

  await boss.locator('summary', { hasText: '资料' }).press('Enter');
  await boss.getByRole('link', { name: '套路库', exact: true }).waitFor();
  await boss.locator('summary', { hasText: '数字和管理' }).press('Enter');
  await boss.getByRole('link', { name: '审计', exact: true }).waitFor();
  expect(await openGroups(boss)).toEqual(['数字和管理']);
  await boss.keyboard.press('Tab');
  expect(await focused(boss)).toBe('数字');
  await boss.keyboard.press('Escape');
  expect([await openGroups(boss), await focused(boss)]).toEqual([[], '数字和管理']);

  await boss.locator('summary', { hasText: '群众和单位' }).click();
  await boss.getByRole('heading', { name: '审计' }).click();
  expect(await openGroups(boss)).toEqual([]);
  // Past its last page the focus is elsewhere, and it lies over nothing any more.
  await boss.locator('summary', { hasText: '数字和管理' }).press('Enter');
  await boss.getByRole('link', { name: '代办删除', exact: true }).focus();
  await boss.keyboard.press('Tab');
  expect(await openGroups(boss)).toEqual([]);
  expect(faults).toEqual([]);
});

test('without a script and on a telephone the menu leads to every page', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const boss = await officer('chief', '吴主任', 'administrator', '/console/audit');
  await boss.route('**/*.js*', (route) => route.abort());
  for (const width of [1280, 390]) {
    await boss.setViewportSize({ width, height: 844 });
    await boss.goto(`${server.url}/console/audit`);
    if (width === 390) await boss.getByRole('button', { name: '菜单 · 审计' }).click();
    await boss.locator('summary', { hasText: '数字和管理' }).click();
    await boss.getByRole('link', { name: '值班员', exact: true }).click();
    await boss.getByRole('heading', { name: '值班员', exact: true }).waitFor();
    expect(await boss.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
});

test('an invitation is copied, found in the list, withdrawn, and says so to whoever opens it', async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  const boss = await officer('head', '郑主任', 'administrator', '/console/officers');
  await boss.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await boss.getByLabel('给谁').fill('张丽');
  await boss.getByRole('button', { name: '邀请', exact: true }).click();
  await boss.getByRole('button', { name: '复制链接' }).click();
  await boss.getByText('已复制').waitFor();
  const link = await boss.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await boss.locator('#fresh-link').innerText());

  const row = boss.getByRole('row', { name: /张丽/ });
  await row.getByText('收回', { exact: true }).click();
  await row.getByRole('button', { name: '确定收回' }).click();
  await boss.getByText('没有。发出的邀请在这里').waitFor();
  const invited = await open(new URL(link).pathname + new URL(link).search);
  await invited.getByRole('heading', { name: '这个邀请已经收回' }).waitFor();
  // The answer to a link that is gone is 404, which the browser reports.
  expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
});
