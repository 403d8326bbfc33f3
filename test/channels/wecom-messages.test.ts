import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelDeps, Received } from '../../src/channels/channel.ts';
import { createWecomChannel, type WecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { channelDeps, delivery } from './channel-contract.ts';
import {
  type Asked,
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
  textEntry,
} from './contract-wecom.ts';

const START = 1_763_600_000_000;
const ACKNOWLEDGED = { status: 200, type: 'text/plain', body: '' };
const FROM = 'wmInventedCitizen00000000001';
const EXTERNAL = `${OPEN_KFID}/${FROM}`;
const UNAVAILABLE = { code: 'channel.platform', status: 503 };

let clock: { now: number };
let platform: FakePlatform;
let deps: ChannelDeps;
let channel: WecomChannel;

beforeEach(async () => {
  clock = { now: START };
  platform = await startPlatform();
  deps = channelDeps(clock);
  channel = createWecomChannel({ ...SETTINGS, apiRoot: platform.apiRoot }, deps);
});
afterEach(() => platform.close());

const notify = (token = 'ENCToken', openKfId = OPEN_KFID): Promise<Received> =>
  channel.receive(delivery(callback(noticeXml(token, openKfId), clock.now), clock.now));

async function messagesOf(entries: readonly unknown[]) {
  platform.answer = () => page(entries, 'next');
  const received = await notify();
  return received.kind === 'messages' ? received.messages : received;
}

/** The pages in order; the last one again and again. */
function answerPages(...pages: readonly Said[]): void {
  let at = 0;
  platform.answer = () => pages[Math.min(at++, pages.length - 1)] ?? errcode(0);
}

const bodies = (): Asked['body'][] => platform.asked.map(({ body }) => body);
/** He opens the conversation. */
const entrance = (changes: object, beside: object = {}) => ({
  msgid: 'e1',
  send_time: START / 1000 - 1,
  origin: 4,
  msgtype: 'event',
  event: { event_type: 'enter_session', open_kfid: OPEN_KFID, external_userid: FROM, scene: '', welcome_code: 'once', ...changes },
  ...beside,
});
const entry = (changes: object) => ({ ...textEntry(FROM, 'm1', ''), ...changes });

describe('what lies at 微信客服', () => {
  it('is asked for with what the callback brought', async () => {
    await messagesOf([]);
    expect(platform.asked.map(({ path }) => path)).toEqual(['/cgi-bin/kf/sync_msg']);
    expect(bodies()).toEqual([{ token: 'ENCToken', limit: 8, voice_format: 0, open_kfid: OPEN_KFID }]);
  });

  it.each([
    ['a text', { msgtype: 'text', text: { content: '客服说要转账\n验证', menu_id: '101' } }, '客服说要转账\n验证'],
    ['an empty text', { msgtype: 'text', text: { content: '' } }, ''],
    ['a place', { msgtype: 'location', location: { latitude: 1.5, longitude: 2, name: '某银行', address: '某路1号' } }, '某银行\n某路1号'],
    ['a place without a name', { msgtype: 'location', location: { name: null, address: '某路1号' } }, '某路1号'],
    [
      'a link',
      { msgtype: 'link', link: { title: '退款', desc: '点这里', url: 'https://example.invalid/a', pic_url: 'p' } },
      '退款\n点这里\nhttps://example.invalid/a',
    ],
    ['a link without words', { msgtype: 'link', link: { url: 'https://example.invalid/a', desc: '' } }, 'https://example.invalid/a'],
  ])('comes as text: %s', async (_what, content, text) => {
    expect(await messagesOf([entry(content)])).toEqual([{ channel: 'wecom', external: EXTERNAL, externalId: 'm1', text }]);
  });

  it.each(['image', 'voice', 'video', 'file'])('comes as an attachment: %s', async (kind) => {
    const attachments = [{ kind, reference: 'media-1' }];
    expect(await messagesOf([entry({ msgtype: kind, [kind]: { media_id: 'media-1' } })])).toEqual([
      { channel: 'wecom', external: EXTERNAL, externalId: 'm1', text: '', attachments },
    ]);
  });

  it.each([
    ['with the scene of the code', 'oauth', 'oauth'],
    ['without a scene', '', null],
    ['without the field', undefined, null],
  ])('tells who came in %s', async (_how, scene, told) => {
    expect(await messagesOf([entrance({ scene })])).toEqual([
      { channel: 'wecom', external: EXTERNAL, externalId: 'e1', text: '', joined: { scene: told } },
    ]);
  });

  it.each([
    ['that cannot be greeted: he was, or has written', entrance({ welcome_code: undefined })],
    ['with an empty code', entrance({ welcome_code: '' })],
    ['that is twenty seconds old', entrance({}, { send_time: START / 1000 - 20 })],
  ])('has no word for an entrance %s', async (_what, came) => {
    expect(await messagesOf([came])).toEqual({ kind: 'done', reply: ACKNOWLEDGED });
    expect(await messagesOf([came, textEntry(FROM, 'm2', '你好')])).toMatchObject([{ externalId: 'm2' }]);
  });

  it.each([
    ['over 48 hours', 4, 'waiting'],
    ['conversation closed', 5, 'waiting'],
    ['five used up', 6, 'waiting'],
    ['unknown', 0, 'refused'],
    ['he has refused the account', 10, 'refused'],
    ['nobody signed in', 11, 'refused'],
    ['against the rules', 13, 'refused'],
  ])('tells what of ours was not delivered: %s', async (_why, type, state) => {
    const event = { event_type: 'msg_send_fail', open_kfid: OPEN_KFID, external_userid: FROM, fail_msgid: 'reply-1', fail_type: type };
    platform.answer = () =>
      page([{ msgid: 'f1', send_time: 1, origin: 4, msgtype: 'event', event }, textEntry(FROM, 'm2', '你好')], 'next');
    expect(await notify()).toMatchObject({
      kind: 'messages',
      messages: [{ externalId: 'm2' }],
      reports: [{ platformId: 'reply-1', state, reason: `fail_type ${type}` }],
    });
  });

  it('keeps its place before a report that is not noted yet', async () => {
    const event = { event_type: 'msg_send_fail', fail_msgid: 'reply-1', fail_type: 10 };
    platform.answer = () => page([{ msgid: 'f1', msgtype: 'event', event }], 'after-report');
    const received = await notify();
    expect(received).toMatchObject({ kind: 'messages', messages: [], reports: [{ platformId: 'reply-1' }] });
    await notify();
    if (received.kind !== 'messages') throw new Error('no reports');
    await received.reply([]);
    await notify();
    expect(bodies().map(({ cursor }) => cursor)).toEqual([undefined, undefined, 'after-report']);
  });

  it('is told apart by service account and person', async () => {
    const others = [entry({ open_kfid: 'wkB' }), entry({ external_userid: 'wmB' })];
    expect(await messagesOf(others)).toMatchObject([{ external: `wkB/${FROM}` }, { external: `${OPEN_KFID}/wmB` }]);
  });

  it.each([
    ['from one of our people', { origin: 5 }],
    ['from the system', { origin: 4 }],
    ['from nobody', { origin: undefined }],
    ['of a kind that we do not know', { msgtype: 'business_card', business_card: { userid: 'x' } }],
    ['without its content', { msgtype: 'image' }],
    ['without a name of its own', { msgid: '' }],
    ['with a number for a name', { msgid: 7 }],
    ['from a person who would split the name', { external_userid: 'wm/1' }],
    ['from a person without a name', { external_userid: '' }],
    ['a report that a message failed', { msgtype: 'event', origin: 4, event: { event_type: 'msg_send_fail', fail_type: 4 } }],
    ['an entrance without a person', { msgtype: 'event', origin: 4, event: { event_type: 'enter_session' } }],
  ])('is left out %s, and the rest is not', async (_what, changes) => {
    const good = textEntry(FROM, 'm2', '你好');
    expect(await messagesOf([entry(changes), good])).toMatchObject([{ externalId: 'm2', text: '你好' }]);
    expect(await messagesOf([entry(changes)])).toEqual({ kind: 'done', reply: ACKNOWLEDGED });
  });

  it.each([[null], ['text'], [[]], [{ __proto__: { msgtype: 'text' } }], [{ msgtype: 'event', event: [] }]])(
    'may hold rubbish: %j',
    async (rubbish) => {
      expect(await messagesOf([rubbish])).toEqual({ kind: 'done', reply: ACKNOWLEDGED });
    },
  );
});

describe('what WeCom has called for in vain', () => {
  const MINUTE = 60_000;
  const fetched = async () => {
    const received = await channel.catchUp?.();
    if (received?.kind !== 'messages') return received ?? null;
    await received.reply([]);
    return received.messages.map(({ externalId }) => externalId);
  };

  it('is fetched without a token once nobody has called for a minute, from where we stopped', async () => {
    expect(await fetched()).toBeNull();
    platform.answer = () => page([], 'after-one');
    await notify();
    expect(await fetched()).toBeNull();
    clock.now += MINUTE;
    platform.answer = () => page([textEntry(FROM, 'm7', '现在怎么办')], 'after-two');
    expect(await fetched()).toEqual(['m7']);
    expect(bodies().at(-1)).toEqual({ cursor: 'after-one', limit: 8, voice_format: 0, open_kfid: OPEN_KFID });
    expect(await fetched()).toBeNull();
  });

  it('is fetched also where the first call of all could not be answered', async () => {
    platform.instead = () => errcode(-1);
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
    platform.instead = null;
    platform.answer = () => page([textEntry(FROM, 'm1', '一')], 'next');
    expect(await fetched()).toEqual(['m1']);
  });

  it('is fetched from each service account in its turn, also when one fails', async () => {
    platform.answer = () => page([], 'next');
    for (const openKfId of ['wkA', 'wkB']) await notify('ENCToken', openKfId);
    clock.now += MINUTE;
    platform.asked.length = 0;
    platform.answer = ({ body }) => (body.open_kfid === 'wkA' ? errcode(45009) : page([entry({ open_kfid: 'wkB' })], 'next'));
    await expect(fetched()).rejects.toMatchObject(UNAVAILABLE);
    expect(await fetched()).toEqual(['m1']);
    expect(await fetched()).toBeNull();
    expect(bodies().map((body) => body.open_kfid)).toEqual(['wkA', 'wkB']);
  });

  it('is nothing without a secret', async () => {
    const mute = createWecomChannel({ ...SETTINGS, kfSecret: '', apiRoot: platform.apiRoot }, deps);
    expect(await mute.catchUp?.()).toBeNull();
  });
});

describe('more than one page', () => {
  const MINUTE = 60_000;
  /** Eight entries a page, of so many; the cursor is how many came before. */
  const holding = (count: number): void => {
    platform.answer = ({ body }) => {
      const from = Number(body.cursor ?? 0);
      const to = Math.min(count, from + Number(body.limit));
      const entries = Array.from({ length: to - from }, (_, at) => textEntry(FROM, `m${from + at + 1}`, '一'));
      return page(entries, `${to}`, to < count ? 1 : 0);
    };
  };
  const take = async (received: Received | null | undefined): Promise<string[] | null> => {
    if (received?.kind !== 'messages') return null;
    await received.reply([]);
    return received.messages.map(({ externalId }) => externalId);
  };
  const rest = async (): Promise<string[]> => {
    const taken: string[] = [];
    for (let page = await take(await channel.catchUp?.()); page !== null; page = await take(await channel.catchUp?.())) taken.push(...page);
    return taken;
  };
  const names = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, at) => `m${from + at}`);

  it('is taken page by page, each once and in order, with the token of the callback and without a pause', async () => {
    holding(250);
    const first = await notify();
    expect(first).toMatchObject({ more: true });
    expect([await take(first), await rest()]).toEqual([names(1, 8), names(9, 250)]);
    expect(new Set(bodies().map(({ token }) => token))).toEqual(new Set(['ENCToken']));
    clock.now += MINUTE;
    expect(await rest()).toEqual([]);
  });

  it('keeps its place behind each page that is saved, whatever becomes of the next', async () => {
    holding(20);
    await take(await notify());
    await channel.catchUp?.();
    expect(await channel.catchUp?.()).toBeNull();
    const again = await notify();
    expect(await take(again)).toEqual(names(9, 16));
    expect(await rest()).toEqual(names(17, 20));
  });

  it('waits a minute after a failure, and then needs no token', async () => {
    holding(20);
    await take(await notify());
    platform.instead = ({ path }) => (path.endsWith('sync_msg') ? errcode(95007) : null);
    await expect(channel.catchUp?.()).rejects.toMatchObject(UNAVAILABLE);
    platform.instead = null;
    expect(await rest()).toEqual([]);
    clock.now += MINUTE;
    platform.asked.length = 0;
    expect(await rest()).toEqual(names(9, 20));
    expect(bodies()[0]).not.toHaveProperty('token');
  });

  it('is left to one of those who ask at once', async () => {
    holding(20);
    await take(await notify());
    const [one, other] = [await channel.catchUp?.(), await channel.catchUp?.()];
    expect([await take(one), other]).toEqual([names(9, 16), null]);
  });

  it('of one service account does not keep another from being asked, when it fails', async () => {
    platform.answer = () => page([], 'next');
    await notify('ENCToken', 'wkB');
    holding(20);
    await take(await notify());
    clock.now += MINUTE;
    platform.asked.length = 0;
    platform.answer = ({ body }) => (body.open_kfid === OPEN_KFID ? errcode(-1) : page([], 'next'));
    await channel.catchUp?.();
    await expect(channel.catchUp?.()).rejects.toMatchObject(UNAVAILABLE);
    expect(await channel.catchUp?.()).toBeNull();
    expect(bodies().map((body) => body.open_kfid)).toEqual(['wkB', OPEN_KFID]);
  });
});

describe('the cursor', () => {
  const one = page([textEntry(FROM, 'm1', '一')], 'after-one');
  const cursors = () => bodies().map(({ cursor }) => cursor);

  it('moves only when everything is saved', async () => {
    answerPages(one);
    const first = await notify();
    const again = await notify();
    expect(again).toMatchObject({ messages: [{ externalId: 'm1' }] });
    if (first.kind !== 'messages') throw new Error('no messages');
    expect(await first.reply([])).toEqual(ACKNOWLEDGED);
    await notify();
    expect(cursors()).toEqual([undefined, undefined, 'after-one']);
  });

  it('moves at once when there is nothing to save', async () => {
    answerPages(page([entry({ origin: 5 })], 'after-ours'));
    await notify();
    await notify();
    expect(cursors()).toEqual([undefined, 'after-ours']);
  });

  it('is one for each service account', async () => {
    answerPages(page([], 'of-the-first'), page([], 'of-the-second'));
    await notify();
    await notify('ENCToken', 'wkAnother');
    await notify();
    expect(cursors()).toEqual([undefined, undefined, 'of-the-first']);
  });

  it('is forgotten when the platform has forgotten too', async () => {
    answerPages(page([], 'old'));
    await notify();
    clock.now += 3 * 24 * 60 * 60_000;
    await notify();
    expect(cursors()).toEqual([undefined, undefined]);
  });

  it('follows the pages, over one that holds nothing for us too', async () => {
    answerPages(page([], 'a', 1), page([entry({ origin: 5 })], 'b', 1), page([textEntry(FROM, 'm2', '二')], 'c', 0));
    const received = await notify();
    expect(received).toMatchObject({ kind: 'messages', messages: [{ externalId: 'm2' }] });
    expect(received).not.toHaveProperty('more');
    expect(cursors()).toEqual([undefined, 'a', 'b']);
    expect(await channel.catchUp?.()).toBeNull();
  });

  it('stops after twenty pages of nothing, and goes on from there at once', async () => {
    let pages = 0;
    platform.answer = () => page([], `c${++pages}`, 1);
    expect(await notify()).toEqual({ kind: 'done', reply: ACKNOWLEDGED, more: true });
    expect(pages).toBe(20);
    platform.answer = () => page([textEntry(FROM, 'm1', '一')], 'end');
    expect(await channel.catchUp?.()).toMatchObject({ messages: [{ externalId: 'm1' }] });
    expect(cursors().slice(19)).toEqual(['c19', 'c20']);
  });

  it.each([
    ['stands still', page([textEntry(FROM, 'm1', '一')], 'same', 1)],
    ['is missing', json({ errcode: 0, has_more: 1, msg_list: [] })],
  ])('ends the search when it %s', async (_how, said) => {
    answerPages(said);
    await notify();
    expect(platform.asked.length).toBeLessThanOrEqual(2);
  });
});

describe('when WeCom fails, WeCom calls again', () => {
  const outcomes: [string, Said | 'hang up'][] = [
    ['hangs up', 'hang up'],
    ['has a bad gateway', { status: 502, raw: 'Bad Gateway' }],
    ['is busy', errcode(-1)],
    ['does not like the callback’s token', errcode(95007)],
    ['answers with a page for people', { headers: { 'content-type': 'text/html' }, raw: '<html>' }],
    ['answers without a code', json({ msg_list: [] })],
    ['answers nothing', { raw: '' }],
    ['answers with a list', json([1])],
  ];
  it.each([...outcomes, ['gives no list', json({ errcode: 0, msg_list: 'none' })] as const])('at the messages: %s', async (_how, said) => {
    platform.instead = ({ path }) => (path.endsWith('sync_msg') ? said : null);
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
  });

  it.each([...outcomes, ['gives an empty token', json({ errcode: 0, access_token: '', expires_in: 7200 })] as const])(
    'at the access token: %s',
    async (_how, said) => {
      platform.instead = ({ path }) => (path.endsWith('gettoken') ? said : null);
      await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
    },
  );

  it('at a page of nothing but ours: what lies behind it is not lost', async () => {
    answerPages(page([], 'a', 1), errcode(-1));
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
    answerPages(page([textEntry(FROM, 'm1', '一')], 'b'));
    expect(await notify()).toMatchObject({ messages: [{ externalId: 'm1' }] });
    expect(bodies().at(-1)).toMatchObject({ cursor: 'a' });
  });

  it('and nobody else is asked, wherever the answer points', async () => {
    const entries = [textEntry(FROM, 'm1', '一')];
    platform.instead = ({ path }) => {
      if (path === '/elsewhere') return page(entries, 'next');
      return path.endsWith('sync_msg') ? { status: 302, headers: { location: '/elsewhere' }, raw: '' } : null;
    };
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
  });

  it('without a word of secrets or addresses', async () => {
    const broken = createWecomChannel({ ...SETTINGS, apiRoot: 'no address' }, deps);
    const failure = await broken.receive(delivery(callback(noticeXml('ENCToken'), clock.now), clock.now)).catch((error: unknown) => error);
    expect(failure).toMatchObject(UNAVAILABLE);
    expect(failure).not.toHaveProperty('cause');
    expect(String(failure)).not.toMatch(/invented-secret|no address|ENCToken/);
  });
});

describe('the access token', () => {
  it('is asked for once and kept for all', async () => {
    await messagesOf([]);
    await messagesOf([]);
    const another = createWecomChannel({ ...SETTINGS, apiRoot: `${platform.apiRoot}/` }, deps);
    await another.receive(delivery(callback(noticeXml('ENCToken'), clock.now), clock.now));
    expect(platform.tokensGiven).toBe(1);
    expect(platform.asked.map(({ path }) => path)).toEqual(Array(3).fill('/cgi-bin/kf/sync_msg'));
  });

  it.each([
    ['still used', 6_899_999, 1],
    ['replaced', 6_900_000, 2],
  ])('is %s around five minutes before its end', async (_how, later, given) => {
    await messagesOf([]);
    clock.now += later;
    await messagesOf([]);
    expect(platform.tokensGiven).toBe(given);
  });

  it.each([40001, 40014, 42001])('is replaced once when the platform says %i', async (code) => {
    await messagesOf([]);
    platform.forgetTokens();
    platform.instead = ({ path, query }) =>
      path.endsWith('sync_msg') && query.get('access_token') === 'access-token-1' ? errcode(code) : null;
    expect(await messagesOf([textEntry(FROM, 'm1', '一')])).toHaveLength(1);
    expect(platform.tokensGiven).toBe(2);
  });

  it('is not replaced without end', async () => {
    platform.instead = ({ path }) => (path.endsWith('sync_msg') ? errcode(42001) : null);
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
    expect(platform.tokensGiven).toBe(2);
  });

  it('is not to be had for a wrong secret', async () => {
    channel = createWecomChannel({ ...SETTINGS, kfSecret: 'wrong', apiRoot: platform.apiRoot }, deps);
    await expect(notify()).rejects.toMatchObject(UNAVAILABLE);
  });
});
