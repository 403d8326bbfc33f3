import { serve } from '@hono/node-server';
import { choresOf } from '../../src/chores.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { openBusyDesk } from '../pages/busy-desk.ts';
import { citizenTelephone } from '../pages/citizen-telephone.ts';
import { warning } from '../storage/dissuasion-under-test.ts';

const LONG_GRID = '利民街道太湖溇港历史文化街区第十二网格东区';

/** A page, and who opens it. */
export interface PageToOpen {
  readonly path: string;
  /** Name → value. */
  readonly cookies: Readonly<Record<string, string>>;
}

/** A town in which something is going on everywhere, behind a real port; with long names. */
export async function openBusyTown() {
  const under = await openBusyDesk({ TRADE_CHECK_LEGAL_BASIS: '关于试行往来单位核查的通知（示例）' });
  const { storage, database, clock, wang, boss, admin } = under;
  const grid = { kind: 'village' as const, people: 450, created_at: 0, closed_at: null };
  await database.query
    .insertInto('grids')
    .values([
      { ...grid, id: 'g1', name: LONG_GRID, town: '织里镇' },
      { ...grid, id: 'g2', name: '东湾村', town: '南浔镇' },
    ])
    .execute();
  await database.query.updateTable('cases').set({ community: LONG_GRID }).where('closed_at', 'is not', null).execute();
  const advisor = await under.enlist('Shen', 'advisor');
  await storage.assignAdvisor('g1', advisor.id, clock.now, boss.id);
  const person = {
    phone: '13800001234',
    name: '欧阳钱三多',
    address: '织里镇利民街道太湖溇港历史文化街区利济路1999弄88号12幢3单元1802室',
    story: `与境外号码通话四十分钟。https://${'very-long-name-of-a-host.'.repeat(5)}example/apply`,
    account: '6217000012345678903',
    amount: 1_000_000,
  };
  const received = await storage.receiveWarnings(
    [
      warning('w1', 'high', { gridId: 'g1', person }),
      warning('w2', 'urgent', { gridId: 'g1', person }),
      warning('w3', 'medium', { person }),
    ],
    DISSUASION_PLAN,
  );
  const [high = '', urgent = '', medium = ''] = received.map(({ id }) => id ?? '');
  await wang.send(`/console/warnings/${high}/claim`);
  await advisor.send(`/console/visits/${high}/finish`, {
    stepId: 'step-000001',
    result: 'absent',
    signed: 'Shen',
    note: '门口没有人，邻居说去了女儿家',
  });

  const telephone = citizenTelephone(under);
  await telephone.get('/join?g=g1');
  await telephone.send('/join', { name: '张阿姨', ageBand: '60-69', job: 'retired', grid: 'g1', place: '', 'consent-profile': '1' });
  const { conversation } = await under.chat({
    text: '我10分钟前转了20000元给李四，账号6222021001036221014，https://etc-renew8.top/k/very/long/path/that/never/ends/at/all',
  });
  const lead = await telephone.send('/stop-loss', {
    ...{ formId: 'form-of-his-0001', 't1-amount': '2万', 't1-at': '10分钟前', 't1-way': 'bank', 't1-account': '6222021001036221014' },
    ...{ 't1-payee': '李四甲', name: '王小明乙', phone: '13800001234', story: '冒充客服退款', do: 'send' },
  });
  const { id: leadId } = await database.query.selectFrom('stop_leads').select('id').executeTakeFirstOrThrow();
  await wang.send(`/console/stop-leads/${leadId}/take`, { formId: 'take-00001', seen: '0' });
  await admin.send('/console/partners', {
    form: 'form-0001',
    name: '湖州市某某农村商业银行股份有限公司织里支行',
    kind: 'banks',
    basis: '反电信网络诈骗法第三十四条',
    webhook: '',
  });
  const { id: partnerId } = await database.query.selectFrom('partners').select('id').executeTakeFirstOrThrow();
  await telephone.send('/lookup', { value: '13900139000', do: 'report' });
  clock.now += 86_400_000;
  const awake = { seen_at: clock.now, expires_at: clock.now + 3_600_000 };
  await database.query.updateTable('sessions').set(awake).execute();
  for (const { name, work } of choresOf(under.deps))
    if (['index', 'bulletins', 'weekly-tasks', 'warning-notices'].includes(name)) while (await work());
  const { token } = await storage.noticeTo(medium);
  const bulletin = await database.query.selectFrom('bulletins').select(['kind', 'day']).executeTakeFirstOrThrow();

  const { number } = await database.query
    .selectFrom('cases')
    .select('number')
    .where('status', '<>', 'closed')
    .limit(1)
    .executeTakeFirstOrThrow();
  const sought = async (): Promise<string> =>
    (await admin.send('/console/erasures/find', { sought: number, whose: 'own' })).headers.get('location') ?? '';
  const [toErase, erased] = [await sought(), await sought()];
  await storage.orderErasure(erased.split('/').at(-1) ?? '', {
    officerId: admin.id,
    ground: 'in-person',
    remark: '',
    stays: { cases: [number], stopLeads: ['Z000001'], warnings: 2 },
  });

  const server = serve({ fetch: under.app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => {
    if (server.listening) resolve();
    else server.once('listening', () => resolve());
  });
  const address = server.address();
  const url = `http://127.0.0.1:${address instanceof Object ? address.port : 0}`;

  const his = { conversation, ...Object.fromEntries(telephone.jar) };
  const signedIn = (who: { readonly cookie: string }) => ({ desk: decodeURIComponent(/desk=([^;]+)/.exec(who.cookie)?.[1] ?? '') });
  const open = (who: Readonly<Record<string, string>>, paths: readonly string[]): PageToOpen[] =>
    paths.map((path) => ({ path, cookies: who }));
  const day = new Date(clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
  const { cases, receipt, sheet } = under;
  return {
    url,
    under,
    citizen: [
      ...open({}, ['/', '/help', '/privacy', '/api', '/receipt', `/receipt/${receipt}`, '/stop-loss', '/lookup', '/index-of-work']),
      ...open({}, [`/index-of-work?town=${encodeURIComponent('织里镇')}`, '/learn', '/learn/board', '/learn/news', `/learn/day/${day}`]),
      ...open({}, [
        '/learn/authority',
        '/learn/authority/dialogue',
        '/learn/authority/quiz',
        `/w/${token}`,
        '/join?g=g1',
        '/me',
        '/me/sign-in',
      ]),
      ...open({}, ['/trade', '/trade/register', '/trade/link', '/trade/file', '/trade/appeal', '/nowhere']),
      ...open(his, [
        '/',
        '/stop-loss',
        lead.headers.get('location') ?? '',
        '/me',
        '/me/phone',
        '/me/link',
        '/me/check-up',
        '/me/data',
        '/me/export',
        '/me/erase',
      ]),
    ],
    doorstep: open(signedIn(advisor), ['/console/visits', `/console/visits/${high}`, `/console/visits/${urgent}`, '/console/own-index']),
    desk: [
      ...open(signedIn(wang), [
        '/console',
        `/console/cases/${cases.mine}`,
        `/console/cases/${cases.waiting}`,
        `/console/cases/${cases.closed}`,
      ]),
      ...open(signedIn(wang), [
        `/console/cases/${cases.mine}/canned`,
        `/console/receipts/${receipt}`,
        '/console/calls/new',
        '/console/call-backs',
      ]),
      ...open(signedIn(wang), [
        '/console/handovers',
        `/console/handovers/${sheet}`,
        '/console/stop-leads',
        `/console/stop-leads/${leadId}`,
      ]),
      ...open(signedIn(wang), [
        '/console/stop-leads/new',
        '/console/warnings',
        `/console/warnings/${high}`,
        '/console/warnings/new',
        '/console/warnings/imports',
      ]),
      ...open(signedIn(wang), [
        '/console/visits',
        '/console/citizens',
        '/console/identifiers',
        '/console/trade',
        '/console/teaching',
        '/console/teaching/posters',
      ]),
      ...open(signedIn(admin), [
        '/console/numbers',
        '/console/library',
        '/console/library/search',
        '/console/library/try',
        '/console/library/drafts',
      ]),
      ...open(signedIn(admin), ['/console/library/new', '/console/library/call-backs', '/console/index-of-work', '/console/bulletins']),
      ...open(signedIn(admin), [
        `/console/bulletins/${bulletin.kind}/${bulletin.day}`,
        '/console/advisors',
        '/console/advisors/grids',
        '/console/advisors/grids/g1',
      ]),
      ...open(signedIn(admin), [
        '/console/advisors/import',
        '/console/advisors/training',
        '/console/advisors/tasks',
        '/console/partners',
        `/console/partners/${partnerId}`,
      ]),
      ...open(signedIn(admin), [
        '/console/partners/exchanges',
        '/console/officers',
        '/console/audit',
        '/console/keeping',
        '/console/erasures',
        toErase,
        erased,
        '/console/sessions',
        '/console/nowhere',
      ]),
      ...open({}, ['/console/sign-in']),
    ],
    async close(): Promise<void> {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await under.close();
    },
  };
}
