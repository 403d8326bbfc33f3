import { describe, expect, it } from 'vitest';
import { createTencentChannel } from '../../src/channels/sms/tencent.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { pushed, pushedBytes, replied, SECRET } from './contract-tencent.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const channel = createTencentChannel({ secrets: [SECRET], ips: [] }, deps, null);
const receive = (parts: Parts) => channel.receive(delivery(parts, NOW));
const messageOf = async (changes: Record<string, unknown> = {}) => {
  const received = await receive(pushed(replied(changes)));
  return received.kind === 'messages' ? received.messages[0] : undefined;
};
const RECEIVED = { status: 200, type: 'application/json; charset=utf-8', body: '{"result":0,"errmsg":"OK"}' };

describe('a reply by Tencent Cloud', () => {
  it('is a message, and wants to hear that it came', async () => {
    const received = await receive(pushed(replied({ text: '他让我转账' })));
    expect(received).toMatchObject({
      kind: 'messages',
      passive: false,
      left: [],
      messages: [{ channel: 'tencent', external: await deps.nameOf('+8613800001234'), text: '他让我转账', address: '+8613800001234' }],
    });
    expect(received.kind === 'messages' && (await received.reply([]))).toEqual(RECEIVED);
  });

  it.each([
    [{ mobile: '13800001234', nationcode: '86' }, '+8613800001234'],
    [{ mobile: 13800001234, nationcode: 86 }, '+8613800001234'],
    [{ mobile: '+8613800001234', nationcode: '86' }, '+8613800001234'],
    [{ mobile: '13800001234', nationcode: undefined }, '+8613800001234'],
    [{ mobile: '8613800001234', nationcode: '86' }, '+8613800001234'],
    [{ mobile: '60000000', nationcode: '852' }, '+85260000000'],
    [{ mobile: '60000000', nationcode: '+852' }, '+85260000000'],
    [{ mobile: '+85260000000', nationcode: '852' }, '+85260000000'],
    [{ mobile: '13800001234', nationcode: 'China' }, '+8613800001234'],
  ])('comes from one number, however it stands: %j', async (changes, address) => {
    expect(await messageOf(changes)).toMatchObject({ address, external: await deps.nameOf(address) });
  });

  it('proves nothing by `sign`, which is a name', async () => {
    await expect(receive(pushed(replied({ sign: SECRET }), null))).rejects.toMatchObject({ status: 401 });
    expect(await messageOf({ sign: 'anything' })).toBeDefined();
  });

  it('is the same one when it comes again, and another when anything of it differs', async () => {
    const first = await messageOf();
    expect(first?.externalId).toMatch(/^[0-9a-f]{32}$/);
    expect((await messageOf({ extend: '9' }))?.externalId).toBe(first?.externalId);
    const others = [{ text: '你好' }, { time: '2026-11-20 10:22:06' }, { mobile: '13900001234' }, { time: 1 }, { time: undefined }];
    const ids = await Promise.all(others.map(async (changes) => (await messageOf(changes))?.externalId));
    expect(new Set([first?.externalId, ...ids]).size).toBe(others.length + 1);
  });

  it('has no two meanings when a border is moved', async () => {
    const ids = [
      await messageOf({ time: '1', text: '2您好' }),
      await messageOf({ time: '12', text: '您好' }),
      await messageOf({ time: '","', text: '' }),
    ].map((message) => message?.externalId);
    expect(new Set(ids).size).toBe(3);
  });

  it('brings the sender of what is passed on', async () => {
    expect(await messageOf({ text: 'SMS from +852 6000 0000: Hi Mum' })).toMatchObject({ text: 'Hi Mum', sender: '+85260000000' });
  });

  it.each([
    ['reports of delivery', [{ mobile: '13800001234', report_status: 'SUCCESS' }]],
    ['one report', { mobile: '13800001234', report_status: 'FAIL' }],
    ['an empty list', []],
  ])('is not seen in %s', async (_, content) => {
    expect(await receive(pushed(content))).toEqual({ kind: 'done', reply: RECEIVED });
  });

  it.each([
    ['a text', pushed('您好')],
    ['null', pushed(null)],
    ['of nobody', pushed(replied({ mobile: '' }))],
    ['of an object', pushed(replied({ mobile: {} }))],
    ['without words', pushed(replied({ text: null }))],
    ['broken off', pushedBytes(bytesOf('{"mobile":'))],
  ])('cannot be read when it is %s', async (_, parts) => {
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it.each([['path-of-somebody-else'], [''], [null]])('is refused at the path %j, before it is read', async (secret) => {
    await expect(receive(pushedBytes(bytesOf('{'), secret))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('is refused from an address that is not in the list', async () => {
    const fenced = createTencentChannel({ secrets: [SECRET], ips: ['198.51.100.1'] }, deps, null);
    await expect(fenced.receive(delivery(pushed(replied()), NOW))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
    expect((await fenced.receive(delivery({ ...pushed(replied()), address: '198.51.100.1' }, NOW))).kind).toBe('messages');
  });
});
