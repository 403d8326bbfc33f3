import { describe, expect, it } from 'vitest';
import { createAliyunChannel } from '../../src/channels/sms/aliyun.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { pushed, pushedBytes, SECRET, upLink } from './contract-aliyun.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const channel = createAliyunChannel({ secrets: [SECRET], ips: [] }, deps, null);
const receive = (parts: Parts) => channel.receive(delivery(parts, NOW));
const messagesOf = async (...items: unknown[]) => {
  const received = await receive(pushed(items));
  return received.kind === 'messages' ? received.messages : [];
};
const RECEIVED = { status: 200, type: 'application/json; charset=utf-8', body: '{"code":0,"msg":"接收成功"}' };

describe('a push of Alibaba Cloud', () => {
  it('brings messages and wants to hear that they came', async () => {
    const received = await receive(pushed([upLink(), upLink({ phone_number: '13900001234', sequence_id: '2', content: '在吗' })]));
    expect(received).toMatchObject({
      kind: 'messages',
      passive: false,
      left: [],
      messages: [
        {
          channel: 'aliyun',
          external: await deps.nameOf('+8613800001234'),
          externalId: '1234567890',
          text: '您好',
          address: '+8613800001234',
        },
        { external: await deps.nameOf('+8613900001234'), externalId: '2', text: '在吗' },
      ],
    });
    expect(received.kind === 'messages' && (await received.reply([]))).toEqual(RECEIVED);
  });

  it.each([
    ['in the documentation', '13800001234'],
    ['with the country', '8613800001234'],
    ['as a number', 13800001234],
    ['with a plus', '+8613800001234'],
    ['with zeros', '008613800001234'],
  ])('names the same citizen by the number as it stands %s', async (_, phone_number) => {
    expect((await messagesOf(upLink({ phone_number })))[0]).toMatchObject({
      external: await deps.nameOf('+8613800001234'),
      address: '+8613800001234',
    });
  });

  it('brings the sender of what is passed on', async () => {
    expect((await messagesOf(upLink({ content: '来自【10690000】的短信：您的账户已冻结' })))[0]).toMatchObject({
      text: '您的账户已冻结',
      sender: '10690000',
    });
  });

  it('has an id for a message of older versions, and for one without', async () => {
    expect((await messagesOf(upLink({ sequence_id: 42 })))[0]?.externalId).toBe('42');
    const ids = new Set<string | undefined>();
    for (const changes of [{}, { content: '您好吗' }, { send_time: '2026-11-20 10:22:06' }, { phone_number: '13900001234' }]) {
      for (const sequence_id of [undefined, null, '', 2 ** 60])
        ids.add((await messagesOf(upLink({ ...changes, sequence_id })))[0]?.externalId);
    }
    expect(ids.size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('loses no message for another that cannot be read', async () => {
    expect(await messagesOf(upLink({ phone_number: null }), upLink({ sequence_id: '2' }), { success: true })).toHaveLength(1);
  });

  it.each([
    ['reports of delivery', [{ phone_number: '13800001234', success: false, err_code: 'MOBILE_NOT_ON_SERVICE', biz_id: '1^0' }]],
    ['nothing', []],
  ])('concerns nobody with %s', async (_, content) => {
    expect(await receive(pushed(content))).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it.each([
    ['an object', pushed({ phone_number: '13800001234', content: '您好' })],
    ['a number', pushed(1)],
    ['null', pushed(null)],
    ['a list of texts', pushed(['您好'])],
    ['an SMS of nobody', pushed([upLink({ phone_number: ' ' })])],
    ['an SMS whose text is none', pushed([upLink({ content: { text: '您好' } })])],
    ['half a list', pushedBytes(bytesOf('[{"phone_number":'))],
    ['nothing at all', pushedBytes(bytesOf(''))],
  ])('cannot be read when it is %s', async (_, parts) => {
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});

describe('who pushes', () => {
  it.each([
    ['another secret', 'path-of-somebody-else'],
    ['an empty secret', ''],
    ['no secret', null],
    ['more than the secret', `${SECRET}x`],
  ])('is refused with %s, before anything is read', async (_, secret) => {
    await expect(receive(pushedBytes(bytesOf('{'), secret))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('is let in with the old and the new secret while it is changed', async () => {
    const both = createAliyunChannel({ secrets: ['', 'new-secret', SECRET], ips: [] }, deps, null);
    for (const secret of ['new-secret', SECRET])
      expect((await both.receive(delivery(pushed([upLink()], secret), NOW))).kind).toBe('messages');
    await expect(both.receive(delivery(pushed([upLink()], ''), NOW))).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    ['203.0.113.7', true],
    ['::ffff:203.0.113.7', true],
    ['::FFFF:203.0.113.7', true],
    ['2001:DB8::1', true],
    ['203.0.113.70', false],
    ['203.0.113.', false],
    ['::ffff:203.0.113.8', false],
    ['', false],
  ])('may call from %s: %s', async (address, welcome) => {
    const fenced = createAliyunChannel({ secrets: [SECRET], ips: ['203.0.113.7', '2001:db8::1'] }, deps, null);
    const answer = fenced.receive(delivery({ ...pushed([upLink()]), address }, NOW));
    if (welcome) expect((await answer).kind).toBe('messages');
    else await expect(answer).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('needs the secret from a known address too', async () => {
    const fenced = createAliyunChannel({ secrets: [SECRET], ips: ['203.0.113.7'] }, deps, null);
    await expect(fenced.receive(delivery(pushed([upLink()], 'other'), NOW))).rejects.toMatchObject({ status: 401 });
  });
});
