import { describe, expect, it } from 'vitest';
import { createSmsForwarderChannel } from '../../src/channels/sms/smsforwarder.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { form, json, SECRET, signedAt, withType } from './contract-smsforwarder.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const channel = createSmsForwarderChannel({ secrets: [SECRET] }, deps, null);
const receive = (parts: Parts, now = NOW) => channel.receive(delivery(parts, now));
const messageOf = async (parts: Parts) => {
  const received = await receive(parts);
  return received.kind === 'messages' ? received.messages[0] : undefined;
};
const sms = { from: '+8613800001234', content: '他让我转账', ...signedAt(NOW) };
const CANONICAL = decodeURIComponent(signedAt(NOW).sign);
const RECEIVED = { status: 200, type: 'application/json; charset=utf-8', body: '{"code":200,"msg":"ok"}' };

/** Computed from the published algorithm: `vectors/channels.json`, smsforwarder_computed. */
const VECTOR = { secret: 'SECtest', timestamp: '1700000000000', sign: 'aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=' };

describe("SmsForwarder's signature", () => {
  const tested = createSmsForwarderChannel({ secrets: [VECTOR.secret] }, deps, null);
  const { timestamp, sign } = VECTOR;
  const at = Number(timestamp);

  it.each([
    ['decoded once, as a form leaves it', form({ from: sms.from, content: '您好', timestamp, sign: encodeURIComponent(sign) })],
    ['decoded twice', form({ from: sms.from, content: '您好', timestamp, sign })],
    ['encoded in JSON', json({ from: sms.from, content: '您好', timestamp, sign: encodeURIComponent(sign) })],
    ['plain in JSON, with a number for the time', json({ from: sms.from, content: '您好', timestamp: at, sign })],
  ])('is the computed one, %s', async (_, parts) => {
    const received = await tested.receive(delivery(parts, at));
    expect(received).toMatchObject({ kind: 'messages', passive: false, left: [], messages: [{ externalId: sign }] });
  });

  it('counts with its plus signs taken for blanks', async () => {
    const times = Array.from({ length: 200 }, (_, index) => NOW + index);
    const time = times.find((moment) => decodeURIComponent(signedAt(moment).sign).includes('+')) ?? 0;
    const plain = decodeURIComponent(signedAt(time).sign);
    const spoilt = withType(
      bytesOf(`from=%2B8613800001234&content=a&timestamp=${time}&sign=${plain}`),
      'application/x-www-form-urlencoded',
    );
    expect((await messageOf(spoilt))?.externalId).toBe(plain);
  });

  it.each([
    [0, true],
    [300_000, true],
    [-300_000, true],
    [300_001, false],
    [-300_001, false],
    [86_400_000, false],
  ])('holds for five minutes: %i ms later %s', async (later, holds) => {
    const answer = receive(form(sms), NOW + later);
    if (holds) expect((await answer).kind).toBe('messages');
    else await expect(answer).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it.each([
    ['of another secret', form({ ...sms, ...signedAt(NOW, 'SECof-somebody-else') })],
    ['of an empty secret', form({ ...sms, ...signedAt(NOW, '') })],
    ['of another time', form({ ...sms, timestamp: `${NOW + 1}` })],
    ['that is missing', form({ from: sms.from, content: sms.content, timestamp: sms.timestamp })],
    ['that is empty', form({ ...sms, sign: '' })],
    ['without a time', form({ from: sms.from, content: sms.content, sign: sms.sign })],
    ['at no time', form({ ...sms, timestamp: 'now' })],
    ['at half a time', json({ ...sms, timestamp: NOW + 0.5 })],
    ['with a stray percent sign', form({ ...sms, sign: '%' })],
    ['in broken JSON', withType(bytesOf('{"sign":'), 'application/json')],
    ['in JSON that is a list', withType(bytesOf('[]'), 'application/json')],
    ['in nothing', withType(bytesOf(''), 'application/json')],
    ['in bytes of no type', { path: '/webhooks/smsforwarder', body: form(sms).body as Uint8Array<ArrayBuffer> }],
  ])('proves nothing %s', async (_, parts) => {
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('counts with the old and the new secret while it is changed, and never with an empty one', async () => {
    const both = createSmsForwarderChannel({ secrets: ['', 'SECnew', SECRET] }, deps, null);
    for (const secret of ['SECnew', SECRET]) {
      expect((await both.receive(delivery(form({ ...sms, ...signedAt(NOW, secret) }), NOW))).kind).toBe('messages');
    }
    await expect(both.receive(delivery(form({ ...sms, ...signedAt(NOW, '') }), NOW))).rejects.toMatchObject({ status: 401 });
  });

  it('is the id of the message in its one spelling, for it covers no text', async () => {
    expect(channel.idIsSignature).toBe(true);
    for (const parts of [form(sms), json(sms), form({ ...sms, sign: CANONICAL }), form({ ...sms, content: '别的' })]) {
      expect((await messageOf(parts))?.externalId).toBe(CANONICAL);
    }
  });
});

describe('an SMS by SmsForwarder', () => {
  const template = (from: string, text: string) => `${from}\n${text}\nSIM1_中国移动_13900000000\nSubId：1\n2026-11-20 10:22:05\nMi 10`;

  it('is a message under a name that is not the number', async () => {
    const received = await receive(form(sms));
    expect(received.kind === 'messages' && received.messages).toEqual([
      {
        channel: 'smsforwarder',
        external: await deps.nameOf('+8613800001234'),
        externalId: CANONICAL,
        text: '他让我转账',
        address: '+8613800001234',
      },
    ]);
    expect(received.kind === 'messages' && (await received.reply([]))).toEqual(RECEIVED);
  });

  it.each<readonly [string, Record<string, string>, string]>([
    ['the default template', { content: template('+8613800001234', '他让我转账\n急') }, '他让我转账\n急'],
    ['the default template, the number written otherwise', { content: template('13800001234', '他让我转账') }, '他让我转账'],
    ['a template of another sender', { content: template('10690000', '您的账户已冻结') }, '您的账户已冻结'],
    ['[org_content] beside it', { content: template('+8613800001234', '他让我转账'), org_content: '他让我转账！' }, '他让我转账！'],
    ['an empty [org_content] beside it', { content: '他让我转账', org_content: '' }, '他让我转账'],
    ['[msg] for a name', { msg: '他让我转账', content: '' }, '他让我转账'],
    ['no template', { content: '第一行\n第二行' }, '第一行\n第二行'],
    ['half a template', { content: '+8613800001234\n他让我转账\nSubId：1' }, '+8613800001234\n他让我转账\nSubId：1'],
  ])('has its text in %s', async (_, changes, text) => {
    expect((await messageOf(form({ ...sms, ...changes })))?.text).toBe(text);
    expect((await messageOf(json({ ...sms, ...changes })))?.text).toBe(text);
  });

  it("tells the sender of what the citizen's own telephone has passed on", async () => {
    const inner = '来自【10690000】的短信：您的账户已冻结';
    expect(await messageOf(form({ ...sms, content: template('+8613800001234', inner) }))).toMatchObject({
      text: '您的账户已冻结',
      sender: '10690000',
      address: '+8613800001234',
    });
  });

  it.each([
    ['the operator', { from: '10086' }],
    ['a company', { from: '106900001234' }],
    ['a bank', { from: '95533' }],
    ['an app', { from: 'com.tencent.mm' }],
    ['a name', { from: 'Bank' }],
  ])('of %s is no citizen, and nobody answers it', async (_, changes) => {
    expect(await receive(form({ ...sms, ...changes }))).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it('is not seen in a sign of life', async () => {
    expect(await receive(form(signedAt(NOW)))).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it.each([
    ['a text', form({ from: sms.from, ...signedAt(NOW) })],
    ['a sender', form({ content: '您好', ...signedAt(NOW) })],
    ['a text that is one', json({ ...sms, content: 5 })],
  ])('cannot be read without %s', async (_, parts) => {
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});
