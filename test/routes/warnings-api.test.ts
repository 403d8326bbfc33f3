import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSecret, signWebhook } from '../../src/partners/standard-webhooks.ts';
import { BOSS, peopleOfDissuasion } from '../storage/dissuasion-under-test.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const SECRET = newSecret((bytes) => bytes.fill(7));
const PATH = '/api/v1/warnings';

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp({ WARNINGS_SECRET: SECRET });
  await peopleOfDissuasion(under);
});
afterEach(() => under.close());

const one = (externalId: string, changes: object = {}) => ({
  externalId,
  tier: '紧急',
  phone: '138 0000 1234',
  name: '钱三多',
  ...changes,
});
async function call(body: unknown, secret = SECRET, at = under.clock.now): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return under.post(PATH, text, { ...(await signWebhook([secret], 'msg-1', text, at)) });
}

describe('POST /api/v1/warnings', () => {
  it('takes a thousand in one call, and each of them once', async () => {
    const warnings = Array.from({ length: 1000 }, (_, at) => one(`YJ${at}`));
    const first = await call({ source: '省平台', warnings });
    expect(first.status).toBe(200);
    const { results } = (await first.json()) as { results: { externalId: string; result: string }[] };
    expect([results.length, new Set(results.map(({ result }) => result))]).toEqual([1000, new Set(['accepted'])]);
    const again = (await (await call({ source: '省平台', warnings })).json()) as typeof first & { results: { result: string }[] };
    expect(new Set(again.results.map(({ result }) => result))).toEqual(new Set(['known']));
    expect((await under.storage.listWarnings(BOSS)).total).toBe(1000);
    expect((await call({ source: '省平台', warnings: [...warnings, one('more')] })).status).toBe(400);
  });

  it('says of each what is wrong, and takes the others', async () => {
    const warnings = [
      one('ok', { grid: '晓河村', amount: 20_000 }),
      one('bad', { tier: '很急', phone: '12', grid: '没有的村' }),
      one('13800001234'),
      one('W-13800001234'),
      one('T1', { town: '织里镇 13800001234' }),
      one('A/330501196001011234'),
      { tier: 'low' },
      'nothing',
      one('ok', { name: '别人' }),
      one('extra', { king: 1 }),
    ];
    const { results } = (await (await call({ source: 'centre', warnings })).json()) as { results: unknown[] };
    expect(results).toEqual([
      { externalId: 'ok', result: 'accepted' },
      { externalId: 'bad', result: 'refused', problems: ['tier', 'phone', 'grid'] },
      { externalId: '13800001234', result: 'refused', problems: ['id-personal'] },
      { externalId: 'W-13800001234', result: 'refused', problems: ['id-personal'] },
      { externalId: 'T1', result: 'refused', problems: ['town'] },
      { externalId: 'A/330501196001011234', result: 'refused', problems: ['id-personal'] },
      { externalId: null, result: 'refused', problems: ['id-missing', 'phone'] },
      { externalId: null, result: 'refused', problems: [expect.stringContaining('warning')] },
      { externalId: 'ok', result: 'changed' },
      { externalId: null, result: 'refused', problems: [expect.any(String)] },
    ]);
    const { warnings: listed } = await under.storage.listWarnings(BOSS);
    expect(listed).toMatchObject([{ externalId: 'ok', tier: 'urgent', town: '织里镇', grid: { id: 'g1' } }]);
  });

  it('believes nothing that is not signed, is old, or was changed', async () => {
    const body = JSON.stringify({ source: 'centre', warnings: [one('a')] });
    expect((await under.post(PATH, body)).status).toBe(401);
    expect(
      (
        await call(
          body,
          newSecret((bytes) => bytes.fill(8)),
        )
      ).status,
    ).toBe(401);
    const stale = await call(body, SECRET, under.clock.now - 6 * 60_000);
    expect([stale.status, ((await stale.json()) as { error: { code: string } }).error.code]).toEqual([401, 'warnings.stale']);
    const headers = await signWebhook([SECRET], 'msg-1', body, under.clock.now);
    expect((await under.post(PATH, body.replace('钱', '李'), { ...headers })).status).toBe(401);
    // Verified before it is read: rubbish that is not signed is not even called rubbish.
    expect((await under.post(PATH, '{', { ...headers })).status).toBe(401);
    expect((await call('{')).status).toBe(400);
    expect((await call({ source: 'desk', warnings: [one('a')] })).status).toBe(400);
    expect((await under.storage.listWarnings(BOSS)).total).toBe(0);
    expect(under.failures).toEqual([]);
  });

  it('is closed where there is no secret', async () => {
    const closed = await openTestApp();
    expect((await closed.post(PATH, '{}')).status).toBe(403);
    await closed.close();
  });
});
