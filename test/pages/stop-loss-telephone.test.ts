import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

const FORM = { 't1-amount': '5000', 't1-way': 'bank', do: 'send' };
const PHONE = '13800001234';
const RED = 'class="stop-problem"';

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
async function handIn(fields: Record<string, string>, who = citizen()): Promise<string> {
  const answer = await who.send('/stop-loss', { formId: `telephone-${++forms}`, ...FORM, ...fields });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
async function page(answer: Promise<Response>, status = 200): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
}
const saidByCitizens = async (): Promise<readonly string[]> => {
  const { conversation_id } = await under.database.query.selectFrom('stop_leads').select('conversation_id').executeTakeFirstOrThrow();
  const lines = await under.storage.transcript(conversation_id ?? '');
  return lines.filter(({ author }) => author === 'citizen').map(({ text }) => text);
};

describe('a victim whom nobody can ring', () => {
  it.each(['', '1', 'abc', '110', '1380000123'])('is taken all the same, and told at once in red: %s', async (phone) => {
    const html = await page(citizen().get(await handIn({ phone })));
    expect(html).toContain(RED);
    expect(html).not.toContain('您留的电话');
    expect(html).toContain(phone === '' ? '您没留电话' : '打不通，值班员没法打给您核对');
    // Before the steps, with the field to mend it and the number to ring himself.
    expect(html.indexOf(RED)).toBeLessThan(html.indexOf('class="stop-first"'));
    const notice = html.slice(html.indexOf('stop-reach'), html.indexOf('</section>', html.indexOf('stop-reach')));
    expect(notice).toContain(`href="tel:${under.deps.config.HOTLINE_NUMBER.replace(/\D/g, '')}"`);
    expect(notice).toMatch(/报编号Z\d{6}/);
    expect(notice).toMatch(/<form[^>]*action="\/stop-loss\/[\w-]{22}\/phone"/);
    // The sign of the keyboard stands on it.
    expect(
      readHtml(html)
        .elements.filter(({ attributes }) => 'autofocus' in attributes)
        .map(({ attributes }) => attributes.id),
    ).toEqual(['reach-title']);
    expect(await under.database.query.selectFrom('stop_leads').select('state').execute()).toEqual([{ state: 'received' }]);
  });

  it('is not told so where his number can be rung, and sees on which', async () => {
    const html = await page(citizen().get(await handIn({ phone: '138 0000 1234' })));
    expect(html).toContain('值班员会打您留的电话（…1234）');
    expect(html).not.toContain(RED);
    expect(html).not.toContain(PHONE);
  });

  it('adds it on the page: the desk hears it in his case, once, and the page says who will be rung', async () => {
    const status = await handIn({ phone: '1380000123' });
    for (const _ of [1, 2]) {
      const answer = await citizen().send(`${status}/phone`, { phone: '138 0000 1234' });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, status]);
    }
    const html = await page(citizen().get(status));
    expect(html).toContain('值班员会打您留的电话（…1234）');
    expect(html).not.toContain(RED);
    expect((await saidByCitizens()).filter((text) => text.includes(PHONE))).toEqual([
      expect.stringMatching(/^止付线索Z\d{6}：我的电话是13800001234，请打这个号码。$/),
    ]);
    const wang = await under.signIn('王警官');
    const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
    expect((await wang.send(`/console/cases/${id}/claim`)).status).toBe(303);
    expect(await page(wang.get(`/console/cases/${id}`))).toContain(`我的电话是${PHONE}`);
    // His own number is nobody's scam.
    expect((await under.database.query.selectFrom('identifiers').selectAll().execute()).length).toBe(0);
  });

  it('corrects it once more, and the newest one counts', async () => {
    const status = await handIn({});
    await citizen().send(`${status}/phone`, { phone: PHONE });
    // The form stands on the page no more; whoever still has it open may send it.
    await citizen().send(`${status}/phone`, { phone: '13900005678' });
    expect(await page(citizen().get(status))).toContain('（…5678）');
  });

  it('is told beside the field that the second one cannot be rung either, and keeps what was typed', async () => {
    const status = await handIn({});
    const html = await page(citizen().send(`${status}/phone`, { phone: '12345' }), 422);
    expect(html).toContain('“12345”还是打不通');
    expect(html).toMatch(/<input id="own-phone"[^>]*value="12345"[^>]*aria-invalid="true"/);
    expect((await saidByCitizens()).some((text) => text.includes('12345'))).toBe(false);
    expect((await citizen().send('/stop-loss/nonsense/phone', { phone: PHONE })).status).toBe(303);
    await page(citizen().send('/stop-loss/nonsense/phone', { phone: '1' }), 404);
  });

  it('adds it also where the program died before the desk heard of the lead', async () => {
    const status = await handIn({});
    await under.database.query.updateTable('stop_leads').set({ conversation_id: null, raised_at: null }).execute();
    await citizen().send(`${status}/phone`, { phone: PHONE });
    expect(await page(citizen().get(status))).toContain('（…1234）');
  });

  it('reads all of it in English', async () => {
    const english = citizen('en');
    const status = await handIn({ phone: 'none' }, english);
    const html = await page(english.get(status));
    expect(chineseIn(html)).toEqual([]);
    expect(html).toMatch(/no officer can call you to check\.\s+Add one below/);
    expect(chineseIn(await page(english.send(`${status}/phone`, { phone: '没有' }), 422))).toEqual([]);
    await english.send(`${status}/phone`, { phone: '+44 20 7123 4567' });
    const after = await page(english.get(status));
    expect(after).toContain('will ring the number that you left (…4567)');
    expect((await saidByCitizens()).at(-1)).toMatch(/^Stop-payment lead Z\d{6}: my telephone number is \+442071234567\..*\n止付线索/);
  });

  it('is not sent for by the page of a lead that an officer took down on the telephone', async () => {
    const wang = await under.signIn('王警官');
    await wang.send('/console/stop-leads', { formId: 'taken-down-01', ...FORM });
    const { id, origin } = await under.database.query.selectFrom('stop_leads').select(['id', 'origin']).executeTakeFirstOrThrow();
    const own = `/stop-loss/${await under.storage.stopLeadToken(id)}`;
    const html = await page(citizen().get(own));
    expect([origin, html.includes(RED), html.includes('您留的电话')]).toEqual(['call', false, false]);
    expect(html).toContain('值班员要先和您通上电话');
  });
});

describe('what was not understood', () => {
  const ODD = { 't1-amount': '很多', 't1-at': '上上个月吧' };

  it('is said beside the field, and the words stay in it', async () => {
    const html = await page(citizen().send('/stop-loss', { ...ODD, phone: '1', 't2-amount': '2万', 't2-at': '9:31', do: 'add' }));
    for (const id of ['t1-amount', 't1-at', 'phone']) {
      const field = readHtml(html).elements.find(({ attributes }) => attributes.id === id);
      expect(field?.attributes).toMatchObject({ value: { ...ODD, phone: '1' }[id] ?? '', 'aria-describedby': `${id}-note` });
      expect(html).toContain(`id="${id}-note"`);
    }
    expect(html).toContain('没看懂金额');
    expect(html).not.toMatch(/id="t2-(?:amount|at)-note"/);
  });

  it('is told on the page of the lead, in his own words, which the officer sees too', async () => {
    const html = await page(citizen().get(await handIn({ ...ODD, phone: PHONE })));
    expect(html).toMatch(/没看懂金额 “很多”。\s*没看懂时间 “上上个月吧”。\s*您的原话留着/);
    expect(await page(citizen().get(await handIn({ phone: PHONE })))).not.toContain('没看懂');
    const wang = await under.signIn('王警官');
    const { id } = await under.database.query.selectFrom('stop_leads').select('id').orderBy('created_at').executeTakeFirstOrThrow();
    await wang.send(`/console/stop-leads/${id}/take`, { formId: 'press-odd-0001', seen: '0' });
    expect(await page(wang.get(`/console/stop-leads/${id}`))).toContain('原话：很多');
    const english = await page(citizen('en').get(await handIn({ ...ODD, phone: PHONE }, citizen('en'))));
    expect([english.includes('could not read the amount'), chineseIn(english)]).toEqual([true, []]);
  });
});

describe('the keyboard after the form', () => {
  it('stands on what is wrong, or on what was received', async () => {
    const held = (html: string) =>
      readHtml(html)
        .elements.filter(({ attributes }) => 'autofocus' in attributes)
        .map(({ attributes }) => [attributes.class, attributes.tabindex]);
    expect(held(await page(citizen().get('/stop-loss')))).toEqual([]);
    expect(held(await page(citizen().send('/stop-loss', { do: 'send' }), 422))).toEqual([['stop-problem', '-1']]);
    const status = await handIn({ phone: PHONE });
    expect(held(await page(citizen().get(status)))).toEqual([['stop-received', '-1']]);
    expect(held(await page(citizen().send(`${status}/evidence`, {}), 422))).toEqual([['stop-problem', '-1']]);
  });
});
