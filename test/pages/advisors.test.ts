import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TASKS_OF_KIND } from '../../src/dissuasion/weekly-tasks.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

let under: DeskUnderTest;
let boss: Colleague;
beforeEach(async () => {
  under = await openDesk();
  boss = await under.signIn('周主管', 'supervisor');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const GRIDS = '/console/advisors/grids';
const grid = (fields: Record<string, string> = {}) => ({
  formId: 'form-000001',
  town: '织里镇',
  name: '东湾村',
  kind: 'village',
  people: '650',
  ...fields,
});
const page = async (path: string): Promise<string> => (await boss.get(path)).text();
const listed = () => under.storage.listGrids();

describe('a grid', () => {
  it('is made once, shown as a gap, gets an advisor, and is covered', async () => {
    const advisor = await under.signIn('沈顾问', 'advisor');
    const made = await boss.send(GRIDS, grid());
    const path = (made.headers.get('location') ?? '').replace('?saved=1', '');
    expect((await boss.send(GRIDS, grid())).headers.get('location')).toBe(`${path}?saved=1`);
    expect(await listed()).toHaveLength(1);
    expect(await page('/console/advisors')).toMatch(/织里镇：650人里有0人有人管/);
    const assign = (fields: Record<string, string>) => boss.send(`${path}/advisors`, fields);
    for (const since of ['', '2026-11-31', '2026-11-21', 'yesterday'])
      expect((await assign({ advisor: advisor.id, since })).status).toBe(422);
    expect((await assign({ advisor: boss.id, since: '2026-11-20' })).status).toBe(422);
    expect((await assign({ advisor: advisor.id, since: '2026-11-19' })).status).toBe(303);
    // 300 of 650; and one for all of them is too many.
    const covered = await page('/console/advisors');
    expect(covered).toMatch(/织里镇：650人里有300人有人管/);
    expect(covered).toContain('太多');
    expect(await page(path)).not.toContain('账号已停用');
    await under.database.query.updateTable('officers').set({ disabled: 1 }).where('id', '=', advisor.id).execute();
    expect(await page('/console/advisors')).toMatch(/650人里有0人有人管/);
    expect(await page(path)).toContain('账号已停用，不算数');
    await under.database.query.updateTable('officers').set({ disabled: 0 }).where('id', '=', advisor.id).execute();
    expect(await page(path)).toContain('从 2026-11-19');
    await boss.send(`${path}/advisors/end`, { advisor: advisor.id });
    expect(await page(path)).toContain('到 2026-11-20');
    expect(await under.storage.gridsOf(advisor.id)).toEqual([]);
  });

  it('is changed as it was seen; what is wrong stands beside the field, and what was typed stays', async () => {
    const path = ((await boss.send(GRIDS, grid())).headers.get('location') ?? '').replace('?saved=1', '');
    const seen = '织里镇|东湾村|village|650';
    expect((await boss.send(path, { ...grid({ people: '700' }), seen })).status).toBe(303);
    const stale = await boss.send(path, { ...grid({ people: '800' }), seen });
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('同事刚改过')]);
    const wrong = await boss.send(path, grid({ people: '很多', name: '' }));
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/value="很多"[\s\S]*写人数/);
    expect((await listed())[0]?.people).toBe(700);
    expect((await boss.send(`${path}/close`)).status).toBe(303);
    expect([(await boss.get(path)).status, await listed()]).toEqual([404, []]);
  });
});

describe('an import', () => {
  const send = (text: string) => boss.send('/console/advisors/import', { formId: 'form-000002', text });
  it('takes all rows or none, and names those that are wrong', async () => {
    const wrong = await send('乡镇,网格,类型,人数\n织里镇,东湾村,村,320\n织里镇,西湾村,庄,300');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/<td class="number">3<\/td>[\s\S]*类型只能写[\s\S]*有1行不对/);
    expect(await listed()).toEqual([]);
    expect((await send('乡镇,网格,类型,人数\n织里镇,东湾村,村,320\n织里镇,西湾村,企业,300')).status).toBe(303);
    expect((await send('乡镇,网格,类型,人数\n织里镇,东湾村,村,330')).status).toBe(303);
    expect((await listed()).map(({ name, people }) => [name, people])).toEqual([
      ['东湾村', 330],
      ['西湾村', 300],
    ]);
  });

  it('reads a file as a Chinese spreadsheet saves it', async () => {
    // 乡镇,网格,类型,人数 / 织里镇,东湾村,村,320 in GB 18030.
    const gbk = Buffer.from('cfe7d5f22ccdf8b8f12cc0e0d0cd2cc8cbcafd0d0ad6afc0efd5f22cb6abcde5b4e52cb4e52c3332300d0a', 'hex');
    const body = new FormData();
    body.set('file', new File([gbk], 'grids.csv'));
    const request = new Request('http://localhost/console/advisors/import', { method: 'POST', body });
    request.headers.set('cookie', boss.cookie);
    request.headers.set('origin', 'http://localhost');
    request.headers.set('host', 'localhost');
    expect((await under.app.request(request)).status).toBe(303);
    expect(await listed()).toMatchObject([{ town: '织里镇', name: '东湾村', people: 320 }]);
  });
});

describe('training', () => {
  it('is confirmed by a supervisor, by name and date', async () => {
    const advisor = await under.signIn('沈顾问', 'advisor');
    const path = '/console/advisors/training';
    expect(await page(path)).toContain('必修课不全');
    for (const fields of [{ done: '2024-01-01' }, { done: '2027-01-01' }, { course: 'cooking' }, { advisor: boss.id }])
      expect((await boss.send(path, { advisor: advisor.id, course: 'basics', done: '2026-11-02', ...fields })).status).toBe(422);
    for (const course of ['basics', 'doorstep', 'privacy'])
      expect((await boss.send(path, { advisor: advisor.id, course, done: '2026-11-02' })).status).toBe(303);
    const after = await page(path);
    expect(after).toContain('必修课都有效');
    expect(after).toContain('有效 到 2027-11-02');
    expect(after).toContain('确认人 周主管');
    // He sees his own, and nobody else's.
    const colleague = await under.signIn('陆顾问', 'advisor');
    const own = await Promise.all([advisor, colleague].map(async ({ get }) => (await get('/console/visits')).text()));
    expect(own.map((html) => [html.includes('确认人 周主管'), html.includes('必修课不全')])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(own[1]).not.toContain('沈顾问');
  });
});

it('is for supervisors and administrators alone', async () => {
  for (const role of ['officer', 'librarian', 'advisor'] as const) {
    const who = await under.signIn(`x${role}`, role);
    for (const path of ['', '/grids', '/import', '/training', '/tasks'])
      expect((await who.get(`/console/advisors${path}`)).status).toBe(403);
    expect((await who.send(GRIDS, grid())).status).toBe(403);
  }
  const admin = await under.signIn('吴管理', 'administrator');
  expect((await admin.get('/console/advisors')).status).toBe(200);
});

it('lets an administrator invite an advisor', async () => {
  const admin = await under.signIn('吴管理', 'administrator');
  const answer = await admin.send('/console/officers/invite', { role: 'advisor' });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('给新安全顾问的邀请链接')]);
});

it('speaks English to whoever has chosen it', async () => {
  const admin = await under.signIn('Wu', 'administrator');
  const advisor = await under.signIn('Shen', 'advisor');
  const reader = browser(under, { cookie: `${admin.cookie}; language=en` });
  await reader.send('/console/advisors/import', { formId: 'form-000003', text: 'town,grid,kind,people\n织里镇,东湾村,village,320' });
  const [first] = await listed();
  await under.storage.assignAdvisor(first?.id ?? '', advisor.id, under.clock.now, admin.id);
  await under.storage.confirmTraining(advisor.id, 'basics', under.clock.now, admin.id);
  await under.storage.makeWeek({ from: under.clock.now + 1, until: under.clock.now + 2 }, TASKS_OF_KIND);
  under.clock.now += 2;
  for (const path of ['', '/grids', `/grids/${first?.id}`, '/import', '/training', '/tasks'])
    expect(chineseIn(await (await reader.get(`/console/advisors${path}`)).text())).toEqual([]);
});
