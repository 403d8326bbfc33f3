import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { OBJECTION_LASTS } from '../../src/storage/merchants/default-machine.ts';
import { licence } from '../merchants/licences.ts';
import { openTrade, type TradeUnderTest } from '../pages/trade-under-test.ts';
import { openBrowser } from './start-server.ts';

/** The program in this process, because its clock is moved by weeks. */
let under: TradeUnderTest;
let server: Server;
let browser: Browser;
let url: string;
/** Whatever a page must not do: errors, refusals by the CSP. */
const faults: string[] = [];

beforeAll(async () => {
  under = await openTrade();
  server = createAdaptorServer({ fetch: under.app.fetch }) as Server;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((ended) => server.close(ended));
  expect(under.failures).toEqual([]);
  await under.close();
});

async function open(path: string, cookie?: string): Promise<Page> {
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie?.split('=') ?? [];
  if (cookie) await context.addCookies([{ name, value, url: `${url}/console` }]);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${url}${path}`);
  return page;
}
async function officer(display: string, path: string, role: 'officer' | 'supervisor' = 'officer'): Promise<Page> {
  return open(path, (await under.signIn(display, role)).cookie);
}
async function doChores(...names: string[]): Promise<void> {
  for (const { name, work } of choresOf(under.deps)) if (names.includes(name)) while (await work());
}

test('the index is made at night, seen by the supervisor with all its parts, and by everybody without small numbers', async () => {
  await under.database.query
    .insertInto('grids')
    .values(
      ['利强村', '晟舟村', '河西村'].map((name, at) => ({
        id: `g${at}`,
        name,
        town: '织里',
        kind: 'village' as const,
        people: 300 + at * 200,
        created_at: 0,
        closed_at: null,
      })),
    )
    .execute();
  const boss = await officer('周主管', '/console/index-of-work', 'supervisor');
  await boss.getByText('还没有指数').waitFor();
  for (let day = 0; day < 3; day++) {
    await doChores('index', 'bulletins');
    under.clock.now += 86_400_000;
  }
  const again = await officer('吴主管', '/console/index-of-work', 'supervisor');
  await again.getByRole('heading', { name: '怎么算出来的' }).waitFor();
  expect(await again.locator('.index-chart .index-line').count()).toBe(1);
  await again.getByRole('link', { name: '织里' }).click();
  await again.getByRole('link', { name: '利强村' }).click();
  await again.getByRole('heading', { name: '反诈指数 · 利强村' }).waitFor();
  await again.getByRole('link', { name: '用存下的原始数重算一遍' }).click();
  await again.getByText('一字不差').waitFor();
  await again.getByText('数字和管理').click();
  await again.getByRole('link', { name: '日报' }).click();
  await again.locator('.bulletin-list a').first().click();
  await again.getByRole('heading', { name: /反诈日报/ }).waitFor();
  await again.getByRole('link', { name: '打印（对外，小数字不显示）' }).click();
  await again.getByText('少于5').first().waitFor();

  const citizen = await open('/index-of-work');
  await citizen.getByText('评的是反诈工作，不评任何人').waitFor();
  await citizen.getByRole('link', { name: '织里' }).click();
  await citizen.getByText('数字太小，不公布').first().waitFor();
  expect(faults).toEqual([]);
});

/** A part of the desk's page by its heading. */
const part = (page: Page, heading: string) => page.locator('.sheet-part', { has: page.getByRole('heading', { name: heading }) });

async function register(seed: number): Promise<Page> {
  const page = await open('/trade');
  await page.getByRole('link', { name: '商户登记' }).click();
  await page.getByLabel('单位名称').fill(`织里${seed}号商行`);
  await page.getByLabel('统一社会信用代码').fill(licence(seed));
  await page.getByLabel('在哪个市场').fill('织里童装城');
  await page.getByLabel('联系人').fill('钱掌柜');
  await page.getByLabel('电话').fill('13800001234');
  await page.getByLabel('我看过了，同意').check();
  await page.getByRole('button', { name: '登记' }).click();
  await page.getByText('等民警核对').waitFor();
  const desk = await officer(`核对员${seed}`, '/console/trade');
  await part(desk, '等核对的商户').getByRole('link', { name: '打开' }).click();
  await desk.getByRole('button', { name: '核准', exact: true }).click();
  await desk.getByRole('heading', { name: '往来单位核查' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '查一家单位' }).waitFor();
  return page;
}

async function ask(page: Page): Promise<void> {
  await page.goto(`${url}/trade`);
  await page.getByLabel('全名，或统一社会信用代码').fill(licence(900));
  await page.getByLabel('赊账发货之前').check();
  await page.getByRole('button', { name: '查', exact: true }).click();
  await page.getByRole('heading', { name: '查询结果' }).waitFor();
}

test('a trade default: filed, checked, seen by another merchant, paid, objected to, and repaired after fourteen days', async () => {
  const creditor = await register(1);
  const other = await register(2);
  await creditor.getByRole('link', { name: '登记一笔失约' }).click();
  await creditor.getByLabel('对方全名').fill('甲乙丙针织厂');
  await creditor.getByLabel('对方的统一社会信用代码').fill(licence(900));
  await creditor.getByLabel('5万到20万元').check();
  await creditor.getByLabel('哪天该付清').fill('2026-08-31');
  await creditor.getByLabel('有什么材料').fill('送货单三张，欠条一张');
  await creditor.getByLabel('都是真的').check();
  await creditor.getByRole('button', { name: '交给民警核对' }).click();
  await creditor.locator('dd', { hasText: '等民警核对' }).waitFor();
  await ask(other);
  await other.getByText('没有查到核对过的失约登记').waitFor();

  const desk = await officer('社区民警', '/console/trade');
  await part(desk, '等核对的失约登记').getByRole('link', { name: '打开' }).click();
  await desk.getByRole('button', { name: '属实，显示' }).click();
  await desk.getByRole('heading', { name: '往来单位核查' }).waitFor();
  await ask(other);
  await other.getByText('有1位债权人还没收到钱').waitFor();

  await creditor.reload();
  await creditor.getByRole('button', { name: '对方已还清' }).click();
  await creditor.getByText('公示中').first().waitFor();
  await ask(other);
  await other.getByText('其实没还清？').click();
  await other.getByLabel('您知道什么').fill('他只还了一半');
  await other.getByRole('button', { name: '提出异议' }).click();
  await other.getByRole('heading', { name: '异议已收到' }).waitFor();

  under.clock.now += OBJECTION_LASTS;
  await doChores('trade-repairs');
  await ask(other);
  await other.getByText('有人提出异议，民警在查').waitFor();
  const later = await officer('另一位民警', '/console/trade');
  await part(later, '对修复的异议').getByRole('link', { name: '打开' }).click();
  const decision = part(later, '对修复的异议');
  await decision.getByLabel('理由，提交人看得到').fill('看过收款记录，已全部还清');
  await decision.getByRole('button', { name: '异议不成立' }).click();
  await later.locator('.trade-desk-steps', { hasText: '异议不成立' }).waitFor();
  await doChores('trade-repairs');
  await ask(other);
  await other.getByText('没有查到核对过的失约登记').waitFor();
  await creditor.reload();
  await creditor.locator('.trade-steps', { hasText: '修复，不再显示' }).waitFor();
  expect(faults).toEqual([]);
});
