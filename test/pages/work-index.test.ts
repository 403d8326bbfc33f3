import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { readInputs } from '../../src/work-index/index-day.ts';
import { madeUpCity } from '../work-index/made-up-city.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

const INDEX = '/console/index-of-work';

let under: DeskUnderTest;
let boss: Colleague;
beforeEach(async () => {
  under = await openDesk();
  boss = await under.signIn('Zhao', 'supervisor');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

/** Three towns with cases: of one with two, of the others with more. */
async function withCases(): Promise<void> {
  const grids = madeUpCity(240).grids.map(({ id, name, town, kind, people }) => ({
    id,
    name,
    town,
    kind,
    people,
    created_at: 0,
    closed_at: null,
  }));
  for (let at = 0; at < grids.length; at += 10)
    await under.database.query
      .insertInto('grids')
      .values(grids.slice(at, at + 10))
      .execute();
  const towns = ['镇0', '镇0', ...Array(9).fill('镇1'), ...Array(12).fill('镇2')] as string[];
  const yesterday = under.clock.now - 86_400_000;
  for (const [at, community] of towns.entries()) {
    await under.storage.ensureConversation(`web:${at}`, 'web');
    await under.database.query
      .insertInto('cases')
      .values({
        id: `c${at}`,
        number: `C${at}`,
        conversation_id: `web:${at}`,
        urgency: 'P1',
        reason: 'paid',
        facts_sealed: '',
        status: 'closed',
        truth: 'scam',
        true_type: under.deps.detector.library.types[0]?.id ?? null,
        lost: 1_234_500,
        saved: 0,
        community,
        created_at: yesterday,
        updated_at: yesterday,
        closed_at: yesterday,
      })
      .execute();
  }
}
async function doChores(): Promise<void> {
  for (const { name, work } of choresOf(under.deps)) if (['index', 'bulletins'].includes(name)) while (await work());
}
const text = async (path: string, who: Omit<Colleague, 'id' | 'cookie'> = boss): Promise<string> => (await who.get(path)).text();

describe('the index', () => {
  it('says before the first day what will appear and when', async () => {
    expect(await text(INDEX)).toContain('还没有指数');
    expect(await text('/index-of-work', browser(under))).toContain('还没有数');
  });

  it('shows the number, every part, the formula and the towns, in both languages', async () => {
    await withCases();
    await doChores();
    const html = await text(INDEX);
    for (const word of ['发案', '安全顾问', '没有数，不计入', '镇1', '公式，第1版', '稳定数']) expect(html).toContain(word);
    const english = browser(under, { cookie: `${boss.cookie}; language=en` });
    for (const path of [INDEX, `${INDEX}?area=${encodeURIComponent('town:镇1')}`, `${INDEX}?area=grid%3Ag0`, `${INDEX}?recount=1`])
      expect([path, chineseIn(await text(path, english))]).toEqual([path, []]);
    expect(await text(`${INDEX}?recount=1`)).toContain('一字不差');
    await under.database.query
      .updateTable('index_areas')
      .set({ inputs: '[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]' })
      .where('area', '=', 'grid:g1')
      .execute();
    expect(await text(`${INDEX}?recount=1`)).toContain('有人改过数据库');
  });

  it('can be taken out by supervisors as a table, which is written down', async () => {
    await withCases();
    await doChores();
    const response = await boss.get(`${INDEX}/2026-11-19/csv`);
    expect(response.headers.get('content-type')).toContain('text/csv');
    const lines = new TextDecoder('utf-8', { ignoreBOM: true })
      .decode(await response.arrayBuffer())
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(1 + 1 + 3 + 240);
    expect(lines[0]).toMatch(/^\uFEFF日期,公式版本,层级,镇街,名称,指数,人口,有损失的案件,损失（元）,/);
    expect(lines[0]).toMatch(/,发案 得分,发案 占比 \(%\),/);
    const columns = new Set(lines.map((line) => line.split(',').length));
    expect(columns.size).toBe(1);
    // Money as on the page, in yuan.
    const kept = await under.database.query.selectFrom('index_areas').select('inputs').where('area', '=', 'city').executeTakeFirstOrThrow();
    const fen = readInputs(kept.inputs).lost ?? 0;
    expect(fen).toBeGreaterThan(0);
    const city = lines.find((line) => line.split(',')[2] === '全市')?.split(',') ?? [];
    expect(city[(lines[0] ?? '').split(',').indexOf('损失（元）')]).toBe(String(fen / 100));
    const english = await (await boss.get(`${INDEX}/2026-11-19/csv`, { cookie: `${boss.cookie}; language=en` })).text();
    expect(english).toMatch(/^\uFEFF?Day,Formula,Level,Town,Name,Index,People,/);
    const audited = await under.database.query.selectFrom('audit').select('subject').where('action', '=', 'index.exported').execute();
    expect(audited).toHaveLength(2);
    expect((await boss.get(`${INDEX}/2026-11-18/csv`)).status).toBe(404);
    expect((await (await under.signIn('Wang')).get(`${INDEX}/2026-11-19/csv`)).status).toBe(403);
  });

  it('hides from everybody else what is small, and what would give it away', async () => {
    await withCases();
    await doChores();
    const stranger = browser(under);
    const city = await text('/index-of-work', stranger);
    expect(city).toContain('每万人');
    // Two cases; the next smallest is hidden with them.
    for (const town of ['镇0', '镇1']) {
      const page = await text(`/index-of-work?town=${encodeURIComponent(town)}`, stranger);
      const parts = page.slice(0, page.indexOf('<details'));
      expect(parts).toContain('数字太小，不公布');
      expect(parts).not.toContain('每万人');
      expect(parts).not.toContain('人均');
    }
    const shown = await text(`/index-of-work?town=${encodeURIComponent('镇2')}`, stranger);
    expect(shown.slice(0, shown.indexOf('<details'))).toContain('每万人');
    expect((await stranger.get('/index-of-work?town=none')).status).toBe(404);
  });
});

describe('an advisor', () => {
  const own = '/console/own-index';
  async function advisor(...grids: string[]): Promise<Colleague> {
    const shen = await under.signIn('Shen', 'advisor');
    for (const grid of grids) await under.storage.assignAdvisor(grid, shen.id, under.clock.now - 1, boss.id);
    return shen;
  }

  it('sees the index of his own grid, and of no other, whatever he asks for', async () => {
    await withCases();
    const shen = await advisor('g1', 'g4');
    await doChores();
    const html = await text(own, shen);
    for (const shown of ['本网格指数', '网格1', '最近90天', '这个数怎么来的', '安全顾问']) expect(html).toContain(shown);
    expect(html).toContain('aria-current="page"');
    for (const asked of ['g2', 'grid:g2', 'city', 'town:镇1', '']) {
      const page = await text(`${own}?grid=${encodeURIComponent(asked)}&area=${encodeURIComponent(asked)}`, shen);
      expect(page).toContain('本网格指数');
      expect(page).not.toMatch(/网格2(?!\d)|镇1|湖州反诈指数/);
    }
    expect(await text(`${own}?grid=g4`, shen)).toMatch(/aria-current="page"[^>]*>网格4</);
    expect((await shen.get(INDEX)).status).toBe(403);
    await under.database.query.updateTable('grid_advisors').set({ until: under.clock.now }).where('grid_id', '=', 'g4').execute();
    expect(await text(`${own}?grid=g4`, shen)).not.toContain('网格4');
  });

  it('is not told of single cases: small numbers are hidden, and of a small grid everything', async () => {
    await withCases();
    await under.database.query.updateTable('cases').set({ community: '网格1' }).where('community', '=', '镇0').execute();
    const shen = await advisor('g1');
    await doChores();
    const html = await text(own, shen);
    expect(html).toContain('数字太小，不显示');
    expect(html.slice(0, html.indexOf('index-rules'))).not.toMatch(/每万人|人均[\d.]+元/);
    await under.database.query
      .updateTable('index_areas')
      .set({ inputs: '[99,2,2469000,4,0,4,4,4,4,null,null,null,4,4,99]' })
      .where('area', '=', 'grid:g1')
      .execute();
    const small = await text(own, shen);
    expect(small).toContain('不到100人的网格不给分数');
    expect(small).not.toContain('<svg viewBox');
  });

  it('is told what is missing before there is a number, in both languages', async () => {
    const shen = await advisor();
    expect(await text(own, shen)).toContain('还没有给您分网格');
    await withCases();
    await under.storage.assignAdvisor('g1', shen.id, under.clock.now, boss.id);
    expect(await text(own, shen)).toContain('还没有数');
    const english = browser(under, { cookie: `${shen.cookie}; language=en` });
    expect(chineseIn(await text(own, english))).toEqual([]);
    await doChores();
    expect(chineseIn(await text(own, english))).toEqual([]);
    expect(await text(own, english)).toContain('Index of your grid');
  });
});

describe('citizens’ pages', () => {
  it('lead to the public index once there is one', async () => {
    const stranger = browser(under);
    for (const path of ['/learn', '/learn/board']) expect(await text(path, stranger)).not.toContain('/index-of-work');
    await withCases();
    await doChores();
    for (const path of ['/learn', '/learn/board']) expect(await text(path, stranger)).toContain('href="/index-of-work"');
  });
});

describe('bulletins', () => {
  it('are listed, read, and printed with small numbers hidden for outside', async () => {
    await withCases();
    await doChores();
    const list = await text('/console/bulletins');
    const [day = '', week = ''] = [...list.matchAll(/href="(\/console\/bulletins\/(?:day|week)\/\d+)"/g)].map(([, path = '']) => path);
    expect([day, week].map((path) => path.split('/')[3])).toEqual(['day', 'week']);
    const html = await text(day);
    expect(html).toContain('反诈日报');
    expect(html).toContain('24,690.00元');
    const outside = await text(`${day}/print?outside=1`);
    expect(outside).not.toContain('24,690.00元');
    expect(outside).toContain('148,140.00元');
    expect(outside).toContain('少于5');
    // Two cases, and the nine that would tell them: of those “under five” would not be true.
    expect(outside.match(/<td data-head="案件">不公布<\/td>/g)).toHaveLength(2);
    expect(await text(`${day}/print`)).toContain('24,690.00元');
    // On every page: a table's head is repeated.
    expect(await text(`${day}/print`)).toMatch(/<thead><tr><td><div class="print-head"><b>反诈日报/);
    // What rises, against the day before; not for outside, where it would tell what the places hide.
    expect(html).toMatch(/哪种骗局在涨[\s\S]*▲ \+23/);
    expect(outside).not.toContain('哪种骗局在涨');
    expect(await text('/console/audit?action=bulletin.printed')).toMatch(/日报 2026-11-\d\d （对外）/);
    const english = browser(under, { cookie: `${boss.cookie}; language=en` });
    for (const path of ['/console/bulletins', day, week, `${day}/print`, `${week}/print?outside=1`])
      expect([path, chineseIn(await text(path, english))]).toEqual([path, []]);
    const printed = await under.database.query.selectFrom('audit').select('subject').where('action', '=', 'bulletin.printed').execute();
    expect(printed).toHaveLength(5);
  });
});
