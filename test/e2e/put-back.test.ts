import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const TELEPHONE = { width: 390, height: 844 };
/** Milliseconds. */
const LONG = 240_000;
const TOLD = '您上次写的还没有交，放回来了。';

/** Gone without being asked, as on a telephone of Apple's. */
async function leaveFor(page: Page, path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
}
const told = (page: Page): Locator => page.locator('.put-back', { hasText: TOLD });
const everythingKept = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

async function call(page: Page, text: string): Promise<void> {
  await page.getByLabel('可疑短信，或您要问的话').fill(text);
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('.turn-bot').first().waitFor();
}

test('a note comes back to the same page until it is kept, and never to a colleague or after signing out', async () => {
  const { officer, open, signIn, faults } = atTheDesk(browser, server);
  await call(await open('/'), '转人工，我要找真人');
  const wang = await officer('wang', '王警官');
  await wang.setViewportSize(TELEPHONE);
  await wang.locator('a.open').first().click();
  await wang.getByRole('button', { name: '接手这一单' }).click();
  const note = wang.locator('#note-text');
  await note.fill('他女儿的电话晚上再打');
  const at = new URL(wang.url()).pathname;

  await leaveFor(wang, '/console/call-backs');
  expect(await told(wang).count()).toBe(0);
  await leaveFor(wang, at);
  expect(await note.inputValue()).toBe('他女儿的电话晚上再打');
  expect(await told(wang).count()).toBe(1);
  expect(await wang.locator('#reply-text').inputValue()).toBe('');
  // The page is brought up to date around it, and it is there once.
  const reply = wang.locator('#reply-text');
  await reply.fill('您好');
  await leaveFor(wang, at);
  await note.fill('一条别的备注');
  await wang.getByRole('button', { name: '记下', exact: true }).click();
  await wang.locator('.case-notes', { hasText: '一条别的备注' }).waitFor();
  expect([await reply.inputValue(), await told(wang).count()]).toEqual(['您好', 1]);
  // He gave the case back and claims it again: the form for the reply is new on the page that he has open.
  await wang.getByRole('button', { name: '退回队列' }).click();
  await wang.waitForURL(`${server.url}/console`);
  await leaveFor(wang, at);
  expect(await reply.count()).toBe(0);
  await wang.getByRole('button', { name: '接手这一单' }).click();
  await reply.waitFor();
  expect([await reply.inputValue(), await told(wang).count()]).toEqual(['您好', 1]);
  await note.fill('他女儿的电话晚上再打');
  await leaveFor(wang, at);
  await reply.fill('您好，我是值班民警');
  await wang.getByRole('button', { name: '发给他' }).click();
  await wang.locator('#lines', { hasText: '您好，我是值班民警' }).waitFor();
  expect([await note.inputValue(), await told(wang).count()]).toEqual(['他女儿的电话晚上再打', 1]);

  await wang.getByRole('button', { name: '记下', exact: true }).click();
  await wang.locator('.case-notes', { hasText: '他女儿的电话晚上再打' }).waitFor();
  await expect.poll(() => note.inputValue()).toBe('');
  await leaveFor(wang, '/console');
  await leaveFor(wang, at);
  expect([await note.inputValue(), await wang.locator('#reply-text').inputValue(), await told(wang).count()]).toEqual(['', '', 0]);

  await note.fill('只有王警官该看见');
  await leaveFor(wang, '/console');
  const li = await officer('li', '李警官');
  await li.close();
  await signIn(wang, 'li');
  await leaveFor(wang, at);
  expect(await note.inputValue()).toBe('');
  expect(await everythingKept(wang)).not.toContain('只有王警官该看见');

  await note.fill('退出以后不该还在');
  await leaveFor(wang, '/console');
  expect(await everythingKept(wang)).toContain('退出以后不该还在');
  await wang.getByRole('button', { name: '菜单' }).click();
  await wang.getByRole('button', { name: '退出' }).click();
  await wang.waitForURL(/sign-in/);
  expect(await everythingKept(wang)).not.toContain('退出以后不该还在');
  await signIn(wang, 'li');
  await leaveFor(wang, at);
  expect([await note.inputValue(), await told(wang).count()]).toEqual(['', 0]);
  expect(faults).toEqual([]);
});

test('words of a plain form survive a refusal and a broken network, and are gone once they are taken', async () => {
  const { officer, faults } = atTheDesk(browser, server);
  const zhao = await officer('zhao', '赵警官', 'officer', '/console/warnings/new');
  await zhao.setViewportSize(TELEPHONE);
  const story = zhao.locator('#story');
  await story.fill('邻居说他一早去了银行');
  await zhao.getByLabel('高危').check();
  await zhao.getByRole('button', { name: '录入，马上开始' }).click();
  await zhao.locator('[aria-invalid]').first().waitFor();
  await leaveFor(zhao, '/console/warnings');
  await leaveFor(zhao, '/console/warnings/new');
  expect([await story.inputValue(), await told(zhao).count()]).toEqual(['邻居说他一早去了银行', 1]);

  await zhao.getByLabel('高危').check();
  await zhao.getByLabel('他的电话').fill('13800001234');
  await zhao.getByLabel('姓名').fill('钱三多');
  await zhao.context().setOffline(true);
  await zhao.getByRole('button', { name: '录入，马上开始' }).click();
  await zhao.waitForURL(/chrome-error/);
  await zhao.context().setOffline(false);
  await leaveFor(zhao, '/console/warnings/new');
  expect(await story.inputValue()).toBe('邻居说他一早去了银行');

  await zhao.getByLabel('高危').check();
  await zhao.getByLabel('他的电话').fill('13800001234');
  await zhao.getByLabel('姓名').fill('钱三多');
  await zhao.getByRole('button', { name: '录入，马上开始' }).click();
  await zhao.waitForURL(/\/console\/warnings\/(?!new)[^/]+$/);
  const warning = new URL(zhao.url()).pathname;
  await leaveFor(zhao, '/console/warnings/new');
  expect([await story.inputValue(), await told(zhao).count()]).toEqual(['', 0]);

  // On the doorstep: what waits for a network is sent as far as the form goes.
  const visit = warning.replace('/warnings/', '/visits/');
  await leaveFor(zhao, visit);
  const doorstep = zhao.locator('#visit-note');
  await doorstep.fill('和儿子通了电话');
  await leaveFor(zhao, '/console/visits');
  await leaveFor(zhao, visit);
  expect([await doorstep.inputValue(), await told(zhao).count()]).toEqual(['和儿子通了电话', 1]);
  await told(zhao).getByRole('button', { name: '清空' }).click();
  expect([await doorstep.inputValue(), await told(zhao).count()]).toEqual(['', 0]);
  await doorstep.fill('开门了，劝住了');
  await zhao.getByLabel('见到了，劝住了').check();
  await zhao.getByLabel('签字').fill('赵警官');
  await zhao.getByRole('button', { name: '签字交上去' }).click();
  await zhao.getByText('上门情况已经记下').waitFor();
  await leaveFor(zhao, visit);
  expect(await doorstep.inputValue()).toBe('');
  expect(await everythingKept(zhao)).not.toContain('开门了，劝住了');
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED') && !fault.includes('422'))).toEqual([]);
});

test('a citizen finds his message and his story again, never the number of a card, and nothing once he has sent or cleared it', async () => {
  const { open, faults } = atTheDesk(browser, server);
  const citizen = await open('/');
  await citizen.setViewportSize(TELEPHONE);
  const message = citizen.locator('#message');
  await message.fill('有人说我的快递里');
  await leaveFor(citizen, '/stop-loss');
  expect(await told(citizen).count()).toBe(0);
  await citizen.getByLabel('多少钱').fill('2万');
  await citizen.getByLabel('对方账号或卡号').fill('6222021001036221014');
  await citizen.getByLabel('身份证号').fill('33050119500101123X');
  await citizen.getByLabel('简单说说怎么回事').fill('说我中了奖要先交税');
  await leaveFor(citizen, '/');
  expect([await message.inputValue(), await told(citizen).count()]).toEqual(['有人说我的快递里', 1]);
  const kept = await everythingKept(citizen);
  expect(kept).toContain('说我中了奖要先交税');
  expect(kept).not.toMatch(/6222021001036221014|33050119500101123X/);

  await message.fill('有人说我的快递里有毒品，要我转钱');
  expect(await told(citizen).count()).toBe(0);
  await citizen.getByRole('button', { name: '发送' }).click();
  await citizen.locator('.turn-bot').first().waitFor();
  await expect.poll(() => message.inputValue()).toBe('');
  await leaveFor(citizen, '/learn');
  await leaveFor(citizen, '/');
  expect([await message.inputValue(), await told(citizen).count()]).toEqual(['', 0]);

  await leaveFor(citizen, '/stop-loss');
  const story = citizen.locator('#story');
  expect([await story.inputValue(), await citizen.getByLabel('多少钱').inputValue()]).toEqual(['说我中了奖要先交税', '2万']);
  expect(await citizen.getByLabel('对方账号或卡号').inputValue()).toBe('');
  await citizen.getByRole('button', { name: '还有一笔' }).click();
  await citizen.getByRole('group', { name: '第 2 笔' }).getByLabel('多少钱').fill('5000');
  await citizen.getByRole('button', { name: '交给值班员' }).click();
  await citizen.getByText('不等于已止付').waitFor();
  await leaveFor(citizen, '/stop-loss');
  expect([await story.inputValue(), await told(citizen).count()]).toEqual(['', 0]);

  await story.fill('还有一次');
  await leaveFor(citizen, '/');
  await message.fill('我再问一句');
  await citizen.locator('.clear summary').click();
  await citizen.locator('.clear-button').click();
  await citizen.waitForURL(`${server.url}/`);
  expect([await message.inputValue(), await everythingKept(citizen)]).toEqual(['', '{}']);
  await leaveFor(citizen, '/stop-loss');
  expect(await story.inputValue()).toBe('');
  expect(faults).toEqual([]);
});

test('what is mended after a refusal belongs to the page that was refused, and one door knows nothing of another', async () => {
  const { open } = atTheDesk(browser, server);
  const door = await open('/stop-loss?warning=w-1');
  await door.setViewportSize(TELEPHONE);
  const story = door.locator('#story');
  await story.fill('第一户');
  await door.getByRole('button', { name: '交给值班员' }).click();
  await door.getByText('先填一样就能交').waitFor();
  await story.fill('第一户，后来又补了几句');
  await leaveFor(door, '/stop-loss?warning=w-2');
  expect(await story.inputValue()).toBe('');
  await leaveFor(door, '/stop-loss');
  expect(await story.inputValue()).toBe('');
  await leaveFor(door, '/stop-loss?warning=w-1');
  expect([await story.inputValue(), await told(door).count()]).toEqual(['第一户，后来又补了几句', 1]);
  await door.getByLabel('多少钱').fill('2万');
  await door.getByRole('button', { name: '交给值班员' }).click();
  await door.getByText('不等于已止付').waitFor();
  await leaveFor(door, '/stop-loss?warning=w-1');
  expect([await story.inputValue(), await told(door).count()]).toEqual(['', 0]);
});

test.each([
  ['of which nothing is marked', '请问你们几点上班', false],
  ['with numbers of reasons in it', '有个客服说我的包裹丢了，叫我开共享屏幕', true],
])('a message %s, whose answer was never heard, is not in the box a second time', async (_, text, marked) => {
  const { open } = atTheDesk(browser, server);
  const citizen = await open('/');
  const message = citizen.locator('#message');
  let arrived = () => {};
  const atServer = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await citizen.route('**/message', async (route) => {
    await route.fetch();
    arrived();
  });
  await message.fill(text);
  await citizen.getByRole('button', { name: '发送' }).click();
  await atServer;
  await leaveFor(citizen, '/');
  await citizen.locator('.turn-own').waitFor();
  expect((await citizen.locator('.turn-own sup').count()) > 0).toBe(marked);
  expect(await message.inputValue()).toBe('');
});

test('a file of the library comes back as it was being written, as long as nobody has saved another', { timeout: 2 * LONG }, async () => {
  const { officer } = atTheDesk(browser, server);
  const chen = await officer('chen', '陈研判', 'librarian', '/console/library');
  // A program enters its own release some seconds after its first start.
  const releases = async (): Promise<number> => {
    await chen.reload();
    return chen.locator('.library-releases tbody tr').count();
  };
  await expect.poll(releases, { timeout: LONG, interval: 1000 }).toBeGreaterThan(0);
  await leaveFor(chen, '/console/library/drafts');
  await chen.locator('#title').fill('两个字');
  // To begin one reads the whole library.
  await chen.getByRole('button', { name: '开一个草稿' }).click({ noWaitAfter: true });
  await chen.waitForURL(/\/drafts\/[^/]+$/, { timeout: LONG });
  const file = `${new URL(chen.url()).pathname}/files?path=${encodeURIComponent('scam-patterns/signals/ask-transfer.yaml')}`;
  await leaveFor(chen, file);
  const body = chen.locator('#body');
  const before = await body.inputValue();
  await body.fill(`${before}\n# 还没写完`);
  await leaveFor(chen, '/console/library');
  await leaveFor(chen, file);
  expect([await body.inputValue(), await told(chen).count()]).toEqual([`${before}\n# 还没写完`, 1]);
  await told(chen).getByRole('button', { name: '清空' }).click();
  expect(await body.inputValue()).toBe(before);

  await body.fill(`${before}\n# 旧的`);
  await leaveFor(chen, '/console/library');
  const elsewhere = await chen.context().newPage();
  await elsewhere.goto(`${server.url}${file}`);
  await elsewhere.locator('#body').fill(`${before}\n# 同事写的`);
  await elsewhere.getByRole('button', { name: '存进草稿' }).click();
  await elsewhere.waitForURL(/#changes$/);
  await leaveFor(chen, file);
  expect([(await body.inputValue()).trimEnd(), await told(chen).count()]).toEqual([`${before}\n# 同事写的`, 0]);
});
