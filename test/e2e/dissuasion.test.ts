import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const AN_HOUR = 3_600_000;

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

/** Whatever a page must not do: errors, refusals by the CSP. */
const faults: string[] = [];

/** An officer with the lane open. His account and session are written into the server's own file. */
async function officer(): Promise<Page> {
  const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  const [now, token] = [Date.now(), 'token-of-wang'];
  database.exec('PRAGMA busy_timeout = 5000');
  database
    .prepare(
      `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES ('wang', 'wang', '王警官', 'officer', '', '', 0, 0, 0, 0, ?)`,
    )
    .run(now);
  database
    .prepare("INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, 'wang', ?, ?, ?)")
    .run(createHash('sha256').update(token).digest('hex'), now, now, now + AN_HOUR);
  database.close();
  const context = await browser.newContext({ acceptDownloads: true });
  await context.addCookies([{ name: 'desk', value: token, domain: new URL(server.url).hostname, path: '/console' }]);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${server.url}/console/warnings`);
  return page;
}

async function upload(page: Page, text: string): Promise<void> {
  await page.getByLabel('从哪个平台来').fill('省平台');
  await page.getByLabel('CSV文件').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.getByText('等您确认').waitFor();
}

test('a file with bad rows, corrected; an urgent one claimed, rung, visited, closed; its call-backs are there', async () => {
  const page = await officer();
  await page.getByText('现在没有要劝阻的人').waitFor();
  await page.getByRole('link', { name: '导入文件' }).click();
  await upload(
    page,
    ['预警编号,等级,手机号,姓名,情况', 'YJ1,紧急,13800001234,钱三多,正在通话', 'YJ2,低危,13800001235,沈小明,', 'YJ3,很急,12,周四,'].join(
      '\r\n',
    ),
  );
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载要改的1行' }).click();
  const errors = readFileSync(await (await coming).path(), 'utf8');
  expect(errors).toContain('等级要写紧急、高危、中危、低危之一；电话不对：手机要11位，座机写区号');
  await page.getByRole('button', { name: '确认，2条一起上线' }).click();
  await page.getByText('2条已经上线').waitFor();

  await page.getByRole('link', { name: '回导入页' }).click();
  await upload(page, errors.replace('很急,12', '高危,13800001236'));
  await page.getByRole('button', { name: '确认，1条一起上线' }).click();
  await page.getByRole('link', { name: '去看预警' }).click();
  const rows = page.locator('.warnings-table tbody tr');
  expect(await rows.locator('.w-number').allInnerTexts()).toEqual(['YJ1', 'YJ3', 'YJ2']);
  expect(await page.content()).not.toContain('钱三多');

  await rows.first().getByRole('button', { name: '接手' }).click();
  await page.getByText('钱三多').waitFor();
  const call = page.getByRole('form', { name: '打电话' });
  await call.getByLabel('他怎么说').fill('响了没人接');
  await call.getByRole('button', { name: '没联系上' }).click();
  await page.getByText('响了没人接').waitFor();
  await page.getByText('见到本人、劝住了，才能办结').waitFor();

  await page.getByRole('form', { name: '上门' }).getByRole('button', { name: '劝住了', exact: true }).click();
  await page.getByLabel('办结说明').fill('挂了电话，女儿陪着');
  await page.getByRole('button', { name: '办结，安排回访' }).click();
  await page.getByText('24小时回访').waitFor();
  await page.getByText('72小时回访').waitFor();
  await page.goto(`${server.url}/console/warnings?lane=call-backs`);
  expect(await page.locator('.w-number').allInnerTexts()).toEqual(['YJ1']);
  expect(faults).toEqual([]);
});
