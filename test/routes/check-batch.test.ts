import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detection/detector.ts';
import { MAX_BATCH_ITEMS } from '../../src/routes/contract.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { BEARER, openTestApp, type TestApp } from './test-app.ts';

const PATH = '/api/v1/check/batch';
const SCAM = '您的快递丢失，加客服QQ办理三倍理赔，先开通备用金并转到指定账户';

describe('POST /api/v1/check/batch', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const lines = async (response: Response): Promise<Record<string, unknown>[]> =>
    (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('is closed without a key, with a wrong one, and when no keys are set', async () => {
    const body = { items: [{ text: SCAM }] };
    for (const headers of [{}, { authorization: 'Bearer wrong-key-000000000' }, { authorization: 'Basic dGVzdA==' }]) {
      const response = await under.post(PATH, body, headers);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'key.missing' } });
    }
    const keyless = await openTestApp({ API_KEYS: '' });
    expect((await keyless.post(PATH, body, { authorization: 'Bearer ' })).status).toBe(401);
    await keyless.close();
  });

  it('answers a line per item, in order, with the caller’s ids and exact scores', async () => {
    const items = ['一', '二', '三'].map((id) => ({ id, text: `${id}：${SCAM}` }));
    const response = await under.post(PATH, { items: [...items, { text: SCAM }] }, BEARER);
    expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const answers = await lines(response);
    expect(answers.map(({ id }) => id)).toEqual(['一', '二', '三', expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const single = await under.post('/api/v1/check', { text: SCAM }, BEARER);
    expect(answers[3]).toEqual(await single.json());
  });

  it('answers a faulty item with an error in its line and judges the others', async () => {
    const items = [
      { id: 'empty', text: ' \n ' },
      { id: 'good', text: SCAM },
      { id: 'long', text: '长'.repeat(20_001) },
      { id: 'number', text: 7 },
      { id: 'surplus', text: SCAM, colour: 'green' },
      { id: 8, text: SCAM },
      {},
    ];
    const answers = await lines(await under.post(PATH, { items }, BEARER));
    expect(answers.map(({ id, error, verdict }) => [id, (error as { code: string } | undefined)?.code ?? verdict])).toEqual([
      ['empty', 'request.invalid'],
      ['good', expect.stringMatching(/red|yellow/)],
      ['long', 'text.too-long'],
      ['number', 'request.invalid'],
      ['surplus', 'request.invalid'],
      [undefined, 'request.invalid'],
      [undefined, 'request.invalid'],
    ]);
  });

  it('lets everybody else have his turn between two texts', async () => {
    const order: string[] = [];
    const detector: Detector = {
      ...stubDetector,
      atThisMoment: () => detector,
      judge: (text, ...more) => {
        order.push(text);
        setImmediate(() => order.push(`others after ${text}`));
        return stubDetector.judge(text, ...more);
      },
    };
    const watched = await openTestApp({}, { detector });
    const answers = await lines(await watched.post(PATH, { items: [{ text: '一' }, { text: '二' }, { text: '三' }] }, BEARER));
    await watched.close();
    expect(answers).toHaveLength(3);
    expect(order.slice(0, 5)).toEqual(['一', 'others after 一', '二', 'others after 二', '三']);
  });

  it('answers an item that is no object with an error on its line', async () => {
    const response = await under.post(PATH, { items: ['text', null, { text: '妈，我到家了' }] }, BEARER);
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.error?.code ?? 'judged')).toEqual(['request.invalid', 'request.invalid', 'judged']);
  });

  it('refuses a list that is empty, too long or no list', async () => {
    const tooMany = Array.from({ length: MAX_BATCH_ITEMS + 1 }, () => ({ text: 'a' }));
    for (const items of [[], tooMany, 'text', {}]) {
      const response = await under.post(PATH, { items }, BEARER);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'request.invalid', message: expect.stringContaining('items') } });
    }
  });
});
