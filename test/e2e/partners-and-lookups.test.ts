import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { codeAt } from '../desk/authenticator.ts';
import { type AtTheDesk, atTheDesk } from './at-the-desk.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const MASTER_KEY = '5'.repeat(64);
const STEP = 30_000;

let server: RunningServer;
let browser: Browser;
let desk: AtTheDesk;

beforeAll(async () => {
  server = await startServer({ MASTER_KEY });
  browser = await openBrowser();
  desk = atTheDesk(browser, server);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** He opens the link, makes his account and signs in with the next code. */
async function newPerson(link: string): Promise<Page> {
  const page = await desk.open(link.slice(server.url.length));
  const secret = await page.locator('input[name="secret"]').inputValue();
  await page.locator('input[name="name"]').fill('qian');
  await page.locator('input[name="display"]').fill('钱经理');
  await page.locator('input[name="password"]').fill('four herons over water');
  await page.locator('input[name="repeat"]').fill('four herons over water');
  await page.locator('input[name="code"]').fill(codeAt(secret, Date.now()));
  await page.locator('main button[type="submit"]').click();
  await page.waitForURL('**/console/sign-in**');
  await page.locator('input[name="name"]').fill('qian');
  await page.locator('input[name="password"]').fill('four herons over water');
  await page.locator('input[name="code"]').fill(codeAt(secret, Date.now() + STEP));
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.locator('main button[type="submit"]').click(),
  ]);
  await page.waitForLoadState();
  await page.goto(`${server.url}/console/partner`);
  return page;
}

test('an administrator makes a partner, whose person signs in and reports a lead', async () => {
  const admin = await desk.officer('admin', '管理员', 'administrator', '/console/partners');
  await admin.locator('input[name="name"]').fill('湖州农商行');
  await admin.locator('input[name="basis"]').fill('反电信网络诈骗法第三十四条');
  await admin.locator('select[name="kind"]').selectOption('banks');
  await admin.getByRole('button', { name: '登记', exact: true }).click();
  await admin.getByRole('button', { name: '发一把新密钥' }).click();
  await admin.locator('code.secret', { hasText: 'whsec_' }).waitFor();
  await admin.getByRole('button', { name: '邀请一个人' }).click();
  const link = await admin.locator('code.secret').innerText();

  const person = await newPerson(link);
  await person.locator('h1', { hasText: '湖州农商行' }).waitFor();
  await person.locator('input[name="phone"]').fill('13800001234');
  await person.locator('textarea[name="facts"]').fill('柜台要取二十万现金，旁边有人一直通着电话');
  await person.locator('textarea[name="identifiers"]').fill('13911112222');
  await person.getByRole('button', { name: '报上去' }).click();
  await person.locator('.own-leads li').waitFor();
  expect(await person.locator('.own-leads').innerText()).not.toContain('13800001234');
  await expect
    .poll(
      async () => {
        await person.reload();
        return person.locator('.own-leads').innerText();
      },
      { timeout: 10_000 },
    )
    .toContain('值班台已接');
  await admin.goto(`${server.url}/console/partners/exchanges`);
  await admin.locator('table.exchanges', { hasText: '风险线索' }).waitFor();
  expect(await admin.locator('table.exchanges').innerText()).toContain('反电信网络诈骗法第三十四条');
});

test('a citizen is warned of a number that a closing has put on the list; a dispute takes it off', async () => {
  const database = openNodeSqlite(join(server.dataDir, 'fanzha.db'));
  const storage = createStorage(database, await createSealer(MASTER_KEY), { now: Date.now, id: () => crypto.randomUUID() });
  await storage.listIdentifiers([{ kind: 'phone', value: '13877776666', type: null }], { kind: 'closing', ref: 'case-1' });
  await database.close();

  const citizen = await desk.open('/lookup');
  const look = async (): Promise<void> => {
    await citizen.getByLabel('电话、网址、账号或应用名').fill('138 7777 6666');
    await citizen.getByRole('button', { name: '查一查' }).click();
  };
  await look();
  await citizen.getByRole('heading', { name: '红 像诈骗' }).waitFor();
  await citizen.getByText('这是我的，或者报错了').click();
  await citizen.getByLabel('为什么不该在名单上').fill('这是我上周新办的号码');
  await citizen.getByRole('button', { name: '提出异议' }).click();
  await citizen.getByText('异议收到了').waitFor();

  const officer = await desk.officer('wang', '王警官', 'officer', '/console/identifiers');
  await officer.locator('a', { hasText: '…6666' }).first().click();
  await officer.getByText('这是我上周新办的号码').waitFor();
  await officer.locator('.dispute input[name="reason"]').fill('运营商证实新机主');
  await officer.getByRole('button', { name: '撤下', exact: true }).click();
  await officer.getByText('撤下了').waitFor();

  await look();
  await citizen.getByRole('heading', { name: '没有人举报过，不等于安全' }).waitFor();
  const rows = new DatabaseSync(join(server.dataDir, 'fanzha.db'), { readOnly: true })
    .prepare("SELECT action FROM audit WHERE action LIKE 'identifier.%' ORDER BY seq")
    .all();
  expect(rows.map(({ action }) => action)).toContain('identifier.removed');
  // Who signs in is led to the queue, which is not a partner's.
  expect(desk.faults).toEqual([]);
});
