import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lessonOf } from '../../src/teaching/lessons.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const AN_HOUR = 3_600_000;

let server: RunningServer;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Written into the server's own file. */
function write(sql: string, ...values: (string | number | null)[]): void {
  const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  database.exec('PRAGMA busy_timeout = 5000');
  database.prepare(sql).run(...values);
  database.close();
}

async function open(path: string, { cookie, script = true }: { cookie?: readonly [string, string]; script?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: script });
  if (cookie) {
    const [name, value] = cookie;
    await context.addCookies([{ name, value, domain: new URL(server.url).hostname, path: name === 'desk' ? '/console' : '/' }]);
  }
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${server.url}${path}`);
  return page;
}

async function officer(id: string, display: string): Promise<Page> {
  const now = Date.now();
  write(
    `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
     VALUES (?, ?, ?, 'officer', '', '', 0, 0, 0, 0, ?)`,
    id,
    id,
    display,
    now,
  );
  write(
    'INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)',
    hashOf(`token-of-${id}`),
    id,
    now,
    now,
    now + AN_HOUR,
  );
  return open('/console/teaching', { cookie: ['desk', `token-of-${id}`] });
}

test('a citizen reads what an officer has chosen, plays the dialogue, passes the quiz and opts out, without JavaScript', async () => {
  const desk = await officer('wang', '王警官');
  await desk.getByLabel(/^类型/).first().selectOption({ label: '虚假贷款办卡' });
  await desk.getByRole('button', { name: '定这个' }).first().click();
  await desk.getByText('值班员定的').waitFor();

  const citizen = await registered();
  await citizen.goto(`${server.url}/learn`);
  const lesson = lessonOf('loan');
  await citizen.getByText(lesson.story.slice(0, 20)).waitFor();
  await citizen.getByRole('link', { name: '跟他过过招' }).click();

  const slip = lesson.turns[0]?.choices.find(({ wise }) => !wise);
  await citizen.getByRole('button', { name: slip?.text ?? '' }).click();
  await citizen.getByText(slip?.why ?? '').waitFor();
  await citizen.getByText('再想一想').waitFor();
  for (const { choices } of lesson.turns)
    await citizen.getByRole('button', { name: choices.find(({ wise }) => wise)?.text ?? '', exact: true }).click();
  await citizen.getByText(lesson.ending.slice(0, 20)).waitFor();

  await citizen.getByRole('link', { name: '再做五道小题' }).click();
  for (const [at, { options, right, asks }] of lesson.questions.entries())
    await citizen
      .getByRole('group', { name: `${at + 1}. ${asks}` })
      .getByLabel(options[right] ?? '')
      .check();
  await citizen.getByRole('button', { name: '交卷，看解释' }).click();
  await citizen.getByText('5道里答对5道').waitFor();

  await citizen.goto(`${server.url}/learn`);
  await citizen.getByText('✓ 小题过了').waitFor();
  await citizen.getByRole('button', { name: '退订' }).click();
  await citizen.getByText('不再给您发了').waitFor();
  await citizen.getByRole('button', { name: '同意，给我发' }).waitFor();
  expect(faults).toEqual([]);
});

/** By the form that everybody fills in, with the consent to lessons. */
async function registered(): Promise<Page> {
  const page = await open('/join', { script: false });
  await page.locator('input[name="name"]').fill('吴阿姨');
  for (const [name, value] of [
    ['ageBand', '60-69'],
    ['job', 'retired'],
  ])
    await page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
  for (const name of ['consent-profile', 'consent-teaching']) {
    const box = page.locator(`input[name="${name}"]`);
    await box.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
    await box.check();
  }
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/me/);
  return page;
}
