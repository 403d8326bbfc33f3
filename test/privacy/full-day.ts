import { CHECK_UP_BANK } from '../../src/citizens/check-up-bank.ts';
import { FORM_TYPE, uploaded } from '../../src/cli/bench/warnings-file.ts';
import { takeMessage } from '../../src/conversation/take-message.ts';
import { checkImport } from '../../src/dissuasion/check-import.ts';
import { sendNotice } from '../../src/dissuasion/send-notice.ts';
import { newSecret, signWebhook } from '../../src/partners/standard-webhooks.ts';
import { citizenTelephone } from '../pages/citizen-telephone.ts';
import type { Colleague, DeskUnderTest } from '../pages/desk-under-test.ts';
import { PLANTED } from './planted.ts';

const HOUR = 3_600_000;
const SECRET = newSecret((bytes) => bytes.fill(7));
const { name, phone, idNumber, account, address, story, family, familyPhone, guardianWord, telegramId } = PLANTED;

export interface FullDay {
  readonly wang: Colleague;
  readonly boss: Colleague;
  readonly admin: Colleague;
  readonly citizen: ReturnType<typeof citizenTelephone>;
  readonly conversation: string;
}

async function done(answer: Promise<Response>, status = 303): Promise<string> {
  const response = await answer;
  if (response.status !== status)
    throw new Error(`${response.status} instead of ${status}: ${(await response.text()).replaceAll(/<[^>]*>/g, ' ').slice(-700)}`);
  return response.headers.get('location') ?? '';
}

/** One citizen's day through every module, with everything of his said wherever there is room for words. */
export async function fullDay(under: DeskUnderTest, chores: () => Promise<void>): Promise<FullDay> {
  const [wang, boss, admin, advisor] = [
    await under.signIn('王警官'),
    await under.signIn('周主管', 'supervisor'),
    await under.signIn('管理员', 'administrator'),
    await under.signIn('沈顾问', 'advisor'),
  ];
  const { database, storage, clock } = under;
  await database.query
    .insertInto('grids')
    .values({ id: 'g1', name: '晓河村', town: '织里镇', kind: 'village', people: 300, created_at: 0, closed_at: null })
    .execute();
  await storage.assignAdvisor('g1', advisor.id, clock.now, wang.id);
  for (const kind of ['banks', 'police', 'platforms'] as const) {
    await storage.addPartner(kind, { name: kind, kind, legalBasis: '第三十四条', webhook: null }, admin.id);
    await storage.addPartnerKey(`key-${kind}`, kind, SECRET, admin.id);
  }

  const { citizen, citizenId } = await registers(under, wang);
  const conversation = await chats(under, citizen);
  await storage.linkConversation(citizenId, conversation);
  await worked(under, wang, boss);
  await losesMoney(under, citizen, wang);
  await chores();
  await isWarned(under, wang, advisor);
  await chores();
  await reports(under, citizen, wang);
  await learns(under, citizenId, conversation);
  await library(under, conversation);
  await chores();
  await closesEverything(under, wang);
  clock.now += 26 * HOUR;
  await chores();
  return { wang, boss, admin, citizen, conversation };
}

async function registers(under: DeskUnderTest, wang: Colleague) {
  const citizen = citizenTelephone(under);
  await citizen.get('/join?g=g1');
  const profile = {
    name,
    ageBand: '60-69',
    job: 'retired',
    grid: 'g1',
    place: '',
    'consent-profile': '1',
    'consent-exposure': '1',
    'consent-teaching': '1',
  };
  await done(citizen.send('/join', profile));
  const code = (/class="me-digits number">([\d ]+)</.exec(await citizen.page('/me/phone'))?.[1] ?? '').replaceAll(' ', '');
  await done(wang.send('/console/citizens/prove', { code, number: phone }), 200);
  const html = await citizen.page('/me/check-up');
  const attempt = /name="attempt" value="(\d+)"/.exec(html)?.[1] ?? '';
  const answers = [...new Set([...html.matchAll(/name="q-([\w-]+)"/g)].map(([, id = '']) => id))].map((id) => [
    `q-${id}`,
    String(CHECK_UP_BANK.find((one) => one.id === id)?.right),
  ]);
  await done(citizen.send('/me/check-up', { attempt, ...Object.fromEntries(answers) }));
  const { id } = await under.database.query.selectFrom('citizens').select('id').executeTakeFirstOrThrow();
  return { citizen, citizenId: id };
}

async function chats(under: DeskUnderTest, citizen: ReturnType<typeof citizenTelephone>): Promise<string> {
  const said = [
    `我叫${name}，${story}叫我转账，我刚转了两万块到${account}，我电话${phone}，住${address}`,
    `身份证${idNumber}，${guardianWord}`,
  ];
  for (const text of said) await citizen.send('/message', { text, message: crypto.randomUUID() });
  const conversation = `web:${(await under.database.query.selectFrom('conversations').select('id').where('channel', '=', 'web').executeTakeFirstOrThrow()).id.slice(4)}`;
  const bot = (await under.storage.transcript(conversation)).findLast(({ author }) => author === 'bot');
  await citizen.send('/wrong', { message: bot?.id ?? '' });
  // The same one on a platform that knows him by its own number.
  for (const [at, text] of said.entries())
    await takeMessage(
      under.deps,
      { channel: 'telegram', external: telegramId, externalId: `${telegramId}:${at}`, text, sender: name },
      false,
    );
  return conversation;
}

async function worked(under: DeskUnderTest, wang: Colleague, boss: Colleague): Promise<void> {
  const cases = await under.database.query.selectFrom('cases').select('id').where('status', '=', 'waiting').execute();
  if (cases.length !== 2) throw new Error(`${cases.length} cases`);
  for (const { id } of cases) {
    const to = (act: string, fields: Record<string, string>) => done(wang.send(`/console/cases/${id}/${act}`, fields));
    await done(boss.send(`/console/cases/${id}/unmask`, { reason: `${family}来电核对${name}` }));
    await to('claim', {});
    await to('say', { text: `${name}您好，先别再转，我在。`, form: `say-${id}` });
    await to('note', { text: `${name}，${address}，${guardianWord}，家属${family}${familyPhone}` });
    await to('money', {
      formId: `money-${id}`,
      kind: 'transfer',
      amount: '20000',
      at: '9:31',
      account,
      payee: '张三丰子',
      payer: name,
      payerId: idNumber,
    });
    await to('judge', { form: `judge-${id}`, colour: 'red', type: '', reason: `${story}要先交钱` });
    await to('receipt', { form: `receipt-${id}` });
    await to('police', { record: 'X1', unit: `到${address}`, dispatchedAt: '9:00', arrivedAt: '9:20' });
    await to('call-back', { formId: `call-back-${id}`, due: '20 min', note: `问${family}要凭证` });
    await to('community', { community: '织里镇晟舍社区' });
  }
  await done(
    wang.send('/console/calls/new', {
      formId: 'call-0001',
      stage: 'paid',
      number: phone,
      story: `${story}叫我转到${account}`,
      forWhom: family,
      town: '织里镇',
    }),
  );
  const ids = cases.map(({ id }) => ({ id, number: id, urgency: 'P1' as const, createdAt: 0, goes: true }));
  await under.storage.handOver(wang.id, { cases: ids, waiting: [], callBacks: [], remarks: `${name}的家属${family}十点到` } as never);
}

async function losesMoney(under: DeskUnderTest, citizen: ReturnType<typeof citizenTelephone>, wang: Colleague): Promise<void> {
  const status = await done(
    citizen.send('/stop-loss', {
      formId: 'form-of-his-0001',
      't1-amount': '2万',
      't1-at': '10分钟前',
      't1-way': 'bank',
      't1-account': '6217001210001234567',
      't1-payee': '张三丰子',
      't2-amount': '3万',
      't2-way': 'cash',
      't2-place': address,
      't2-plate': '浙E12345',
      name,
      idNumber,
      phone,
      ownAccount: account,
      story,
      scamPhone: '+85251234567',
      do: 'send',
    }),
  );
  const body = new FormData();
  body.set('formId', 'evidence-form-1');
  body.set(
    'file',
    new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), name], `${name}.png`, { type: 'image/png' }),
  );
  await done(
    Promise.resolve(
      under.app.request(`${status}/evidence`, { method: 'POST', body, headers: { origin: 'http://localhost', host: 'localhost' } }),
    ),
  );
  const { id } = await under.database.query.selectFrom('stop_leads').select('id').executeTakeFirstOrThrow();
  let forms = 0;
  const press = async (what: string, fields: Record<string, string> = {}): Promise<void> => {
    const { acts } = await under.database.query.selectFrom('stop_leads').select('acts').where('id', '=', id).executeTakeFirstOrThrow();
    await done(
      wang.send(`/console/stop-leads/${id}/${what}`, {
        formId: `press-${String(++forms).padStart(5, '0')}`,
        seen: String(acts),
        ...fields,
      }),
    );
  };
  await press('take');
  await press('check', { way: 'on-the-line', result: 'confirmed', note: `${family}在旁边` });
  await press('send', { way: 'webhook', version: '1' });
  await press('answer', { position: '1', stopped: '15000', own: '10000', others: '5000' });
  await press('answer', { position: '2', refused: '1', reason: `${address}已取走` });
  await press('close', { why: 'done' });
}

async function isWarned(under: DeskUnderTest, wang: Colleague, advisor: Colleague): Promise<void> {
  const file = `预警编号,等级,手机号,姓名,乡镇,网格,地址,类型,情况,账户,金额\r\nYJ1,高危,${phone},${name},织里镇,晓河村,${address},刷单返利诈骗,${story},${account},20000\r\nYJ2,很急,${phone},${name},织里镇,,${address},,${story},,\r\n`;
  const pieces: Uint8Array[] = [];
  for await (const piece of uploaded('centre', file)) pieces.push(piece);
  const place = await done(
    Promise.resolve(
      under.app.request('/console/warnings/imports', {
        method: 'POST',
        body: Buffer.concat(pieces),
        headers: { origin: 'http://localhost', host: 'localhost', cookie: wang.cookie, 'content-type': FORM_TYPE },
      }),
    ),
  );
  while (await checkImport(under.deps));
  await done(wang.send(`${place}/confirm`));
  while (await checkImport(under.deps));
  const [warning] = await under.database.query.selectFrom('warnings').select('id').execute();
  const path = `/console/warnings/${warning?.id}`;
  while (await sendNotice(under.deps as never));
  let steps = 0;
  const stepId = (): string => `step-${String(++steps).padStart(6, '0')}`;
  await done(wang.send(`${path}/claim`));
  await done(wang.send(`${path}/step`, { stepId: stepId(), kind: 'call', result: 'unreached', note: `${name}没接，${guardianWord}` }));
  const visit = `/console/visits/${warning?.id}`;
  await under.storage.setCompanion(warning?.id ?? '', wang.id, wang.id);
  await done(advisor.send(`${visit}/family`, { stepId: stepId(), name: family, phone: familyPhone, note: guardianWord }));
  await done(advisor.send(`${visit}/finish`, { stepId: stepId(), result: 'persuaded', signed: '沈顾问', note: `${name}在${address}` }));
  // A bank tells of him, too.
  const lead = { type: 'lead.reported', data: { kind: 'two-card-risk', tier: 'high', phone, facts: `${story}，${name}一天办了三张卡` } };
  const raw = JSON.stringify(lead);
  const answer = await under.post('/api/v1/partners/banks/leads', raw, { ...(await signWebhook([SECRET], 'm1', raw, under.clock.now)) });
  if (answer.status !== 202) throw new Error(await answer.text());
}

async function reports(under: DeskUnderTest, citizen: ReturnType<typeof citizenTelephone>, wang: Colleague): Promise<void> {
  await under.storage.listIdentifiers([{ kind: 'phone', value: '13911112222', type: 'loan' }], { kind: 'closing', ref: 'case-1' });
  await citizen.send('/lookup/dispute', { value: '13911112222', form: 'dispute-01', reason: `我是${name}，这是我的号`, contact: phone });
  await wang.send('/console/identifiers/disputes/dispute-01', { reason: `核实过${name}`, decision: 'kept' });
}

async function learns(under: DeskUnderTest, citizenId: string, conversationId: string): Promise<void> {
  await under.storage.noteTaught(citizenId, 'loan', 'quiz', 100);
  await under.storage.pushLesson({ citizenId, conversationId, channel: 'web', lesson: 'loan', text: '每日一骗', week: 1 } as never, 1);
}

async function library(under: DeskUnderTest, conversation: string): Promise<void> {
  const { database, storage, clock } = under;
  const message = (await storage.transcript(conversation))[0];
  if (!message) throw new Error('nothing was said');
  await storage.keepReading(message.text, 'model', '1.0.0', JSON.stringify([{ signal: 's', quote: story }]));
  await database.query
    .updateTable('outcomes')
    .set({ second_reader: 'model', release: '1.0.0' })
    .where('message_id', '=', message.id)
    .execute();
  await storage.noteProbing('probe-1', { messageId: message.id, text: message.text, variants: 3 });
  await storage.noteProbing('probe-1', { messageId: null, text: `${story}…`, variants: 4 });
  await database.query
    .insertInto('drafts')
    .values({
      id: 'd1',
      title: '新套路',
      base: '1.0.0',
      state: 'open',
      edits: 1,
      author_id: 'officer-王警官',
      created_at: clock.now,
      updated_at: clock.now,
    })
    .execute();
  await storage.wantBuild('d1', { officerId: 'officer-王警官', edits: 1 } as never);
  const change = {
    place: 'web',
    truth: null,
    from: { colour: 'green', type: null },
    to: { colour: 'red', type: null },
    message: message.id,
    text: `${story}…`,
  };
  const report = { radius: { texts: 1, changes: [change], callBacks: [] } };
  const build = await storage.takeBuild('worker', 60_000);
  await storage.endBuild(build?.id ?? '', 'worker', {
    state: 'passed',
    version: null,
    checksum: null,
    report: JSON.stringify(report),
  } as never);
}

/** Nothing of his is open any more. */
async function closesEverything(under: DeskUnderTest, wang: Colleague): Promise<void> {
  const { database, clock } = under;
  const running = await database.query.selectFrom('cases').select(['id', 'status']).where('status', '<>', 'closed').execute();
  for (const { id, status } of running) {
    if (status === 'waiting') await done(wang.send(`/console/cases/${id}/claim`));
    await done(wang.send(`/console/cases/${id}/close`, { truth: 'scam', type: '', lost: '20000', saved: '300', reported: '1' }));
  }
  await database.query.updateTable('call_backs').set({ done_at: clock.now, result: 'reached' }).where('done_at', 'is', null).execute();
  await database.query.updateTable('warning_tasks').set({ done_at: clock.now }).execute();
  await database.query.updateTable('warnings').set({ status: 'closed', closed_at: clock.now, due_at: null }).execute();
  await database.query.updateTable('outbox').set({ state: 'delivered' }).execute();
}
