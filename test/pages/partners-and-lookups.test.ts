import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

let desk: DeskUnderTest;
let admin: Colleague;
beforeEach(async () => {
  desk = await openDesk();
  admin = await desk.signIn('管理员', 'administrator');
});
afterEach(async () => {
  expect(desk.failures).toEqual([]);
  await desk.close();
});

const PARTNER = { form: 'form-0001', name: '湖州农商行', kind: 'banks', basis: '反电信网络诈骗法第三十四条', webhook: '' };
async function makePartner(form = PARTNER.form, name = PARTNER.name): Promise<string> {
  const response = await admin.send('/console/partners', { ...PARTNER, form, name });
  expect(response.status).toBe(303);
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}
async function personOf(partnerId: string, display = '钱经理'): Promise<Colleague> {
  const person = await desk.signIn(display, 'partner');
  await desk.database.query.updateTable('officers').set({ partner_id: partnerId }).where('id', '=', person.id).execute();
  return person;
}
const text = async (response: Promise<Response>): Promise<string> => (await response).text();

describe('partners at the desk', () => {
  it('are made once, with a key that is shown once', async () => {
    const id = await makePartner();
    await makePartner();
    expect(await desk.storage.listPartners()).toHaveLength(1);
    const made = await text(admin.send(`/console/partners/${id}/keys`, { form: 'key-00001' }));
    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(made)?.[0];
    expect(secret).toBeDefined();
    expect(await text(admin.get(`/console/partners/${id}`))).not.toContain('whsec_');
    for (const [path, said] of [
      ['keys', '停用那一把，再发一把新的'],
      ['invite', '再邀请一次'],
    ]) {
      const again = await admin.get(`/console/partners/${id}/${path}`);
      const page = await again.text();
      expect([path, again.status, page.includes(said ?? ''), page.includes('whsec_')]).toEqual([path, 200, true, false]);
    }
    expect((await admin.send(`/console/partners/${id}/keys`, { form: 'key-00001' })).status).toBe(409);
    expect((await admin.send(`/console/partners/${id}/keys`, { form: 'key-00002' })).status).toBe(200);
    expect((await admin.send(`/console/partners/${id}/keys`, { form: 'key-00003' })).status).toBe(409);
    expect((await admin.send(`/console/partners/${id}/keys/key-00001/end`)).status).toBe(303);
    expect(await text(admin.send(`/console/partners/${id}/invite`))).toContain('/console/invitation?token=');
  });

  it.each([
    { name: '' },
    { kind: 'kings' },
    { basis: 'x' },
    { webhook: 'http://elsewhere.example/' },
    { webhook: 'https://u:p@bank.example/' },
    { webhook: 'file:///etc/passwd' },
  ])('are refused with %j, and what was typed stays', async (change) => {
    const response = await admin.send('/console/partners', { ...PARTNER, ...change });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('反电信网络诈骗法第三十四条'.slice(0, change.basis === 'x' ? 0 : 5));
    expect(await desk.storage.listPartners()).toEqual([]);
  });

  it('see their own page alone', async () => {
    const [bank, other] = [await makePartner(), await makePartner('form-0002', '别的银行')];
    const person = await personOf(bank);
    for (const [partnerId, value] of [
      [bank, '13911112222'],
      [other, '13933334444'],
    ] as const)
      await desk.storage.postToPartners({
        id: `post-${partnerId}`,
        to: { partnerId },
        kind: 'scam-identifiers',
        subject: 'Z1',
        body: { identifiers: [{ kind: 'phone', value, type: null }] },
        legalBasis: '第三十四条',
      });
    const page = await text(person.get('/console/partner'));
    expect(page).toContain('13911112222');
    expect(page).not.toContain('13933334444');
    expect((await person.get('/console')).headers.get('location')).toBe('/console/partner');
    for (const path of [
      '/console/partners',
      `/console/partners/${bank}`,
      '/console/partners/exchanges',
      '/console/identifiers',
      '/console/audit',
    ])
      expect((await person.get(path)).status, path).toBe(403);
    expect((await person.send('/console/partner/received', { post: `post-${other}:${other}` })).status).toBe(404);
    expect((await person.send('/console/partner/received', { post: `post-${bank}:${bank}` })).status).toBe(303);
    await admin.send(`/console/partners/${bank}/close`, { seen: '1' });
    expect((await person.get('/console/partner')).status).toBe(303);
  });

  it('report a lead by a form, once', async () => {
    const person = await personOf(await makePartner());
    const lead = {
      form: 'lead-00001',
      kind: 'suspicious-withdrawal',
      tier: 'urgent',
      phone: '13800001234',
      name: '张三',
      facts: '要取二十万',
      identifiers: '13911112222\nbad.top',
    };
    for (const _ of [1, 2]) expect((await person.send('/console/partner/leads', lead)).status).toBe(303);
    expect((await person.send('/console/partner/leads', { ...lead, facts: '别的' })).status).toBe(409);
    for (const change of [{ phone: 'x' }, { facts: '' }, { kind: 'x' }, { tier: '' }, { identifiers: '110' }]) {
      const response = await person.send('/console/partner/leads', { ...lead, form: 'lead-00002', ...change });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('role="alert"');
    }
    const page = await text(person.get('/console/partner'));
    expect(page).toContain('可疑取现');
    expect(page).not.toContain('13800001234');
    const nobody = await desk.signIn('无名', 'partner');
    expect((await nobody.send('/console/partner/leads', lead)).status).toBe(403);
  });

  it('answer a stop lead by a form; sent twice, it is one answer', async () => {
    const force = (await admin.send('/console/partners', { ...PARTNER, form: 'form-0005', name: '市局', kind: 'police' })).headers
      .get('location')
      ?.split('/')
      .at(-1);
    const person = await personOf(force ?? '');
    const { number } = await desk.storage.receiveStopLead({
      formId: 'lead-form-1',
      origin: 'page',
      body: '{}',
      transfers: [{ body: '{}', way: 'bank', account: '6222021001036221014', amount: 100_000, at: null }],
      conversationId: null,
      caseId: null,
      warningRef: null,
      officerId: null,
    });
    await desk.database.query.updateTable('stop_leads').set({ sent_at: 1, state: 'sent' }).execute();
    await desk.storage.postToPartners({ id: 's1', to: 'police', kind: 'stop-lead', subject: number, body: {}, legalBasis: '第二十条' });
    const form = { form: 'answer-0001', post: `s1:${force}`, transferId: `${number}-1`, stopped: '500' };
    for (const _ of [1, 2]) {
      expect((await person.send('/console/partner/answers', form)).status).toBe(303);
      desk.clock.now += 3000;
    }
    expect((await person.send('/console/partner/answers', { ...form, stopped: '600' })).status).toBe(409);
    expect(await desk.storage.stopFigures(0, desk.clock.now + 1)).toMatchObject({ answered: 1, stopped: 50_000 });
  });

  it('leave every exchange in a list with its legal basis, which can be filtered and exported', async () => {
    const boss = await desk.signIn('主管', 'supervisor');
    await desk.storage.postToPartners({ id: 'p0', to: 'police', kind: 'stop-lead', subject: 'Z9', body: {}, legalBasis: '第二十条' });
    const id = await makePartner('form-0009', '=HYPERLINK(1)');
    await desk.storage.postToPartners({
      id: 'p1',
      to: 'banks',
      kind: 'scam-identifiers',
      subject: 'Z1',
      body: {},
      legalBasis: '第三十四条, "附件"',
    });
    expect(await text(boss.get('/console/partners'))).toContain('没有单位可送');
    const filtered = await text(boss.get(`/console/partners/exchanges?partner=${id}&direction=out&state=offered`));
    expect(filtered).toContain('第三十四条');
    expect(filtered).not.toContain('第二十条');
    const csv = await text(boss.get('/console/partners/exchanges.csv?from=2026-01-01&to=2027-01-01'));
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain(`'=HYPERLINK(1)`);
    expect(csv).toContain('"第三十四条, ""附件"""');
    const audited = await desk.database.query.selectFrom('audit').select('action').where('action', '=', 'exchanges.exported').execute();
    expect(audited).toHaveLength(1);
    for (const query of ['?state=__proto__', '?page=x', '?from=2026-99-99', '?partner=%00'])
      expect([200, 404]).toContain((await boss.get(`/console/partners/exchanges${query}`)).status);
  });
});

describe('the list of what was reported', () => {
  const citizen = () => browser(desk);
  const look = (value: string): Promise<string> => text(citizen().send('/lookup', { value }));

  it('tells whoever looks it up that a dispute is being checked, and what was decided, without its words', async () => {
    const officer = await desk.signIn('王警官');
    await desk.storage.listIdentifiers([{ kind: 'phone', value: '13800001234', type: 'loan' }], { kind: 'closing', ref: 'case-1' });
    expect(await look('13800001234')).not.toContain('值班民警在核');
    const dispute = { value: '13800001234', form: 'dispute-01', reason: '这是我上周新办的号码', contact: '' };
    expect(await text(citizen().send('/lookup/dispute', dispute))).toContain('值班民警在核');
    await officer.send('/console/identifiers/disputes/dispute-01', { reason: '通话记录里有他', decision: 'kept' });
    const kept = await look('13800001234');
    expect(kept).toMatch(/有人提过异议。\d{4}年\d+月\d+日值班民警核过，决定留在名单上/);
    for (const said of ['上周新办', '通话记录']) expect(kept).not.toContain(said);
    const { id } = await desk.database.query.selectFrom('identifiers').select('id').executeTakeFirstOrThrow();
    expect(await text(officer.get(`/console/identifiers/${encodeURIComponent(id)}`))).toContain('虚假贷款');
  });

  it('warns a citizen of what an officer has closed, and a dispute takes it off', async () => {
    const officer = await desk.signIn('王警官');
    expect(await look('13800001234')).toContain('没有人举报过，不等于安全');
    await desk.storage.listIdentifiers([{ kind: 'phone', value: '13800001234', type: 'loan' }], { kind: 'closing', ref: 'case-1' });
    const red = await look('138 0000 1234');
    expect(red).toContain('像诈骗');
    expect(red).not.toContain('case-1');
    const dispute = { value: '13800001234', form: 'dispute-01', reason: '这是我上周新办的号码', contact: '' };
    for (const _ of [1, 2]) expect(await text(citizen().send('/lookup/dispute', dispute))).toContain('异议收到了');
    expect((await citizen().send('/lookup/dispute', { ...dispute, reason: '' })).status).toBe(422);
    expect((await citizen().send('/lookup/dispute', { ...dispute, value: '13800001235' })).status).toBe(422);

    const list = await text(officer.get('/console/identifiers'));
    expect(list).toContain('…1234');
    expect(list).not.toContain('13800001234');
    const found = await officer.send('/console/identifiers/find', { value: '+86 13800001234' });
    const address = found.headers.get('location') ?? '';
    expect(await text(officer.get(address))).toContain('这是我上周新办的号码');
    expect((await officer.send('/console/identifiers/disputes/dispute-01', { reason: '', decision: 'removed' })).status).toBe(422);
    expect((await officer.send('/console/identifiers/disputes/dispute-01', { reason: '核实过', decision: 'x' })).status).toBe(422);
    expect((await officer.send('/console/identifiers/disputes/none', { reason: '核实过了', decision: 'kept' })).status).toBe(404);
    expect((await officer.send('/console/identifiers/disputes/dispute-01', { reason: '新机主，已核实', decision: 'removed' })).status).toBe(
      303,
    );
    expect((await officer.send('/console/identifiers/disputes/dispute-01', { reason: '新机主，已核实', decision: 'kept' })).status).toBe(
      409,
    );
    expect(await look('13800001234')).toContain('没有人举报过，不等于安全');
  });

  it('takes from an officer what he knows of a case that was a scam, and of no other', async () => {
    const officer = await desk.signIn('王警官');
    const { caseId, number } = await desk.call();
    const listing = { scam: 'bad-bank.top', case: number };
    expect((await officer.send('/console/identifiers/closing', listing)).status).toBe(422);
    await desk.database.query
      .updateTable('cases')
      .set({ status: 'closed', truth: 'scam', true_type: 'loan' })
      .where('id', '=', caseId)
      .execute();
    expect(await text(officer.send('/console/identifiers/closing', listing))).toContain('列入名单了');
    expect(await look('https://m.bad-bank.top/x')).toContain('同一个网站的别的网址有人举报过');
    expect(await look('bad-bank.top')).toContain('lookup-red');
  });

  it('takes a report once for each browser', async () => {
    for (const _ of [1, 2, 3]) await citizen().send('/lookup/report', { value: '13800001234' });
    const page = await look('13800001234');
    expect(page).toContain('有人举报过。');
    expect(page).toContain('lookup-yellow');
  });

  it('takes a report once for each network of IPv6, which is one household', async () => {
    for (const host of [1, 2, 3])
      await browser(desk, { 'x-test-address': `2001:db8::${host}` }).send('/lookup/report', { value: '13800001234' });
    expect(await (await desk.post('/api/v1/lookup', { value: '13800001234' })).json()).toMatchObject({ reports: 1 });
  });

  it('takes made-up tokens of one browser for one', async () => {
    for (const token of ['one', 'two', 'three'])
      await browser(desk, { cookie: `conversation=${token}` }).send('/lookup/report', { value: '13800001234' });
    expect(await look('13800001234')).toContain('有人举报过。');
  });

  it('never speaks of safety otherwise, and never greens', async () => {
    for (const value of ['13800001234', 'bad.top', '6222000011112222', '速贷宝', '110', '']) {
      const page = await look(value);
      expect(page.replaceAll('没有人举报过，不等于安全', '')).not.toMatch(/安全|放心|lookup-green|symbol-green/);
    }
  });

  it('is imported by a supervisor, whole or not at all', async () => {
    const boss = await desk.signIn('主管', 'supervisor');
    const rows = 'phone,13800001111\nphone,110\n';
    const wrong = await boss.send('/console/identifiers/import', { form: 'import-01', label: '市局通报', rows });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('不是这一种号码');
    expect(await look('13800001111')).toContain('没有人举报过');
    expect(
      (await boss.send('/console/identifiers/import', { form: 'import-01', label: '市局通报', rows: 'phone,13800001111' })).status,
    ).toBe(200);
    expect(await look('13800001111')).toContain('lookup-red');
    const officer = await desk.signIn('王警官');
    expect((await officer.send('/console/identifiers/import', { label: '市局', rows })).status).toBe(403);
  });
});
