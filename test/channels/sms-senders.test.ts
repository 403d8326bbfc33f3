import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, NOW, PLATFORMS, type Platform, type Request, TO } from './sms-senders-platforms.ts';

const outgoing = { id: 'out-1', to: TO, text: "🔴 像诈骗：冒充客服。别转账！\n(有疑问*打96110~) it's 100%", judged: true };
const PREPARED = "红】像诈骗：冒充客服。别转账！(有疑问*打96110~) it's 100%";

let platform: Platform;
let answer: Answer;
let asked: Request[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    const seen = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body: new Uint8Array(Buffer.concat(parts)),
    };
    asked.push(seen);
    const { status, headers = {}, body = '' } = (await platform.proven(seen)) ? answer : platform.unproven;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
});
let root = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

describe.each(Object.entries(PLATFORMS))('%s', (name, of) => {
  const send = async (changes: Partial<typeof outgoing> = {}) => of.make(root).send({ ...outgoing, ...changes });
  beforeEach(() => {
    platform = of;
    answer = of.ok;
    asked = [];
  });

  it('takes what we sign', async () => {
    expect(await send()).toEqual({ kind: 'accepted', platformId: of.platformId });
    expect(await send({ text: '别转账。'.repeat(300) })).toMatchObject({ kind: 'accepted' });
    expect(await send({ text: '\ud83d torn' })).toMatchObject({ kind: 'accepted' });
    expect(asked).toHaveLength(3);
    expect(of.make(root).idempotent).toBe(false);
  });

  it('does not take what is signed with another secret', async () => {
    const sent = await of.make(root, 'another').send(outgoing);
    // A fault of the settings: an operator mends it, and the message shall still go out.
    expect(sent.kind).toBe('later');
    expect(JSON.stringify(sent)).toMatch(/20003|SignatureDoesNotMatch|SignatureFailure/);
  });

  it('accepts without the platform’s own name of it', async () => {
    answer = { ...of.ok, body: JSON.parse(JSON.stringify(of.ok.body).replace(/"(?:sid|BizId|SerialNo)":/, '"other":')) };
    expect(await send()).toEqual({ kind: 'accepted' });
  });

  it.each([
    [429, { 'retry-after': '7' }, 7000],
    [503, { 'retry-after': new Date(NOW + 60_000).toUTCString() }, 59_500],
    [503, { 'retry-after': new Date(NOW - 60_000).toUTCString() }, 0],
    [500, { 'retry-after': '999999999' }, 86_400_000],
    [500, { 'retry-after': 'soon' }, undefined],
    [502, {}, undefined],
    [302, { location: '/elsewhere' }, undefined],
  ])('is asked again after %i %j', async (status, headers, afterMs) => {
    answer = { status, headers, body: `<html>${TO}</html>` };
    const expected = { kind: 'later', reason: `${name}: HTTP ${status}` };
    expect(await send()).toEqual(afterMs === undefined ? expected : { ...expected, afterMs });
    expect(asked).toHaveLength(1);
  });

  it('is asked again when nobody answers', async () => {
    const unused = createServer();
    await new Promise<void>((done) => unused.listen(0, '127.0.0.1', done));
    const { port } = unused.address() as AddressInfo;
    await new Promise((done) => unused.close(done));
    expect(await of.make(`http://127.0.0.1:${port}`).send(outgoing)).toEqual({
      kind: 'later',
      reason: `${name}: no answer`,
      uncertain: false,
    });
  });

  it('never throws and never repeats a number, whatever it answers', async () => {
    const rubbish = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(...bodies).map((body) => JSON.stringify(body)),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 599 }), rubbish, async (status, body) => {
        answer = { status, body: [204, 205, 304].includes(status) ? '' : body };
        const { kind, ...rest } = await send();
        expect(['accepted', 'later', 'refused']).toContain(kind);
        expect('reason' in rest ? rest.reason : '').not.toMatch(/\d{7}|别转账|secret/);
      }),
      { numRuns: 400 },
    );
  });
});

/** Nearly what the platforms answer. */
const bodies = [TO, 13800001234, null, {}, []].flatMap((value) => [
  { sid: value, code: value },
  { Code: value, BizId: value },
  { Code: 'OK', BizId: value },
  { Response: value },
  { Response: { Error: { Code: value } } },
  { Response: { SendStatusSet: value } },
  { Response: { SendStatusSet: [value] } },
  { Response: { SendStatusSet: [{ Code: value, SerialNo: value }] } },
]);

const tencentStatus = (Code: string) => ({ Response: { SendStatusSet: [{ SerialNo: '', PhoneNumber: TO, Code, Message: TO }] } });
const tencentError = (Code: string) => ({ Response: { Error: { Code, Message: TO }, RequestId: 'r' } });

it.each([
  ['twilio', 400, { code: 21211, message: `The 'To' number ${TO} is not valid` }, 'refused', 'twilio: HTTP 400, code 21211'],
  ['twilio', 400, { code: 21610, message: 'unsubscribed' }, 'refused', 'twilio: HTTP 400, code 21610'],
  ['twilio', 404, { code: 13800001234 }, 'refused', 'twilio: HTTP 404'],
  ['twilio', 429, { code: 20429 }, 'later', 'twilio: HTTP 429, code 20429'],
  ['twilio', 500, { code: 20500 }, 'later', 'twilio: HTTP 500, code 20500'],
  ['twilio', 200, { sid: 'SM0' }, 'later', 'twilio: HTTP 200'],
  ['aliyun', 200, { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: `触发天级流控 ${TO}` }, 'later', 'aliyun: isv.BUSINESS_LIMIT_CONTROL'],
  ['aliyun', 200, { Code: 'isp.SYSTEM_ERROR' }, 'later', 'aliyun: isp.SYSTEM_ERROR'],
  ['aliyun', 200, { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: TO }, 'refused', 'aliyun: isv.MOBILE_NUMBER_ILLEGAL'],
  ['aliyun', 200, { Code: 'isv.13800001234' }, 'refused', 'aliyun: unknown code'],
  ['aliyun', 200, { Message: 'OK' }, 'later', 'aliyun: HTTP 200'],
  ['aliyun', 400, { Code: 'Throttling.User' }, 'later', 'aliyun: HTTP 400, Throttling.User'],
  ['aliyun', 400, { Code: 'OK', BizId: '1' }, 'later', 'aliyun: HTTP 400, OK'],
  ['tencent', 200, tencentStatus('LimitExceeded.PhoneNumberDailyLimit'), 'later', 'tencent: LimitExceeded.PhoneNumberDailyLimit'],
  ['tencent', 200, tencentError('LimitExceeded.DeliveryFrequencyLimit'), 'later', 'tencent: LimitExceeded.DeliveryFrequencyLimit'],
  ['tencent', 200, tencentError('RequestLimitExceeded'), 'later', 'tencent: RequestLimitExceeded'],
  ['tencent', 200, tencentError('InternalError.Timeout'), 'later', 'tencent: InternalError.Timeout'],
  ['tencent', 200, tencentError('InternalError.SigVerificationFail'), 'refused', 'tencent: InternalError.SigVerificationFail'],
  ['tencent', 200, tencentStatus('FailedOperation.PhoneNumberInBlacklist'), 'refused', 'tencent: FailedOperation.PhoneNumberInBlacklist'],
  [
    'tencent',
    200,
    tencentError('InvalidParameterValue.IncorrectPhoneNumber'),
    'refused',
    'tencent: InvalidParameterValue.IncorrectPhoneNumber',
  ],
  ['tencent', 200, tencentError('Ok'), 'refused', 'tencent: Ok'],
  ['tencent', 200, { Response: { SendStatusSet: [] } }, 'later', 'tencent: HTTP 200'],
] as const)('%s: %i %j is %s', async (name, status, body, kind, reason) => {
  platform = PLATFORMS[name] as Platform;
  answer = { status, body };
  expect(await platform.make(root).send(outgoing)).toEqual({ kind, reason });
});

it.each([
  [
    'twilio',
    [
      'POST',
      '/2010-04-01/Accounts/AC0000/Messages.json',
      'application/x-www-form-urlencoded;charset=UTF-8',
      new URLSearchParams({ To: TO, From: '+15005550006', Body: `【${PREPARED}` }).toString(),
    ],
  ],
  [
    'aliyun',
    [
      'POST',
      '/',
      'SendSms',
      '2017-05-25',
      {
        PhoneNumbers: TO,
        SignName: '反诈一哥',
        TemplateCode: 'SMS_0',
        TemplateParam: JSON.stringify({ text: `（${PREPARED.replace('】', '）')}` }),
      },
      0,
    ],
  ],
  [
    'tencent',
    [
      'POST',
      '/',
      'SendSms',
      '2021-01-11',
      'ap-guangzhou',
      {
        PhoneNumberSet: [TO],
        SmsSdkAppId: '1400000000',
        SignName: '反诈一哥',
        TemplateId: '110',
        TemplateParamSet: [`（${PREPARED.replace('】', '）')}`],
      },
    ],
  ],
] as const)('%s hears the number and the prepared text', async (name, expected) => {
  platform = PLATFORMS[name] as Platform;
  answer = platform.ok;
  asked = [];
  await platform.make(root).send(outgoing);
  expect(asked.map(platform.said)).toEqual([expected]);
});
