import { describe, expect, it } from 'vitest';
import { createAndroidSmsGatewayChannel } from '../../src/channels/sms/android-sms-gateway.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { event, eventBytes, received, SECRET } from './contract-android-sms-gateway.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const channel = createAndroidSmsGatewayChannel({ secrets: [SECRET] }, deps, null);
const receive = (parts: Parts, now = NOW) => channel.receive(delivery(parts, now));
const messageOf = async (content: unknown) => {
  const answer = await receive(event(content, NOW));
  return answer.kind === 'messages' ? answer.messages[0] : undefined;
};
const withHeaders = (parts: Parts, changes: Record<string, string | null>): Parts => {
  const headers = new Headers(parts.headers);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return { ...parts, headers };
};
const RECEIVED = { status: 200, type: 'application/json; charset=utf-8', body: '{}' };

/** Computed from the published algorithm and example: `vectors/channels.json`, capcom6_computed. */
const VECTOR = {
  signingKey: 'secret',
  timestamp: '1700000000',
  body: '{"deviceId":"ffffffffceb0b1db0000018e937c815b","event":"sms:received","id":"Ey6ECgOkVVFjz3CL48B8C","payload":{"messageId":"abc123","message":"Android is always a sweet treat!","phoneNumber":"6505551212","simNumber":1,"receivedAt":"2024-06-22T15:46:11.000+07:00"},"webhookId":"<unique-id>"}',
  signature: 'a8fb8ccd61ea0fd3537559c0d19810fe4fd68914f2fafe015eb984816e076133',
};

describe('the signature of SMS Gateway for Android', () => {
  const tested = createAndroidSmsGatewayChannel({ secrets: ['old', VECTOR.signingKey] }, deps, null);
  const vector = (changes: Partial<typeof VECTOR> = {}): Parts => {
    const { timestamp, body, signature } = { ...VECTOR, ...changes };
    return { headers: new Headers({ 'X-Timestamp': timestamp, 'X-Signature': signature }), body: bytesOf(body) };
  };

  it('is the computed one', async () => {
    const answer = await tested.receive(delivery(vector(), 1_700_000_000_000));
    expect(answer.kind === 'messages' && answer.messages).toEqual([
      {
        channel: 'android-sms-gateway',
        external: await deps.nameOf('6505551212'),
        externalId: 'Ey6ECgOkVVFjz3CL48B8C',
        text: 'Android is always a sweet treat!',
        address: '6505551212',
      },
    ]);
  });

  it('counts in capitals too', async () => {
    const loud = vector({ signature: VECTOR.signature.toUpperCase() });
    expect((await tested.receive(delivery(loud, 1_700_000_000_000))).kind).toBe('messages');
  });

  it.each([
    ['another body', { body: `${VECTOR.body} ` }],
    ['another time', { timestamp: '1700000001' }],
    ['a time with a sign', { timestamp: '+1700000000' }],
    ['no signature', { signature: '' }],
    ['a shorter one', { signature: VECTOR.signature.slice(0, -1) }],
  ])('fits nothing else: %s', async (_, changes) => {
    await expect(tested.receive(delivery(vector(changes), 1_700_000_000_000))).rejects.toMatchObject({
      code: 'channel.signature',
      status: 401,
    });
  });

  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('holds for five minutes: %i s later %s', async (later, holds) => {
    const answer = receive(event(received(), NOW), NOW + later * 1000);
    if (holds) expect((await answer).kind).toBe('messages');
    else await expect(answer).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    ['without a time', withHeaders(event(received(), NOW), { 'x-timestamp': null })],
    ['without a signature', withHeaders(event(received(), NOW), { 'x-signature': null })],
    ['of another key', event(received(), NOW, 'key-of-somebody-else')],
    ['of an empty key', event(received(), NOW, '')],
  ])('proves nothing %s', async (_, parts) => {
    const open = createAndroidSmsGatewayChannel({ secrets: [SECRET, ''] }, deps, null);
    await expect(open.receive(delivery(parts, NOW))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });
});

describe('an SMS by SMS Gateway for Android', () => {
  it('is a message, and wants to hear that it came', async () => {
    const answer = await receive(event(received({ message: '他让我转账' }), NOW));
    expect(answer).toMatchObject({
      kind: 'messages',
      passive: false,
      messages: [{ external: await deps.nameOf('+8613800001234'), text: '他让我转账', address: '+8613800001234' }],
    });
    expect(answer.kind === 'messages' && (await answer.reply([]))).toEqual(RECEIVED);
  });

  it('is told from another with the same words by the id of its event', async () => {
    expect((await messageOf(received({}, 'event-1')))?.externalId).toBe('event-1');
    expect((await messageOf(received({}, 'event-2')))?.externalId).toBe('event-2');
  });

  it('comes from the sender, or in older versions from phoneNumber', async () => {
    expect((await messageOf(received({ sender: '13800001234', phoneNumber: '+8613900000000' })))?.address).toBe('+8613800001234');
    expect((await messageOf(received({ sender: undefined, phoneNumber: '138 0000 1234' })))?.address).toBe('+8613800001234');
  });

  it('brings the sender of what is passed on', async () => {
    expect(await messageOf(received({ message: '10690000\n【建设银行】您的账户已冻结' }))).toMatchObject({
      text: '【建设银行】您的账户已冻结',
      sender: '10690000',
    });
  });

  it.each([
    ['an SMS that went out', { event: 'sms:sent', id: '1', payload: { messageId: 'a' } }],
    ['data', { event: 'sms:data-received', id: '1', payload: {} }],
    ['a sign of life', { event: 'system:ping', id: '1', payload: { health: {} } }],
    ['an event of tomorrow', { event: 'rcs:received' }],
    ['the operator', received({ sender: '10086' })],
    ['a company', received({ sender: 'Apple' })],
  ])('is not seen in %s', async (_, content) => {
    expect(await receive(event(content, NOW))).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it.each([
    ['no event', {}],
    ['a list', []],
    ['no payload', { event: 'sms:received', id: '1' }],
    ['no id', { ...received(), id: undefined }],
    ['an empty id', { ...received(), id: '' }],
    ['no sender', received({ sender: undefined })],
    ['no text', received({ message: null })],
  ])('cannot be read with %s', async (_, content) => {
    await expect(receive(event(content, NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it('cannot be read when it is no JSON', async () => {
    await expect(receive(eventBytes(bytesOf('event=sms:received'), NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});
