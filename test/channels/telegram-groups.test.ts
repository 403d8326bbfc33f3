import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelDeps } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import { channelDeps, delivery } from './channel-contract.ts';
import { BOT_ID, BOT_TOKEN, type BotApi, refused, SECRET, signed, startBotApi } from './contract-telegram.ts';

const clock = { now: 0 };
const CITIZEN = { id: 55_000_012, is_bot: false, first_name: '李' };
const GROUP = { id: -1_002_000_000_007, type: 'supergroup', title: '小区业主' };

let api: BotApi;
let deps: ChannelDeps;
beforeEach(async () => {
  clock.now = Date.UTC(2026, 10, 20, 4);
  api = await startBotApi();
  deps = channelDeps(clock);
});
afterEach(() => api.stop());

const make = () => createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: [SECRET], apiRoot: api.apiRoot }, deps);
const receive = (message: object, channel = make()) =>
  channel.receive(
    delivery(signed({ update_id: 51, message: { message_id: 9, date: 1, from: CITIZEN, chat: GROUP, ...message } }), clock.now),
  );
async function said(message: object, channel = make()) {
  const received = await receive(message, channel);
  return received.kind === 'messages' ? received.messages[0] : null;
}
/** The entity over the first place where these words stand. */
const over = (text: string, words: string, type: string, more: object = {}) => ({
  type,
  offset: text.indexOf(words),
  length: words.length,
  ...more,
});
const naming = (text: string, words = '@Yige_test_bot', type = 'mention', more: object = {}) => ({
  text,
  entities: [over(text, words, type, more)],
});

describe('in a group', () => {
  it.each([
    ['by name in front', naming('@Yige_test_bot 中奖了要交税'), '中奖了要交税'],
    ['by name between two words', naming('大家 @Yige_test_bot 看看'), '大家 看看'],
    ['by name without spaces', naming('请@Yige_test_bot看看'), '请看看'],
    ['by name in other letters', naming('@yige_TEST_bot 看看', '@yige_TEST_bot'), '看看'],
    ['by name after emoji', naming('🧧🧧 @Yige_test_bot 看看'), '🧧🧧 看看'],
    ['by our number', naming('反诈一哥 看看', '反诈一哥', 'text_mention', { user: { id: BOT_ID, is_bot: true } }), '看看'],
    ['by a command', naming('/why@Yige_test_bot', '/why@Yige_test_bot', 'bot_command'), '为什么'],
    ['by a name behind a command', naming('/human @Yige_test_bot'), '转人工'],
    ['by name alone', naming('@Yige_test_bot'), '你好'],
    ['by a reply to us', { text: '那我怎么办', reply_to_message: { message_id: 2, from: { id: BOT_ID, is_bot: true } } }, '那我怎么办'],
    [
      'below a picture',
      {
        photo: [{ file_id: 'p', width: 1, height: 1 }],
        caption: '@Yige_test_bot 这个',
        caption_entities: [over('@Yige_test_bot 这个', '@Yige_test_bot', 'mention')],
      },
      '这个',
    ],
    [
      'by an administrator who hides',
      { ...naming('@Yige_test_bot 看看'), from: { id: 1_087_968_824, is_bot: true }, sender_chat: GROUP },
      '看看',
    ],
  ])('we answer when called %s, and read the text without our name', async (_, message, text) => {
    const speaker = 'sender_chat' in message ? GROUP.id : CITIZEN.id;
    expect(await said(message)).toMatchObject({ external: `-1002000000007/${speaker}`, externalId: '51/9', text });
  });

  it("our name is cut out as often as it stands there, and nobody else's", async () => {
    const text = '@Yige_test_bot @Xiaowang_2026 说 @Yige_test_bot 好';
    const entities = [
      over(text, '@Xiaowang_2026', 'mention'),
      { type: 'mention', offset: text.lastIndexOf('@'), length: 14 },
      over(text, '@Yige_test_bot', 'mention'),
    ];
    expect((await said({ text, entities }))?.text).toBe('@Xiaowang_2026 说 好');
  });

  it('our name is cut out once where two entities lie over each other', async () => {
    const text = '一哥@Yige_test_bot 看看';
    const entities = [over(text, '@Yige_test_bot', 'mention'), over(text, '一哥@Yige', 'text_mention', { user: { id: BOT_ID } })];
    expect((await said({ text, entities }))?.text).toBe('_test_bot 看看');
  });

  it('a deep link brings its scene', async () => {
    const text = '/start@Yige_test_bot poster';
    expect(await said(naming(text, '/start@Yige_test_bot', 'bot_command'))).toMatchObject({ text: '', joined: { scene: 'poster' } });
  });

  it.each([
    ['nobody is called', { text: '中奖了要交税' }],
    ['our name stands there without being one', { text: 'Yige_test_bot 中奖了' }],
    ['somebody else is called', naming('@Xiaowang_2026 看看', '@Xiaowang_2026')],
    ['somebody with a longer name is called', naming('@Yige_test_bot2 看看', '@Yige_test_bot2')],
    ['a command is for anybody', naming('/why', '/why', 'bot_command')],
    ['a command is for another bot', naming('/why@Other_test_bot', '/why@Other_test_bot', 'bot_command')],
    ['another number is called', naming('小王 看看', '小王', 'text_mention', { user: { id: 5, is_bot: false } })],
    ['somebody else is replied to', { text: '好', reply_to_message: { message_id: 2, from: CITIZEN } }],
    ['another bot calls us', { ...naming('@Yige_test_bot 看看'), from: { id: 8_000_000_002, is_bot: true } }],
    ['we speak ourselves', { ...naming('@Yige_test_bot 看看'), from: { id: BOT_ID, is_bot: true } }],
    ['a sticker replies to us', { sticker: { file_id: 's' }, reply_to_message: { message_id: 2, from: { id: BOT_ID } } }],
  ])('we keep silent when %s', async (_, message) => {
    expect(await receive(message)).toMatchObject({ kind: 'done', reply: { status: 200 } });
  });
});

describe('a member of a group', () => {
  const OTHER = { id: 55_000_099, is_bot: false, first_name: '王' };
  const order = naming('@Yige_test_bot 取消人工');
  const press = (from: object | undefined, chat: object = GROUP) => ({
    update_id: 52,
    callback_query: { id: '9', data: 'human:reply-1', message: { message_id: 77, chat }, ...(from ? { from } : {}) },
  });
  const pressed = async (update: object) => {
    const received = await make().receive(delivery(signed(update), clock.now));
    return received.kind === 'messages' ? received.messages[0] : null;
  };
  const send = (changes: object = {}) =>
    make().sender?.send({
      id: 'r1',
      to: `${GROUP.id}/${CITIZEN.id}`,
      text: '先别转账',
      judged: false,
      asked: { joined: false, externalId: '51/9' },
      ...changes,
    });

  it('has a conversation of his own: what another one orders or presses there counts for that one alone', async () => {
    const own = `${GROUP.id}/${CITIZEN.id}`;
    const others = `${GROUP.id}/${OTHER.id}`;
    expect((await said(order))?.external).toBe(own);
    expect((await said({ ...order, from: OTHER }))?.external).toBe(others);
    expect(await pressed(press(CITIZEN))).toMatchObject({ external: own, text: '转人工' });
    expect(await pressed(press(OTHER))).toMatchObject({ external: others, externalId: '52/77', text: '转人工' });
    expect(await pressed(press(undefined))).toBeNull();
    expect(await said({ ...order, from: undefined })).toBeNull();
    expect(await pressed(press(undefined, { id: CITIZEN.id }))).toMatchObject({ external: `${CITIZEN.id}`, externalId: '52' });
  });

  it('is answered by a reply to his message', async () => {
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(api.called('sendMessage')).toEqual([
      {
        chat_id: `${GROUP.id}`,
        text: '先别转账',
        link_preview_options: { is_disabled: true },
        reply_parameters: { message_id: 9, allow_sending_without_reply: true },
      },
    ]);
  });

  it('is answered in the group where his message has no number', async () => {
    await send({ asked: { joined: false, externalId: '51' } });
    expect(api.called('sendMessage')[0]).not.toHaveProperty('reply_parameters');
  });

  it.each([`${GROUP.id}/${CITIZEN.id}`, `${GROUP.id}`])('hears there nothing that he did not ask for, nor an officer: %s', async (to) => {
    for (const asked of [null, undefined]) expect(await send({ to, asked })).toEqual({ kind: 'refused', reason: 'not into a group' });
    expect(api.called('sendMessage')).toEqual([]);
    expect(await send({ to: `${CITIZEN.id}`, asked: null })).toEqual({ kind: 'accepted' });
    expect(api.called('sendMessage')[0]).not.toHaveProperty('reply_parameters');
  });
});

describe('our name', () => {
  it('is asked for only when a group message needs it', async () => {
    await said({ text: '中奖了' });
    await said({ text: '好', reply_to_message: { message_id: 2, from: { id: BOT_ID } } });
    await said({ ...naming('@Yige_test_bot 看看'), chat: { id: CITIZEN.id, type: 'private' } });
    await said(naming('反诈一哥 看看', '反诈一哥', 'text_mention', { user: { id: BOT_ID } }));
    expect(api.called('getMe')).toEqual([]);
  });

  it('is asked for once, by several messages at the same time too, and remembered for every instance', async () => {
    const channel = make();
    const message = naming('@Yige_test_bot 看看');
    expect((await Promise.all([said(message, channel), said(message, channel), said(message, channel)])).map((one) => one?.text)).toEqual(
      Array(3).fill('看看'),
    );
    expect((await said(message, make()))?.text).toBe('看看');
    expect(api.called('getMe')).toHaveLength(1);
  });

  it('is asked for again after a day', async () => {
    await said(naming('@Yige_test_bot 看看'));
    clock.now += 24 * 60 * 60 * 1000;
    await said(naming('@Yige_test_bot 看看'));
    expect(api.called('getMe')).toHaveLength(2);
  });

  it.each([
    ['refuses', () => refused(502, 'Bad Gateway')],
    ['hangs up', () => 'hang-up' as const],
    ['answers rubbish', () => ({ status: 200, body: { ok: true, result: 7 } })],
  ])('is not known while Telegram %s: the group waits, and is acknowledged', async (_, answer) => {
    const channel = make();
    api.script.set('getMe', answer);
    const message = naming('@Yige_test_bot 看看');
    expect(await receive(message, channel)).toMatchObject({ kind: 'done', reply: { status: 200 } });
    expect((await said({ ...message, reply_to_message: { message_id: 2, from: { id: BOT_ID } } }, channel))?.text).toBe(
      '@Yige_test_bot 看看',
    );
    expect((await said(naming('反诈一哥 看看', '反诈一哥', 'text_mention', { user: { id: BOT_ID } }), channel))?.text).toBe('看看');
    expect(api.called('getMe')).toHaveLength(1);

    api.script.delete('getMe');
    expect(await said(message, channel)).toBeNull();
    clock.now += 60_000;
    expect((await said(message, channel))?.text).toBe('看看');
  });
});
