import { describe, expect, it } from 'vitest';
import type { WecomSettings } from '../../src/channels/wecom/wecom-channel.ts';
import { createWecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { callback, contract, envelope, noticeXml, SETTINGS, sealedQuery, startPlatform } from './contract-wecom.ts';

/** wechatpy, tests/test_crypto.py; key, token and corporation are those of SETTINGS. */
const URL_CHECK = {
  msg_signature: 'dd6b9c95b495b3f7e2901bfbc76c664930ffdb96',
  timestamp: '1411443780',
  nonce: '437374425',
  echostr: '4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==',
};
const MESSAGE = {
  msg_signature: '74d92dfeb87ba7c714f89d98870ae5eb62dff26d',
  timestamp: '1411525903',
  nonce: '461056294',
};
const MESSAGE_ENCRYPTED =
  'RgqEoJj5A4EMYlLvWO1F86ioRjZfaex/gePD0gOXTxpsq5Yj4GNglrBb8I2BAJVODGajiFnXBu7mCPatfjsu6IHCrsTyeDXzF6Bv283dGymzxh6ydJRvZsryDyZbLTE7rhnus50qGPMfp2wASFlzEgMW9z1ef/RD8XzaFYgm7iTdaXpXaG4+BiYyolBug/gYNx410cvkKR2/nPwBiT+P4hIiOAQqGp/TywZBtDh1yCF2KOd0gpiMZ5jSw3e29mTvmUHzkVQiMS6td7vXUaWOMZnYZlF3So2SjHnwh4jYFxdgpkHHqIrH/54SNdshoQgWYEvccTKe7FS709/5t6NMxuGhcUGAPOQipvWTT4dShyqio7mlsl5noTrb++x6En749zCpQVhDpbV6GDnTbcX2e8K9QaNWHp91eBdCRxthuL0=';

const NOW = 1_763_600_000_000;
const ACKNOWLEDGED = { kind: 'done', reply: { status: 200, type: 'text/plain', body: '' } };
const UNPROVEN = { code: 'channel.signature', status: 401 };

const channelWith = (changes: Partial<WecomSettings> = {}) => {
  const deps = channelDeps({ now: NOW });
  return createWecomChannel({ ...SETTINGS, ...changes }, deps);
};
const receive = (parts: Parts, now = NOW, changes: Partial<WecomSettings> = {}) => channelWith(changes).receive(delivery(parts, now));
const receiveQuery = (query: Record<string, string>, now: number) => receive({ method: 'GET', query: new URLSearchParams(query) }, now);

describe('the published vectors of WeCom', () => {
  it('answer the check of our address with exactly the plain text', async () => {
    expect(await receiveQuery(URL_CHECK, 1_411_443_780_000)).toEqual({
      kind: 'done',
      reply: { status: 200, type: 'text/plain', body: '5927782489442352469' },
    });
  });

  it('open a message; one to an app is none of 微信客服', async () => {
    const parts = { query: new URLSearchParams(MESSAGE), body: envelope(MESSAGE_ENCRYPTED) };
    expect(await receive(parts, 1_411_525_903_000)).toEqual(ACKNOWLEDGED);
  });

  it('are refused with any of their parts changed, left out or given empty', async () => {
    for (const name of Object.keys(URL_CHECK) as (keyof typeof URL_CHECK)[]) {
      const { [name]: value, ...rest } = URL_CHECK;
      const changed = `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
      for (const query of [rest, { ...rest, [name]: '' }, { ...rest, [name]: changed }]) {
        await expect(receiveQuery(query, 1_411_443_780_000), name).rejects.toMatchObject(UNPROVEN);
      }
    }
    for (const body of [envelope(''), envelope(`A${MESSAGE_ENCRYPTED.slice(1)}`), bytesOf('<xml></xml>'), bytesOf('<xml'), bytesOf('')]) {
      const parts = { query: new URLSearchParams(MESSAGE), body };
      await expect(receive(parts, 1_411_525_903_000)).rejects.toMatchObject(UNPROVEN);
    }
  });
});

const OTHER_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const echo = (changes: Parameters<typeof sealedQuery>[3]): Parts => ({
  method: 'GET',
  query: sealedQuery('4375120948345356249', NOW, 'echostr', changes).query,
});
const silent = (changes: Parameters<typeof callback>[2]): Parts => callback('<xml><MsgType>text</MsgType></xml>', NOW, changes);

describe.each([
  ['the check of our address', echo, '4375120948345356249'],
  ['a callback', silent, ''],
])('%s', (_name, parts, body) => {
  it.each([
    ['in time', {}, {}],
    ['five minutes old', { sentAt: NOW - 300_000 }, {}],
    ['five minutes ahead', { sentAt: NOW + 300_000 }, {}],
    ['with the token that goes', { token: 'former' }, { tokens: ['123456', 'former'] }],
    ['with the key that goes', { aesKey: OTHER_KEY }, { aesKeys: [...SETTINGS.aesKeys, OTHER_KEY] }],
    ['for a robot, which has no receiver', { corpId: '' }, { corpId: '' }],
  ])('is taken %s', async (_when, changes, settings) => {
    expect(await receive(parts(changes), NOW, settings)).toEqual({ kind: 'done', reply: { status: 200, type: 'text/plain', body } });
  });

  it.each([
    ['older than five minutes', { sentAt: NOW - 301_000 }, {}],
    ['more than five minutes ahead', { sentAt: NOW + 301_000 }, {}],
    ['with another token', { token: 'another' }, {}],
    ['with an empty token', { token: '' }, { tokens: [''] }],
    ['when we have no token', {}, { tokens: [] }],
    ['with another key', { aesKey: OTHER_KEY }, {}],
    ['when we have no key', {}, { aesKeys: [] }],
    ['for another corporation', { corpId: 'wwAnotherCorporation' }, {}],
    ['for ours with something behind', { corpId: `${SETTINGS.corpId}x` }, {}],
    ['for nobody', { corpId: '' }, {}],
    ['for ours when we are a robot', {}, { corpId: '' }],
  ])('is refused %s', async (_when, changes, settings) => {
    await expect(receive(parts(changes), NOW, settings)).rejects.toMatchObject(UNPROVEN);
  });
});

describe('a callback that is proven', () => {
  it.each([
    ['another event', '<xml><MsgType>event</MsgType><Event>change_contact</Event></xml>'],
    ['a notice that is no event', noticeXml('ENCToken').replace('[event]', '[text]')],
    ['a message to an app', '<xml><MsgType>text</MsgType><Content>kf_msg_or_event</Content></xml>'],
    ['nothing that we know', '<xml><x>1</x></xml>'],
  ])('is acknowledged when it brings %s', async (_what, plain) => {
    expect(await receive(callback(plain, NOW))).toEqual(ACKNOWLEDGED);
  });

  it.each([
    ['no XML', 'kf_msg_or_event'],
    ['nothing in it', '<xml></xml>'],
    ['no token', noticeXml('')],
    ['a token without end', noticeXml('T'.repeat(2000))],
    ['no service account', noticeXml('ENCToken', '')],
    ['a service account that would split the name', noticeXml('ENCToken', 'wk1/wm2')],
  ])('is unreadable with %s', async (_what, plain) => {
    await expect(receive(callback(plain, NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it('is acknowledged, and nothing asked, when we have no secret of 微信客服', async () => {
    const platform = await startPlatform();
    const asked: string[] = [];
    platform.instead = ({ path }) => {
      asked.push(path);
      return null;
    };
    const channel = createWecomChannel({ ...SETTINGS, kfSecret: '', apiRoot: platform.apiRoot }, channelDeps({ now: NOW }));
    expect(await channel.receive(delivery(callback(noticeXml('ENCToken'), NOW), NOW))).toEqual(ACKNOWLEDGED);
    expect(channel.sender).toBeNull();
    await expect(channel.fetchMedia('media')).rejects.toMatchObject({ code: 'channel.media', status: 503 });
    expect(asked).toEqual([]);
    await platform.close();
  });

  it('is what the contract says of it', async () => {
    await contract.prepare();
    const channel = contract.make(channelDeps({ now: NOW }));
    const said = { from: 'wmInvented', messageId: 'm1', text: '你好', now: NOW };
    const once = await channel.receive(delivery(await contract.text(said), NOW));
    expect(once).toMatchObject({ kind: 'messages', passive: false, messages: [{ externalId: 'm1', text: '你好' }] });
    if (once.kind === 'messages') expect(await contract.shown(await once.reply([]))).toBeNull();
    expect(await channel.receive(delivery(await contract.text(said), NOW))).toMatchObject({ messages: [{ externalId: 'm1' }] });
    await expect(channel.receive(delivery(await contract.forged(said), NOW))).rejects.toMatchObject(UNPROVEN);
    expect(await channel.receive(delivery(await contract.unknown(NOW), NOW))).toEqual(ACKNOWLEDGED);
    await contract.close();
  });

  it('needs a key that is one', () => {
    expect(() => channelWith({ aesKeys: ['short'] })).toThrow(expect.objectContaining({ code: 'channel.settings' }));
  });
});
