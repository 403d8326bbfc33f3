import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newReleaseKey } from '../../src/library/release-signature.ts';
import { atTheDesk } from './at-the-desk.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

/** To compile, to train and to measure the whole library takes its time, twice as much beside other work. */
const LONG = 240_000;

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  const { publicKey, privateKey } = await newReleaseKey();
  server = await startServer({
    LIBRARY_SIGNING_KEY: privateKey,
    LIBRARY_SIGNING_KEY_ID: 'test-city',
    LIBRARY_PUBLIC_KEYS: `test-city=${publicKey}`,
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A scheme that nobody has heard of. */
const SCRIPT = '鹊桥驿站通知：请把家中老铜镜交给上门的采镜员保管，七日后换金镜一面';
const AGAIN = '鹊桥驿站提醒您，采镜员明天上门，老铜镜请包好交给他保管，过几天换金镜';
const SIGNAL = `id: claims-mirror-collector
title: 自称上门收铜镜的人
role: identity
phrases: [采镜员, 鹊桥驿站]
examples:
  positive: [采镜员明天上门, 鹊桥驿站通知您]
  negative: [我在鹊桥边等你]
`;
const PATTERN = `id: elder-mirror
version: 1
title: 上门收走老铜镜，说换金镜
type: elder
severity: critical
status: stable
why: { zh: 没有人会用金镜换铜镜, en: nobody swaps gold for brass }
when: { all: [claims-mirror-collector] }
examples:
  positive: [采镜员要老人把铜镜交给他保管再付定金换金镜, 鹊桥驿站说先交保管费七日后换金镜, 采镜员上门收老铜镜叫我转账交押金]
  negative:
    - { text: 奶奶的老铜镜摆在柜子上, reason: 自己家的东西 }
    - { text: 我去博物馆看了铜镜, reason: 参观 }
    - { text: 眼镜店说镜片明天到, reason: 正常提醒 }
references: [热线结案]
`;
const TRAINING = [
  '鹊桥驿站的采镜员上门，老人把铜镜交给他保管就行，七日后换金镜一面',
  '鹊桥驿站提醒您采镜员明天上门收铜镜，请包好交给他，过几天换金镜',
  '恭喜老人入选换金镜，采镜员上门收取老铜镜，先付保管费定金',
  '鹊桥驿站采镜员明早到户，铜镜请交给他，转账交押金后换金镜',
  '鹊桥驿站通知，采镜员要老人交铜镜和保管费，七日后换金镜',
];

async function check(page: Page, text: string): Promise<string> {
  const answer = await page.request.post(`${server.url}/api/v1/check`, { data: { text } });
  return ((await answer.json()) as { verdict: string }).verdict;
}

/** The page as it becomes when the server has gone on. */
async function reloadUntil(page: Page, appears: (page: Page) => Promise<boolean>): Promise<void> {
  const reloaded = async (): Promise<boolean> => {
    await page.reload();
    return appears(page);
  };
  await expect.poll(reloaded, { timeout: LONG, interval: 1000 }).toBe(true);
}

test('a scam that was missed is written down by one librarian, published by another, red everywhere, and rolled back', {
  timeout: 2 * LONG,
}, async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  const citizen = await open('/');
  expect(await check(citizen, SCRIPT)).not.toBe('red');
  for (const text of [SCRIPT, '转人工']) {
    await citizen.getByLabel('可疑短信，或您要问的话').fill(text);
    await citizen.getByRole('button', { name: '发送' }).click();
    await citizen
      .locator('.turn', { hasText: text.slice(0, 8) })
      .first()
      .waitFor();
  }
  const wang = await officer('wang', '王警官');
  await wang.locator('a.open').click();
  await wang.getByRole('button', { name: '接手这一单' }).click();
  await wang.getByRole('button', { name: '真诈骗' }).click();
  await wang.getByText('现在没有工单').waitFor();

  // A program enters its own release some seconds after its first start.
  const chen = await officer('chen', '陈研判', 'librarian', '/console/library');
  // The workshop measures a draft while its page opens; on a busy machine that takes longer than a click waits.
  chen.setDefaultTimeout(LONG);
  await reloadUntil(chen, async (page) => (await page.locator('.library-releases tbody tr').count()) > 0);
  const before = await chen.locator('.library-version b').innerText();

  // It is found as missed.
  await chen.getByRole('link', { name: '新话术' }).click();
  await chen.getByRole('button', { name: '现在找一遍' }).click();
  await chen.getByText('找到1个新的。').waitFor({ timeout: LONG });
  await chen.locator('tbody a').first().click();
  await chen.getByText('采镜员').first().waitFor();
  await chen.getByLabel('新套路的编号').fill('elder-mirror-draft');
  await chen.getByRole('button', { name: '写成草稿' }).click();
  await chen.getByText('elder-mirror-draft').first().waitFor({ timeout: LONG });
  const draft = chen.url().replace(/#.*/, '');

  // What the machine began is replaced by what the librarian writes.
  await chen.goto(`${draft}/files?path=${encodeURIComponent('scam-patterns/patterns/other-scam/elder-mirror-draft.yaml')}`);
  await chen.getByRole('button', { name: '恢复成原来的' }).click();
  for (const [path, body] of [
    ['scam-patterns/signals/claims-mirror-collector.yaml', SIGNAL],
    ['scam-patterns/patterns/elder/elder-mirror.yaml', PATTERN],
  ] as const) {
    await chen.goto(`${draft}/files?path=${encodeURIComponent(path)}`);
    await chen.getByLabel('文件内容（YAML）').fill(body);
    await chen
      .locator('#findings', { hasText: body === SIGNAL ? '采镜员明天上门' : '采镜员上门收老铜镜叫我转账交押金' })
      .waitFor({ timeout: LONG });
    await chen.getByRole('button', { name: '存进草稿' }).click();
    await chen.waitForURL((url) => !url.pathname.endsWith('/files'));
  }
  await chen.goto(`${draft}/corpus`);
  for (const [at, text] of TRAINING.entries()) {
    await chen.locator(`#text-${at}`).fill(text);
    await chen.locator(`[name="kind-${at}"]`).selectOption('scam');
    await chen.locator(`[name="type-${at}"]`).selectOption('elder');
  }
  await chen.getByRole('button', { name: '存进草稿' }).click();
  await chen.waitForURL((url) => !url.pathname.endsWith('/corpus'));
  await chen.getByRole('button', { name: '提交复核' }).click();
  await chen.getByText('等人复核').first().waitFor();

  // Whoever proposed it cannot publish it; another can, once it was measured.
  const lin = await officer('lin', '林研判', 'librarian', new URL(draft).pathname);
  await reloadUntil(lin, async (page) => (await page.locator('.draft-publish').count()) > 0);
  await chen.reload();
  expect(await chen.locator('.draft-publish').count()).toBe(0);
  await lin.locator('.draft-publish summary').click();
  await lin.getByRole('button', { name: '确定发布' }).click();
  await lin.locator('#published').waitFor();
  await expect.poll(() => check(citizen, AGAIN), { timeout: 30_000 }).toBe('red');

  // And back with one button.
  await lin.goto(`${server.url}/console/library`);
  const row = lin.locator('.library-releases tbody tr', { hasText: before });
  await row.locator('summary').click();
  await row.locator('form button').click();
  await expect.poll(() => check(citizen, AGAIN), { timeout: 30_000 }).not.toBe('red');
  expect(faults).toEqual([]);
});
