import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSecret, signWebhook, verifyWebhook } from '../../src/partners/standard-webhooks.ts';
import { account } from '../storage/storage-under-test.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const SECRET = newSecret((bytes) => bytes.fill(7));
const OTHER = newSecret((bytes) => bytes.fill(8));
const LEAD = {
  type: 'lead.reported',
  data: {
    kind: 'two-card-risk',
    tier: 'high',
    phone: '13800001234',
    facts: '一天办了三张卡',
    identifiers: [{ kind: 'phone', value: '13911112222' }],
  },
};

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp();
  await under.database.query
    .insertInto('officers')
    .values(account('admin', '管理员', 'administrator'))
    .execute();
  for (const [id, secret] of [
    ['bank', SECRET],
    ['other', OTHER],
  ] as const) {
    await under.storage.addPartner(id, { name: id, kind: 'banks', legalBasis: '第三十四条', webhook: null }, 'admin');
    await under.storage.addPartnerKey(`key-${id}`, id, secret, 'admin');
  }
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

interface Sending {
  readonly id?: string;
  readonly secret?: string;
  readonly partner?: string;
  readonly at?: number;
}
async function send(path: string, body: unknown, { id = 'm1', secret = SECRET, partner = 'bank', at = under.clock.now }: Sending = {}) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return under.post(`/api/v1/partners/${partner}/${path}`, raw, { ...(await signWebhook([secret], id, raw, at)) });
}
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { error: { code: string } }).error.code;

describe('the interface for partners', () => {
  it('takes a lead once, answers signed, and lists what it named', async () => {
    const first = await send('leads', LEAD);
    expect(first.status).toBe(202);
    const raw = await first.text();
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, first.headers.get(name)]),
    );
    expect(await verifyWebhook([SECRET], headers, new TextEncoder().encode(raw), under.clock.now)).toBe('proven');
    const again = await send('leads', LEAD);
    expect(await again.text()).toBe(raw);
    expect(await codeOf(await send('leads', { ...LEAD, data: { ...LEAD.data, facts: '别的' } }))).toBe('partner.id-used');
    expect(await (await under.post('/api/v1/lookup', { value: '139 1111 2222' })).json()).toMatchObject({
      kind: 'phone',
      verdict: 'yellow',
      sources: ['partner'],
    });
  });

  it.each(['13800001234', 'lead:13800001234', '330501196001011234'])(
    'takes no lead under the id %s: it would stand unsealed',
    async (id) => {
      const response = await send('leads', LEAD, { id });
      expect([response.status, await codeOf(response)]).toEqual([422, 'partner.id-personal']);
      expect((await under.storage.listExchanges({}, 1)).length).toBe(0);
    },
  );

  it('takes the same lead sent ten times at once, once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, async () => (await send('leads', LEAD)).text()));
    expect(new Set(answers).size).toBe(1);
    expect(await under.storage.leadsOf('bank')).toHaveLength(1);
  });

  it('lets nobody in who is not the partner, or comes too late', async () => {
    expect((await send('leads', LEAD, { secret: OTHER })).status).toBe(401);
    expect((await send('leads', LEAD, { partner: 'nobody' })).status).toBe(401);
    expect(await codeOf(await send('leads', LEAD, { at: under.clock.now - 301_000 }))).toBe('partner.stale');
    expect((await under.post('/api/v1/partners/bank/leads', LEAD)).status).toBe(401);
    await under.storage.setPartnerClosed('bank', 1, true, 'admin');
    expect((await send('leads', LEAD)).status).toBe(401);
    expect(await under.storage.leadsOf('bank')).toEqual([]);
  });

  it('takes both keys while one is changed', async () => {
    const fresh = newSecret((bytes) => bytes.fill(9));
    await under.storage.addPartnerKey('key-new', 'bank', fresh, 'admin');
    expect((await send('leads', LEAD, { id: 'm1' })).status).toBe(202);
    expect((await send('leads', LEAD, { id: 'm2', secret: fresh })).status).toBe(202);
    await under.storage.endPartnerKey('key-bank', 'bank', 'admin');
    expect((await send('leads', LEAD, { id: 'm3' })).status).toBe(401);
  });

  it('takes nothing that was signed for another purpose', async () => {
    expect(await codeOf(await send('answers', LEAD))).toBe('request.invalid');
    expect(await codeOf(await send('posts', LEAD))).toBe('request.invalid');
  });

  it('gives each partner its own posts, until it says that it has them', async () => {
    await under.storage.postToPartners({
      id: 'p1',
      to: { partnerId: 'bank' },
      kind: 'scam-identifiers',
      subject: 'Z1',
      body: { identifiers: [] },
      legalBasis: '第三十四条',
    });
    const wanted = { type: 'posts.wanted' };
    const mine = (await (await send('posts', wanted)).json()) as { posts: { id: string }[] };
    expect(mine.posts).toMatchObject([{ type: 'scam-identifiers', subject: 'Z1', legalBasis: '第三十四条', data: { identifiers: [] } }]);
    expect(await (await send('posts', wanted, { partner: 'other', secret: OTHER })).json()).toEqual({ posts: [] });
    const received = { type: 'post.received', data: { post: mine.posts[0]?.id } };
    expect((await send('receipts', received, { partner: 'other', secret: OTHER })).status).toBe(404);
    expect((await send('receipts', received)).status).toBe(200);
    expect(await (await send('posts', wanted, { id: 'm2' })).json()).toEqual({ posts: [] });
  });

  it('says of an answer to what was never sent that it is unknown', async () => {
    const answer = {
      type: 'stop.answered',
      data: { post: 'none', transferId: 'Z1-1', stopped: 100, answeredAt: '2026-11-20T10:00:00+08:00' },
    };
    expect(await codeOf(await send('answers', answer))).toBe('partner.post-unknown');
  });

  it('answers every bad body with a 4xx and a code', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('leads', 'answers', 'posts', 'receipts'),
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc
            .record({ type: fc.constantFrom('lead.reported', 'stop.answered', 'post.received', 'posts.wanted', 1), data: fc.jsonValue() })
            .map((body) => JSON.stringify(body)),
          fc
            .record(
              {
                kind: fc.jsonValue(),
                tier: fc.constantFrom('high', 'x'),
                phone: fc.string(),
                facts: fc.jsonValue(),
                identifiers: fc.jsonValue(),
              },
              { requiredKeys: [] },
            )
            .map((data) => JSON.stringify({ type: 'lead.reported', data })),
        ),
        fc.uuid(),
        async (path, raw, id) => {
          const response = await send(path, raw.toWellFormed(), { id });
          if (response.status === 200 && path === 'posts') return;
          expect(response.status).toBeGreaterThanOrEqual(400);
          expect(response.status).toBeLessThan(500);
          expect(await codeOf(response)).toMatch(/^[a-z-]+\.[a-z-]+$/);
        },
      ),
      { numRuns: 150 },
    ));

  it('answers a body that is too long, or no text, with a 4xx', async () => {
    expect(await codeOf(await send('leads', 'x'.repeat(64_001)))).toBe('request.too-large');
    const bytes = new Uint8Array([0xff, 0xfe]);
    expect((await under.post('/api/v1/partners/bank/leads', bytes, { 'webhook-id': 'x' })).status).toBe(401);
  });
});

describe('POST /api/v1/lookup', () => {
  it('never clears what nobody has reported', async () => {
    const answer = (await (await under.post('/api/v1/lookup', { value: '13800009999' })).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ kind: 'phone', verdict: null, reports: 0, message: '没有人举报过，不等于安全。' });
  });

  it('is red by a closing, and says nothing of who reported', async () => {
    await under.storage.listIdentifiers([{ kind: 'link', value: 'bad.top', type: null }], { kind: 'closing', ref: 'case-77' });
    await under.storage.listIdentifiers([{ kind: 'link', value: 'bad.top', type: null }], { kind: 'report', ref: 'web:secret' });
    const text = await (await under.post('/api/v1/lookup', { value: 'https://www.bad.top/' })).text();
    expect(JSON.parse(text)).toMatchObject({ verdict: 'red', reports: 1, sources: ['report', 'closing'] });
    expect(text).not.toMatch(/case-77|secret/);
  });

  it.each([{}, { value: '' }, { value: 1 }, { value: 'x'.repeat(501) }, { value: '110' }, { value: 'a', more: 1 }, 'no json', null])(
    'refuses %j',
    async (body) => {
      const response = await under.post('/api/v1/lookup', body);
      expect([400, 422]).toContain(response.status);
      expect(await codeOf(response)).toMatch(/^(?:request|lookup)\./);
    },
  );

  it('is limited like the check', async () => {
    const limited = await openTestApp({ RATE_LIMIT: '2' });
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await limited.post('/api/v1/lookup', { value: '13800009999' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    await limited.close();
  });
});
