import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

const ROWS = 3500;

test('a long audit log is verified stretch by stretch: the page goes on by itself until it knows', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const file = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  file.exec('PRAGMA busy_timeout = 5000');
  file.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
    INSERT INTO audit (at, action, subject) SELECT i, 'case.read', 's' || i FROM n`);
  const chained = () => file.prepare('SELECT count(*) AS links FROM audit_chain').get()?.links;
  await vi.waitUntil(() => Number(chained()) >= ROWS, { timeout: 60_000, interval: 200 });
  const boss = await officer('boss', '赵主管', 'supervisor', '/console/audit');
  const asked: string[] = [];
  boss.on('request', (request) => {
    const { searchParams } = new URL(request.url());
    if (searchParams.has('verified')) asked.push(searchParams.get('verified') ?? '');
  });
  await boss.getByRole('link', { name: '核对整条链' }).click();
  await boss.locator('#chain', { hasText: '核对过：没有改动、删除或插入。' }).waitFor();
  expect(asked).toEqual(['0', '1000', '2000', '3000']);
  expect(await boss.locator('#chain progress').count()).toBe(0);

  file.exec("UPDATE audit SET subject = 'x' WHERE seq = 2345");
  await boss.reload();
  await boss.locator('#chain', { hasText: '链在第2345条断了：内容被改过' }).waitFor();
  file.close();
  expect(faults).toEqual([]);
});
