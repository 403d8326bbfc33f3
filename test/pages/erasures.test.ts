import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealer } from '../../src/storage/seal.ts';
import { codeAt } from '../desk/authenticator.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { citizenTelephone } from './citizen-telephone.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const PHONE = '13800138000';
const STEP = 30_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAME = '独一无二的张阿姨';
const SAID = '我刚给骗子转了两万块钱，怎么办';

let under: DeskUnderTest;
let admin: Colleague;
beforeEach(async () => {
  under = await openDesk();
  const grid = { town: '织里', kind: 'village' as const, people: 300, created_at: 0 };
  await under.database.query
    .insertInto('grids')
    .values({ id: 'g1', name: '朝阳', ...grid })
    .execute();
  admin = await enlist('Sun');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

async function enlist(display: string): Promise<Colleague> {
  const one = await under.signIn(display, 'administrator');
  const totp_sealed = await (await createSealer(MASTER_KEY)).sealOwn(SECRET);
  await under.database.query.updateTable('officers').set({ totp_sealed }).where('id', '=', one.id).execute();
  return one;
}
/** A code that has not served. */
function code(): string {
  under.clock.now += STEP;
  return codeAt(SECRET, under.clock.now);
}
async function registers(ageBand = '60-69', guardian = ''): Promise<string> {
  const telephone = citizenTelephone(under);
  await telephone.get('/join?g=g1');
  const consents = { 'consent-profile': '1', ...(guardian === '' ? {} : { 'consent-guardian': '1', guardian }) };
  const answer = await telephone.send('/join', { name: NAME, ageBand, job: 'retired', grid: 'g1', place: '', ...consents });
  expect(answer.headers.get('location')).toBe('/me');
  const { id } = await under.database.query
    .selectFrom('citizens')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const secret = `secret-${id}`;
  const purpose = guardian === '' ? 'phone' : 'guardian';
  const shown = await under.storage.phoneCode(purpose, secret, `hash-${secret}`, id);
  await under.storage.proveByOfficer(shown.code, PHONE, admin.id);
  return id;
}
const find = (sought: string, whose = 'own', who = admin): Promise<Response> => who.send('/console/erasures/find', { sought, whose });
async function found(sought: string, whose = 'own'): Promise<string> {
  const answer = await find(sought, whose);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
const page = async (place: string, who: Pick<Colleague, 'get'> = admin): Promise<string> => (await who.get(place)).text();
const order = (place: string, parts: Record<string, string> = {}, who = admin): Promise<Response> =>
  who.send(place, { ground: 'in-person', remark: '窗口核了身份证', told: 'yes', ...parts });
const rows = (action: string) =>
  under.database.query.selectFrom('audit').select(['officer_id', 'subject']).where('action', '=', action).execute();
const problemOf = (html: string, name: string): string =>
  readHtml(html).elements.find(({ attributes }) => attributes.id === `${name}-problem`)?.text ?? '';
const isKept = async (id: string): Promise<boolean> => (await under.storage.readCitizen(id)) !== null;

describe('looking somebody up', () => {
  it('shows the least, and writes down who looked', async () => {
    const id = await registers();
    const { conversation, number } = await under.call(SAID);
    const { id: chat } = await under.database.query.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
    await under.storage.linkConversation(id, chat);
    const html = await page(await found('138 0013 8000'));
    for (const shown of ['织里 朝阳', number, '2026-11-20']) expect(html).toContain(shown);
    for (const hidden of [NAME, PHONE, '138…', SAID, conversation, '60']) expect(html.replace(/\/assets\/\S+/g, '')).not.toContain(hidden);
    expect(await rows('erasure.sought')).toEqual([{ officer_id: admin.id, subject: id }]);
  });

  it('leads by every number that a citizen was given', async () => {
    const { number, caseId } = await under.call(SAID);
    const officer = await under.signIn('王警官');
    await officer.send(`/console/cases/${caseId}/claim`);
    await officer.send(`/console/cases/${caseId}/receipt`, { form: 'receipt-0001' });
    const [receipt] = await under.storage.receiptsOf(caseId);
    for (const sought of [
      number,
      number.toLowerCase(),
      number.slice(1),
      ` ${number.slice(0, 4)} ${number.slice(4)}`,
      receipt?.number ?? '',
    ])
      expect(await page(await found(sought))).toContain(number);
  });

  it('says plainly what to try where nobody is found, and that a look was taken', async () => {
    const answer = await find('13900000000');
    expect([answer.status, problemOf(await answer.text(), 'sought')]).toEqual([422, expect.stringContaining('请他想想登记的是哪个手机号')]);
    expect(await rows('erasure.sought')).toEqual([{ officer_id: admin.id, subject: 'nobody' }]);
    for (const sought of ['', '110', '96110', '张阿姨', 'A12345'])
      expect(problemOf(await (await find(sought)).text(), 'sought')).toContain('这不是');
  });

  it('is for whoever looked, and for half an hour', async () => {
    const id = await registers();
    const place = await found(PHONE);
    const other = await enlist('Qian');
    expect([(await other.get(place)).status, (await order(place, { code: code() }, other)).status]).toEqual([404, 404]);
    under.clock.now += HOUR / 2;
    expect([(await admin.get(place)).status, (await order(place, { code: code() })).status]).toEqual([404, 404]);
    expect([(await admin.get('/console/erasures/none')).status, await isKept(id)]).toEqual([404, true]);
  });

  it('lets a guardian’s children be told apart by day and place alone', async () => {
    const ids = [await registers('under14', '李妈妈'), await registers('under14', '李妈妈')];
    const answer = await find(PHONE, 'guardian');
    const html = await answer.text();
    const places = [...html.matchAll(/href="(\/console\/erasures\/[^"]+)"/g)].map(([, place = '']) => place);
    expect([answer.status, places.length, html.includes(NAME), html.includes('李妈妈')]).toEqual([200, 2, false, false]);
    const [place = ''] = places;
    for (const ground of ['in-person', 'called-back'])
      expect(problemOf(await (await order(place, { ground, code: code() })).text(), 'ground')).toContain('监护人');
    expect((await order(place, { ground: 'guardian', code: code() })).status).toBe(303);
    expect([await isKept(ids[0] ?? ''), await isKept(ids[1] ?? '')]).toEqual([false, true]);
  });
});

describe('an order to erase', () => {
  it('is done once, confirmed as often as it is asked for, and told by its number', async () => {
    const id = await registers();
    const place = await found(PHONE);
    const form = { code: code() };
    expect((await order(place, form)).headers.get('location')).toBe(place);
    expect((await order(place, form)).headers.get('location')).toBe(place);
    const html = await page(place);
    const number = /S\d{6}/.exec(html)?.[0] ?? '';
    expect([html.includes('办好了'), await isKept(id), html]).toEqual([true, false, await page(place)]);
    expect(await rows('citizen.erased')).toEqual([{ officer_id: admin.id, subject: id }]);
    expect(await rows('erasure.ordered')).toEqual([{ officer_id: admin.id, subject: number }]);
    // He comes again with it, to whoever sits there.
    const other = await enlist('Qian');
    expect((await find(number.toLowerCase(), 'own', other)).headers.get('location')).toBe(place);
    expect(await page(place, other)).toContain(number);
    expect((await find(PHONE)).status).toBe(422);
  });

  it('is done once when two presses come together with one code', async () => {
    const id = await registers();
    const place = await found(PHONE);
    const form = { code: code() };
    const answers = await Promise.all([order(place, form), order(place, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect([await isKept(id), (await rows('erasure.ordered')).length, (await page(place)).includes('办好了')]).toEqual([false, 1, true]);
    const { failures } = await under.database.query
      .selectFrom('officers')
      .select('failures')
      .where('id', '=', admin.id)
      .executeTakeFirstOrThrow();
    expect(failures).toBe(0);
  });

  it('asks for a code each time, although he has just signed in, and takes none twice', async () => {
    const ids = [await registers(), ''];
    const place = await found(PHONE);
    for (const wrong of ['', '000000', 'abcdef']) {
      const answer = await order(place, { code: wrong });
      const html = await answer.text();
      expect([answer.status, problemOf(html, 'code')]).toEqual([422, expect.stringContaining('验证码不对')]);
      expect(html).toContain('value="窗口核了身份证"');
      expect(html).not.toContain(`value="${wrong || '-'}"`);
    }
    const used = code();
    expect((await order(place, { code: used })).status).toBe(303);
    ids[1] = await registers();
    const next = await found(PHONE);
    expect((await order(next, { code: used })).status).toBe(422);
    expect([await isKept(ids[0] ?? ''), await isKept(ids[1] ?? '')]).toEqual([false, true]);
    expect((await order(next, { code: code() })).status).toBe(303);
  });

  it('counts wrong codes, and throws out who guesses', async () => {
    const id = await registers();
    const place = await found(PHONE);
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++) statuses.push((await order(place, { code: `00000${guess}` })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 401, 401]);
    expect(await rows('officer.locked')).toEqual([{ officer_id: null, subject: admin.id }]);
    expect([await isKept(id), await rows('erasure.ordered')]).toEqual([true, []]);
  });

  it('says everything that is wrong before a code is used up', async () => {
    const id = await registers();
    const place = await found(PHONE);
    const fresh = code();
    const wrong: readonly (readonly [string, Record<string, string>])[] = [
      ['ground', { ground: '' }],
      ['ground', { ground: 'king' }],
      ['ground', { ground: 'guardian' }],
      ['told', { told: '' }],
      ['remark', { ground: 'other', remark: '' }],
      ['remark', { remark: '字'.repeat(101) }],
      ...[
        '电话13800138000',
        '138-0013-8000回拨',
        '一三八零零一三八零零零',
        '身份证330501196512123344',
        '33050119651212334X',
        '卡6222 0210 0198 7654 321',
        '姓名：张三丰',
        '利济路77号来的',
      ].map((remark) => ['remark', { remark }] as const),
    ];
    for (const [name, parts] of wrong) {
      const answer = await order(place, { ...parts, code: fresh });
      const html = await answer.text();
      expect([parts, answer.status, problemOf(html, name) !== '']).toEqual([parts, 422, true]);
      const focused = readHtml(html).elements.filter(({ attributes }) => 'autofocus' in attributes);
      expect(focused.map(({ attributes }) => attributes.name)).toEqual([name]);
    }
    expect(await isKept(id)).toBe(true);
    expect((await order(place, { remark: '11月20日窗口来，湖公删字〔2026〕123号', code: fresh })).status).toBe(303);
  });

  it('is no call back where no number is known', async () => {
    const { number } = await under.call(SAID);
    const answer = await order(await found(number), { ground: 'called-back', code: code() });
    expect([answer.status, problemOf(await answer.text(), 'ground')]).toEqual([422, expect.stringContaining('没有他的号码')]);
  });

  it('leaves an open case, says so before and after, and takes it when it is closed', async () => {
    const { number, conversation } = await under.call(SAID);
    const place = await found(number);
    expect(await page(place)).toContain(`工单${number}还没办完`);
    await order(place, { code: code() });
    // He must not be told that all of it is gone.
    expect(await page(place)).toMatch(new RegExp(`除了下面这些，[^]*工单${number}`));
    const there = async (): Promise<boolean> => (await under.chat({ text: '你好', conversation }).catch(() => null)) !== null;
    const again = await page(await found(number));
    expect(again).toContain('已经要求删除');
    await under.database.query.updateTable('cases').set({ status: 'closed', closed_at: under.clock.now }).execute();
    await under.storage.eraseLeavers();
    expect(await there()).toBe(false);
    under.clock.now += HOUR / 4;
    const gone = await find(number);
    expect([gone.status, (await gone.text()).includes('是2026-11-20删的')]).toEqual([200, true]);
  });

  it('refuses a form that is far too large', async () => {
    const place = await found((await under.call(SAID)).number);
    expect((await order(place, { remark: 'x'.repeat(1_100_000), code: code() })).status).toBe(413);
    expect((await find('1'.repeat(1_100_000))).status).toBe(413);
  });

  it('stands in the audit log with its ground; the line is for administrators', async () => {
    await registers();
    await order(await found(PHONE), { code: code() });
    const boss = await under.signIn('周主管', 'supervisor');
    const [own, others] = [await page('/console/audit'), await page('/console/audit', boss)];
    for (const html of [own, others]) expect(html).toContain('他本人当面来，出示了身份证');
    expect([own.includes('窗口核了身份证'), others.includes('窗口核了身份证')]).toEqual([true, false]);
    expect(own).toContain('为删除资料查人');
  });
});

describe('whoever has chosen English', () => {
  it('reads no Chinese, from the look-up to the confirmation', async () => {
    const english = browser(under, { cookie: `${admin.cookie}; language=en` });
    const reads = async (answer: Promise<Response>, status: number): Promise<string> => {
      const response = await answer;
      const html = await response.text();
      expect([response.status, chineseIn(html)]).toEqual([status, []]);
      return response.headers.get('location') ?? html;
    };
    await registers();
    await under.call(SAID);
    await reads(english.send('/console/erasures/find', { sought: 'x' }), 422);
    await reads(english.send('/console/erasures/find', { sought: '13900000000' }), 422);
    const place = await reads(english.send('/console/erasures/find', { sought: PHONE, whose: 'own' }), 303);
    await reads(english.get(place), 200);
    await reads(english.send(place, { ground: 'guardian', remark: 'x'.repeat(101) }), 422);
    const whole = { ground: 'order', remark: 'At the counter', told: 'yes' };
    await reads(english.send(place, { ...whole, code: '000000' }), 422);
    await reads(english.send(place, { ...whole, code: code() }), 303);
    await reads(english.get(place), 200);
    await reads(english.get('/console/audit'), 200);
    await reads(english.get('/console/keeping'), 200);
    under.clock.now += DAY;
    await reads(english.get('/console/erasures/none'), 303);
  });
});

it('is where an administrator looks for it, and nobody else is led there', async () => {
  const boss = await under.signIn('周主管', 'supervisor');
  for (const place of ['/console/keeping', '/console/officers']) {
    expect(await page(place)).toContain('href="/console/erasures"');
    expect(await page(place, boss)).not.toContain('href="/console/erasures"');
  }
  expect(await page('/console/keeping', boss)).toContain('请管理员办');
});
