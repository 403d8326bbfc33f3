import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { openOfflineFile } from '../../src/stop-loss/offline-file.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

const FORM = {
  formId: 'form-of-his-0001',
  't1-amount': '2万',
  't1-at': '10分钟前',
  't1-way': 'bank',
  't1-account': '6222021001036221014',
  't1-payee': '李四甲',
  't2-amount': '很多',
  't2-way': 'cash',
  't2-place': '织里镇路口',
  't2-plate': '浙E12345',
  name: '王小明乙',
  idNumber: '330501196001011234',
  phone: '13800001234',
  story: '冒充客服退款',
  scamPhone: '+85251234567',
  do: 'send',
};

let under: DeskUnderTest;
let wang: Colleague;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const citizen = () => browser(under);
async function fillIn(fields: Record<string, string> = FORM): Promise<string> {
  const response = await citizen().send('/stop-loss', fields);
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}
async function text(response: Promise<Response>, status = 200): Promise<string> {
  const answer = await response;
  const html = await answer.text();
  expect([answer.status, answer.status === status ? '' : html]).toEqual([status, '']);
  return html;
}
async function only(): Promise<{ id: string; number: string }> {
  return under.database.query.selectFrom('stop_leads').select(['id', 'number']).executeTakeFirstOrThrow();
}
let forms = 0;
async function press(who: Colleague, what: string, fields: Record<string, string> = {}, status = 303): Promise<string> {
  const { id } = await only();
  const { acts } = await under.database.query.selectFrom('stop_leads').select('acts').where('id', '=', id).executeTakeFirstOrThrow();
  return text(
    who.send(`/console/stop-leads/${id}/${what}`, { formId: `press-${String(++forms).padStart(5, '0')}`, seen: String(acts), ...fields }),
    status,
  );
}
const page = async (who: Colleague): Promise<string> => text(who.get(`/console/stop-leads/${(await only()).id}`));

describe('a citizen whose money has gone', () => {
  it('gets the form at once, 110 first, prefilled with what he has said', async () => {
    const empty = await text(citizen().get('/stop-loss'));
    expect(empty.indexOf('先打110')).toBeLessThan(empty.indexOf('<form'));
    const { conversation } = await under.chat({ text: '我10分钟前转了20000元给李四甲，账号6222021001036221014' });
    const html = await text(citizen().get('/stop-loss', { cookie: `conversation=${encodeURIComponent(conversation)}` }));
    expect(html).toMatch(/name="t1-amount" value="20000"/);
    expect(html).toMatch(/name="t1-account" value="6222021001036221014"/);
    expect(html).toContain('工商银行');
    expect(html).toMatch(/已过 <b data-since="\d+" data-now="\d+" data-unit="minutes">10<\/b> <span>分钟/);
    expect(html).not.toContain('30分钟');
  });

  it('takes who rang him and what happened over from the chat, once, without codes, to be corrected', async () => {
    const told = '有个自称公安的人用+85251234567打给我，说我涉嫌洗钱，验证码483920也给他了';
    const { conversation } = await under.chat({ text: told });
    const say = (words: string) => under.chat({ conversation, text: words });
    await say('我的电话是13800001234，钱是10分钟前转的20000元');
    await say('我要找真人');
    const own = { cookie: `conversation=${encodeURIComponent(conversation)}` };
    const html = await text(citizen().get('/stop-loss', own));
    expect(html).toMatch(/name="scamPhone" value="\+85251234567"/);
    const story = /<textarea[^>]* name="story"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
    expect(story).toContain('自称公安的人用+85251234567打给我');
    expect(story).not.toMatch(/483920|找真人/);
    expect(html).toContain('下面先填了您在对话里说过的');
    // To whoever tells nothing but a story it is said as well.
    const second = await under.chat({ text: '客服说我的快递丢了要赔我钱，让我开屏幕共享' });
    const other = await text(citizen().get('/stop-loss', { cookie: `conversation=${encodeURIComponent(second.conversation)}` }));
    expect(other).toContain('下面先填了您在对话里说过的');
    // Handed in already: the next form is about other money.
    await browser(under, own).send('/stop-loss', { ...FORM, story });
    const next = await text(citizen().get('/stop-loss', own));
    expect(next).not.toContain('85251234567');
    expect(next).toMatch(/<textarea[^>]* name="story"[^>]*><\/textarea>/);
    // Another door, another victim.
    expect(await text(citizen().get('/stop-loss?warning=w1', own))).not.toContain('85251234567');
  });

  it('needs nothing but one of amount, time and account, and loses nothing that cannot be read', async () => {
    expect(await text(citizen().send('/stop-loss', { do: 'send', name: '王小明乙' }), 422)).toContain('value="王小明乙"');
    const more = await text(citizen().send('/stop-loss', { ...FORM, do: 'add' }));
    expect(more).toContain('第 3 笔');
    expect(more).toContain('value="浙E12345"');
    const status = await fillIn();
    expect(status).toMatch(/^\/stop-loss\/[\w-]{22}$/);
    expect(await fillIn()).toBe(status);
    await press(wang, 'take');
    expect(await page(wang)).toContain('原话：很多');
  });

  it('finds his way back to what he has handed in, and says hours where minutes say nothing', async () => {
    const form = {
      formId: 'his-own-form-1',
      't1-amount': '20000',
      't1-at': '昨天15:00',
      't1-way': 'cash',
      't1-place': '利济路口',
      do: 'send',
    };
    const sent = await citizen().send('/stop-loss', form);
    const cookie = sent.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const own = sent.headers.get('location') ?? '';
    const again = await text(citizen().get('/stop-loss', { cookie }));
    expect(again).toContain(`href="${own}"`);
    const status = await text(citizen().get(own));
    expect(status).toMatch(/已过 <b data-since="\d+" data-now="\d+" data-unit="hours">\d+<\/b> <span>小时/);
    expect(status).toContain('地点：利济路口');
  });

  it('is offered what he has said since, and not again what he has handed in; so is the officer', async () => {
    const { conversation } = await under.chat({ text: '我10分钟前转了20000元给李四甲，账号6222021001036221014' });
    const cookie = { cookie: `conversation=${encodeURIComponent(conversation)}` };
    const sent = { ...FORM, 't2-amount': '', 't2-place': '', 't2-plate': '' };
    expect((await browser(under, cookie).send('/stop-loss', sent)).status).toBe(303);
    const nothingNew = await text(citizen().get('/stop-loss', cookie));
    expect(nothingNew).not.toMatch(/value="(?:20000|6222021001036221014)"/);
    under.clock.now += 600_000;
    await under.chat({ text: '我刚才又转了5000元给他', conversation });
    const html = await text(citizen().get('/stop-loss', cookie));
    expect(html).toMatch(/name="t1-amount" value="5000"/);
    expect(html).toContain('还没交过的');
    expect(html).not.toMatch(/value="20000"/);
    const { case_id } = await under.database.query.selectFrom('stop_leads').select('case_id').executeTakeFirstOrThrow();
    await text(wang.send(`/console/cases/${case_id}/claim`), 303);
    const desk = await text(wang.get(`/console/stop-leads/new?case=${case_id}`));
    expect(desk).toMatch(/name="t1-amount"[^>]* value="5000"|value="5000"[^>]* name="t1-amount"/);
    expect(desk).not.toMatch(/value="20000"/);
  });

  it('calls the desk, once', async () => {
    await fillIn();
    await fillIn();
    const cases = await under.database.query.selectFrom('cases').select(['id', 'urgency']).execute();
    expect(cases).toMatchObject([{ urgency: 'P0' }]);
    const { case_id, raised_at } = await under.database.query
      .selectFrom('stop_leads')
      .select(['case_id', 'raised_at'])
      .executeTakeFirstOrThrow();
    expect([case_id, raised_at]).toEqual([cases[0]?.id, under.clock.now]);
  });

  it('is told to the desk by a chore where the program died in between, by one of several', async () => {
    await under.storage.receiveStopLead({
      formId: 'form-of-his-0002',
      origin: 'page',
      body: '{}',
      transfers: [],
      conversationId: null,
      caseId: null,
      warningRef: null,
      officerId: null,
    });
    const tell = choresOf(under.deps).find(({ name }) => name === 'stop leads: tell the desk');
    expect(await tell?.work()).toBe(false);
    under.clock.now += 60_000;
    await Promise.all([tell?.work(), tell?.work()]);
    expect(await tell?.work()).toBe(false);
    expect(await under.database.query.selectFrom('cases').select('urgency').execute()).toEqual([{ urgency: 'P0' }]);
    expect(await under.database.query.selectFrom('messages').select('id').where('author', '=', 'citizen').execute()).toHaveLength(1);
  });

  it('is told on his page that received is not stopped, never more than the police have said, and nobody’s number in full', async () => {
    const status = await fillIn();
    const html = await text(citizen().get(status));
    expect(html).toContain('不等于已止付');
    expect(html).toContain('谁说能帮您把钱追回来，都是骗子');
    for (const secret of ['6222021001036221014', '李四甲', '王小明乙', '330501196001011234', '13800001234'])
      expect(html).not.toContain(secret);
    expect(html).not.toMatch(/追回成功|一定能|30分钟|放心/);
    await text(citizen().get('/stop-loss/nonsense'), 404);
  });

  it('shows his page to others without giving them his chat', async () => {
    const sent = await citizen().send('/stop-loss', FORM);
    const token = (sent.headers.get('location') ?? '').replace('/stop-loss/', '');
    // He himself is in it.
    const own = decodeURIComponent(/conversation=([^;]+)/.exec(sent.headers.getSetCookie().join('; '))?.[1] ?? '');
    expect((await under.chat({ conversation: own, text: '在吗' })).conversation).toBe(own);
    for (const guess of [token, `stop-${token}`])
      await expect(under.chat({ conversation: guess, text: '我没被骗了' })).rejects.toThrow(/404/);
  });

  it('adds pictures and slips later, within size and kind', async () => {
    const status = await fillIn();
    const upload = async (bytes: Uint8Array<ArrayBuffer>, formId: string) => {
      const body = new FormData();
      body.set('formId', formId);
      body.set('file', new File([bytes], 'x.png', { type: 'image/png' }));
      return under.app.request(`${status}/evidence`, { method: 'POST', body, headers: { origin: 'http://localhost', host: 'localhost' } });
    };
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    expect((await upload(png, 'evidence-form-1')).status).toBe(303);
    expect((await upload(png, 'evidence-form-1')).status).toBe(303);
    expect((await upload(new TextEncoder().encode('<script>'), 'evidence-form-2')).status).toBe(422);
    expect((await upload(new Uint8Array(6_000_001), 'evidence-form-3')).status).toBe(422);
    expect((await upload(new Uint8Array(7_000_000), 'evidence-form-4')).status).toBe(413);
    expect(await page(wang)).toContain('只有办理人能看');
    await press(wang, 'take');
    const [, path = ''] = /href="(\/console\/stop-leads\/[^"]+\/evidence\/[^"]+)"/.exec(await page(wang)) ?? [];
    const seen = await wang.get(path);
    expect([seen.headers.get('content-type'), new Uint8Array(await seen.arrayBuffer())]).toEqual(['image/png', png]);
    const li = await under.signIn('李警官');
    await text(li.get(path), 404);
  });
});

describe('an officer with a stop lead', () => {
  it('takes, checks, prints, hands over and notes what the police answer; the citizen reads just that', async () => {
    const status = await fillIn();
    const li = await under.signIn('李警官');
    expect(await text(li.get('/console/stop-leads'))).toContain('没人接手');
    expect(await page(li)).not.toContain('6222021001036221014');
    await press(wang, 'take');
    await press(li, 'check', { way: 'rang-back', result: 'confirmed' }, 409);
    await press(wang, 'send', { way: 'sheet', version: '1' }, 409);
    await press(wang, 'check', { way: 'rang-back', result: 'unreached' });
    expect(await page(wang)).toContain('没打通');
    await press(wang, 'check', {}, 422);
    await press(wang, 'check', { way: 'rang-back', result: 'confirmed' });
    const { id, number } = await only();
    await text(li.get(`/console/stop-leads/${id}/sheet`), 409);
    const sheet = await text(wang.get(`/console/stop-leads/${id}/sheet`));
    const fields = ['姓名', '身份证号', '本人账号', '金额', '准确时间', '对方账号', '对方户名', '对方开户行', '方式', '简要经过'];
    const places = fields.map((field) => sheet.indexOf(`<dt>${field}</dt>`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const value of ['王小明乙', '330501196001011234', '6222021001036221014', '浙E12345', '+85251234567', `${number}-2`])
      expect(sheet).toContain(value);
    await press(wang, 'send', { way: 'webhook', version: '1' }, 422);
    await press(wang, 'send', { way: 'sheet', version: '1' });
    await press(wang, 'answer', { position: '1', stopped: '1万', own: '2万' }, 422);
    await press(wang, 'answer', { position: '1', stopped: 'much' }, 422);
    await press(wang, 'answer', { position: '1', stopped: '15000', own: '10000', others: '5000' });
    expect(await text(citizen().get(status))).toContain('公安还没有回复这一笔');
    await press(wang, 'answer', { position: '2', refused: '1', reason: '现金已取走' });
    const html = await text(citizen().get(status));
    for (const said of ['15,000.00元', '10,000.00元', '5,000.00元', '没有止住', '现金已取走']) expect(html).toContain(said);
    expect(html).not.toContain('已返还</dt>');
    await press(wang, 'close', { why: 'done' });
    expect(await text(citizen().get(status))).toContain('已办结');
  });

  it('shows a colleague neither what he has noted nor what the police have said, and drops no other words in silence', async () => {
    await fillIn();
    const li = await under.signIn('李警官');
    await press(wang, 'take');
    await press(wang, 'check', { way: 'on-the-line', result: 'confirmed', note: '报了女儿名字钱小多' });
    await press(wang, 'send', { way: 'sheet', version: '1' });
    const said = { formId: 'answer-00001', position: '2', refused: '1', reason: '户主李四甲已取现' };
    for (const _ of [1, 2]) {
      await press(wang, 'answer', said);
      under.clock.now += 2000;
    }
    await press(wang, 'answer', { ...said, refused: '0', stopped: '100' }, 409);
    for (const word of ['钱小多', '户主李四甲']) {
      expect(await page(wang)).toContain(word);
      expect(await page(li)).not.toContain(word);
    }
  });

  it('carries it into an isolated network as a file that its passphrase alone opens', async () => {
    await fillIn();
    await press(wang, 'take');
    await press(wang, 'check', { way: 'on-the-line', result: 'confirmed' });
    await press(wang, 'file', { passphrase: 'short' }, 422);
    const file = await press(wang, 'file', { passphrase: 'four herons over water' }, 200);
    expect(file).not.toContain('王小明乙');
    expect(await openOfflineFile(file, 'four herons over water')).toMatchObject({
      format: 'fanzha-stop-lead/1',
      victim: { name: '王小明乙' },
      transfers: [
        { account: '6222021001036221014', amountFen: 2_000_000 },
        { plate: '浙E12345', amountSaid: '很多' },
      ],
    });
    await expect(openOfflineFile(file, 'four herons over')).rejects.toMatchObject({ code: 'stop-file.unreadable' });
    await expect(openOfflineFile(file.replace('"p": 1', '"p": 2'), 'four herons over water')).rejects.toThrow();
  });

  it('takes one down from a case, filled in with what the case knows, and from a doorstep', async () => {
    const { caseId } = await under.call('我刚转了两万给李四甲，账号6222021001036221014，是+85251234567打来的');
    expect(await text(wang.get(`/console/stop-leads/new?case=${caseId}`))).not.toMatch(/6222021001036221014|85251234567/);
    await wang.send(`/console/cases/${caseId}/claim`);
    expect(await text(wang.get(`/console/cases/${caseId}`))).toContain(`/console/stop-leads/new?case=${caseId}`);
    const html = await text(wang.get(`/console/stop-leads/new?case=${caseId}`));
    expect(html).toContain('value="6222021001036221014"');
    expect(html).toMatch(/name="scamPhone" value="\+85251234567"/);
    expect(html).toMatch(/name="story"[^>]*>我刚转了两万给李四甲/);
    expect(await text(wang.send('/console/stop-leads', { case: caseId, formId: 'new-form-0001' }), 422)).toContain('至少填一样');
    const fields = { ...FORM, do: 'save', case: caseId, warning: 'w-1', formId: 'new-form-0001' };
    const [first, again] = [await wang.send('/console/stop-leads', fields), await wang.send('/console/stop-leads', fields)];
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const lead = await under.database.query.selectFrom('stop_leads').selectAll().executeTakeFirstOrThrow();
    expect(lead).toMatchObject({ case_id: caseId, warning_ref: 'w-1', origin: 'doorstep', officer_id: wang.id });
  });

  it('takes one down at a doorstep, filled in with whom the warning is about', async () => {
    const [received] = await under.storage.receiveWarnings(
      [
        {
          source: 'desk',
          externalId: 'YJ1',
          tier: 'urgent',
          type: null,
          town: null,
          gridId: null,
          person: { phone: '13800005678', name: '钱三多', address: null, story: null, account: '6217000012345678903', amount: null },
        },
      ],
      DISSUASION_PLAN,
    );
    const path = `/console/stop-leads/new?warning=${received?.id}`;
    const before = await text(wang.get(path));
    for (const field of ['name="name" value="钱三多"', 'name="phone" value="13800005678"']) expect(before).toContain(field);
    // What the bank knows is for whoever has claimed the warning.
    expect(before).not.toContain('6217000012345678903');
    await wang.send(`/console/warnings/${received?.id}/claim`);
    expect(await text(wang.get(path))).toContain('name="t1-fromAccount" value="6217000012345678903"');
    const read = await under.database.query.selectFrom('audit').select('subject').where('action', '=', 'warning.read').execute();
    expect(read.map(({ subject }) => subject)).toEqual([received?.id, received?.id]);
    // Closed, it is nobody's to read, here as on its own page.
    await under.database.query.updateTable('warnings').set({ status: 'closed', closed_at: under.clock.now }).execute();
    const closed = await text(wang.get(path));
    for (const known of ['钱三多', '13800005678', '6217000012345678903']) expect(closed).not.toContain(known);
  });

  it('keeps two victims apart who write on one telephone at their doors', async () => {
    const { conversation } = await under.chat({ text: '我10分钟前转了20000元给李四甲，账号6222021001036221014' });
    const cookie = { cookie: `conversation=${encodeURIComponent(conversation)}` };
    for (const [warning, formId] of [
      ['w-1', 'door-form-0001'],
      ['w-2', 'door-form-0002'],
    ] as const) {
      const answer = await browser(under, cookie).send('/stop-loss', { ...FORM, warning, formId });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([303, null]);
    }
    const rows = await under.database.query.selectFrom('stop_leads').select(['conversation_id', 'case_id']).execute();
    for (const column of ['conversation_id', 'case_id'] as const)
      expect(new Set([null, ...rows.map((row) => row[column])]).size, column).toBe(3);
    // Nor is anything of a talk on that telephone filled in.
    const next = await text(citizen().get('/stop-loss?warning=w-3', cookie));
    for (const elses of ['您交过一张', '6222021001036221014', 'value="20000"']) expect(next).not.toContain(elses);
  });

  it('changes it, and is told to hand it over again', async () => {
    await fillIn();
    await press(wang, 'take');
    await press(wang, 'check', { way: 'on-the-line', result: 'confirmed' });
    await press(wang, 'send', { way: 'sheet', version: '1' });
    const { do: _, formId: __, ...fields } = FORM;
    await press(wang, 'change', { ...fields, 't2-amount': '5000', 't1-position': '1', 't2-position': '2', do: 'save' });
    expect(await page(wang)).toContain('请再交一次');
    expect(await page(wang)).toContain('5,000.00元');
    await press(wang, 'send', { way: 'sheet', version: '1' }, 409);
    await press(wang, 'send', { way: 'sheet', version: '2' });
    expect(await page(wang)).not.toContain('请再交一次');
  });

  it('leads an advisor at a doorstep to the page where the victim himself writes', async () => {
    const advisor = await under.signIn('Sun', 'advisor');
    const led = await advisor.get('/console/stop-leads/new?warning=w-7');
    expect([led.status, led.headers.get('location')]).toEqual([303, '/stop-loss?warning=w-7']);
    expect(await text(citizen().get('/stop-loss?warning=w-7'))).toContain('name="warning" value="w-7"');
    await text(advisor.get('/console/stop-leads'), 403);
  });

  it('reads all of it in English, at every step', async () => {
    await fillIn({ 't1-amount': '20000', 't1-account': '4111111111111112', 't1-at': '9:31', do: 'send' });
    const { id } = await only();
    const boss = await under.signIn('Zhao', 'supervisor');
    const li = await under.signIn('Li');
    const english = (who: Colleague) => browser(under, { cookie: `${who.cookie}; language=en` });
    const look = async () => {
      for (const who of [boss, li])
        for (const path of ['', '?closed=1', `/${id}`])
          expect([path, chineseIn(await text(english(who).get(`/console/stop-leads${path}`)))]).toEqual([path, []]);
    };
    await look();
    await press(li, 'take');
    await look();
    await press(boss, 'take', { over: '1' });
    for (const [what, fields] of [
      ['check', { way: 'in-person', result: 'not-him', note: 'x' }],
      ['check', { way: 'by-family', result: 'confirmed' }],
      ['send', { way: 'file', version: '1' }],
      ['answer', { position: '1', stopped: '0', refused: '1', reason: 'gone' }],
      ['close', { why: 'withdrawn' }],
    ] as const) {
      await press(boss, what, fields);
      await look();
    }
    const refusals = [
      ['change', {}],
      ['check', {}],
      ['send', {}],
      ['file', { passphrase: 'x' }],
      ['answer', { position: '1', stopped: 'much' }],
      ['close', {}],
      ['take', {}],
    ] as const;
    for (const [what, fields] of refusals) {
      const answer = await english(boss).send(`/console/stop-leads/${id}/${what}`, fields);
      expect([what, [409, 422].includes(answer.status), chineseIn(await answer.text())]).toEqual([what, true, []]);
    }
  });
});
