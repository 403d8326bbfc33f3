import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { OBJECTION_LASTS } from '../../src/storage/merchants/default-machine.ts';
import { licence } from '../merchants/licences.ts';
import { openTestApp } from '../routes/test-app.ts';
import { browser, type Colleague, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';
import { BASIS, openTrade, type TradeUnderTest } from './trade-under-test.ts';

const PARTNER = licence(900);

let under: TradeUnderTest;
let [wang, li] = [] as unknown as [Colleague, Colleague];
beforeEach(async () => {
  under = await openTrade();
  wang = await under.signIn('Wang');
  li = await under.signIn('Li');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

type Visitor = Omit<Colleague, 'id' | 'cookie'>;
const idIn = (html: string, kind: string): string => new RegExp(`/console/trade/${kind}/([^"/]+)"`).exec(html)?.[1] ?? 'none';
const text = async (response: Promise<Response>): Promise<string> => (await response).text();

async function registered(seed: number): Promise<Visitor> {
  const response = await browser(under).send('/trade/register', {
    form: `register-${seed}`,
    name: `织里${seed}号商行`,
    licence: licence(seed),
    market: '织里童装城',
    contact: '钱掌柜',
    phone: '13800001234',
    agreed: 'yes',
  });
  expect(response.status).toBe(303);
  return browser(under, { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
}
async function checked(seed: number): Promise<Visitor> {
  const merchant = await registered(seed);
  expect((await wang.send(`/console/trade/merchants/register-${seed}/check`, { answer: 'accept' })).status).toBe(303);
  return merchant;
}
const FILED = { name: '甲乙丙针织厂', licence: PARTNER, band: '50k-200k', dueOn: '2026-08-31', papers: '送货单三张', true: 'yes' };
async function shown(merchant: Visitor, form = 'default-01'): Promise<string> {
  expect((await merchant.send('/trade/defaults', { form, ...FILED })).headers.get('location')).toBe(`/trade/defaults/${form}`);
  expect((await wang.send(`/console/trade/defaults/${form}/check`, { answer: 'accepted' })).status).toBe(303);
  return form;
}
/** The desk's list of what merchants are shown, without its tags. */
const listed = async (): Promise<string> =>
  (/在显示的失约登记([\s\S]*?)<\/section>/.exec(await text(li.get('/console/trade')))?.[1] ?? 'no list').replace(/<[^>]+>/g, ' ');
async function answer(merchant: Visitor, form: string, asked = PARTNER): Promise<string> {
  const response = await merchant.send('/trade/ask', { form, asked, purpose: 'credit' });
  expect(response.status).toBe(303);
  return text(merchant.get(response.headers.get('location') ?? ''));
}

describe('the check of trade partners', () => {
  it('does not exist without its legal basis', async () => {
    const off = await openTestApp();
    for (const path of ['', '/register', '/file', '/appeal', '/link', '/enquiries/x', '/defaults/x'])
      expect([path, (await off.app.request(`/trade${path}`)).status]).toEqual([path, 404]);
    for (const path of ['register', 'ask', 'defaults', 'appeal', 'link', 'leave', 'sign-out', 'defaults/x/paid']) {
      const response = await off.post(`/trade/${path}`, '', { origin: 'http://localhost', host: 'localhost' });
      expect([path, response.status]).toEqual([path, 404]);
    }
    await off.close();
    const desk = await openDesk();
    const officer = await desk.signIn('Sun');
    for (const path of ['', '/merchants/x', '/defaults/x', '/appeals/x'])
      expect((await officer.get(`/console/trade${path}`)).status).toBe(404);
    await desk.close();
  });

  it('lists at the desk what is shown, and when it ends, until it is repaired', async () => {
    const [first, second] = [await checked(1), await checked(2)];
    expect(await listed()).toContain('现在没有');
    await shown(first, 'default-01');
    await shown(second, 'default-02');
    expect((await listed()).match(/已核对，没还清/g)).toHaveLength(2);
    expect(await listed()).not.toContain(PARTNER);
    await first.send('/trade/defaults/default-01/paid', { form: 'paid-00001' });
    expect(await listed()).toContain('公示中，还有债权人没收到钱');
    await second.send('/trade/defaults/default-02/paid', { form: 'paid-00002' });
    expect((await listed()).match(/到\d{4}-\d\d-\d\d [\d:]+没人反对就修复/g)).toHaveLength(2);
    under.clock.now += OBJECTION_LASTS;
    for (const { name, work } of choresOf(under.deps)) if (name === 'trade-repairs') while (await work());
    expect(await text((await under.signIn('Qian')).get('/console/trade'))).toContain('在显示的失约登记 <span class="number">0</span>');
  });

  it('finds by its number what is not listed any more', async () => {
    const creditor = await checked(1);
    const id = await shown(creditor);
    const [merchant = ''] = /M\d{9}/.exec(await text(creditor.get('/trade'))) ?? [];
    const [filed = ''] = /D\d{9}/.exec(await text(creditor.get(`/trade/defaults/${id}`))) ?? [];
    await creditor.send(`/trade/defaults/${id}/withdraw`, { form: 'withdraw-1' });
    for (const [number, place] of [
      [merchant, 'merchants/register-1'],
      [` ${filed.toLowerCase()} `, `defaults/${id}`],
    ] as const) {
      const found = await li.get(`/console/trade?number=${encodeURIComponent(number)}`);
      expect([number, found.status, found.headers.get('location')]).toEqual([number, 303, `/console/trade/${place}`]);
    }
    for (const nobodys of ['M000000000', 'X123456789', '甲乙丙'])
      expect(await text(li.get(`/console/trade?number=${encodeURIComponent(nobodys)}`))).toContain('没有这个编号');
  });

  it('names its basis on every page, and lets nobody in whom no officer has checked', async () => {
    const stranger = browser(under);
    for (const path of ['', '/register', '/appeal', '/link?token=x']) expect(await text(stranger.get(`/trade${path}`))).toContain(BASIS);
    const pending = await registered(1);
    expect(await text(pending.get('/trade'))).toContain('等民警核对');
    for (const who of [stranger, pending]) {
      expect((await who.get('/trade/file')).status).toBe(403);
      expect((await who.send('/trade/ask', { form: 'question-1', asked: PARTNER, purpose: 'credit' })).status).toBe(403);
      expect((await who.send('/trade/defaults', { form: 'default-01', ...FILED })).status).toBe(403);
    }
  });

  it('registers once and stays signed in when the button is pressed twice, or an old link is opened again', async () => {
    const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const page = await browser(under).get('/trade/register');
    const visitor = browser(under, { cookie: cookieOf(page) });
    const fields = {
      name: '织里1号商行',
      licence: licence(1),
      market: '织里童装城',
      contact: '钱掌柜',
      phone: '13800001234',
      agreed: 'yes',
    };
    const twice = [1, 2].map(() => visitor.send('/trade/register', { form: 'register-1', ...fields }));
    for (const response of await Promise.all(twice))
      expect(await text(browser(under, { cookie: cookieOf(response) || cookieOf(page) }).get('/trade'))).toContain('等民警核对');
    const used = await visitor.send('/trade/link', { token: 'x'.repeat(20) });
    expect([used.status, used.headers.get('set-cookie')]).toEqual([409, null]);
  });

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const page = await browser(under).send('/trade/register', { name: '织里商行', licence: PARTNER.slice(0, -1), phone: 'x' });
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain('织里商行');
    expect(html).toContain('看看有没有抄错一位');
    const merchant = await checked(1);
    for (const [field, value] of [
      ['licence', licence(1)],
      ['dueOn', '2027-01-01'],
      ['dueOn', '2026-02-31'],
      ['dueOn', '2019-01-01'],
      ['band', 'much'],
      ['papers', ''],
      ['true', ''],
    ] as const)
      expect([field, value, (await merchant.send('/trade/defaults', { form: 'default-02', ...FILED, [field]: value })).status]).toEqual([
        field,
        value,
        422,
      ]);
  });

  it('shows a default after it was checked, to checked merchants, without its creditor', async () => {
    const [creditor, other] = [await checked(1), await checked(2)];
    await creditor.send('/trade/defaults', { form: 'default-01', ...FILED });
    expect(await answer(other, 'question-1')).toContain('不等于对方可靠');
    const list = await text(li.get('/console/trade'));
    expect(list).not.toContain('甲乙丙');
    expect(idIn(list, 'defaults')).toBe('default-01');
    expect(await text(li.get('/console/trade/defaults/default-01'))).toContain('甲乙丙针织厂');
    expect((await wang.send('/console/trade/defaults/default-01/check', { answer: 'returned' })).status).toBe(422);
    expect((await wang.send('/console/trade/defaults/default-01/check', { answer: 'accepted' })).status).toBe(303);
    expect((await li.send('/console/trade/defaults/default-01/check', { answer: 'accepted' })).status).toBe(409);
    const found = await answer(other, 'question-2', '甲乙丙针织厂');
    expect(found).toContain('5万到20万元');
    expect(found).not.toContain('织里1号');
    expect(found).not.toMatch(/可以放心|是安全的/);
    expect((await other.get('/trade/defaults/default-01')).status).toBe(404);
    expect((await other.send('/trade/defaults/default-01/paid', { form: 'paid-0001' })).status).toBe(404);
    under.clock.now += 31 * 60_000;
    expect((await other.get('/trade/enquiries/question-2')).status).toBe(303);
  });

  it('goes from filing over an objection to repair', async () => {
    const [creditor, other] = [await checked(1), await checked(2)];
    const id = await shown(creditor);
    expect((await creditor.send(`/trade/defaults/${id}/paid`, { form: 'paid-0001' })).status).toBe(303);
    expect(await answer(other, 'question-1')).toContain('前没人提出异议，就不再显示');
    const objected = await other.send(`/trade/defaults/${id}/object`, { form: 'object-01', reason: '他还欠着', enquiry: 'question-1' });
    expect(await objected.text()).toContain('异议已收到');
    expect((await other.send(`/trade/defaults/${id}/object`, { form: 'object-02', reason: '再说', enquiry: 'question-1' })).status).toBe(
      409,
    );
    const repair = choresOf(under.deps).find(({ name }) => name === 'trade-repairs');
    under.clock.now += OBJECTION_LASTS;
    // His session at the desk is over by then.
    const zhou = await under.signIn('Zhou');
    expect(await repair?.work()).toBe(false);
    expect((await zhou.send('/console/trade/objections/object-01', { answer: 'dismissed', note: 'Receipts seen' })).status).toBe(303);
    expect(await repair?.work()).toBe(true);
    expect(await answer(other, 'question-3')).toContain('没有查到');
    const steps = await text(creditor.get(`/trade/defaults/${id}`));
    for (const step of ['债权人登记', '民警核对后显示', '债权人说已还清', '异议不成立', '修复，不再显示']) expect(steps).toContain(step);
  });

  it('gives back an objection that was refused, in a form that can be sent again', async () => {
    const [creditor, other] = [await checked(1), await checked(2)];
    const id = await shown(creditor);
    await creditor.send(`/trade/defaults/${id}/paid`, { form: 'paid-0001' });
    await answer(other, 'question-1');
    const object = (form: string, reason: string): Promise<Response> =>
      other.send(`/trade/defaults/${id}/object`, { form, reason, enquiry: 'question-1' });
    const long = `他还欠着${'一'.repeat(500)}`;
    const tooLong = await object('object-01', long);
    const page = await tooLong.text();
    expect(tooLong.status).toBe(422);
    for (const part of [`>${long}</textarea>`, '最多500字', `action="/trade/defaults/${id}/object"`, 'value="question-1"'])
      expect(page).toContain(part);
    const label = /<label for="([^"]+)">您知道什么/.exec(page)?.[1] ?? 'none';
    expect(page).toMatch(new RegExp(`<textarea id="${label}"[^>]*aria-invalid="true"[^>]*aria-describedby="${label}-note"`));
    expect(await text(object('object-02', '他还欠着'))).toContain('异议已收到');
    const twice = await object('object-03', '昨天又问过他');
    expect([twice.status, (await twice.text()).includes('>昨天又问过他</textarea>')]).toEqual([409, true]);
  });

  it('gives back an appeal that was not taken, and takes it when it is sent again', async () => {
    const creditor = await checked(1);
    await shown(creditor, 'default-01');
    const appealed = { name: '甲乙丙', licence: PARTNER, phone: '13700000001', reason: '早还了，收条在抽屉里' };
    // The id of something else.
    const refused = await browser(under).send('/trade/appeal', { form: 'default-01', ...appealed });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain('>早还了，收条在抽屉里</textarea>');
    for (const value of ['甲乙丙', PARTNER, '13700000001']) expect(page).toContain(`value="${value}"`);
    const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await text(browser(under).send('/trade/appeal', { form, ...appealed }))).toMatch(/S\d{9}/);
  });

  it('takes an appeal from anybody alike, and has another officer decide it', async () => {
    const creditor = await checked(1);
    const id = await shown(creditor);
    const appealed = { name: '甲乙丙', licence: PARTNER, phone: '13700000001', reason: '早还了' };
    const [known, unknown] = await Promise.all([
      text(browser(under).send('/trade/appeal', { form: 'appeal-01', ...appealed })),
      text(browser(under).send('/trade/appeal', { form: 'appeal-02', ...appealed, licence: licence(55) })),
    ]);
    expect(known.replace(/S\d{9}/g, '')).toBe(unknown.replace(/S\d{9}/g, ''));
    const number = /S\d{9}/.exec(known)?.[0] ?? '';
    expect(await text(browser(under).get(`/trade/appeal?n=${number}`))).toContain('正在复核');
    const asWang = await text(wang.get('/console/trade/appeals/appeal-01'));
    expect([asWang.includes('您经手过这条记录'), asWang.includes('申诉不成立')]).toEqual([true, false]);
    expect(asWang.replace(/<[^>]+>/g, '')).toContain('可以决定的同事：Li');
    expect(await text(li.get('/console/trade/appeals/appeal-01'))).toContain('申诉不成立');
    expect(await text(wang.get('/console/trade/appeals/appeal-02'))).toContain('申诉不成立');
    const refused = await wang.send('/console/trade/appeals/appeal-01', { answer: id, note: 'Paid on Monday' });
    expect([refused.status, (await refused.text()).includes('Paid on Monday')]).toEqual([409, true]);
    expect((await li.send('/console/trade/appeals/appeal-01', { answer: id, note: 'Paid' })).status).toBe(303);
    expect(await text(browser(under).get(`/trade/appeal?n=${number}`))).toContain('申诉成立');
    expect(await answer(creditor, 'question-1')).toContain('没有查到');
  });

  it('lets a merchant in elsewhere by a link, and go for good', async () => {
    const merchant = await checked(1);
    const page = await text(wang.send('/console/trade/merchants/register-1/link', { form: 'link-0001' }));
    const token = /token=([\w-]+)/.exec(page)?.[1] ?? '';
    const opened = await browser(under).send('/trade/link', { token });
    expect(opened.status).toBe(303);
    const elsewhere = browser(under, { cookie: (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
    expect(await text(elsewhere.get('/trade'))).toContain('织里1号商行');
    expect((await browser(under).send('/trade/link', { token })).status).toBe(409);
    expect((await merchant.send('/trade/leave', { form: 'leave-001' })).status).toBe(303);
    expect(await text(elsewhere.get('/trade'))).not.toContain('织里1号商行');
  });

  it('speaks English at the desk to whoever has chosen it', async () => {
    const creditor = await checked(1);
    const id = await shown(creditor);
    await creditor.send(`/trade/defaults/${id}/paid`, { form: 'paid-0001' });
    await creditor.send(`/trade/defaults/${id}/object`, { form: 'object-01', reason: '又赖账了' });
    await browser(under).send('/trade/appeal', {
      form: 'appeal-01',
      name: '甲乙丙',
      licence: PARTNER,
      phone: '13700000001',
      reason: '早还了',
    });
    const english = browser(under, { cookie: `${wang.cookie}; language=en` });
    for (const path of ['', '?number=M1', '/merchants/register-1', `/defaults/${id}`, '/appeals/appeal-01', '/appeals/none'])
      expect([path, chineseIn(await text(english.get(`/console/trade${path}`)))]).toEqual([path, []]);
    for (const [path, fields] of [
      ['merchants/register-1/check', { answer: 'accept' }],
      ['merchants/register-1/check', { answer: 'refuse' }],
      [`defaults/${id}/check`, { answer: 'withdrawn' }],
      [`defaults/${id}/check`, {}],
      ['objections/object-01', { answer: 'upheld' }],
      ['appeals/appeal-01', { answer: id, note: 'x' }],
    ] as const) {
      const response = await english.send(`/console/trade/${path}`, fields as Record<string, string>);
      expect([path, [409, 422].includes(response.status), chineseIn(await response.text())]).toEqual([path, true, []]);
    }
  });
});
