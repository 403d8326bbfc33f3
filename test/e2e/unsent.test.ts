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

/** What the browser asks before it leaves: he stays, and is asked once. */
async function asked(page: Page, leave: () => Promise<unknown>): Promise<string> {
  const type = new Promise<string>((answer) => {
    page.once('dialog', (dialog) => void dialog.dismiss().then(() => answer(dialog.type())));
  });
  await leave();
  return type;
}
/** Whoever is asked there stays where he is, and the way to the next page never comes. */
function askedNowhere(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  return dialogs;
}

test('before a typed reply or note is lost by a click the browser asks; not when nothing is typed, nor when it is sent', async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  const citizen = await open('/');
  await citizen.getByLabel('可疑短信，或您要问的话').fill('转人工，我要找真人');
  await citizen.getByRole('button', { name: '发送' }).click();
  await citizen.locator('.turn-bot').first().waitFor();
  const wang = await officer('wang', '王警官');
  await wang.locator('a.open').first().click();
  await wang.getByRole('button', { name: '接手这一单' }).click();
  // The page comes anew: a note typed into the old one would be gone unasked.
  await wang.locator('#reply-text').waitFor();
  const note = wang.getByLabel('内部备注，不会发给群众');
  const back = () => wang.getByRole('link', { name: '← 队列' }).click({ noWaitAfter: true });
  await note.fill('还没写完');
  expect(await asked(wang, back)).toBe('beforeunload');
  expect(await note.inputValue()).toBe('还没写完');
  await note.fill('');
  const reply = wang.locator('#reply-text');
  await reply.fill('您好');
  expect(await asked(wang, back)).toBe('beforeunload');
  // By keys he has been asked already.
  await wang.locator('h1').click();
  for (const name of ['g', 'q']) await wang.keyboard.press(name);
  await wang.locator('#key-said', { hasText: '您写的还没有发出' }).waitFor();
  const dialogs = askedNowhere(wang);
  for (const name of ['g', 'q']) await wang.keyboard.press(name);
  await wang.waitForURL(`${server.url}/console`);
  await wang.goBack();
  await reply.fill('您好，我是值班民警');
  await wang.getByRole('button', { name: '发给他' }).click();
  await wang.locator('#lines', { hasText: '您好，我是值班民警' }).waitFor();
  await expect.poll(() => reply.inputValue()).toBe('');
  await back();
  await wang.waitForURL(`${server.url}/console`);
  expect(dialogs).toEqual([]);
  expect(faults).toEqual([]);
});

test('on the doorstep what is ticked and written is asked for too, and what waits or is sent is not', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const li = await officer('li', '李警官', 'officer', '/console/warnings/new');
  await li.getByLabel('高危').check();
  await li.getByLabel('他的电话').fill('13800001234');
  await li.getByLabel('姓名').fill('钱三多');
  await li.getByRole('button', { name: '录入，马上开始' }).click();
  await li.waitForURL(/\/console\/warnings\/[^/]+$/);
  await li.goto(li.url().replace('/warnings/', '/visits/'));
  const back = () => li.getByRole('link', { name: '← 上门任务' }).click({ noWaitAfter: true });
  await li.getByLabel('见到了，劝住了').check();
  expect(await asked(li, back)).toBe('beforeunload');
  await li.getByLabel('记一句').fill('和儿子通了电话');
  await li.getByLabel('签字').fill('李警官');
  const dialogs = askedNowhere(li);
  await li.getByRole('button', { name: '签字交上去' }).click();
  await li.getByText('上门情况已经记下').waitFor();
  expect(dialogs).toEqual([]);
  expect(faults).toEqual([]);
});
