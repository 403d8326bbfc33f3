import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detection/detector.ts';
import { checkAnswer } from '../../src/routes/contract.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { BEARER, type CheckShape, openTestApp, type TestApp } from './test-app.ts';

const SCAM = '我是市公安局的周警官，您名下账户涉嫌洗钱，请马上把存款转到安全账户核查，不许告诉家人';
const HARMLESS = '妈，我晚上七点到家，排骨多炖一会儿';

describe('POST /api/v1/check', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const check = async (body: unknown, headers?: Record<string, string>): Promise<CheckShape> => {
    const response = await under.post('/api/v1/check', body, headers);
    expect(response.status).toBe(200);
    return (await response.json()) as CheckShape;
  };

  it('answers in the documented shape, nothing more and nothing less', async () => {
    for (const text of [SCAM, HARMLESS, '😀', 'Your parcel is on hold, pay the fee']) {
      const answer = await check({ text, sender: '+85200001111' });
      expect(checkAnswer.strict().parse(answer)).toEqual(answer);
    }
  });

  it('calls a scam red with quotes of its own words, and stores nothing', async () => {
    const answer = await check({ text: SCAM });
    expect(answer.verdict).toBe('red');
    expect(answer.reasons.length).toBeGreaterThan(0);
    for (const { quote, start, end } of answer.reasons) expect(SCAM.slice(start, end)).toBe(quote);
    for (const table of ['messages', 'conversations', 'outcomes', 'cases', 'events'] as const) expect(await countOf(under, table)).toBe(0);
  });

  it('answers the same again, to anyone, and names each answer by text and sender', async () => {
    const first = await check({ text: SCAM });
    expect(await check({ text: SCAM }, { 'x-test-address': '203.0.113.9' })).toEqual(first);
    expect((await check({ text: SCAM, sender: '10086' })).id).not.toBe(first.id);
    expect((await check({ text: HARMLESS })).id).not.toBe(first.id);
  });

  it('rounds the score to tenths without a key and gives it exactly with one', async () => {
    const exact = await check({ text: SCAM }, BEARER);
    const rounded = await check({ text: SCAM });
    expect(rounded.score).toBe(Math.round(exact.score * 10) / 10);
    expect(await check({ text: SCAM }, { authorization: 'Bearer of-something-else-entirely' })).toEqual(rounded);
    expect({ ...rounded, score: exact.score }).toEqual(exact);
  });

  it('judges 20,000 characters and refuses one more', async () => {
    const longest = `${SCAM}${'。'.repeat(20_000 - SCAM.length)}`;
    expect((await check({ text: longest })).verdict).toBe('red');
    const response = await under.post('/api/v1/check', { text: `${longest}。` });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 'text.too-long' } });
  });

  it('takes 20,000 characters however they are escaped', async () => {
    const body = `{"text":"${'\\u5b89'.repeat(20_000)}"}`;
    expect((await under.post('/api/v1/check', body)).status).toBe(200);
  });

  it('refuses a body that is too large before reading it, with or without its length', async () => {
    const large = JSON.stringify({ text: '字'.repeat(200_000) });
    for (const headers of [{}, { 'content-length': String(Buffer.byteLength(large)) }]) {
      const response = await under.post('/api/v1/check', large, headers);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ error: { code: 'request.too-large' } });
    }
  });

  it('keeps offsets where half characters stood', async () => {
    const text = `\ud83d${SCAM}\udc00`;
    const answer = await check({ text });
    for (const { quote, start, end } of answer.reasons) expect(text.toWellFormed().slice(start, end)).toBe(quote);
  });

  it('answers yellow when the analysis throws, and says so in the log alone', async () => {
    const detector: Detector = {
      ...under.deps.detector,
      judge: () => {
        throw new Error('boom');
      },
      atThisMoment: () => detector,
    };
    const broken = await openTestApp({}, { detector });
    const response = await broken.post('/api/v1/check', { text: SCAM });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ verdict: 'yellow', reply: expect.stringMatching(/^🟡.*96110/s) });
    expect(text).not.toContain('boom');
    expect(broken.failures).toHaveLength(1);
    await broken.close();
  });
});
