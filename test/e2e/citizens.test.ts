import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const AN_HOUR = 3_600_000;
const NAME = '浏览器里的张阿姨';

let server: RunningServer;
let browser: Browser;
/** Whatever a page must not do: errors, refusals by the CSP. */
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** @param scripts citizens' own pages need none */
async function open(path: string, cookies: Readonly<Record<string, string>> = {}, scripts = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: scripts });
  const domain = new URL(server.url).hostname;
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, domain, path: '/console' })));
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${server.url}${path}`);
  return page;
}

/** A grid, and an officer with a session; written into the server's own file. */
function prepare(): Readonly<Record<string, string>> {
  const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  const now = Date.now();
  database.exec('PRAGMA busy_timeout = 5000');
  database
    .prepare("INSERT INTO grids (id, name, town, kind, people, created_at) VALUES ('zy', '朝阳', '织里', 'village', 300, ?)")
    .run(now);
  database
    .prepare(
      `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES ('wang', 'wang', '王警官', 'officer', '', '', 0, 0, 0, 0, ?)`,
    )
    .run(now);
  database
    .prepare("INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, 'wang', ?, ?, ?)")
    .run(createHash('sha256').update('token').digest('hex'), now, now, now + AN_HOUR);
  database.close();
  return { desk: 'token' };
}

test('a citizen comes by the QR code, registers, is checked, proves his number by telephone, takes his data and is erased', async () => {
  const cookies = prepare();
  const citizen = await open('/join?g=zy', {}, false);
  await citizen.getByLabel('怎么称呼您').fill(NAME);
  await citizen.getByLabel('60到69岁').check();
  await citizen.getByLabel('退休').check();
  expect(await citizen.getByLabel('织里 朝阳').isChecked()).toBe(true);
  await citizen.getByLabel('我同意（登记要有这一条）').check();
  await citizen.getByRole('button', { name: '登记' }).click();
  await citizen.getByRole('heading', { name: '黄码' }).waitFor();
  await citizen.getByText('绿码的人也被骗过。此码不能证明任何人可信。').waitFor();

  await citizen.getByRole('link', { name: '做反诈体检，10题' }).click();
  const questions = citizen.locator('.me-question');
  expect(await questions.count()).toBe(10);
  for (const question of await questions.all()) await question.getByRole('radio').first().check();
  await citizen.getByRole('button', { name: '交卷，看讲解' }).click();
  expect(await citizen.locator('.me-answers > li').count()).toBe(10);
  await citizen.getByRole('link', { name: '回我的反诈码' }).click();

  // He rings, and reads out what he sees.
  const digits = await citizen.locator('.me-digits').innerText();
  const desk = await open('/console/citizens', cookies);
  await desk.getByLabel('他念的9个数字').fill(digits);
  await desk.getByLabel('他的号码').first().fill('138 0013 8000');
  await desk.getByRole('button', { name: '确认号码' }).click();
  await desk.getByText('号码确认好了').waitFor();
  expect(await desk.content()).not.toContain(NAME);
  await citizen.getByRole('link', { name: '念好了，看看成没成' }).click();
  expect(await citizen.locator('.me-digits').count()).toBe(0);

  await citizen.getByRole('link', { name: '我的信息' }).click();
  await citizen.getByRole('link', { name: '全部看一遍，或导出' }).click();
  await citizen.getByText('13800138000').waitFor();
  const [download] = await Promise.all([citizen.waitForEvent('download'), citizen.getByRole('link', { name: '存成文件（JSON）' }).click()]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ profile: { name: NAME, phone: '13800138000' } });

  await citizen.getByRole('link', { name: '回我的信息' }).click();
  await citizen.getByRole('link', { name: '注销，删除我的信息' }).click();
  await citizen.getByLabel('我要注销，删除我的信息').check();
  await citizen.getByRole('button', { name: '注销' }).click();
  await citizen.getByRole('heading', { name: '已经注销' }).waitFor();
  const bytes = Buffer.concat(
    readdirSync(server.dataDir)
      .filter((name) => name.startsWith('fanzha.db'))
      .map((name) => readFileSync(join(server.dataDir, name))),
  );
  for (const value of [NAME, '13800138000', digits.replaceAll(' ', '')]) expect([value, bytes.includes(value)]).toEqual([value, false]);
  expect(faults).toEqual([]);
});
