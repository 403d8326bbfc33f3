import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentText } from '../../src/citizens/consent-texts.ts';
import { TYPE_IDS } from '../../src/library/schema.ts';
import { lessonOf } from '../../src/teaching/lessons.ts';
import { publishBoard } from '../../src/teaching/publish-boards.ts';
import { dayOf, dayText, monthBefore, monthBounds, monthOf } from '../../src/teaching/shanghai-days.ts';
import { dropLate, teachOne } from '../../src/teaching/teach-citizens.ts';
import { incoming } from '../storage/storage-under-test.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { readHtml } from './html-reader.ts';

let under: DeskUnderTest;
let [wang, li]: Colleague[] = [];
beforeAll(async () => {
  under = await openDesk();
});
beforeEach(async () => {
  [wang, li] = wang && li ? [wang, li] : [await under.signIn('王'), await under.signIn('李')];
});
afterAll(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});
const reader = () => browser(under);
const page = async (path: string, status = 200, who: Pick<Colleague, 'get'> = reader()): Promise<string> => {
  const response = await who.get(path);
  expect([path, response.status]).toEqual([path, status]);
  return response.text();
};
const today = () => dayText(dayOf(under.clock.now));

/** A browser that is signed in as a registered citizen who has agreed to lessons. */
async function registered(token: string) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  const tokenHash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = await under.storage.registerCitizen({
    name: '吴',
    gridId: null,
    ageBand: '60-69',
    job: 'retired',
    guardian: null,
    tokenHash,
    consents: [
      { purpose: 'profile', version: 1 },
      { purpose: 'teaching', version: 1 },
    ],
  });
  return { id, ...browser(under, { cookie: `citizen=${token}` }) };
}

/** Closed as a scam in that month. */
async function closed(id: string, month: string, community: string | null, lost = 2_000_000, type = 'loan'): Promise<void> {
  const [from] = monthBounds(month);
  await under.database.query
    .insertInto('cases')
    .values({
      id,
      number: `N${id}`,
      conversation_id: 'web:c1',
      urgency: 'P1',
      reason: 'x',
      facts_sealed: '',
      status: 'closed',
      truth: 'scam',
      true_type: type,
      closed_at: from + 1000,
      lost,
      community,
      created_at: from,
      updated_at: from,
    })
    .execute();
}

describe('一哥说骗', () => {
  it('has a page, a dialogue and a quiz for each type, and none for others', async () => {
    const home = await page('/learn');
    for (const type of TYPE_IDS) {
      expect(home).toContain(`href="/learn/${type}"`);
      for (const part of ['', '/dialogue', '/quiz']) readHtml(await page(`/learn/${type}${part}`));
    }
    for (const path of ['/learn/none', '/learn/__proto__', '/learn/loan/dialogue?way=9', '/learn/none/quiz', '/learn/board?month=1999-01'])
      await page(path, 404);
  });

  it('plays a dialogue one form at a time, kindly after a slip, and notes the end for a citizen alone', async () => {
    const citizen = await registered('citizen-token-0001');
    const { turns } = lessonOf('loan');
    let way = '';
    const answer = async (wise: boolean, at: number): Promise<string> => {
      const choice = String(turns[at]?.choices.findIndex((one) => one.wise === wise));
      const response = await citizen.send('/learn/loan/dialogue', { way, choice });
      expect(response.status).toBe(303);
      way += choice;
      expect(response.headers.get('location')).toBe(`/learn/loan/dialogue?way=${way}#answer`);
      return page(`/learn/loan/dialogue?way=${way}`);
    };
    expect(await answer(false, 0)).toContain('再想一想');
    for (let at = 0; at < turns.length; at++) await answer(true, at);
    expect(await page(`/learn/loan/dialogue?way=${way}`)).toContain(lessonOf('loan').ending);
    expect(await under.storage.teachingDone(citizen.id)).toMatchObject([{ lesson: 'loan', kind: 'dialogue', result: 83 }]);
    await reader().send('/learn/loan/dialogue', { way: way.slice(0, -1), choice: way.slice(-1) });
    expect(await under.database.query.selectFrom('teaching_done').select('lesson').execute()).toHaveLength(1);
    for (const fields of [{}, { way: 'x', choice: '0' }, { way: '', choice: '9' }])
      expect((await reader().send('/learn/loan/dialogue', fields as Record<string, string>)).status).toBe(303);
  });

  it('explains every answer of a quiz, and keeps what was chosen when one is missing', async () => {
    const citizen = await registered('citizen-token-0002');
    const { questions } = lessonOf('elder');
    const right = Object.fromEntries(questions.map((question, at) => [`q${at}`, String(question.right)]));
    const missing = await citizen.send('/learn/elder/quiz', { ...right, q4: '' });
    expect([missing.status, (await missing.text()).match(/checked/g)?.length]).toEqual([422, 4]);
    const done = await (await citizen.send('/learn/elder/quiz', right)).text();
    for (const { why } of questions) expect(done.replace(/<[^>]+>/g, '')).toContain(why);
    expect(await under.storage.teachingDone(citizen.id)).toMatchObject([{ lesson: 'elder', kind: 'quiz', result: 100 }]);
    expect(await page('/learn/elder', 200, citizen)).toContain('最好100分');
    expect((await reader().send('/learn/elder/quiz', { q0: '7' })).status).toBe(422);
  });

  it('gives out the day as a picture, past days too and never one ahead', async () => {
    const response = await reader().get(`/learn/day/${today()}/card.svg`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(await response.text()).toMatch(/^<svg[\s\S]*<\/svg>$/);
    await page(`/learn/day/${dayText(dayOf(under.clock.now) - 3)}`);
    for (const day of [dayText(dayOf(under.clock.now) + 1), '2020-01-01', 'today', '2026-02-30']) await page(`/learn/day/${day}`, 404);
  });

  it('is pushed to whoever agreed, and stops at one press', async () => {
    const citizen = await registered('citizen-token-0003');
    await under.database.query.updateTable('citizens').set({ phone_proved_at: 1 }).where('id', '=', citizen.id).execute();
    await incoming(under, { conversationId: 'telegram:9', channel: 'telegram', externalId: 't9' });
    await under.database.query
      .insertInto('citizen_conversations')
      .values({ citizen_id: citizen.id, conversation_id: 'telegram:9', since: 0 })
      .execute();
    const deps = {
      storage: under.storage,
      library: under.deps.detector.library,
      channels: ['telegram', 'web'],
      now: () => under.clock.now,
      nudgeDelivery: () => undefined,
    };
    const night = { ...deps, now: () => Date.UTC(2026, 10, 20, 14) };
    expect(await teachOne(night)).toBe(false);
    expect((await Promise.all([teachOne(deps), teachOne(deps)])).filter(Boolean)).toHaveLength(1);
    expect(await teachOne(deps)).toBe(false);
    const due = await under.storage.claimDue(['telegram']);
    expect(due?.said?.text).toMatch(/^反诈疫苗：.*回“退订”。$/);
    expect(await page('/learn', 200, citizen)).toContain('退订');
    expect((await citizen.send('/learn/push', { want: 'stop' })).headers.get('location')).toBe('/learn?said=stopped#push');
    expect(await page('/learn', 200, citizen)).toContain('同意，给我发');
    // Agreed is to what he read: an old page, or no page at all, begins nothing.
    const { version } = consentText('teaching');
    for (const old of [{}, { version: String(version - 1) }])
      expect((await citizen.send('/learn/push', { want: 'start', ...old })).headers.get('location')).toBe('/learn#push');
    expect(await page('/learn', 200, citizen)).toContain(`name="version" value="${version}"`);
    const again = await citizen.send('/learn/push', { want: 'start', version: String(version) });
    expect(again.headers.get('location')).toBe('/learn?said=started#push');
    await citizen.send('/learn/push', { want: 'stop' });
    under.clock.now += 8 * 24 * 3_600_000;
    expect(await teachOne(deps)).toBe(false);
    under.clock.now -= 8 * 24 * 3_600_000;
    expect((await reader().send('/learn/push', { want: 'stop' })).headers.get('location')).toBe('/join');
    // A child's guardian comes first: it is told so, and not given a button that does nothing.
    await under.database.query.updateTable('citizens').set({ age_band: 'under14' }).where('id', '=', citizen.id).execute();
    const child = await page('/learn', 200, citizen);
    expect([child.includes('监护人用手机确认以后，才能订'), child.includes('同意，给我发')]).toEqual([true, false]);
  });
});

describe('a lesson whose platform is down', () => {
  it('is not sent at night but once, the next morning', async () => {
    const citizen = await registered('citizen-token-0011');
    await under.database.query.updateTable('citizens').set({ phone_proved_at: 1 }).where('id', '=', citizen.id).execute();
    await incoming(under, { conversationId: 'telegram:11', channel: 'telegram', externalId: 't11' });
    await under.database.query
      .insertInto('citizen_conversations')
      .values({ citizen_id: citizen.id, conversation_id: 'telegram:11', since: 0 })
      .execute();
    const { now } = under.clock;
    const deps = {
      storage: under.storage,
      library: under.deps.detector.library,
      channels: ['telegram'],
      now: () => under.clock.now,
      nudgeDelivery: () => undefined,
    };
    const unsent = () =>
      under.database.query
        .selectFrom('outbox')
        .select('id')
        .where('conversation_id', '=', 'telegram:11')
        .where('state', '=', 'queued')
        .execute();
    under.clock.now = Date.UTC(2026, 10, 25, 12, 39);
    expect(await teachOne(deps)).toBe(true);
    under.clock.now = Date.UTC(2026, 10, 25, 13, 1);
    expect([await dropLate(deps), await teachOne(deps), await unsent()]).toEqual([true, false, []]);
    under.clock.now = Date.UTC(2026, 10, 26, 0, 1);
    expect([await teachOne(deps), await teachOne(deps), (await unsent()).length]).toEqual([true, false, 1]);
    under.clock.now = now;
  });
});

describe('opting out', () => {
  it('by one word in the chat of the browser that is registered, and only by that word', async () => {
    const citizen = await registered('citizen-token-0009');
    await citizen.send('/message', { text: '怎么退订会员', id: 'opt-out-0001' });
    expect(await page('/learn', 200, citizen)).not.toContain('同意，给我发');
    expect((await citizen.send('/message', { text: '退订', id: 'opt-out-0002' })).status).toBe(303);
    expect(await page('/learn', 200, citizen)).toContain('同意，给我发');
  });
});

describe('the board', () => {
  it('shows months that are over, the reader’s own community on top, and hides what is small', async () => {
    expect(await page('/learn/board')).toContain('还没有榜');
    await incoming(under);
    const [last, before] = [monthBefore(monthOf(under.clock.now)), monthBefore(monthOf(under.clock.now), 2)];
    for (let at = 0; at < 9; at++) await closed(`l${at}`, last, '织里镇');
    for (let at = 0; at < 6; at++) await closed(`b${at}`, before, '织里镇');
    for (let at = 0; at < 7; at++) await closed(`m${at}`, last, '八里店镇');
    for (let at = 0; at < 2; at++) await closed(`s${at}`, last, '小村');
    for (let at = 0; at < 2; at++) await closed(`n${at}`, monthOf(under.clock.now), '未完村');
    for (const name of ['东', '西'])
      await under.database.query
        .insertInto('grids')
        .values({ id: `quiet-${name}`, name: `${name}村`, town: '清静镇', kind: 'village', people: 300, created_at: 1 })
        .execute();
    while (await publishBoard(under.storage, under.clock.now));
    expect(await under.storage.publishedBoards()).toEqual([last, before]);
    const html = await page('/learn/board');
    expect(html).not.toContain('未完村');
    expect(readHtml(html).elements.find(({ tag, text }) => tag === 'tr' && text.startsWith('小村'))?.text).toContain('不公布');
    expect(readHtml(html).elements.find(({ tag, text }) => tag === 'tr' && text.startsWith('东村'))?.text).toBe('东村0一样0');
    await under.database.query.deleteFrom('grids').where('id', 'like', 'quiet-%').execute();
    expect(html).not.toContain('没有上月');
    const first = await page(`/learn/board?month=${before}`);
    expect(readHtml(first).elements.find(({ tag, text }) => tag === 'tr' && text.startsWith('织里镇'))?.text).toBe('织里镇6没有上月12');
    expect(first.match(/没有上月的榜，比不出来/g)).toHaveLength(2);
    const chosen = await reader().send('/learn/board', { place: '织里镇', month: last });
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';
    const own = await page('/learn/board', 200, browser(under, { cookie }));
    expect(own.indexOf('您选的：织里镇')).toBeLessThan(own.indexOf('全市'));
    expect(readHtml(own).elements.find(({ tag, text }) => tag === 'tr' && text.startsWith('织里镇'))?.text).toMatch(/^织里镇9多318$/);
  });
});

describe('the teaching desk', () => {
  it('tells a closed case after a second officer has agreed, without anything of it but type, month and band', async () => {
    const month = monthBefore(monthOf(under.clock.now));
    await closed('tell', month, '织里镇', 4_200_000, 'loan');
    const desk = await page('/console/teaching/cases/tell', 200, wang);
    expect(desk).toContain('织里镇');
    expect(desk).not.toMatch(/Ntell|42000|web:c1/);
    const path = '/console/teaching/cases/tell';
    const story = '有人在网上看到快速放款，先交了手续费，又交了解冻金，贷款一直没有来。';
    const refused = await wang?.send(path, { form: 'form-0001', title: '没来的贷款', body: `${story}户名：张三丰` });
    expect([refused?.status, await refused?.text()]).toEqual([422, expect.stringContaining('姓名、户名')]);
    for (let twice = 0; twice < 2; twice++)
      expect((await wang?.send(path, { form: 'form-0001', title: '没来的贷款', body: story }))?.status).toBe(303);
    expect(await page('/learn')).not.toContain(story);
    const agree = '/console/teaching/texts/form-0001/agree';
    expect((await wang?.send(agree, { day: today() }))?.status).toBe(409);
    expect((await li?.send(agree, { day: '2020-01-01' }))?.status).toBe(422);
    expect((await li?.send(agree, { day: today() }))?.status).toBe(303);
    const shown = await page('/learn');
    expect(shown).toContain(story);
    expect(shown).toContain('损失1万到5万元');
    expect(shown).not.toContain('织里镇，');
    expect((await li?.send('/console/teaching/texts/form-0001/withdraw'))?.status).toBe(303);
    expect(await page('/learn')).not.toContain(story);
  });

  it('chooses the library’s words for a day, and gives the day back', async () => {
    expect((await wang?.send('/console/teaching/days', { day: today(), type: 'romance' }))?.status).toBe(303);
    expect((await li?.send('/console/teaching/days', { day: today(), type: 'game' }))?.status).toBe(409);
    expect(await page('/learn')).toContain(lessonOf('romance').story);
    expect((await wang?.send(`/console/teaching/days/${today()}/free`))?.status).toBe(303);
  });

  it('publishes news that a second officer has agreed to', async () => {
    const fields = { form: 'news-0001', title: '假贷款多起来', body: '这周假贷款多起来了。放款前要钱的，一分都不要交。', source: '本中心' };
    expect((await wang?.send('/console/teaching/news', fields))?.status).toBe(303);
    expect(await page('/learn/news')).toContain('还没有消息');
    expect((await li?.send('/console/teaching/texts/news-0001/agree'))?.status).toBe(303);
    expect(await page('/learn/news')).toContain('放款前要钱的');
    const unsafe = await wang?.send('/console/teaching/news', {
      ...fields,
      form: 'news-0002',
      body: '这个平台查过了，可以放心转账，绝对安全的。',
    });
    expect(unsafe?.status).toBe(422);
  });

  it('has a poster of every grid, with the grid in its code', async () => {
    await under.database.query
      .insertInto('grids')
      .values({ id: 'g1', name: '东门社区', town: '织里镇', kind: 'estate', people: 300, created_at: 1, closed_at: null })
      .execute();
    expect(await page('/console/teaching/posters', 200, wang)).toContain('/console/teaching/posters/g1');
    expect(await page('/console/teaching/posters/g1', 200, wang)).toContain('picture.svg');
    expect(await page('/console/teaching/posters/g1/picture.svg', 200, wang)).toMatch(/^<svg[\s\S]*东门社区[\s\S]*<\/svg>$/);
    const pdf = await wang?.get('/console/teaching/posters/g1/poster.pdf');
    expect([pdf?.status, pdf?.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await pdf?.text()).toMatch(/^%PDF-1\.7\n[\s\S]*%%EOF\n$/);
    await under.database.query.updateTable('grids').set({ name: '𫚭村' }).execute();
    expect(await page('/console/teaching/posters', 200, wang)).toMatch(/这几个字PDF画不出来，用打印页“另存为PDF”：<b lang="zh-CN">𫚭</);
    for (const path of ['none', 'none/poster.pdf', 'g1/poster.pdf']) await page(`/console/teaching/posters/${path}`, 404, wang);
  });
});
