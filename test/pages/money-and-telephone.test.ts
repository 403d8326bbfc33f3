import { describe, expect, it } from 'vitest';
import { browser } from './desk-under-test.ts';
import { li, page, under, wang } from './two-officers.ts';

const MINUTE = 60_000;

const CARD = '6222021202041234567';
const NEW_CALL = {
  formId: 'form-0001',
  stage: 'paid',
  number: '138 0000 1234',
  story: '冒充公检法的叫我转到安全账户，我转了两万',
  forWhom: '我母亲',
  town: '织里镇晟舍社区',
  amount: '2万',
  at: '9:31',
  account: CARD,
  payee: '李四光',
};

async function claimed(text?: string): Promise<string> {
  const { caseId } = await under.call(text);
  await wang.send(`/console/cases/${caseId}/claim`);
  return caseId;
}
async function takeCall(fields: Record<string, string> = {}): Promise<string> {
  const taken = await wang.send('/console/calls/new', { ...NEW_CALL, ...fields });
  expect(taken.status).toBe(303);
  return (taken.headers.get('location') ?? '').replace('/console/cases/', '');
}

describe('money facts', () => {
  it('are proposed from what he says, and never saved by themselves', async () => {
    const caseId = await claimed(`我被骗了，刚才转了2万到${CARD}，户名李四光`);
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    expect(shown).toContain('表里先填了他话里提到的');
    for (const value of ['20000', CARD, '李四光']) expect(shown).toContain(`value="${value}"`);
    expect(await under.storage.moneyFactsOf(caseId)).toEqual([]);
  });

  it('are noted, changed and struck out by the owner, and stand in police order', async () => {
    const caseId = await claimed();
    const noted = await wang.send(`/console/cases/${caseId}/money`, {
      formId: 'form-0001',
      kind: 'transfer',
      amount: '2万',
      at: '9:31',
      account: CARD,
    });
    expect([noted.status, noted.headers.get('location')]).toEqual([303, `/console/cases/${caseId}#money`]);
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    for (const words of ['20,000.00元', '已过', 'id="police-order"', `对方账号、户名、开户行：${CARD}`]) expect(shown).toContain(words);
    await wang.send(`/console/cases/${caseId}/money/form-0001`, { kind: 'cash', amount: '3万', place: '湖州东站' });
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('交给谁、地点、车牌、运单：湖州东站');
    expect((await wang.send(`/console/cases/${caseId}/money/form-0001/remove`)).status).toBe(303);
    expect(await under.storage.moneyFactsOf(caseId)).toEqual([]);
  });

  it('are masked for whoever does not own the case: amounts and times stay', async () => {
    const caseId = await takeCall();
    const shown = await page(li.get(`/console/cases/${caseId}`));
    expect(shown).toContain('20,000.00元');
    expect(shown).toContain('…4567');
    for (const secret of [CARD, '李四光', '138 0000 1234', '13800001234', '我母亲', 'id="police-order"'])
      expect(shown).not.toContain(secret);
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('138 0000 1234');
  });

  it('say beside the field what is wrong, and keep what was typed', async () => {
    const caseId = await claimed();
    const wrong = await wang.send(`/console/cases/${caseId}/money`, { amount: '很多<b>', at: '明年', payee: '李四光' });
    expect(wrong.status).toBe(422);
    const shown = await page(wrong);
    for (const words of ['看不懂这个金额', '看不懂这个时间', 'value="很多&lt;b&gt;"', 'value="李四光"', 'id="money-amount-problem"'])
      expect(shown).toContain(words);
    const empty = await wang.send(`/console/cases/${caseId}/money`, { kind: 'cash' });
    expect([empty.status, (await page(empty)).includes('至少填一样')]).toEqual([422, true]);
  });

  it('are refused from anybody else, and of no case', async () => {
    const caseId = await claimed();
    for (const path of ['money', 'money/form-0001', 'money/form-0001/remove']) {
      const refused = await li.send(`/console/cases/${caseId}/${path}`, { amount: '1' });
      expect([path, refused.status]).toEqual([path, 409]);
      expect(await page(refused)).toContain('这一单现在不是您在办');
      expect([path, (await wang.send(`/console/cases/none/${path}`, { amount: '1' })).status]).toEqual([path, 404]);
    }
    expect(await under.storage.moneyFactsOf(caseId)).toEqual([]);
  });
});

describe('taking a call', () => {
  it('shows first what the officer says, then the stage, then what to do', async () => {
    const shown = await page(wang.get('/console/calls/new'));
    const order = ['可以挂断，自己拨2250000找我', 'value="paid"', 'name="number"', 'name="story"', 'name="amount"'].map((part) =>
      shown.indexOf(part),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(shown).toContain('我是王警官');
    expect(shown).toContain('打110');
  });

  it('makes a case of his at once, judged, with nothing to send; the same form twice is one case', async () => {
    const caseId = await takeCall();
    expect(await takeCall({ story: '又按了一次' })).toBe(caseId);
    const found = await under.storage.deskCase(caseId);
    expect(found).toMatchObject({ urgency: 'P0', status: 'claimed', channel: 'phone', stage: 'paid', owner: { id: wang.id } });
    expect(found?.colour).not.toBeNull();
    const shown = await page(wang.get(`/console/cases/${caseId}`));
    for (const words of ['电话', '钱已转走', '织里镇晟舍社区', '我母亲', '20,000.00元', '110']) expect(shown).toContain(words);
    expect(await under.database.query.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['他们把我关在宾馆里不让走，门口有人守着', 'held'],
    ['我活着没意思，真的不想活了', 'despair'],
  ])('comes before all others where a life is in danger: %s', async (story, reason) => {
    const found = await under.storage.deskCase(await takeCall({ story, stage: 'seen', amount: '' }));
    expect(found).toMatchObject({ urgency: 'P0', reason });
  });

  it('gets another number when the first one is taken', async () => {
    const numberOf = async (caseId: string) => (await under.storage.deskCase(caseId))?.number ?? '';
    const following = (number: string): string => `A${String(Number(number.slice(1)) + 1).padStart(6, '0')}`;
    const { caseId: chat } = await under.call();
    const first = await numberOf(await takeCall());
    await under.database.query
      .updateTable('cases')
      .set({ number: following(first) })
      .where('id', '=', chat)
      .execute();
    const second = await numberOf(await takeCall({ formId: 'form-0002' }));
    expect(second).toBe(following(following(first)));
  });

  it.each([
    ['sharing', 'P0'],
    ['gave-code', 'P1'],
    ['seen', 'P2'],
  ])('takes its urgency from the stage: %s is %s', async (stage, urgency) => {
    const caseId = await takeCall({ formId: `form-${stage}`, stage, story: '有人打电话来推销' });
    expect((await under.storage.deskCase(caseId))?.urgency).toBe(urgency);
  });

  it('says what is wrong beside each field, and keeps what was typed', async () => {
    const wrong = await wang.send('/console/calls/new', {
      formId: 'form-0001',
      number: '那个人',
      story: '',
      amount: '很多',
      town: '织里<i>',
    });
    expect(wrong.status).toBe(422);
    const shown = await page(wrong);
    for (const words of [
      '先选到哪一步了',
      '这不像电话号码',
      '写一句他说了什么',
      '看不懂这个金额',
      '织里&lt;i&gt;',
      'value="那个人"',
      'value="form-0001"',
    ])
      expect(shown).toContain(words);
    expect(await under.storage.queue()).toEqual([]);
  });

  it('is advised by the machine while he listens, and nothing of it is kept', async () => {
    const advice = await page(wang.send('/console/calls/advice', { story: '有人自称公安，说我涉嫌洗钱，让我把钱转到安全账户' }));
    expect(advice).toContain('冒充');
    expect(await page(wang.send('/console/calls/advice', { story: '' }))).toBe('');
    expect(await under.database.query.selectFrom('messages').selectAll().execute()).toEqual([]);
  });
});

describe('110, call-backs and contacts', () => {
  it('keeps the record number and the times of 110', async () => {
    const caseId = await claimed();
    const written = await wang.send(`/console/cases/${caseId}/police`, {
      record: 'J330-77',
      unit: '织里所',
      dispatchedAt: '9:31',
      arrivedAt: '9:40',
    });
    expect([written.status, written.headers.get('location')]).toEqual([303, `/console/cases/${caseId}#calls`]);
    expect(await page(wang.get(`/console/cases/${caseId}`))).toContain('value="J330-77"');
    const wrong = await wang.send(`/console/cases/${caseId}/police`, { record: 'J1', dispatchedAt: '9:40', arrivedAt: '9:31' });
    expect([wrong.status, (await page(wrong)).includes('到的时间比派的还早')]).toEqual([422, true]);
    expect((await li.send(`/console/cases/${caseId}/police`, { record: 'J2' })).status).toBe(409);
  });

  it('promises a call, lists it due first, and shows the number to whoever takes it', async () => {
    const caseId = await takeCall();
    const wrong = await wang.send(`/console/cases/${caseId}/call-back`, { due: '等会儿', note: '问止付' });
    expect(wrong.status).toBe(422);
    expect(await page(wrong)).toContain('value="等会儿"');
    const promised = await wang.send(`/console/cases/${caseId}/call-back`, { formId: 'form-back', due: '20分钟后', note: '问止付没有' });
    expect(promised.status).toBe(303);
    expect(await page(li.get('/console/call-backs'))).toContain('还没到时候');
    under.clock.now += 25 * MINUTE;
    const masked = await page(li.get('/console/call-backs'));
    for (const words of ['已过时', '…1234', '王警官答应的']) expect(masked).toContain(words);
    for (const secret of ['138 0000 1234', '问止付没有']) expect(masked).not.toContain(secret);
    expect((await li.send('/console/call-backs/form-back', { attempts: '0', result: 'reached' })).status).toBe(409);
    expect((await li.send('/console/call-backs/form-back/take')).status).toBe(303);
    const open = await page(li.get('/console/call-backs'));
    for (const words of ['138 0000 1234', '问止付没有', '打通了']) expect(open).toContain(words);
    const audit = await under.database.query.selectFrom('audit').select(['officer_id', 'action']).orderBy('seq', 'desc').executeTakeFirst();
    expect(audit).toEqual({ officer_id: li.id, action: 'case.unmasked' });
    expect((await li.send('/console/call-backs/form-back', { attempts: '0', result: 'unreached' })).status).toBe(303);
    expect(await page(li.get('/console/call-backs'))).toContain('1次没打通');
    const why = await li.send('/console/call-backs/form-back', { attempts: '1', result: 'not-needed' });
    expect([why.status, (await page(why)).includes('为什么不用打了')]).toEqual([422, true]);
    expect((await li.send('/console/call-backs/form-back', { attempts: '1', result: 'not-needed', said: '他来过了' })).status).toBe(303);
    expect(await page(li.get('/console/call-backs'))).toContain('没有要打的电话');
  });

  it('asks after a loss whether somebody offers to get the money back', async () => {
    const caseId = await takeCall();
    await under.database.query
      .insertInto('call_backs')
      .values({ id: 'guard-001', case_id: caseId, kind: 'guard', due_at: under.clock.now, attempts: 0, created_at: under.clock.now })
      .execute();
    expect(await page(li.get('/console/call-backs'))).toContain('有人说能帮您追回钱吗');
  });

  it('shows that he has called before, and merges the two', async () => {
    const first = await takeCall();
    const second = await takeCall({ formId: 'form-0002', number: '+8613800001234' });
    const { number = '' } = (await under.storage.deskCase(first)) ?? {};
    expect(await page(wang.get(`/console/cases/${second}`))).toContain(`把这一单并入${number}`);
    expect(await page(li.get(`/console/cases/${second}`))).not.toContain('把这一单并入');
    expect((await li.send(`/console/cases/${second}/merge`, { into: number })).status).toBe(409);
    expect((await wang.send(`/console/cases/${second}/merge`, { into: 'A-none' })).status).toBe(422);
    expect((await wang.send(`/console/cases/${second}/merge`, { into: number })).status).toBe(303);
    expect(await page(wang.get(`/console/cases/${second}`))).toContain('这一单已并入');
    expect(await page(wang.get(`/console/cases/${first}`))).toContain('已并入这一单');
  });

  it('speaks English to whoever wants it, and Chinese words for the citizen stay', async () => {
    const caseId = await takeCall();
    const english = { cookie: `${wang.cookie}; language=en` };
    const shown = await page(wang.get(`/console/cases/${caseId}`, english));
    for (const words of ['Copy in police order', 'Promise a call', 'Was here before', 'Note a payment']) expect(shown).toContain(words);
    const intake = await page(wang.get('/console/calls/new', english));
    for (const words of ['How far has it gone', '可以挂断']) expect(intake).toContain(words);
  });
});

describe('who may take calls and note money', () => {
  const GETS = ['/console/calls/new', '/console/call-backs'];
  const POSTS = [
    '/console/calls/new',
    '/console/calls/advice',
    '/console/call-backs/x',
    '/console/call-backs/x/take',
    ...['money', 'money/x', 'money/x/remove', 'police', 'call-back', 'merge'].map((act) => `/console/cases/x/${act}`),
  ];
  it('is nobody who is not signed in, and no librarian', async () => {
    const nobody = browser(under);
    const librarian = await under.signIn('库管员', 'librarian');
    for (const path of GETS) {
      expect([path, (await nobody.get(path)).status]).toEqual([path, 303]);
      expect([path, (await librarian.get(path)).status]).toEqual([path, 403]);
    }
    for (const path of POSTS) {
      expect([path, (await nobody.send(path)).status]).toEqual([path, 401]);
      expect([path, (await librarian.send(path)).status]).toEqual([path, 403]);
    }
  });
});
