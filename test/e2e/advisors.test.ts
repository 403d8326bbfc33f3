import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
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

function database(): DatabaseSync {
  const opened = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
  opened.exec('PRAGMA busy_timeout = 5000');
  return opened;
}

/** Somebody signed in, with a telephone in his hand. His account and session are written into the server's own file. */
async function colleague(id: string, display: string, role: string): Promise<BrowserContext> {
  const [now, token] = [Date.now(), `token-of-${id}`];
  const opened = database();
  opened
    .prepare(
      `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES (?, ?, ?, ?, '', '', 0, 0, 0, 0, ?)`,
    )
    .run(id, id, display, role, now);
  opened
    .prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)')
    .run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR);
  opened.close();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addCookies([{ name: 'desk', value: token, domain: new URL(server.url).hostname, path: '/console' }]);
  return context;
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED')) faults.push(message.text());
  });
  await page.goto(`${server.url}${path}`);
  return page;
}

const steps = () => {
  const opened = database();
  const rows = opened.prepare("SELECT id, result FROM warning_steps WHERE kind = 'visit' ORDER BY turn").all();
  const forms = opened.prepare('SELECT kind FROM visit_forms ORDER BY created_at, kind').all();
  opened.close();
  return { results: rows.map(({ result }) => result), forms: forms.map(({ kind }) => kind) };
};
const waiting = (page: Page) => page.evaluate(() => localStorage.getItem('visit-queue'));

test('a grid is made and gets its advisor; he visits without a network, and all of it arrives once when it is back', async () => {
  const advisor = await colleague('shen', '沈顾问', 'advisor');
  const boss = await open(await colleague('zhou', '周主管', 'supervisor'), '/console/advisors');
  await boss.getByText('还没有网格').waitFor();
  await boss.getByRole('link', { name: '建网格或导入网格' }).click();
  await boss.getByLabel('乡镇、街道').fill('织里镇');
  await boss.getByLabel('网格名称').fill('晓河村');
  await boss.getByLabel('人数').fill('280');
  await boss.getByRole('button', { name: '加上' }).click();
  await boss.getByRole('heading', { name: '织里镇 · 晓河村' }).waitFor();
  await boss.getByLabel('安全顾问', { exact: true }).and(boss.locator('select')).selectOption({ label: '沈顾问' });
  await boss.getByRole('button', { name: '定下来' }).click();
  await boss.locator('.assignments', { hasText: '沈顾问' }).waitFor();
  await boss.getByRole('link', { name: '覆盖' }).click();
  await boss.getByText('每个网格的顾问都够').waitFor();

  const visits = await open(advisor, '/console/visits');
  await visits.getByText('现在没有要上门的人家').waitFor();
  await boss.goto(`${server.url}/console/warnings/new`);
  await boss.getByLabel('高危').check();
  await boss.getByLabel('他的电话').fill('13800001234');
  await boss.getByLabel('姓名').fill('钱三多');
  await boss.getByLabel('乡镇、街道').fill('织里镇');
  await boss.locator('[name="grid"]').fill('晓河村');
  await boss.getByLabel('账户（不给安全顾问看）').fill('6217000012345678903');
  await boss.getByRole('button', { name: '录入，马上开始' }).click();
  await boss.waitForURL(/\/console\/warnings\/[^/]+$/);

  await visits.reload();
  const row = visits.getByRole('link', { name: /钱\*\*/ });
  await row.click();
  await visits.getByText('我是沈顾问，晓河村的安全顾问，您可以打110核实我。').waitFor();
  expect(await visits.content()).not.toContain('8903');
  expect(await visits.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // From here on there is no network.
  await advisor.setOffline(true);
  await visits.getByRole('button', { name: '开始上门' }).click();
  await visits.getByText('还有1张没有发出').waitFor();
  await visits.getByText('家里人的电话').click();
  await visits.getByLabel('姓名').fill('钱小多');
  await visits.getByLabel('电话', { exact: true }).fill('13700137000');
  await visits.getByRole('button', { name: '记下', exact: true }).click();
  await visits.getByText('还有2张没有发出').waitFor();
  await visits.getByLabel('先说自己是谁').check();
  await visits.getByLabel('见到了，劝住了').check();
  await visits.getByLabel('记一句').fill('和儿子通了电话');
  // A signature that the server would refuse later does not wait for it.
  await visits.getByLabel('签字').fill('沈');
  await visits.getByRole('button', { name: '签字交上去' }).click();
  await visits.getByText('请写您自己的名字（沈顾问），算签字。').waitFor();
  expect(await waiting(visits)).not.toContain('上门结果');
  await visits.getByLabel('签字').fill('沈顾问');
  await visits.getByRole('button', { name: '签字交上去' }).click();
  await visits.getByText('还有3张没有发出：开始上门 · 家里人的电话 · 上门结果').waitFor();
  expect(steps()).toEqual({ results: [], forms: [] });
  // Nobody reads on the telephone what waits there.
  const kept = (await waiting(visits)) ?? '';
  expect(kept).toContain('上门结果');
  for (const secret of ['钱小多', '13700137000', '通了电话', encodeURIComponent('钱小多')]) expect(kept).not.toContain(secret);

  // Back, and the answer to the first form is lost on its way: it is sent again.
  let lost = 0;
  await visits.route('**/begin', async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch({ maxRedirects: 0 });
    return route.abort();
  });
  await advisor.setOffline(false);
  await visits.getByRole('button', { name: '现在发' }).click();
  await visits.waitForURL(/\/console\/visits\?sent=1$/);
  await visits.getByText('上门情况已经记下').waitFor();
  expect(await waiting(visits)).toBeNull();
  expect(lost).toBeGreaterThan(1);
  expect(steps()).toEqual({ results: ['persuaded'], forms: ['begin', 'family', 'finish'] });
  await visits.goBack();
  await visits.goto(visits.url());
  await visits.locator('.visit-record', { hasText: '签字：沈顾问' }).waitFor();
  await visits.getByText('钱小多').waitFor();
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
});

test('a form that was refused after it had waited is corrected and handed in, with everything that was filled in', async () => {
  const advisor = await colleague('lu', '陆顾问', 'advisor');
  const opened = database();
  opened.exec("INSERT INTO grids (id, name, town, kind, people, created_at) VALUES ('g-lu', '河西村', '织里镇', 'village', 300, 0)");
  opened.exec("INSERT INTO grid_advisors (grid_id, officer_id, since) VALUES ('g-lu', 'lu', 0)");
  opened.close();
  const boss = await open(await colleague('he', '何主管', 'supervisor'), '/console/warnings/new');
  await boss.getByLabel('高危').check();
  await boss.getByLabel('他的电话').fill('13800005678');
  await boss.getByLabel('姓名').fill('钱小妹');
  await boss.getByLabel('乡镇、街道').fill('织里镇');
  await boss.locator('[name="grid"]').fill('河西村');
  await boss.getByRole('button', { name: '录入，马上开始' }).click();
  await boss.waitForURL(/\/console\/warnings\/[^/]+$/);

  const visits = await open(advisor, '/console/visits');
  await visits.getByRole('link', { name: /钱\*\*.*尾号5678/ }).click();
  await visits.getByRole('button', { name: '签字交上去' }).waitFor();
  // The form alone does not get through: back online, this page itself would send it again.
  const lost = (route: Route): Promise<void> => route.abort('internetdisconnected');
  await visits.route('**/finish', lost);
  await visits.getByLabel('见到了，没劝住').check();
  await visits.getByLabel('记一句').fill('他要去银行');
  await visits.getByLabel('签字').fill('陆顾问');
  await visits.getByRole('button', { name: '签字交上去' }).click();
  await visits.getByText('还有1张没有发出：上门结果').waitFor();
  // The first try is over: one on its way now would get through below, and what is refused while its page is open waits no more.
  await visits.getByText('先记在手机里，还没有发出。').waitFor();
  // Meanwhile an administrator has put his name right: what waits is signed with another one.
  const renamed = database();
  renamed.exec("UPDATE officers SET display = '陆小顾' WHERE id = 'lu'");
  renamed.close();
  const before = steps().forms.length;
  await visits.unroute('**/finish', lost);
  await visits.goto(`${server.url}/console/visits`);
  await visits.getByText('有一张没被接受：上门结果').waitFor();
  expect(await visits.locator('#unsent-text').innerText()).not.toContain('都发出去了');
  await visits.getByRole('link', { name: '改好再交' }).click();
  await visits.getByText('请写您自己的名字（陆小顾），算签字。').waitFor();
  expect(await visits.getByLabel('记一句').inputValue()).toBe('他要去银行');
  expect(await visits.getByLabel('见到了，没劝住').isChecked()).toBe(true);
  await visits.getByLabel('签字').fill('陆小顾');
  await visits.getByRole('button', { name: '签字交上去' }).click();
  await visits.getByText('上门情况已经记下').waitFor();
  expect(steps().forms.length).toBe(before + 1);
  expect(await waiting(visits)).toBeNull();
});

test('a form whose answer never comes does not hold up what waits: it is sent again, and counts once', async () => {
  const advisor = await colleague('fang', '方顾问', 'advisor');
  const opened = database();
  opened.exec("INSERT INTO grids (id, name, town, kind, people, created_at) VALUES ('g-fang', '北塘村', '织里镇', 'village', 300, 0)");
  opened.exec("INSERT INTO grid_advisors (grid_id, officer_id, since) VALUES ('g-fang', 'fang', 0)");
  opened.close();
  const boss = await open(await colleague('tang', '唐主管', 'supervisor'), '/console/warnings/new');
  await boss.getByLabel('高危').check();
  await boss.getByLabel('他的电话').fill('13800003456');
  await boss.getByLabel('姓名').fill('钱小姑');
  await boss.getByLabel('乡镇、街道').fill('织里镇');
  await boss.locator('[name="grid"]').fill('北塘村');
  await boss.getByRole('button', { name: '录入，马上开始' }).click();
  await boss.waitForURL(/\/console\/warnings\/[^/]+$/);

  await advisor.clock.install();
  const visit = await open(advisor, '/console/visits');
  await visit.getByRole('link', { name: /钱\*\*.*尾号3456/ }).click();
  let asked = 0;
  await visit.route('**/begin', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    // It arrives, and nobody ever hears of it.
    await route.fetch({ maxRedirects: 0 });
  });
  const before = steps().forms.length;
  await visit.getByRole('button', { name: '开始上门' }).click();
  await visit.getByText('还有1张没有发出：开始上门').waitFor();
  await expect.poll(() => steps().forms.length).toBe(before + 1);
  await visit.clock.fastForward('00:10');
  await visit.getByText('现在没有网').waitFor();
  await visit.clock.fastForward('00:15');
  await expect.poll(() => waiting(visit)).toBeNull();
  expect(asked).toBe(2);
  expect(steps().forms.length).toBe(before + 1);
});

test('a form that is refused while its page is open is not said to be sent, and is not folded away', async () => {
  const advisor = await colleague('gao', '高顾问', 'advisor');
  const opened = database();
  opened.exec("INSERT INTO grids (id, name, town, kind, people, created_at) VALUES ('g-gao', '南湾村', '织里镇', 'village', 300, 0)");
  opened.exec("INSERT INTO grid_advisors (grid_id, officer_id, since) VALUES ('g-gao', 'gao', 0)");
  opened.close();
  const boss = await open(await colleague('sun', '孙主管', 'supervisor'), '/console/warnings/new');
  await boss.getByLabel('高危').check();
  await boss.getByLabel('他的电话').fill('13800009876');
  await boss.getByLabel('姓名').fill('钱小弟');
  await boss.getByLabel('乡镇、街道').fill('织里镇');
  await boss.locator('[name="grid"]').fill('南湾村');
  await boss.getByRole('button', { name: '录入，马上开始' }).click();
  await boss.waitForURL(/\/console\/warnings\/[^/]+$/);
  const visit = await open(advisor, '/console/visits');
  await visit.getByRole('link', { name: /钱\*\*.*尾号9876/ }).click();
  await visit.getByRole('button', { name: '开始上门' }).waitFor();

  await advisor.setOffline(true);
  await visit.getByRole('button', { name: '开始上门' }).click();
  await visit.getByText('家里人的电话').first().click();
  await visit.getByLabel('姓名').fill('钱小多');
  // What the server would refuse does not wait for it.
  await visit.getByLabel('电话', { exact: true }).fill('儿子的');
  await visit.getByRole('button', { name: '记下', exact: true }).click();
  await visit.getByText('还有1张没有发出：开始上门').waitFor();
  expect(await visit.getByLabel('电话', { exact: true }).evaluate((field: HTMLInputElement) => field.validity.patternMismatch)).toBe(true);
  await visit.getByLabel('电话', { exact: true }).fill('13700137000');
  await visit.getByLabel('和他是什么关系').fill('儿'.repeat(41));
  await visit.getByRole('button', { name: '记下', exact: true }).click();
  await visit.getByText('还有2张没有发出').waitFor();
  await visit.getByText('家里人的电话').first().click();
  await advisor.setOffline(false);
  await visit.getByText('最多40字。').waitFor();
  expect(await visit.getByText('都发出去了').isVisible()).toBe(false);
  await visit.getByLabel('和他是什么关系').fill('儿子');
  await visit.getByRole('button', { name: '记下', exact: true }).click();
  await visit.getByText('都发出去了').waitFor();
  expect(await waiting(visit)).toBeNull();
});

test('nothing waits on the telephone after signing out, nor for somebody else', async () => {
  const advisor = await colleague('fei', '费顾问', 'advisor');
  const opened = database();
  opened.exec("INSERT INTO grids (id, name, town, kind, people, created_at) VALUES ('g-own', '东湾村', '织里镇', 'village', 300, 0)");
  opened.exec("INSERT INTO grid_advisors (grid_id, officer_id, since) VALUES ('g-own', 'fei', 0)");
  const week = opened.prepare(
    "INSERT INTO grid_tasks (id, grid_id, task, week, due_at, created_at) VALUES (?, 'g-own', ?, ?, ?, 0) ON CONFLICT DO NOTHING",
  );
  for (const task of ['alone', 'posters']) week.run(`task-${task}`, task, Date.now(), Date.now() + AN_HOUR);
  opened.close();
  const page = await open(advisor, '/console/visits');
  await page.evaluate(() => {
    const old = { id: 'old-0001', by: 'fei', at: Date.now() - 86_400_001, label: '上门结果', sealed: 'AAAA' };
    localStorage.setItem('visit-queue', JSON.stringify([old, { ...old, id: 'theirs-1', by: 'shen', at: Date.now() }]));
  });
  await page.reload();
  await page.getByText('有1张放了超过一天').waitFor();
  expect(await waiting(page)).toBeNull();
  await advisor.setOffline(true);
  await page.getByRole('button', { name: '办完了' }).first().click();
  await page.getByText('还有1张没有发出：网格任务').waitFor();
  const signOut = async () => {
    // On a telephone it is behind the menu, which closes by itself when one presses elsewhere.
    const button = page.getByRole('button', { name: '退出' });
    if (!(await button.isVisible())) await page.getByRole('button', { name: /^菜单/ }).click();
    await button.click();
  };
  page.once('dialog', (dialog) => void dialog.dismiss());
  await signOut();
  expect(await waiting(page)).not.toBeNull();
  page.once('dialog', (dialog) => void dialog.accept());
  await signOut();
  await expect.poll(() => waiting(page).catch(() => 'elsewhere')).not.toContain('网格任务');
});
