import { createHash } from 'node:crypto';
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

async function open(path: string, cookies: Readonly<Record<string, string>> = {}): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, domain: new URL(server.url).hostname, path: '/console' })),
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${server.url}${path}`);
  return page;
}

/** An officer with the list of leads open. His account and session are written into the server's own file. */
async function officer(id: string, display: string): Promise<Page> {
  const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  const [now, token] = [Date.now(), `token-of-${id}`];
  database.exec('PRAGMA busy_timeout = 5000');
  database
    .prepare(
      `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES (?, ?, ?, 'officer', '', '', 0, 0, 0, 0, ?)`,
    )
    .run(id, id, display, now);
  database
    .prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)')
    .run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR);
  database.close();
  return open('/console/stop-leads', { desk: token });
}

test('a citizen fills in two transfers; an officer checks, prints, hands over and notes the answer; the citizen reads it', async () => {
  const desk = await officer('wang', '王警官');
  await desk.getByText('现在没有未办结的线索').waitFor();

  const citizen = await open('/stop-loss');
  await citizen.getByLabel('多少钱').fill('2万');
  await citizen.getByLabel('几点转的').fill('10分钟前');
  await citizen.getByLabel('对方账号或卡号').fill('6222021001036221014');
  await citizen.getByRole('button', { name: '还有一笔' }).click();
  await citizen.getByRole('group', { name: '第 2 笔' }).getByLabel('多少钱').fill('5000');
  await citizen.getByRole('group', { name: '第 2 笔' }).getByLabel('怎么给的').selectOption('cash');
  await citizen.getByLabel('能打通您的电话').fill('13800001234');
  expect(await citizen.locator('#t1-account').inputValue()).toBe('6222021001036221014');
  await citizen.getByLabel('您的姓名').fill('王小明乙');
  await citizen.getByRole('button', { name: '交给值班员' }).click();
  await citizen.getByText('不等于已止付').waitFor();
  expect(await citizen.locator('.stop-elapsed b').innerText()).toMatch(/^1[01]$/);
  const status = citizen.url();

  await desk.locator('.stop-nobody').waitFor();
  // The call for help stands in the queue as well, and rings like any other.
  await desk.locator('#alarm-calls', { hasText: '没人接手' }).waitFor();
  await desk.locator('.stop-table a').click();
  expect(await desk.content()).not.toContain('6222021001036221014');
  await desk.getByRole('button', { name: '我来办' }).click();
  await desk.getByText('6222021001036221014').waitFor();
  await desk.getByLabel('回拨他留的电话').check();
  await desk.getByLabel('是本人，情况属实').check();
  await desk.getByRole('button', { name: '记下核对结果' }).click();
  await desk.getByRole('button', { name: '打印件已交给公安' }).waitFor();

  const [sheet] = await Promise.all([desk.context().waitForEvent('page'), desk.getByRole('link', { name: '打开打印件' }).click()]);
  await sheet.getByText('工商银行').waitFor();
  expect(await sheet.locator('.stop-sheet h2').allInnerTexts()).toEqual([
    '受害人',
    expect.stringMatching(/^第1笔 Z\d{6}-1$/),
    expect.stringMatching(/^第2笔 Z\d{6}-2$/),
    '诈骗经过和联系方式',
  ]);
  await sheet.pdf({ format: 'A4' });

  await desk.getByRole('button', { name: '打印件已交给公安' }).click();
  await desk.getByText('已交公安').first().waitFor();
  const first = desk.locator('.stop-answer-of').first();
  await first.getByText('记下回复').first().click();
  await first.getByLabel('止付金额').fill('15000');
  await first.getByLabel('其中本人份额').fill('10000');
  await first.getByLabel('其中他人份额').fill('5000');
  await first.getByRole('button', { name: '记下回复' }).click();
  await desk.getByText('15,000.00元').first().waitFor();

  await citizen.goto(status);
  const answer = citizen.locator('.stop-records li').first();
  await answer.getByText('15,000.00元').waitFor();
  expect(await answer.locator('dd').allInnerTexts()).toEqual(['15,000.00元', '10,000.00元', '5,000.00元']);
  await citizen.getByText('公安还没有回复这一笔').waitFor();
  expect(faults).toEqual([]);
});
