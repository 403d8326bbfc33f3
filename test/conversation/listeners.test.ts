import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckAnswer } from '../../src/conversation/answer.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import type { SecondReader } from '../../src/conversation/second-reader.ts';
import { createDetector } from '../../src/detection/detector.ts';
import type { Reading } from '../../src/detection/readings.ts';
import { isUnsure, withReadings } from '../../src/detection/second-reading.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { BEARER, openTestApp, type TestApp } from '../routes/test-app.ts';
import { anOfficer } from './at-the-desk.ts';

const library = createDetector(await loadLibraryForTests());
const READ: readonly Reading[] = [
  { signal: 'ask-transfer', quote: '弄两个过来' },
  { signal: 'ask-safe-account', quote: '弄两个过来' },
  { signal: 'claims-police', quote: '弄两个过来' },
  { signal: 'threat-arrest', quote: '弄两个过来' },
];
/** Whatever a release knows by now: the first of them that it does not call red, and would with what was read. */
const STRANGE = [
  '这边急着周转，晚上给我弄两个过来',
  '那个事还差点，您看着弄两个过来',
  '小刘，弄两个过来，回头补你',
  '弄两个过来，明早还',
].find((text) => {
  const [own, read] = [library, withReadings(library, READ)].map((one) => one.judge(text).verdict.colour);
  return own !== 'red' && own !== read && isUnsure(library.judge(text));
}) as string;
const RANK = { green: 0, yellow: 1, red: 2 } as const;
const VARIANTS = [
  '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销',
  '【ETC】您的ETC已停用，请点 http://etc-renew.top 填写银行卡号和验证码，逾期将注销',
  '【ETC】您的ETC已停用了，请点击 http://etc-renew.top 填银行卡号和验证码，逾期将注销',
  '【ETC】您好您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期注销',
  '【ETC】您的ETC已被停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销',
  '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写您的银行卡号和验证码，逾期将注销',
];

describe('a second reader at work', () => {
  let under: TestApp;
  let asked: string[];
  let readings: readonly Reading[];
  beforeEach(async () => {
    asked = [];
    readings = READ;
    const secondReader: SecondReader = {
      model: 'small',
      async read(text) {
        asked.push(text);
        return readings;
      },
    };
    under = await openTestApp({}, { secondReader });
  });
  afterEach(() => under.close());
  const check = async (text: string): Promise<CheckAnswer> => (await under.post('/api/v1/check', { text })).json() as never;
  const colourOf = (text: string) => under.deps.detector.judge(text).verdict.colour;

  it('raises what the engine was unsure of, in a check and in a conversation alike', async () => {
    expect(STRANGE).toBeDefined();
    const answer = await check(STRANGE);
    expect(asked).toEqual([STRANGE]);
    expect(RANK[answer.verdict]).toBeGreaterThan(RANK[colourOf(STRANGE)]);
    await handleMessage(under.deps, { channel: 'web', external: 'c1', externalId: 'm1', text: STRANGE }, true);
    const row = await under.database.query.selectFrom('outcomes').select(['colour', 'second_reader']).executeTakeFirst();
    expect(row).toEqual({ colour: answer.verdict, second_reader: 'small' });
  });

  it('is asked for whoever asks, with a key or without, alone or among others', async () => {
    const { verdict } = await check(STRANGE);
    const alone = await under.post('/api/v1/check', { text: STRANGE }, BEARER);
    const batch = await under.post('/api/v1/check/batch', { items: [{ text: STRANGE }] }, BEARER);
    const answers = [await alone.json(), await batch.json()] as CheckAnswer[];
    expect(answers.map((answer) => answer.verdict)).toEqual([verdict, verdict]);
    expect(verdict).not.toBe(colourOf(STRANGE));
  });

  it('is not asked where the engine is sure, and leaves no trace when it says nothing', async () => {
    await check(VARIANTS[0] as string);
    await check('妈，我今晚加班，饭不用等我了');
    expect(asked).toEqual([]);
    readings = [];
    await handleMessage(under.deps, { channel: 'web', external: 'c1', externalId: 'm1', text: STRANGE }, true);
    const row = await under.database.query.selectFrom('outcomes').select('second_reader').executeTakeFirst();
    expect(row).toEqual({ second_reader: null });
  });

  it('is not asked for an answer that an officer gives', async () => {
    const from = { channel: 'web', external: 'c1' } as const;
    await handleMessage(under.deps, { ...from, externalId: 'm1', text: '我要找人工' }, true);
    const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
    const officer = await anOfficer(under);
    await under.storage.claimCase(id, officer);
    const answer = await handleMessage(under.deps, { ...from, externalId: 'm2', text: STRANGE }, true);
    expect([answer.messages, asked]).toEqual([[], []]);
    await under.storage.releaseCase(id, officer);
    await handleMessage(under.deps, { ...from, externalId: 'm3', text: STRANGE }, true);
    expect(asked).toEqual([STRANGE]);
  });

  it('cannot make anything milder', async () => {
    readings = [{ signal: 'warning-official', quote: '弄两个' }];
    expect((await check(STRANGE)).verdict).toBe(colourOf(STRANGE));
  });
});

describe('somebody who probes', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());
  const check = async (text: string): Promise<CheckAnswer> => (await under.post('/api/v1/check', { text })).json() as never;

  it('is told the colour and what to do, and no longer which rule he met; a librarian gets the variants', async () => {
    const answers: CheckAnswer[] = [];
    for (const text of VARIANTS) answers.push(await check(text));
    expect(answers.map(({ verdict }) => verdict)).toEqual(VARIANTS.map(() => 'red'));
    expect(answers[3]?.reasons.some(({ kind }) => kind === 'pattern')).toBe(true);
    for (const { reasons, advice, reply } of answers.slice(4)) {
      expect(reasons).toMatchObject([{ kind: 'classifier', quote: '' }]);
      expect(advice.dont).toBe(answers[0]?.advice.dont);
      expect(reply).not.toBe('');
    }
    const [script, ...more] = await under.storage.listScripts(0, 10);
    expect(more).toEqual([]);
    expect(script).toMatchObject({ kind: 'probing', state: 'new', senders: 1, texts: 5 });
    expect(script?.variants?.[0]).toContain('ETC');
  });

  it('is the same one behind all the addresses of his network', async () => {
    const reasons = [];
    for (const [index, text] of VARIANTS.entries()) {
      const response = await under.post('/api/v1/check', { text }, { 'x-test-address': `2001:db8::${index + 1}` });
      reasons.push(((await response.json()) as CheckAnswer).reasons.some(({ kind }) => kind === 'pattern'));
    }
    expect(reasons.slice(3, 5)).toEqual([true, false]);
  });

  it('is no partner: of who has a key no variants are kept, and he learns every rule', async () => {
    const items = VARIANTS.map((text) => ({ text }));
    const answers: CheckAnswer[] = [];
    for (const item of items) answers.push((await (await under.post('/api/v1/check', item, BEARER)).json()) as CheckAnswer);
    const batch = await (await under.post('/api/v1/check/batch', { items }, BEARER)).text();
    answers.push(
      ...batch
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as CheckAnswer),
    );
    expect(answers).toHaveLength(2 * VARIANTS.length);
    for (const { reasons } of answers) expect(reasons[0]?.quote).not.toBe('');
    expect(await under.storage.listScripts(0, 10)).toEqual([]);
  });

  it('is nobody who sends the same again', async () => {
    for (let again = 0; again < 8; again++)
      expect((await check(VARIANTS[0] as string)).reasons.some(({ kind }) => kind === 'pattern')).toBe(true);
    expect(await under.storage.listScripts(0, 10)).toEqual([]);
  });

  it('is written down once for a variant, however often he sends it again', async () => {
    for (const text of VARIANTS.slice(0, 5)) await check(text);
    for (let again = 0; again < 3; again++) await check(VARIANTS[4] as string);
    expect((await under.storage.listScripts(0, 10)).map(({ variants }) => variants?.length)).toEqual([1]);
  });

  it('leaves nothing to be read once he was erased', async () => {
    for (const [index, text] of VARIANTS.entries())
      await handleMessage(under.deps, { channel: 'web', external: 'c1', externalId: `m${index}`, text }, true);
    await under.storage.leave('web:c1');
    await under.storage.eraseLeavers();
    const [script] = await under.storage.listScripts(0, 10);
    expect(JSON.stringify(script)).not.toContain('ETC');
  });

  it('is noticed in a conversation too, and what he was told can be told again', async () => {
    for (const [index, text] of VARIANTS.entries())
      await handleMessage(under.deps, { channel: 'web', external: 'c1', externalId: `m${index}`, text }, true);
    const [script] = await under.storage.listScripts(0, 10);
    expect(script).toMatchObject({ kind: 'probing', messageIds: [expect.any(String)] });
  });
});
