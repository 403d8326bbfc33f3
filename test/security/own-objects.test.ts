import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../src/cli/fuzz/routes-of.ts';
import { DISSUASION_PLAN } from '../../src/dissuasion/tiers.ts';
import { signWebhook } from '../../src/partners/standard-webhooks.ts';
import { licence } from '../merchants/licences.ts';
import { citizenTelephone } from '../pages/citizen-telephone.ts';
import { browser, type Colleague } from '../pages/desk-under-test.ts';
import { openTrade, type TradeUnderTest } from '../pages/trade-under-test.ts';
import { warning } from '../storage/dissuasion-under-test.ts';

/**
 * Somebody else's things, asked for by their ids on every route that takes one: by an advisor of another grid, somebody of
 * another partner, another citizen, another merchant, and nobody at all. Officers of the city share its cases by design;
 * what each of them may do is in console-roles.test.ts, and what only a case's owner may in console-bad-input.test.ts.
 */
const THEIRS = ['独特的张阿姨', '钱三多', '利济路9号', '织里1号商行', '甲乙丙针织厂', '柜台要取二十万现金'];
const SECRETS = { theirs: `whsec_${Buffer.alloc(32, 1).toString('base64')}`, other: `whsec_${Buffer.alloc(32, 2).toString('base64')}` };
type Visitor = Omit<Colleague, 'id' | 'cookie'>;

let under: TradeUnderTest;
const visitors = new Map<string, Visitor>();
let ids: readonly string[];
let post: string;
let routes: readonly string[];

beforeAll(async () => {
  under = await openTrade();
  const { storage, database, clock } = under;
  const [wang, admin] = [await under.signIn('Wang'), await under.signIn('Sun', 'administrator')];
  const grid = { town: '织里镇', kind: 'village' as const, people: 300, created_at: 0, closed_at: null };
  await database.query
    .insertInto('grids')
    .values([
      { ...grid, id: 'g1', name: '晓河村' },
      { ...grid, id: 'g2', name: '东湾村' },
    ])
    .execute();
  const advisor = await under.signIn('advisor-of-g2', 'advisor');
  await storage.assignAdvisor('g2', advisor.id, clock.now, admin.id);
  await storage.receiveWarnings([warning('w1', 'high', { gridId: 'g1' })], DISSUASION_PLAN);
  const basis = '反电信网络诈骗法第三十四条';
  for (const [id, secret] of Object.entries(SECRETS)) {
    await storage.addPartner(`partner-${id}`, { name: id, kind: 'banks', legalBasis: basis, webhook: null }, admin.id);
    await storage.addPartnerKey(`key-${id}`, `partner-${id}`, secret, admin.id);
  }
  const bank = await storage.readPartner('partner-theirs');
  if (!bank) throw new Error('no partner');
  const lead = {
    kind: 'suspicious-withdrawal',
    tier: 'high',
    phone: '13800001234',
    name: '钱三多',
    type: null,
    facts: THEIRS[5] ?? '',
    identifiers: [],
  } as const;
  await storage.savePartnerLead(bank, { externalId: 'lead-1', officerId: null, raw: '{}' }, lead);
  await storage.postToPartners({
    id: 'post-1',
    to: 'banks',
    kind: 'scam-identifiers',
    subject: 'Z1',
    body: { account: THEIRS[1] },
    legalBasis: basis,
  });
  // Only theirs has it: what went to all banks the other may read.
  await database.query.deleteFrom('partner_exchanges').where('partner_id', '=', 'partner-other').execute();
  const clerk = await under.signIn('clerk-of-other', 'partner');
  await database.query.updateTable('officers').set({ partner_id: 'partner-other' }).where('id', '=', clerk.id).execute();
  const citizen = citizenTelephone(under);
  await citizen.get('/join?g=g1');
  await citizen.send('/join', { name: THEIRS[0] ?? '', ageBand: '60-69', job: 'retired', grid: 'g1', place: '', 'consent-profile': '1' });
  await citizen.page('/me/check-up');
  await citizen.send('/message', { text: `我刚给骗子转了两万块钱，我是${THEIRS[0]}` });
  const stranger = citizenTelephone(under);
  await stranger.get('/join?g=g2');
  await stranger.send('/join', { name: '别人', ageBand: '60-69', job: 'retired', grid: 'g2', place: '', 'consent-profile': '1' });
  const merchant = async (seed: number): Promise<Visitor> => {
    const fields = {
      form: `register-${seed}`,
      name: `织里${seed}号商行`,
      licence: licence(seed),
      market: '织里童装城',
      contact: '钱掌柜',
      phone: '13800001234',
      agreed: 'yes',
    };
    const made = await browser(under).send('/trade/register', fields);
    await wang.send(`/console/trade/merchants/register-${seed}/check`, { answer: 'accept' });
    return browser(under, { cookie: (made.headers.get('set-cookie') ?? '').split(';')[0] ?? '' });
  };
  const first = await merchant(1);
  const filed = { name: THEIRS[4] ?? '', licence: licence(900), band: '50k-200k', dueOn: '2026-08-31', papers: '送货单三张', true: 'yes' };
  expect((await first.send('/trade/defaults', { form: 'default-01', ...filed })).status).toBe(303);
  expect((await first.send('/trade/ask', { form: 'enquiry-01', asked: licence(900), purpose: 'credit' })).status).toBe(303);
  visitors.set('an advisor of another grid', advisor);
  visitors.set('a clerk of another partner', clerk);
  visitors.set('another citizen', stranger);
  visitors.set('another merchant', await merchant(2));
  visitors.set('nobody', browser(under));
  post = (
    await database.query.selectFrom('partner_exchanges').select('id').where('kind', '=', 'scam-identifiers').executeTakeFirstOrThrow()
  ).id;
  ids = await allIds();
  routes = routesOf(under.app).routes.filter(
    (route) => route.includes(':') && !route.includes('/webhooks/') && !route.includes('/assets/'),
  );
});
afterAll(() => under.close());

/** Whatever names a row, in any table. */
async function allIds(): Promise<readonly string[]> {
  const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`.execute(under.database.query);
  const found = new Set<string>();
  for (const { name } of tables.rows) {
    const columns = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${name})`.execute(under.database.query);
    for (const { name: column } of columns.rows.filter((one) => /^(?:id|number|case_id|citizen_id|attempt|warning_id)$/.test(one.name))) {
      const rows = await sql<{ value: string | number }>`SELECT ${sql.ref(column)} AS value FROM ${sql.table(name)} LIMIT 20`.execute(
        under.database.query,
      );
      for (const { value } of rows.rows) if (String(value).length > 2) found.add(String(value));
    }
  }
  return [...found];
}

/** Every row that is there; what only counts visits is no harm. */
async function everything(): Promise<ReadonlySet<string>> {
  const harmless = /^(?:sessions|presence|citizen_codes|citizen_sessions|sqlite_|identifier_lookups|audit)/;
  const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`.execute(under.database.query);
  const rows = new Set<string>();
  for (const { name } of tables.rows.filter((one) => !harmless.test(one.name))) {
    const found = await sql`SELECT * FROM ${sql.table(name)}`.execute(under.database.query);
    for (const row of found.rows) rows.add(`${name} ${JSON.stringify(row)}`);
  }
  return rows;
}

describe('somebody else’s things', () => {
  it('are there to be asked for', () => {
    expect(ids.length).toBeGreaterThan(20);
    for (const id of ['default-01', 'enquiry-01', post, 'register-1']) expect(ids).toContain(id);
    expect(routes.length).toBeGreaterThan(100);
  });

  it('are neither shown nor changed on any route that takes an id', async () => {
    const before = await everything();
    const shown: string[] = [];
    for (const [who, visitor] of visitors)
      for (const route of routes) {
        const [method, pattern = ''] = route.split(' ');
        const atTheDesk = pattern.startsWith('/console');
        // Who has no business there is turned away at the door, whatever he names: console-roles.test.ts.
        if (atTheDesk !== who.includes(' of another ')) continue;
        const asked = atTheDesk && !/warnings|visits|partner\b/.test(pattern) ? ids.slice(0, 1) : ids;
        for (const id of asked) {
          const path = pattern.replace(/:\w+\??/g, encodeURIComponent(id));
          const response = await (method === 'GET'
            ? visitor.get(path)
            : visitor.send(path, { answer: 'yes', post: id, form: 'form-9999', true: 'yes', papers: 'x' }));
          if (response.headers.get('content-type')?.includes('event-stream')) {
            await response.body?.cancel();
            shown.push(`${who} ${route} ${id}: a stream`);
            continue;
          }
          const text = await response.text();
          expect([route, response.status < 500]).toEqual([route, true]);
          // A merchant is told the name that he has typed himself; nobody has.
          for (const words of THEIRS) if (text.includes(words)) shown.push(`${who} ${route} ${id}: ${words}`);
        }
      }
    expect(shown).toEqual([]);
    const after = await everything();
    expect([...before].filter((row) => !after.has(row))).toEqual([]);
  });

  it('are not given to a partner that signs with its own key', async () => {
    under.clock.now += 120_000;
    const asked = [
      { type: 'posts.wanted' },
      { type: 'post.received', data: { post } },
      { type: 'stop.answered', data: { post, transferId: 't1', answeredAt: '2026-11-20T10:00:00Z' } },
    ];
    for (const [partner, statuses] of [
      ['partner-other', [200, 404, 404]],
      ['partner-theirs', [401, 401, 401]],
    ] as const)
      for (const [index, route] of ['posts', 'receipts', 'answers'].entries()) {
        const body = JSON.stringify(asked[index]);
        const headers = { ...(await signWebhook([SECRETS.other], `id-${partner}-${index}`, body, under.clock.now)) };
        const response = await under.post(`/api/v1/partners/${partner}/${route}`, body, headers);
        const text = await response.text();
        expect([partner, route, response.status]).toEqual([partner, route, statuses[index]]);
        expect(text).not.toContain(post);
        for (const words of THEIRS) expect(text).not.toContain(words);
      }
  });
});
