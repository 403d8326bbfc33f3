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

/** Where the keyboard is; nobody is on the page itself. */
const held = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const hears = (page: Page, text: string) => page.locator('#told', { hasText: text }).waitFor({ state: 'attached' });

test('by the keyboard alone: chosen, claimed, answered, noted, closed; the focus is never lost, and what is new is said', async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  const wang = await officer('wang', '王警官');
  const li = await officer('li', '李警官');
  const citizens: Page[] = [];
  for (const text of ['我刚把两万块转给骗子了', '转人工', '转人工，我要找真人']) {
    const citizen = await open('/');
    await citizen.getByLabel('可疑短信，或您要问的话').fill(text);
    await citizen.getByRole('button', { name: '发送' }).click();
    await citizen.locator('.turn-bot').first().waitFor();
    citizens.push(citizen);
  }
  await wang.locator('tr[data-case]').nth(2).waitFor();
  const key = (name: string) => wang.keyboard.press(name);

  // A key that does nothing says why.
  await key('c');
  await wang.locator('#key-said', { hasText: '先按 j 或 k 选一单' }).waitFor();
  await key('r');
  await wang.locator('#key-said', { hasText: '现在用不上这个键' }).waitFor();

  // The row that he is on goes to a colleague, and is filtered away: the focus goes on to its neighbour.
  await wang.goto(`${server.url}/console?urgency=P2`);
  await wang.locator('tr[data-case]').nth(1).waitFor();
  const [first = '', second = ''] = await wang.locator('a.open').evaluateAll((links) => links.map(({ id }) => id));
  await key('j');
  expect(await held(wang)).toBe(first);
  const caseOf = (id: string) => id.replace('open-', '');
  await li.goto(`${server.url}/console/cases/${caseOf(first)}`);
  await li.keyboard.press('c');
  await li.locator('.owner-line', { hasText: '您在办' }).waitFor();
  await wang.locator(`tr[data-case="${caseOf(first)}"] .owner`, { hasText: '李警官' }).waitFor();
  expect(await held(wang)).toBe(first);
  await key('c');
  await wang.locator('#key-said', { hasText: '这一单现在不能接手：李警官' }).waitFor();
  await li.keyboard.press('e');
  await Promise.all([li.waitForURL(/closed=/), li.keyboard.press('Enter')]);
  await li.getByText('已结案。').waitFor();
  expect(await held(li)).toBe('just-closed');
  await wang.locator(`tr[data-case="${caseOf(first)}"]`).waitFor({ state: 'detached' });
  expect(await held(wang)).toBe(second);

  await Promise.all([wang.waitForURL(/\/console\/cases\//), key('Enter')]);
  // On the button itself, which is gone afterwards.
  await wang.getByRole('button', { name: '接手这一单' }).focus();
  await key('Enter');
  await wang.locator('.owner-line', { hasText: '您在办' }).waitFor();
  await hears(wang, '您在办，机器不说话');
  expect(await held(wang)).toBe('case-actions');
  await key('p');
  await hears(wang, '正在和他通话 · 记到');

  await key('r');
  expect(await held(wang)).toBe('reply-text');
  await wang.keyboard.type('您好，我是值班民警');
  await key('Tab');
  await key('Enter');
  await hears(wang, '您好，我是值班民警');
  expect(await wang.evaluate(() => document.activeElement?.textContent)).toBe('发给他');
  const citizen = await Promise.any(
    citizens.map((one) =>
      one
        .locator('.turn-officer')
        .waitFor()
        .then(() => one),
    ),
  );
  await citizen.getByLabel('可疑短信，或您要问的话').fill('谢谢，我儿子说是骗子');
  await citizen.getByRole('button', { name: '发送' }).click();
  await hears(wang, '谢谢，我儿子说是骗子');
  await key('n');
  await wang.keyboard.type('他儿子在旁边');
  await key('Control+Enter');
  await hears(wang, '他儿子在旁边');
  expect(await held(wang)).toBe('note-text');
  await wang.keyboard.type('还没写完');
  await key('Escape');
  for (const name of ['g', 'q']) await key(name);
  await wang.locator('#key-said', { hasText: '您写的还没有发出' }).waitFor();
  expect(await wang.getByLabel('内部备注，不会发给群众').inputValue()).toBe('还没写完');
  await key('e');
  expect(await held(wang)).toBe('close-truth');
  await Promise.all([wang.waitForURL(/closed=/), key('Enter')]);
  expect(await held(wang)).toBe('just-closed');
  await key('j');
  expect(await held(wang)).toMatch(/^open-/);
  expect(faults).toEqual([]);
});
