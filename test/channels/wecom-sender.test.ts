import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWecomChannel, type WecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import type { Outgoing, Sent } from '../../src/conversation/delivery.ts';
import { channelDeps, delivery } from './channel-contract.ts';
import {
  callback,
  errcode,
  type FakePlatform,
  json,
  noticeXml,
  OPEN_KFID,
  page,
  type Said,
  SETTINGS,
  startPlatform,
} from './contract-wecom.ts';

const FROM = 'wmInventedCitizen00000000001';
const START = 1_763_600_000_000;
let platform: FakePlatform;
let channel: WecomChannel;

let clock: { now: number };

beforeEach(async () => {
  platform = await startPlatform();
  clock = { now: START };
  channel = createWecomChannel({ ...SETTINGS, apiRoot: platform.apiRoot }, channelDeps(clock));
});
afterEach(() => platform.close());

function send(changes: Partial<Outgoing> = {}): Promise<Sent> {
  if (!channel.sender) throw new Error('no sender');
  return channel.sender.send({ id: 'reply-1', to: `${OPEN_KFID}/${FROM}`, text: '先别转账', judged: true, ...changes });
}
const sentBodies = () => platform.asked.map(({ body }) => body);

describe('the sender of 微信客服', () => {
  it('sends a text to the citizen of that service account, under our id', async () => {
    expect(await send()).toEqual({ kind: 'accepted', platformId: 'reply-1' });
    expect(platform.asked[0]?.path).toBe('/cgi-bin/kf/send_msg');
    expect(sentBodies()).toEqual([
      { touser: FROM, open_kfid: OPEN_KFID, msgid: 'reply-1', msgtype: 'text', text: { content: '先别转账' } },
    ]);
    expect(channel.sender?.idempotent).toBe(true);
  });

  it.each([
    ['a short one as it is', 'A-z_09', 'A-z_09'],
    ['32 characters as they are', 'x'.repeat(32), 'x'.repeat(32)],
    ['a longer one by its hash', '0192f7a1-5b3c-7d4e-8f90-123456789abc', expect.stringMatching(/^[0-9a-zA-Z_-]{32}$/)],
    ['other characters by their hash', '回复:1', expect.stringMatching(/^[0-9a-zA-Z_-]{32}$/)],
    ['an empty one by its hash', '', expect.stringMatching(/^[0-9a-zA-Z_-]{32}$/)],
  ])('names a message: %s', async (_how, id, msgid) => {
    await send({ id });
    await send({ id });
    const names = sentBodies().map((body) => body.msgid);
    expect(names).toEqual([msgid, msgid]);
    expect(names[0]).toBe(names[1]);
  });

  it('gives different messages different names', async () => {
    for (const id of ['回复:1', '回复:2', '0192f7a1-5b3c-7d4e-8f90-123456789abc', '0192f7a1-5b3c-7d4e-8f90-123456789abd'])
      await send({ id });
    expect(new Set(sentBodies().map((body) => body.msgid)).size).toBe(4);
  });

  it('cuts at 2048 bytes, at the end of a sentence', async () => {
    const sentence = '不要转账，请先拨打反诈专线核实。';
    await send({ text: sentence.repeat(100) });
    const { content } = (sentBodies()[0]?.text ?? { content: '' }) as { content: string };
    expect(new TextEncoder().encode(content).length).toBeLessThanOrEqual(2048);
    expect(content).toBe(sentence.repeat(content.length / sentence.length));
    expect(content.length).toBeGreaterThan(600);
  });

  it('sends 2048 bytes whole, and not one more', async () => {
    const text = `${'别'.repeat(682)}ab`;
    await send({ text });
    expect(sentBodies()[0]?.text).toEqual({ content: text });
    await send({ text: `${text}c` });
    expect(sentBodies()[1]?.text).toEqual({ content: text });
  });

  it.each(['', '/', FROM, `${OPEN_KFID}/`, `/${FROM}`, `${OPEN_KFID}/${FROM}/x`, `${OPEN_KFID}/wm 1`, `${OPEN_KFID}/${'w'.repeat(200)}`])(
    'refuses an address that is none: %j',
    async (to) => {
      expect(await send({ to })).toEqual({ kind: 'refused', reason: 'address' });
      expect(platform.asked).toEqual([]);
    },
  );
});

describe('what WeCom says to a message', () => {
  const outcomes: [string, Said | 'hang up', Sent['kind'], string][] = [
    ['the five are used up', errcode(95001), 'window-closed', 'errcode 95001'],
    ['48 hours are over', errcode(95002), 'window-closed', 'errcode 95002'],
    ['the conversation has ended', errcode(95013), 'window-closed', 'errcode 95013'],
    ['a human has it', errcode(95018), 'window-closed', 'errcode 95018'],
    ['busy', errcode(-1), 'later', 'errcode -1'],
    ['too many calls', errcode(45009), 'later', 'errcode 45009'],
    ['too many calls at once', errcode(45033), 'later', 'errcode 45033'],
    ['a token that never suits', errcode(42001), 'later', 'errcode 42001'],
    ['a broken server', { status: 500, raw: '' }, 'later', 'http 500'],
    ['a bad gateway', { status: 502, raw: 'Bad Gateway' }, 'later', 'http 502'],
    ['no such page', { status: 404, raw: '' }, 'later', 'http 404'],
    ['nothing', 'hang up', 'later', 'network'],
    ['a page for people', { raw: '<html>' }, 'later', 'no answer of WeCom'],
    ['no code', json({ errmsg: 'ok' }), 'later', 'no answer of WeCom'],
    ['an unknown person', errcode(40096), 'refused', 'errcode 40096'],
    ['an unknown service account', errcode(95000), 'refused', 'errcode 95000'],
    ['anything else', errcode(123456), 'refused', 'errcode 123456'],
  ];
  it.each(outcomes)('%s', async (_what, said, kind, reason) => {
    platform.instead = ({ path }) => (path.endsWith('send_msg') ? said : null);
    expect(await send()).toEqual({ kind, reason });
  });

  it('costs one more attempt when the token is over', async () => {
    await send();
    platform.forgetTokens();
    expect(await send()).toMatchObject({ kind: 'accepted' });
    expect(platform.tokensGiven).toBe(2);
  });

  it.each([
    ['is refused', errcode(40001), 'gettoken errcode 40001'],
    ['is out of reach', { status: 503, raw: '' }, 'gettoken http 503'],
  ] as const)('waits while the access token %s', async (_how, said, reason) => {
    platform.instead = ({ path }) => (path.endsWith('gettoken') ? said : null);
    expect(await send()).toEqual({ kind: 'later', reason });
  });
});

describe('a welcome in 微信客服', () => {
  const event = { event_type: 'enter_session', open_kfid: OPEN_KFID, external_userid: FROM, scene: 's', welcome_code: 'CODE-once' };
  /** He opens the conversation, and we hear of it. */
  async function comes(): Promise<void> {
    platform.answer = () => page([{ msgid: 'e1', send_time: clock.now / 1000, origin: 4, msgtype: 'event', event }], 'next');
    await channel.receive(delivery(callback(noticeXml('ENCToken'), clock.now), clock.now));
    platform.asked.length = 0;
    platform.answer = () => errcode(0);
  }
  const greet = () => send({ text: '您好，我是反诈一哥', judged: false, asked: { joined: true, externalId: 'e1' } });

  it('goes out by the code of his entrance, and never as a message that takes one of five', async () => {
    await comes();
    expect(await greet()).toEqual({ kind: 'accepted' });
    expect(platform.asked.map(({ path }) => path)).toEqual(['/cgi-bin/kf/send_msg_on_event']);
    expect(sentBodies()).toEqual([{ code: 'CODE-once', msgid: 'reply-1', msgtype: 'text', text: { content: '您好，我是反诈一哥' } }]);
  });

  it('is dropped after twenty seconds, and where nobody came', async () => {
    expect(await greet()).toMatchObject({ kind: 'dropped' });
    await comes();
    clock.now += 20_000;
    expect(await greet()).toMatchObject({ kind: 'dropped' });
    expect(platform.asked).toEqual([]);
  });

  it.each([
    [95000, 'dropped'],
    [95001, 'dropped'],
    [95002, 'dropped'],
    [95018, 'dropped'],
    [40058, 'dropped'],
    [45009, 'later'],
    [-1, 'later'],
  ])('never waits in front of the answer to his first words: errcode %i', async (code, kind) => {
    await comes();
    platform.answer = () => errcode(code);
    expect(await greet()).toEqual({ kind, reason: `errcode ${code}` });
  });

  it('leaves the answer to his words to the usual way', async () => {
    await comes();
    expect(await send({ asked: { joined: false, externalId: 'm1' } })).toEqual({ kind: 'accepted', platformId: 'reply-1' });
    expect(platform.asked.map(({ path }) => path)).toEqual(['/cgi-bin/kf/send_msg']);
  });
});
