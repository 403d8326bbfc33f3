import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createHttpSmsChannel } from '../../src/channels/sms/httpsms.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { claimsAt, event, eventBytes, PUBLIC_URL, received, SECRET, token } from './contract-httpsms.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const SECONDS = NOW / 1000;
const deps = channelDeps({ now: NOW });
const channel = createHttpSmsChannel({ secrets: [SECRET], publicUrl: PUBLIC_URL }, deps, null);
const receive = (parts: Parts, now = NOW) => channel.receive(delivery(parts, now));
const messageOf = async (content: unknown) => {
  const answer = await receive(event(content, NOW));
  return answer.kind === 'messages' ? answer.messages[0] : undefined;
};
const BODY = bytesOf(JSON.stringify(received()));
const bearing = (bearer: string): Parts => eventBytes(BODY, bearer);
const RECEIVED = { status: 200, type: 'application/json; charset=utf-8', body: '{}' };

describe("httpSMS's token", () => {
  it.each([
    ['as it is sent', {}],
    ['for an address alone', { aud: `${PUBLIC_URL}/webhooks/httpsms` }],
    ['for several addresses', { aud: ['https://other.example', `${PUBLIC_URL}/webhooks/httpsms`] }],
    ['of the issuer by its address', { iss: 'https://api.httpsms.com' }],
    ['without a beginning', { nbf: undefined }],
    ['that ended a minute ago', { exp: SECONDS - 60 }],
    ['that begins in a minute', { nbf: SECONDS + 60 }],
    ['with more claims', { sub: 5, scope: {} }],
  ])('counts %s', async (_, changes) => {
    expect((await receive(bearing(token({ ...claimsAt(NOW), ...changes })))).kind).toBe('messages');
  });

  it.each([
    ['for another address', { aud: ['https://other.example/webhooks/httpsms'] }],
    ['for the beginning of our address', { aud: PUBLIC_URL }],
    ['for more than our address', { aud: `${PUBLIC_URL}/webhooks/httpsms/x` }],
    ['for nobody', { aud: undefined }],
    ['for an object', { aud: { [`${PUBLIC_URL}/webhooks/httpsms`]: true } }],
    ['of another issuer', { iss: 'api.httpsms.com.example' }],
    ['of no issuer', { iss: undefined }],
    ['that has ended', { exp: SECONDS - 61 }],
    ['that never ends', { exp: undefined }],
    ['that ends with a word', { exp: '9999999999' }],
    ['that ends nowhere', { exp: null }],
    ['that has not begun', { nbf: SECONDS + 61 }],
  ])('proves nothing %s', async (_, changes) => {
    await expect(receive(bearing(token({ ...claimsAt(NOW), ...changes })))).rejects.toMatchObject({
      code: 'channel.signature',
      status: 401,
    });
  });

  const claims = claimsAt(NOW);
  const good = token(claims);
  const [head = '', payload = '', signature = ''] = good.split('.');
  const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const none = part({ alg: 'none', typ: 'JWT' });
  it.each([
    ['unsigned', `${none}.${payload}.`],
    ['unsigned, with two parts', `${none}.${payload}`],
    ['unsigned, with a signature of something else', `${none}.${payload}.${signature}`],
    ['by no algorithm, signed with our key', token(claims, SECRET, { alg: 'none' })],
    ['by another algorithm', token(claims, SECRET, { alg: 'HS512', typ: 'JWT' })],
    ['by an algorithm in small letters', token(claims, SECRET, { alg: 'hs256' })],
    ['by no named algorithm', token(claims, SECRET, {})],
    ['with an extension that must be understood', token(claims, SECRET, { alg: 'HS256', crit: ['b64'], b64: false })],
    ['with a stronger hash', `${head}.${payload}.${createHmac('sha512', SECRET).update(`${head}.${payload}`).digest('base64url')}`],
    ['of another key', token(claims, 'key-of-somebody-else')],
    ['of an empty key', token(claims, '')],
    ['with another content', `${head}.${part({ ...claims, exp: SECONDS + 99_999 })}.${signature}`],
    ['with padding', `${good}=`],
    ['with a fourth part', `${good}.${signature}`],
    ['that is empty', ''],
    ['of dots', '..'],
    ['that is no JSON', `x.y.${createHmac('sha256', SECRET).update('x.y').digest('base64url')}`],
    ['of a list', token([])],
    ['of null', token(null)],
    ['longer than any', token({ ...claims, note: 'x'.repeat(9000) })],
  ])('proves nothing %s', async (_, bearer) => {
    const open = createHttpSmsChannel({ secrets: [SECRET, ''], publicUrl: PUBLIC_URL }, deps, null);
    await expect(open.receive(delivery(bearing(bearer), NOW))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it.each([['Basic'], ['Token']])('is asked for in the right place, not after %s', async (scheme) => {
    const headers = new Headers({ Authorization: `${scheme} ${good}`, 'X-Event-Type': 'message.phone.received' });
    await expect(receive({ ...bearing(good), headers })).rejects.toMatchObject({ status: 401 });
    await expect(receive({ ...bearing(good), headers: new Headers() })).rejects.toMatchObject({ status: 401 });
  });

  it('counts with the old and the new key while it is changed', async () => {
    const both = createHttpSmsChannel({ secrets: ['new-key', SECRET], publicUrl: `${PUBLIC_URL}/` }, deps, null);
    for (const secret of ['new-key', SECRET]) {
      expect((await both.receive(delivery(bearing(token(claims, secret)), NOW))).kind).toBe('messages');
    }
  });

  it('names the query when the address has one', async () => {
    const query = new URLSearchParams('city=huzhou');
    const asked = token({ ...claims, aud: [`${PUBLIC_URL}/webhooks/httpsms?city=huzhou`] });
    expect((await receive({ ...bearing(asked), query })).kind).toBe('messages');
    await expect(receive(bearing(asked))).rejects.toMatchObject({ status: 401 });
  });
});

describe('an SMS by httpSMS', () => {
  it('is a message, and wants to hear that it came', async () => {
    const answer = await receive(event(received({ content: '他让我转账' }), NOW));
    expect(answer.kind === 'messages' && answer.messages).toEqual([
      {
        channel: 'httpsms',
        external: await deps.nameOf('+8613800001234'),
        externalId: '00000000-0000-4000-8000-000000000002',
        text: '他让我转账',
        address: '+8613800001234',
      },
    ]);
    expect(answer).toMatchObject({ passive: false, left: [] });
    expect(answer.kind === 'messages' && (await answer.reply([]))).toEqual(RECEIVED);
  });

  it('brings the sender of what is passed on', async () => {
    expect(await messageOf(received({ content: '发件人：95533\n内容：您的账户已冻结' }))).toMatchObject({
      text: '您的账户已冻结',
      sender: '95533',
    });
  });

  it('tells its kind in the body when the header was lost', async () => {
    const headers = new Headers({ Authorization: `Bearer ${token(claimsAt(NOW))}` });
    expect((await receive({ ...bearing(''), headers })).kind).toBe('messages');
  });

  it.each([
    ['an SMS that went out', event(received(), NOW, { type: 'message.phone.sent' })],
    ['a call', event(received(), NOW, { type: 'message.call.missed' })],
    ['the operator', event(received({ contact: '10086' }), NOW)],
    ['a company', event(received({ contact: 'Apple' }), NOW)],
  ])('is not seen in %s', async (_, parts) => {
    expect(await receive(parts)).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it.each([
    ['no data', { type: 'message.phone.received' }],
    ['a list', []],
    ['no id', received({ message_id: undefined })],
    ['no sender', received({ contact: '' })],
    ['no text', received({ content: undefined })],
    ['a word for encrypted', received({ encrypted: 'no' })],
  ])('cannot be read with %s', async (_, content) => {
    await expect(receive(event(content, NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it('is refused where it was encrypted on the telephone, so that the log and httpSMS tell of it', async () => {
    const parts = event(received({ encrypted: true, content: 'U2FsdGVkX18=' }), NOW);
    await expect(receive(parts)).rejects.toMatchObject({
      code: 'channel.encrypted',
      status: 400,
      message: expect.stringMatching(/^the SMS was encrypted .*switch encryption off/),
    });
    expect((await receive(event(received({ encrypted: false }), NOW))).kind).toBe('messages');
  });

  it('cannot be read when it is no JSON', async () => {
    const parts = eventBytes(bytesOf('您好'), token(claimsAt(NOW)));
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});
