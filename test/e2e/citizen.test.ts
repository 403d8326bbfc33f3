import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

const SCAM = '【ETC服务中心】您的ETC认证已失效，请点击 etc-renew8.top/k 重新认证，逾期停用';
const HEAVIEST_PAGE = 80_000;

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

interface Visit {
  readonly page: Page;
  /** Whatever a page must not do: errors, refusals by the CSP, requests to others. */
  readonly faults: string[];
}

/** A citizen's phone, with nothing remembered. */
async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${server.url}/`)) faults.push(`request to ${request.url()}`);
  });
  await page.goto(server.url);
  return { page, faults };
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel('可疑短信，或您要问的话').fill(text);
  await page.getByRole('button', { name: '发送' }).click();
}

describe('a citizen with a phone', () => {
  test('pastes a scam, asks why, has paid, and finds it all again', async () => {
    const { page, faults } = await visit();
    await send(page, SCAM);
    const red = page.locator('.card-red').first();
    await red.waitFor();
    expect(await red.getByRole('heading', { level: 2 }).innerText()).toMatch(/红\s*像诈骗/);
    expect(await red.locator('.dont').innerText()).toMatch(/不要|别/);
    expect(await red.locator('.reasons li').count()).toBeGreaterThan(0);
    expect(await page.locator('.turn-own mark').count()).toBeGreaterThan(0);
    expect(await red.locator('a[href="tel:96110"]').count()).toBeGreaterThan(0);
    expect(await page.getByLabel('可疑短信，或您要问的话').inputValue()).toBe('');

    const next = red.locator('.more-about p');
    expect(await next.isVisible()).toBe(false);
    await red.getByText('骗子下一步会怎样？').click();
    expect(await next.innerText()).toContain('填完，卡里的钱就可能被刷走');
    await send(page, '为什么');
    const explained = page.locator('.card-red').nth(1);
    await explained.waitFor();
    expect(await explained.innerText()).toContain('骗子接下来会');
    expect(await explained.getByText('骗子下一步会怎样？').count()).toBe(0);

    await send(page, '我已经转账了');
    const urgent = page.locator('.card-urgent');
    await urgent.waitFor();
    expect(await urgent.locator('a.call-police').getAttribute('href')).toBe('tel:110');
    expect(await urgent.locator('.called').innerText()).toMatch(/已登记，工单[A-Z]\d+/);

    await page.reload();
    expect(await page.locator('.turn-own').count()).toBe(3);
    expect(await page.locator('.card-red, .card-urgent').count()).toBe(3);

    await page.getByText('清空对话').click();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByRole('heading', { name: '收到可疑的消息？' }).waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('green is reserved, and its warning is as large as its word', async () => {
    const { page } = await visit();
    await send(page, '妈，我今晚加班，饭不用等我了');
    const green = page.locator('.card-green');
    await green.waitFor();
    expect(await green.locator('.dont').innerText()).toContain('我不能担保');
    const size = (selector: string) => green.locator(selector).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(await size('.dont')).toBeGreaterThanOrEqual(await size('h2'));
  });

  test('says that a verdict was wrong, and it is stored', async () => {
    const { page, faults } = await visit();
    await page.getByRole('button', { name: '先试这一条' }).click();
    await page.getByRole('button', { name: '判错了？' }).click();
    await page.getByText('记下了').waitFor();
    const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'), { readOnly: true });
    expect(database.prepare('SELECT count(*) AS stored FROM feedback').get()).toEqual({ stored: 1 });
    database.close();
    expect(faults).toEqual([]);
  });

  test('is told beside the field what is missing, and keeps what was typed when the network fails', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('先把可疑的话贴在这里').waitFor();
    await page.context().setOffline(true);
    await send(page, SCAM);
    await page.getByText('可能断网了').waitFor();
    expect(await page.getByLabel('可疑短信，或您要问的话').inputValue()).toBe(SCAM);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '发送' }).click();
    await page.locator('.card-red').waitFor();
    expect(await page.locator('.turn-own').count()).toBe(1);
  });

  test('is shown how to paste, and how to report', async () => {
    const { page } = await visit();
    await page.getByRole('link', { name: '这是骗子吗' }).click();
    await page.getByText('长按对方发来的话').waitFor();
    await page.getByRole('link', { name: '举报' }).click();
    await page.getByText('写下对方的号码').waitFor();
    expect(await page.getByLabel('可疑短信，或您要问的话').inputValue()).toBe('我要举报：');
  });

  test('reads larger letters and a dark page, also after coming back', async () => {
    const { page, faults } = await visit();
    const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
    expect(await size()).toBe(17);
    await page.getByRole('button', { name: '大字' }).click();
    await page.locator('button[aria-pressed="true"]').waitFor();
    expect(await size()).toBe(22);
    await page.getByRole('button', { name: '深色' }).click();
    await page.getByRole('button', { name: '浅色' }).waitFor();
    await page.reload();
    expect(await size()).toBe(22);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(faults).toEqual([]);
  });
});

describe('without JavaScript', () => {
  test('the same conversation, by forms alone', async () => {
    const { page, faults } = await visit({ javaScriptEnabled: false });
    await send(page, SCAM);
    await page.waitForURL(`${server.url}/#latest`);
    await page.getByText('骗子下一步会怎样？').click();
    await page.getByText('填完，卡里的钱就可能被刷走').waitFor();
    await page.locator('.card-red').getByRole('button', { name: '判错了？' }).click();
    await page.getByText('记下了').waitFor();
    await page.getByRole('button', { name: '我转钱了' }).click();
    await page.locator('.card-urgent a.call-police').waitFor();
    await page.getByRole('button', { name: '大字' }).click();
    await page.locator('html[data-text="large"]').waitFor();
    await page.getByText('清空对话').click();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByRole('heading', { name: '收到可疑的消息？' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('the same form sent twice is one message; with another text it is said, and the text kept', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await send(page, SCAM);
    await page.locator('.card-red').waitFor();
    const id = 'one-form';
    const form = (text: string) => page.request.post(`${server.url}/message`, { form: { id, text }, headers: { origin: server.url } });
    expect((await form('您好')).status()).toBe(200);
    expect((await form('您好')).status()).toBe(200);
    const refused = await form('另一段话');
    expect(refused.status()).toBe(409);
    expect(await refused.text()).toContain('另一段话</textarea>');
    await page.reload();
    expect(await page.locator('.turn-own').count()).toBe(2);
  });
});

describe('who sends too fast', () => {
  const allow = async (requests: number, javaScriptEnabled: boolean) => {
    const slow = await startServer({ RATE_LIMIT: String(requests) });
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(slow.url);
    await send(page, '您好');
    await page.locator('.turn-bot').waitFor();
    await send(page, SCAM);
    await page.getByText('发得太快了').waitFor();
    expect(await page.getByLabel('可疑短信，或您要问的话').inputValue()).toBe(SCAM);
    await context.close();
    await slow.stop();
  };

  // The page and a message; without JavaScript also the page once more.
  test('is told so beside the field, and keeps his text', () => allow(2, true));
  test('also without JavaScript', () => allow(3, false));
});

test('the page is light, keeps its files, and answers forms of other sites with 403', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
  await page.goto(server.url, { waitUntil: 'networkidle' });
  const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(3);
  expect(weight).toBeLessThan(HEAVIEST_PAGE);

  const style = await page.locator('link[rel="stylesheet"]').getAttribute('href');
  const kept = await page.request.get(`${server.url}${style}`);
  expect(kept.headers()['cache-control']).toContain('immutable');
  expect(kept.headers()['content-type']).toContain('text/css');

  const foreign = await page.request.post(`${server.url}/message`, {
    form: { text: SCAM },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(foreign.status()).toBe(403);
});
