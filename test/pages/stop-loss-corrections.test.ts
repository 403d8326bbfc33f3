import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

const CARD = '6222021001036221014';
const LEAD = { 't1-amount': '很多', 't1-at': '上上个月吧', 't1-way': 'bank', 't1-account': CARD, phone: '13800001234', do: 'send' };

let under: DeskUnderTest;
beforeEach(async () => {
  under = await openDesk();
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

let forms = 0;
const citizen = (speaks = 'zh-CN') => browser(under, { cookie: `speaks=${speaks}` });
async function handIn(fields: Record<string, string> = {}, who = citizen()): Promise<string> {
  const answer = await who.send('/stop-loss', { formId: `corrected-${++forms}`, ...LEAD, ...fields });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
async function page(answer: Promise<Response>, status = 200): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
}
const fieldsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    readHtml(html)
      .elements.filter(({ tag, attributes }) => tag === 'input' && attributes.name)
      .map(({ attributes }) => [attributes.name, attributes.value ?? '']),
  );
const leadId = async (): Promise<string> => (await under.database.query.selectFrom('stop_leads').select('id').executeTakeFirstOrThrow()).id;
async function taken(id: string) {
  const wang = await under.signIn('王警官');
  const { seen = '' } = fieldsIn(await page(wang.get(`/console/stop-leads/${id}`)));
  expect((await wang.send(`/console/stop-leads/${id}/take`, { formId: 'taken-0001', seen })).status).toBe(303);
  return wang;
}

describe('a lead that nobody has taken yet', () => {
  it('says beside each field what was not understood, and shows no number in full', async () => {
    const html = await page(citizen().get(await handIn()));
    expect(html).toMatch(/<details class="stop-correct" open/);
    expect(fieldsIn(html)).toMatchObject({ 't1-amount': '很多', 't1-at': '上上个月吧', 't1-account': '', phone: '', seen: '0' });
    for (const id of ['t1-amount', 't1-at']) expect(html).toContain(`id="${id}-note"`);
    for (const number of [CARD, LEAD.phone]) expect(html).not.toContain(number);
  });

  it('is corrected once, and its officer reads both, whatever he changes himself', async () => {
    const status = await handIn();
    const { seen = '' } = fieldsIn(await page(citizen().get(status)));
    const corrected = { seen, 't1-amount': '2万', 't1-at': '2026-11-20 09:00', 't1-way': 'cash', 't1-account': '', phone: '13900005678' };
    for (const _ of [1, 2]) {
      const answer = await citizen().send(`${status}/correct`, corrected);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, status]);
    }
    const own = await page(citizen().get(status));
    for (const said of ['20,000', '现金当面交付', '（…5678）', '您改过了']) expect(own).toContain(said);
    expect(own).not.toMatch(/<details class="stop-correct" open/);
    expect(own).not.toContain('没看懂');

    const id = await leadId();
    const wang = await taken(id);
    const desk = await page(wang.get(`/console/stop-leads/${id}`));
    for (const [before, after] of [
      ['很多', '2万'],
      ['上上个月吧', '2026-11-20 09:00'],
      ['银行转账', '现金当面交付'],
      ['13800001234', '13900005678'],
    ])
      expect(desk).toContain(`<del>${before}</del> → <ins>${after}</ins>`);
    expect(desk.match(/<del>/g)).toHaveLength(4);
    const typed = fieldsIn(desk);
    const changed = {
      formId: 'changed-0001',
      seen: typed.seen ?? '',
      do: 'save',
      't1-position': '1',
      't1-amount': '30000',
      't1-account': CARD,
    };
    expect((await wang.send(`/console/stop-leads/${id}/change`, changed)).status).toBe(303);
    expect((await page(wang.get(`/console/stop-leads/${id}`))).match(/<del>/g)).toHaveLength(4);
    const audited = await under.database.query
      .selectFrom('audit')
      .select('officer_id')
      .where('action', '=', 'stop-lead.corrected')
      .execute();
    expect(audited).toEqual([{ officer_id: null }, { officer_id: null }]);
  });

  it('keeps what was typed where the telephone cannot be rung, and changes nothing', async () => {
    const status = await handIn();
    const html = await page(citizen().send(`${status}/correct`, { seen: '0', 't1-amount': '300', phone: '12345' }), 422);
    expect(fieldsIn(html)).toMatchObject({ 't1-amount': '300', phone: '12345' });
    expect(html).toContain('这个号码打不通，还没有改');
    expect(await page(citizen().get(status))).toContain('金额未知');
  });

  it('is not changed under an officer’s hands, nor where somebody was faster', async () => {
    const status = await handIn();
    expect((await citizen().send(`${status}/correct`, { seen: '0', 't1-amount': '300' })).status).toBe(303);
    const late = await page(citizen().send(`${status}/correct`, { seen: '0', 't1-amount': '500' }), 409);
    expect(late).toContain('没改成');
    expect(fieldsIn(late)).toMatchObject({ 't1-amount': '500', seen: '1' });
    await taken(await leadId());
    const html = await page(citizen().send(`${status}/correct`, { seen: '2', 't1-amount': '900' }), 409);
    expect([html.includes('stop-correct'), html.includes('300')]).toEqual([false, true]);
    await page(citizen().send('/stop-loss/nonsense/correct', { seen: '0', 't1-amount': '1' }), 303);
  });

  it('takes a telephone that is added later into the sheet that is printed', async () => {
    const status = await handIn({ phone: '1380000' });
    const id = await leadId();
    const wang = await taken(id);
    // An officer has it; that nobody can ring him is put right all the same.
    expect((await citizen().send(`${status}/phone`, { phone: '138 0000 1234' })).status).toBe(303);
    for (const path of [`/console/stop-leads/${id}`, `/console/stop-leads/${id}/sheet`])
      expect(await page(wang.get(path)), path).toMatch(/联系电话<\/dt><dd class="number">13800001234/);
    expect(await page(wang.get(`/console/stop-leads/${id}`))).toContain('<del>1380000</del> → <ins>13800001234</ins>');
  });

  it('is corrected in English', async () => {
    const english = citizen('en');
    const status = await handIn({}, english);
    const html = await page(english.get(status));
    expect([html.includes('Something wrong? Correct it'), chineseIn(html)]).toEqual([true, []]);
    expect(chineseIn(await page(english.send(`${status}/correct`, { seen: '0', phone: '没有' }), 422))).toEqual([]);
    await english.send(`${status}/correct`, { seen: '0', 't1-amount': '300', 't1-at': '9:31' });
    const after = await page(english.get(status));
    expect([after.includes('You have corrected it'), chineseIn(after)]).toEqual([true, []]);
  });
});

describe('the form of a lead that comes once more with other words', () => {
  const FORM = { ...LEAD, formId: 'once-more-0001', 't1-amount': '20000', 't1-at': '10分钟前' };
  const OTHER = '6217001210024455220';
  const records = async () =>
    under.database.query.selectFrom('stop_transfers').select(['position', 'amount']).orderBy('lead_id').orderBy('position').execute();

  it('corrects it while nobody has it: what was typed the second time is there, and the first time too', async () => {
    const status = await handIn(FORM);
    under.clock.now += 5 * 60_000;
    const more = { ...FORM, 't1-account': OTHER, 't2-amount': '5000', 't2-way': 'cash', name: '王小明乙' };
    for (const _ of [1, 2]) expect(await handIn(more)).toBe(status);
    expect(await page(citizen().get(status))).toContain('您改过了');
    expect(await records()).toEqual([
      { position: 1, amount: 2_000_000 },
      { position: 2, amount: 500_000 },
    ]);
    const wang = await taken(await leadId());
    const desk = await page(wang.get(`/console/stop-leads/${await leadId()}`));
    for (const [before, after] of [
      [CARD, OTHER],
      ['（空）', '王小明乙'],
    ])
      expect(desk).toContain(`<del>${before}</del> → <ins>${after}</ins>`);
    // The time that he wrote is not another one because it came later.
    expect(desk).not.toContain('准确时间 <del>');
    const cases = await under.database.query.selectFrom('cases').select('id').execute();
    expect(cases).toHaveLength(1);
  });

  it('stands there as it was typed where an officer has the lead, says so, and makes a second one when it is sent again', async () => {
    const status = await handIn(FORM);
    await taken(await leadId());
    expect(await handIn(FORM)).toBe(status);
    const typed = { ...FORM, 't1-account': OTHER, 't2-amount': '5000', 't2-way': 'cash', idNumber: '330501196001011234' };
    const html = await page(citizen().send('/stop-loss', typed), 409);
    expect(html).toContain('还没有交上去');
    expect(html).toContain(`href="${status}"`);
    const { formId = '', do: _, ...fields } = fieldsIn(html);
    expect(formId).not.toBe(FORM.formId);
    expect(fields).toMatchObject({ 't1-account': OTHER, 't2-amount': '5000', idNumber: '330501196001011234', phone: LEAD.phone });
    expect(await records()).toEqual([{ position: 1, amount: 2_000_000 }]);
    const second = await handIn({ ...typed, formId });
    expect(second).not.toBe(status);
    expect(await records()).toHaveLength(3);
    const english = await page(citizen('en').send('/stop-loss', { ...typed, name: 'Ann' }), 409);
    expect([english.includes('has not been handed in yet'), chineseIn(english)]).toEqual([true, []]);
  });

  it('is not saved at the desk, and loses nothing there either', async () => {
    const wang = await under.signIn('王警官');
    const form = { ...FORM, do: 'save' };
    const first = await wang.send('/console/stop-leads', form);
    expect((await wang.send('/console/stop-leads', form)).headers.get('location')).toBe(first.headers.get('location'));
    const html = await page(wang.send('/console/stop-leads', { ...form, 't1-account': OTHER, story: '他又说了一遍' }), 409);
    expect(html).toContain(`href="${first.headers.get('location')}"`);
    expect(html).toContain('没有存');
    expect(html).toContain('他又说了一遍');
    const fields = fieldsIn(html);
    expect(fields['t1-account']).toBe(OTHER);
    expect(fields.formId).not.toBe(form.formId);
    expect(await records()).toHaveLength(1);
  });
});
