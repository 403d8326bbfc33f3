import { describe, expect, it } from 'vitest';
import type { HttpReply, Received } from '../../src/channels/channel.ts';
import { createWechatCipher } from '../../src/channels/wechat/cipher.ts';
import { createWechatChannel, type WechatSettings } from '../../src/channels/wechat/official-account.ts';
import { readXml, writeXml } from '../../src/channels/wechat/xml.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import {
  ACCOUNT,
  APP_ID,
  OPEN_ID,
  opened,
  plainPush,
  pushed,
  type Sealing,
  sealedPush,
  settingsWith,
  sign,
  signedQuery,
  TOKEN,
} from './contract-wechat.ts';

const NOW = Date.parse('2026-11-20T09:30:00.250+08:00');
const OTHER_KEY = 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR';
const UNPROVEN = { code: 'channel.signature', status: 401 };
const UNREADABLE = { code: 'channel.payload', status: 400 };
const SUCCESS: HttpReply = { status: 200, type: 'text/plain; charset=utf-8', body: 'success' };
const TEXT = pushed({ MsgType: 'text', Content: '对方让我转账，能转吗？', MsgId: '24086087575195331123' });

function receive(parts: Parts, settings: Partial<WechatSettings> = {}, now = NOW): Promise<Received> {
  return createWechatChannel(settingsWith(settings), channelDeps({ now })).receive(delivery(parts, now));
}

/** What the channel makes of these fields, in plain mode. */
const understood = (fields: Parameters<typeof pushed>[0]): Promise<Received> =>
  receive(plainPush(writeXml(pushed(fields)), NOW), { mode: 'plain' });

function messagesOf(received: Received) {
  if (received.kind !== 'messages') throw new Error('no messages');
  return received;
}

async function answered(parts: Parts, texts: readonly string[], settings: Partial<WechatSettings> = {}): Promise<HttpReply> {
  return messagesOf(await receive(parts, settings)).reply(texts);
}

describe('the hand-shake', () => {
  const published = new URLSearchParams(
    'signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249&timestamp=1714036504&nonce=1514711492',
  );
  const at = 1714036504_000;

  it.each(['plain', 'compatible', 'safe'] as const)("answers the documentation's example with its echostr in mode %s", async (mode) => {
    const reply = { status: 200, type: 'text/plain; charset=utf-8', body: '4375120948345356249' };
    expect(await receive({ method: 'GET', query: published }, { mode }, at)).toEqual({ kind: 'done', reply });
  });

  it.each([
    ['another token', { tokens: ['BBBBB'] }],
    ['no token', { tokens: [] }],
    ['an empty token', { tokens: [''] }],
  ])('refuses with %s', async (_name, settings) => {
    await expect(receive({ method: 'GET', query: published }, settings, at)).rejects.toMatchObject(UNPROVEN);
  });

  it('refuses what somebody signed with an empty token', async () => {
    const query = signedQuery(NOW, '');
    query.set('echostr', 'x');
    await expect(receive({ method: 'GET', query }, { tokens: [''] })).rejects.toMatchObject(UNPROVEN);
  });

  it.each(['signature', 'timestamp', 'nonce'])('refuses without %s', async (name) => {
    const query = new URLSearchParams(published);
    query.delete(name);
    await expect(receive({ method: 'GET', query }, {}, at)).rejects.toMatchObject(UNPROVEN);
  });

  it('cannot answer without an echostr', async () => {
    await expect(receive({ method: 'GET', query: signedQuery(NOW) })).rejects.toMatchObject(UNREADABLE);
  });
});

describe('the proof', () => {
  it.each([
    [0, true],
    [299, true],
    [-299, true],
    [301, false],
    [-301, false],
    [24 * 60 * 60, false],
  ])('takes a timestamp %s seconds away: %s', async (seconds, taken) => {
    for (const parts of [sealedPush(writeXml(TEXT), NOW + seconds * 1000), plainPush(writeXml(TEXT), NOW + seconds * 1000)]) {
      const result = receive(parts, { mode: 'compatible' });
      if (taken) expect((await result).kind).toBe('messages');
      else await expect(result).rejects.toMatchObject(UNPROVEN);
    }
  });

  it('measures against the arrival, not against the clock while it is read', async () => {
    const late = channelDeps({ now: NOW + 10 * 60 * 1000 });
    const channel = createWechatChannel(settingsWith(), late);
    expect((await channel.receive(delivery(sealedPush(writeXml(TEXT), NOW), NOW))).kind).toBe('messages');
  });

  it.each(['0', ' ', '+'])(
    'takes ten digits for a time, so that none can move there from the nonce: not with %j before',
    async (before) => {
      const timestamp = `${before}${Math.floor(NOW / 1000)}`;
      const query = new URLSearchParams({ signature: sign(TOKEN, timestamp, '2'), timestamp, nonce: '2' });
      await expect(receive({ query, body: bytesOf(writeXml(TEXT)) }, { mode: 'plain' })).rejects.toMatchObject(UNPROVEN);
    },
  );

  it('does not let blocks of the cipher move into the nonce', async () => {
    const { query = new URLSearchParams(), body = new Uint8Array() } = sealedPush(writeXml(TEXT), NOW);
    const encrypted = readXml(new TextDecoder().decode(body)).Encrypt ?? '';
    const nonce = 'a'.repeat(64);
    query.set('nonce', nonce);
    query.set('msg_signature', sign(TOKEN, query.get('timestamp') ?? '', nonce, encrypted));
    await expect(receive({ query, body })).rejects.toMatchObject(UNPROVEN);
  });

  it('checks msg_signature over the sealed body, never the signature of the URL', async () => {
    const parts = sealedPush(writeXml(TEXT), NOW);
    const query = new URLSearchParams(parts.query);
    query.set('signature', 'not checked');
    expect((await receive({ ...parts, query })).kind).toBe('messages');
    // The URL's own signature is right, and it is not enough.
    query.set('signature', parts.query?.get('signature') ?? '');
    query.set('msg_signature', parts.query?.get('signature') ?? '');
    await expect(receive({ ...parts, query })).rejects.toMatchObject(UNPROVEN);
    query.delete('msg_signature');
    await expect(receive({ ...parts, query })).rejects.toMatchObject(UNPROVEN);
  });

  it.each<[string, Sealing]>([
    ['another token', { token: 'BBBBB' }],
    ['another key', { aesKey: OTHER_KEY }],
    ['another app id', { appId: 'wx0000000000000000' }],
    ['no app id', { appId: '' }],
  ])('refuses what is sealed with %s', async (_name, sealing) => {
    await expect(receive(sealedPush(writeXml(TEXT), NOW, sealing))).rejects.toMatchObject(UNPROVEN);
  });

  it('refuses another body under the same signature', async () => {
    const { query = new URLSearchParams() } = sealedPush(writeXml(TEXT), NOW);
    const { body = new Uint8Array() } = sealedPush(writeXml({ ...TEXT, Content: '可以转' }), NOW);
    await expect(receive({ query, body })).rejects.toMatchObject(UNPROVEN);
  });

  it.each(['', 'rubbish', '{', '<xml><Encrypt></Encrypt></xml>', '<xml><A>1</A></xml>'])(
    'calls %j unproven in safe mode: nobody signed it',
    async (text) => {
      const { query = new URLSearchParams() } = sealedPush(writeXml(TEXT), NOW);
      await expect(receive({ query, body: bytesOf(text) })).rejects.toMatchObject(UNPROVEN);
    },
  );

  it('takes plain text in plain and compatible mode, and not in safe mode', async () => {
    const parts = plainPush(writeXml(TEXT), NOW);
    expect((await receive(parts, { mode: 'plain' })).kind).toBe('messages');
    expect((await receive(parts, { mode: 'compatible' })).kind).toBe('messages');
    await expect(receive(parts, { mode: 'safe' })).rejects.toMatchObject(UNPROVEN);
    await expect(receive(plainPush(writeXml(TEXT), NOW, 'BBBBB'), { mode: 'plain' })).rejects.toMatchObject(UNPROVEN);
  });

  it.each(['plain', 'compatible', 'safe'] as const)('takes a sealed body in mode %s when there is a key', async (mode) => {
    expect((await receive(sealedPush(writeXml(TEXT), NOW), { mode })).kind).toBe('messages');
  });

  it('reads what is sealed, when the same body has it plain as well', async () => {
    const parts = sealedPush(writeXml(TEXT), NOW, { beside: { ...TEXT, Content: '换过的话' } });
    const { messages } = messagesOf(await receive(parts, { mode: 'compatible' }));
    expect(messages[0]?.text).toBe('对方让我转账，能转吗？');
  });

  it('reads what is plain beside it when there is no key', async () => {
    const parts = sealedPush(writeXml(TEXT), NOW, { beside: TEXT });
    expect((await receive(parts, { mode: 'compatible', aesKeys: [] })).kind).toBe('messages');
    await expect(receive(sealedPush(writeXml(TEXT), NOW), { mode: 'compatible', aesKeys: [] })).rejects.toMatchObject(UNREADABLE);
  });

  it('takes either token and either key while they are being changed, and answers in kind', async () => {
    const settings = { tokens: ['BBBBB', TOKEN], aesKeys: [OTHER_KEY, 'A'.repeat(43)] };
    const reply = await answered(sealedPush(writeXml(TEXT), NOW), ['先别转账。'], settings);
    expect(opened(reply).Content).toBe('先别转账。');
    expect((await receive(sealedPush(writeXml(TEXT), NOW, { token: 'BBBBB', aesKey: OTHER_KEY }), settings)).kind).toBe('messages');
  });

  it('does not start in safe mode without a key, nor with a wrong one', () => {
    const make = (settings: Partial<WechatSettings>) => () => createWechatChannel(settingsWith(settings), channelDeps({ now: NOW }));
    expect(make({ aesKeys: [] })).toThrow(AppError);
    expect(make({ aesKeys: [''] })).toThrow(AppError);
    expect(make({ aesKeys: ['too short'], mode: 'plain' })).toThrow(AppError);
    expect(make({ aesKeys: [''], mode: 'plain' })).not.toThrow();
  });
});

describe("the documentation's own pushes", () => {
  it.each([
    [
      'wxba5fad812f8e6fb9',
      1714112445,
      'signature=6c5c811b55cc85e0e1b54100749188c20beb3f5d&timestamp=1714112445&nonce=415670741&openid=o9AgO5Kd5ggOC-bXrbNODIiE3bGY&encrypt_type=aes&msg_signature=046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
      '{"ToUserName":"gh_97417a04a28d","Encrypt":"+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="}',
    ],
    [
      'wx134c8103faa5a59e',
      1715943329,
      'signature=cc0c594499c1634947d5b502f158ee518947db27&timestamp=1715943329&nonce=1590219412&encrypt_type=aes&msg_signature=6c12a4205838198b8fa631b3220723bb07f1015c',
      '<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName><Encrypt><![CDATA[D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==]]></Encrypt></xml>',
    ],
  ])('of %s are taken: they are for us, and concern nobody', async (appId, seconds, query, body) => {
    const parts = { query: new URLSearchParams(query), body: bytesOf(body) };
    expect(await receive(parts, { appId }, seconds * 1000)).toEqual({ kind: 'done', reply: SUCCESS });
    await expect(receive(parts, { appId: APP_ID === appId ? 'wx0' : APP_ID }, seconds * 1000)).rejects.toMatchObject(UNPROVEN);
  });
});

describe('what citizens send', () => {
  const media = { MediaId: 'media-0000', MsgId: '9007199254740993' };
  it.each([
    ['text', { MsgType: 'text', Content: ' 你好 <b> &amp; ', MsgId: '9007199254740993' }, { text: ' 你好 <b> &amp; ' }],
    [
      'a picture',
      { MsgType: 'image', PicUrl: 'http://example.com/p.jpg', ...media },
      { text: '', attachments: [{ kind: 'image', reference: 'media-0000' }] },
    ],
    [
      'speech with its words',
      { MsgType: 'voice', Format: 'amr', Recognition: '他让我转账。', ...media },
      { text: '他让我转账。', attachments: [{ kind: 'voice', reference: 'media-0000' }] },
    ],
    [
      'speech without words',
      { MsgType: 'voice', Format: 'amr', Recognition: '', ...media },
      { text: '', attachments: [{ kind: 'voice', reference: 'media-0000' }] },
    ],
    [
      'speech as the documentation writes its id',
      { MsgType: 'voice', Format: 'amr', MediaId: 'media-0000', MsgID: '9007199254740993' },
      { text: '', attachments: [{ kind: 'voice', reference: 'media-0000' }] },
    ],
    [
      'a film',
      { MsgType: 'video', ThumbMediaId: 'thumb', ...media },
      { text: '', attachments: [{ kind: 'video', reference: 'media-0000' }] },
    ],
    ['a short film', { MsgType: 'shortvideo', ...media }, { text: '', attachments: [{ kind: 'video', reference: 'media-0000' }] }],
    [
      'a place',
      { MsgType: 'location', Location_X: '32.041', Location_Y: '118.784', Scale: 15, Label: '某市某路 1 号', MsgId: '9007199254740993' },
      { text: '位置：某市某路 1 号（纬度 32.041，经度 118.784）' },
    ],
    [
      'a place without a name',
      { MsgType: 'location', Location_X: '32.041', Location_Y: '118.784', MsgId: '9007199254740993' },
      { text: '位置：未命名（纬度 32.041，经度 118.784）' },
    ],
    [
      'a link',
      { MsgType: 'link', Title: '高薪兼职', Description: '日结', Url: 'https://example.com/a', MsgId: '9007199254740993' },
      { text: '高薪兼职\n日结\nhttps://example.com/a' },
    ],
    [
      'a link without a title',
      { MsgType: 'link', Url: 'https://example.com/a', MsgId: '9007199254740993' },
      { text: 'https://example.com/a' },
    ],
  ])('understands %s', async (_name, fields, content) => {
    const { messages, left, passive } = messagesOf(await understood(fields));
    expect(messages).toEqual([{ channel: 'wechat', external: OPEN_ID, externalId: `${OPEN_ID}/9007199254740993`, ...content }]);
    expect([left, passive]).toEqual([[], true]);
  });

  it.each([
    ['a follower', { Event: 'subscribe', EventKey: '' }, { text: '', joined: { scene: null } }],
    ['a follower without a key', { Event: 'subscribe' }, { text: '', joined: { scene: null } }],
    ['a follower from a payment', { Event: 'subscribe', EventKey: 'last_trade_no_1' }, { text: '', joined: { scene: null } }],
    ['a follower by a code', { Event: 'subscribe', EventKey: 'qrscene_bank-07' }, { text: '', joined: { scene: 'bank-07' } }],
    ['a follower by a code without a scene', { Event: 'subscribe', EventKey: 'qrscene_' }, { text: '', joined: { scene: null } }],
    ['a code scanned by a follower', { Event: 'SCAN', EventKey: 'bank-07' }, { text: '', joined: { scene: 'bank-07' } }],
    ['a menu key', { Event: 'CLICK', EventKey: '我已经转账了' }, { text: '我已经转账了', tapped: true }],
  ])('understands %s', async (_name, event, content) => {
    const { messages } = messagesOf(await understood({ MsgType: 'event', ...event }));
    const externalId = [OPEN_ID, 1714112445, event.Event, 'EventKey' in event ? event.EventKey : ''].join(':');
    expect(messages).toEqual([{ channel: 'wechat', external: OPEN_ID, externalId, ...content }]);
  });

  it('keeps events of one second apart', async () => {
    const events = [
      { Event: 'CLICK', EventKey: '一' },
      { Event: 'CLICK', EventKey: '二' },
      { Event: 'SCAN', EventKey: '一' },
      { Event: 'SCAN', EventKey: '一', CreateTime: 1714112446 },
      { Event: 'SCAN', EventKey: '一', FromUserName: 'oInvented-0001' },
    ];
    const ids = events.map(async (event) => messagesOf(await understood({ MsgType: 'event', ...event })).messages[0]?.externalId);
    expect(new Set(await Promise.all(ids)).size).toBe(events.length);
  });

  it('says who left, and answers nothing', async () => {
    const received = messagesOf(await understood({ MsgType: 'event', Event: 'unsubscribe', EventKey: '' }));
    expect(received).toMatchObject({ kind: 'messages', messages: [], left: [OPEN_ID], passive: true });
    expect(await received.reply(['再见'])).toEqual(SUCCESS);
  });

  it.each([
    ['LOCATION', { MsgType: 'event', Event: 'LOCATION', Latitude: '23.1', Longitude: '113.3', Precision: '119' }],
    ['VIEW', { MsgType: 'event', Event: 'VIEW', EventKey: `https://example.com/${'a'.repeat(2000)}` }],
    ['an event that nobody knows', { MsgType: 'event', Event: '__proto__' }],
    ['an event without a name', { MsgType: 'event' }],
    ['a menu key that says nothing', { MsgType: 'event', Event: 'CLICK', EventKey: ' ' }],
    ['a kind that nobody knows', { MsgType: 'constructor', MsgId: '1' }],
    ['a file', { MsgType: 'file', Title: 'a.pdf', MsgId: '1' }],
  ])('is done with %s', async (_name, fields) => {
    expect(await understood(fields)).toEqual({ kind: 'done', reply: SUCCESS });
  });

  it.each([
    ['no kind', { Content: 'a', MsgId: '1' }],
    ['no text', { MsgType: 'text', MsgId: '1' }],
    ['no id', { MsgType: 'text', Content: 'a' }],
    ['an id of spaces', { MsgType: 'text', Content: 'a', MsgId: '  ' }],
    ['an endless id', { MsgType: 'text', Content: 'a', MsgId: '1'.repeat(129) }],
    ['no sender', { MsgType: 'text', Content: 'a', MsgId: '1', FromUserName: '' }],
    ['no receiver', { MsgType: 'text', Content: 'a', MsgId: '1', ToUserName: '' }],
    ['a picture without an id', { MsgType: 'image', MsgId: '1' }],
    ['speech with an empty id', { MsgType: 'voice', MediaId: '', MsgId: '1' }],
    ['half a place', { MsgType: 'location', Location_X: '1', MsgId: '1' }],
    ['an event without a time', { MsgType: 'event', Event: 'subscribe', CreateTime: 'now' }],
    ['an event with an endless key', { MsgType: 'event', Event: 'SCAN', EventKey: 'a'.repeat(1025) }],
    ['a farewell from nobody', { MsgType: 'event', Event: 'unsubscribe', FromUserName: '' }],
  ])('cannot read %s', async (_name, fields) => {
    await expect(understood(fields)).rejects.toMatchObject(UNREADABLE);
  });

  it('reads JSON, with an id beyond 2^53 as a number', async () => {
    const body = JSON.stringify({ ...TEXT, MsgId: 0 }).replace('"MsgId":0', '"MsgId":24086087575195331123');
    const { messages } = messagesOf(await receive(plainPush(body, NOW), { mode: 'plain' }));
    expect(messages[0]).toMatchObject({ externalId: expect.stringMatching(/\/24086087575195331123$/), text: '对方让我转账，能转吗？' });
  });
});

describe('the answer', () => {
  const fields = { ToUserName: OPEN_ID, FromUserName: ACCOUNT, MsgType: 'text', Content: '先别转账。' };
  const seconds = Math.floor(NOW / 1000);

  it('is plain XML to plain XML, byte for byte', async () => {
    const reply = await answered(plainPush(writeXml(TEXT), NOW), ['先别转账。'], { mode: 'plain' });
    expect(reply).toEqual({
      status: 200,
      type: 'application/xml; charset=utf-8',
      body: `<xml><ToUserName><![CDATA[${OPEN_ID}]]></ToUserName><FromUserName><![CDATA[${ACCOUNT}]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[先别转账。]]></Content></xml>`,
    });
  });

  it('is plain JSON to plain JSON', async () => {
    const reply = await answered(plainPush(JSON.stringify(TEXT), NOW), ['先别转账。'], { mode: 'plain' });
    expect(reply.type).toBe('application/json; charset=utf-8');
    expect(JSON.parse(reply.body)).toEqual({ ...fields, CreateTime: seconds });
  });

  it('is sealed and signed XML to sealed XML', async () => {
    const reply = await answered(sealedPush(writeXml(TEXT), NOW), ['先别转账。']);
    expect(reply.body).toMatch(
      /^<xml><Encrypt><!\[CDATA\[[\w+/=]+\]\]><\/Encrypt><MsgSignature><!\[CDATA\[[0-9a-f]{40}\]\]><\/MsgSignature><TimeStamp>\d{10}<\/TimeStamp><Nonce><!\[CDATA\[\d+\]\]><\/Nonce><\/xml>$/,
    );
    expect(opened(reply)).toEqual({ ...fields, CreateTime: String(seconds) });
  });

  it('is sealed and signed JSON to sealed JSON', async () => {
    const reply = await answered(sealedPush(JSON.stringify(TEXT), NOW, { format: 'json' }), ['先别转账。']);
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = JSON.parse(reply.body);
    expect(TimeStamp).toBe(seconds);
    expect(MsgSignature).toBe(sign(TOKEN, String(TimeStamp), Nonce, Encrypt));
    const inner = createWechatCipher({ aesKeys: ['A'.repeat(43)], receiveId: APP_ID }).decrypt(Encrypt);
    expect(JSON.parse(inner)).toEqual({ ...fields, CreateTime: seconds });
  });

  it('uses other randomness each time', async () => {
    const received = messagesOf(await receive(sealedPush(writeXml(TEXT), NOW)));
    const [first, second] = [await received.reply(['先别转账。']), await received.reply(['先别转账。'])];
    expect(readXml(first.body).Encrypt).not.toBe(readXml(second.body).Encrypt);
  });

  it.each<[string, readonly string[]]>([
    ['nothing', []],
    ['an empty text', ['']],
  ])('is success when there is %s to say', async (_name, texts) => {
    expect(await answered(sealedPush(writeXml(TEXT), NOW), texts)).toEqual(SUCCESS);
    expect(await answered(plainPush(writeXml(TEXT), NOW), texts, { mode: 'plain' })).toEqual(SUCCESS);
  });

  it('puts several texts into one', async () => {
    expect(opened(await answered(sealedPush(writeXml(TEXT), NOW), ['一', '', '二'])).Content).toBe('一\n\n二');
  });

  it.each([
    ['exactly what fits', '转'.repeat(682), '转'.repeat(682)],
    ['one character more', '转'.repeat(683), '转'.repeat(682)],
    ['sentences', `${'先别转账。'.repeat(200)}`, '先别转账。'.repeat(136)],
    ['emojis', '😀'.repeat(513), '😀'.repeat(512)],
  ])('has at most 2,048 bytes: %s', async (_name, text, shown) => {
    const { Content = '' } = opened(await answered(sealedPush(writeXml(TEXT), NOW), [text]));
    expect(Content).toBe(shown);
    expect(Buffer.byteLength(Content)).toBeLessThanOrEqual(2048);
  });

  it('carries what would break XML', async () => {
    const { Content } = opened(await answered(sealedPush(writeXml(TEXT), NOW), ['a]]>b</Content>&lt;\u0000']));
    expect(Content).toBe('a]]>b</Content>&lt;');
  });

  it('does not let a name break out of its tag', async () => {
    const from = 'o]]></ToUserName><MsgType>x';
    const reply = await answered(plainPush(writeXml({ ...TEXT, FromUserName: from }), NOW), ['好'], { mode: 'plain' });
    expect(readXml(reply.body)).toMatchObject({ ToUserName: from, MsgType: 'text' });
  });
});
