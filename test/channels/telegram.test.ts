import { describe, expect, it } from 'vitest';
import type { Received } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import type { IncomingMessage } from '../../src/conversation/message.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { BOT_ID, BOT_TOKEN, contract, SECRET, signed } from './contract-telegram.ts';

const NOW = Date.UTC(2026, 10, 20, 4);
const CITIZEN = { id: 55_000_012, is_bot: false, first_name: '李' };
const PRIVATE = { id: CITIZEN.id, type: 'private', first_name: '李' };

const channel = () => contract.make(channelDeps({ now: NOW }));
const receive = (parts: Parts) => channel().receive(delivery(parts, NOW));
const receiveMessage = (message: object, kind = 'message') =>
  receive(signed({ update_id: 4711, [kind]: { message_id: 9, date: 1_795_000_000, from: CITIZEN, chat: PRIVATE, ...message } }));
const only = (received: Received): IncomingMessage | undefined => {
  if (received.kind === 'done') return undefined;
  expect(received.messages.length).toBeLessThan(2);
  return received.messages[0];
};
const said = async (message: object, kind?: string) => only(await receiveMessage(message, kind));

describe('Telegram settings', () => {
  const make = (settings: object) =>
    createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: [SECRET], ...settings }, channelDeps({ now: NOW }));

  it.each([
    ['no secret token', { secretTokens: [] }, /TELEGRAM_SECRET_TOKEN/],
    ['an empty secret token', { secretTokens: [''] }, /TELEGRAM_SECRET_TOKEN/],
    ['a secret token that Telegram refuses', { secretTokens: ['有汉字'] }, /TELEGRAM_SECRET_TOKEN/],
    ['a second secret token that Telegram refuses', { secretTokens: [SECRET, 'a b'] }, /TELEGRAM_SECRET_TOKEN/],
    ['a secret token that is too long', { secretTokens: ['a'.repeat(257)] }, /TELEGRAM_SECRET_TOKEN/],
    ['a bot token without a bot id', { botToken: 'AAinvented' }, /TELEGRAM_BOT_TOKEN/],
    ['a bot token that would change the address', { botToken: '7:../../x' }, /TELEGRAM_BOT_TOKEN/],
    ['an address that is none', { apiRoot: 'api.telegram.org' }, /TELEGRAM_API_ROOT/],
  ])('are refused with %s', (_, settings, name) => {
    const refusal = (() => {
      try {
        return make(settings);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'config.invalid', message: expect.stringMatching(name) });
  });

  it('need no address, pass over an empty secret beside a good one, and take one with a slash at the end', () => {
    expect(make({}).id).toBe('telegram');
    expect(make({ secretTokens: ['', SECRET] }).id).toBe('telegram');
    expect(make({ apiRoot: 'http://127.0.0.1:8081/' }).id).toBe('telegram');
  });
});

describe('a delivery', () => {
  const update = { update_id: 1, message: { message_id: 1, date: 1, from: CITIZEN, chat: PRIVATE, text: '中奖了' } };

  it.each([
    ['without the secret token', { ...signed(update), headers: new Headers() }],
    ['with an empty one', signed(update, '')],
    ['with another', signed(update, `${SECRET}x`)],
    ['with a part of it', signed(update, SECRET.slice(0, -1))],
    ['with the secret in the path alone', { ...signed(update, 'x'), secret: SECRET }],
    ['that is no JSON either', { ...signed(update, 'x'), body: bytesOf('{') }],
  ])('%s is refused before it is read', async (_, parts) => {
    await expect(receive(parts)).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('is taken with every secret token that is valid', async () => {
    const both = createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: ['new_one', SECRET] }, channelDeps({ now: NOW }));
    for (const secret of ['new_one', SECRET]) expect(only(await both.receive(delivery(signed(update, secret), NOW)))?.text).toBe('中奖了');
  });

  it.each([
    ['is no JSON', bytesOf('update_id=1')],
    ['is empty', new Uint8Array()],
    ['is no object', bytesOf('[]')],
    ['has no number', bytesOf('{"message":{}}')],
    ['has a number beyond counting', bytesOf('{"update_id":1e300}')],
    ['has a message without a chat', bytesOf('{"update_id":1,"message":{"text":"你好"}}')],
    ['has a text that is none', bytesOf('{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"text":{"a":1}}}')],
  ])('that %s is unreadable', async (_, body) => {
    await expect(receive({ ...signed({}), body })).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it('is acknowledged with an empty body, whatever is answered', async () => {
    const received = await receive(signed(update));
    expect(received).toMatchObject({ kind: 'messages', passive: false, left: [] });
    if (received.kind === 'messages') expect(await received.reply(['回答'])).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    ['a channel post', { channel_post: { message_id: 5, chat: { id: -1001, type: 'channel' }, text: '@Yige_test_bot 你好' } }],
    ['an inline query', { inline_query: { id: '1', from: CITIZEN, query: '你好', offset: '' } }],
    ['a kind of tomorrow', { thought_reading: { from: CITIZEN } }],
    ['a sticker', { message: { chat: PRIVATE, from: CITIZEN, sticker: { file_id: 's' } } }],
    ['a live location that moves', { edited_message: { chat: PRIVATE, from: CITIZEN, location: { latitude: 1, longitude: 2 } } }],
    ['our own echo', { message: { chat: PRIVATE, from: { id: BOT_ID, is_bot: true }, text: '🔴 别转账' } }],
    ['another bot', { message: { chat: PRIVATE, from: { id: 8_000_000_002, is_bot: true }, text: '你好' } }],
    ['a button of another keyboard', { callback_query: { id: '1', data: 'constructor:1', message: { chat: PRIVATE } } }],
    ['a button on an inline message', { callback_query: { id: '1', data: 'why:1', inline_message_id: 'i' } }],
    ['a game', { callback_query: { id: '1', game_short_name: 'g', message: { chat: PRIVATE } } }],
    ['somebody who has unblocked us', { my_chat_member: { chat: PRIVATE, new_chat_member: { status: 'member' } } }],
    ['a group that threw us out', { my_chat_member: { chat: { id: -5, type: 'group' }, new_chat_member: { status: 'kicked' } } }],
  ])('of %s is acknowledged, and holds nothing', async (_, fields) => {
    expect(await receive(signed({ update_id: 3, ...fields }))).toMatchObject({ kind: 'done', reply: { status: 200, body: '' } });
  });

  it('of somebody who blocked us names him as one who left', async () => {
    const fields = { my_chat_member: { chat: PRIVATE, from: CITIZEN, new_chat_member: { status: 'kicked' } } };
    expect(await receive(signed({ update_id: 3, ...fields }))).toMatchObject({ kind: 'messages', messages: [], left: ['55000012'] });
  });
});

describe('a private message', () => {
  it('is the text, from its chat, with the number of its update', async () => {
    expect(await said({ text: '  转账到安全账户\n快 ' })).toEqual({
      channel: 'telegram',
      external: '55000012',
      externalId: '4711',
      text: '  转账到安全账户\n快 ',
    });
  });

  it('counts as new when it was edited', async () => {
    expect(await said({ text: '改过的', edit_date: 1 }, 'edited_message')).toMatchObject({ text: '改过的', externalId: '4711' });
  });

  it.each([
    [{ type: 'user', sender_user: { id: 1, first_name: '王骗子' } }],
    [{ type: 'hidden_user', sender_user_name: '王骗子' }],
    [{ type: 'chat', sender_chat: { id: -1, title: '王骗子' } }],
    [{ type: 'channel', chat: { id: -1, title: '王骗子' }, message_id: 1 }],
  ])('that passes something on is judged by its text, and keeps no name: %j', async (forward_origin) => {
    const message = await said({ text: '/start 刷单日结', forward_origin });
    expect(message?.text).toBe('/start 刷单日结');
    expect(message).not.toHaveProperty('joined');
    expect(JSON.stringify(message)).not.toContain('王骗子');
  });

  const photo = [
    { file_id: 'small', width: 90, height: 60 },
    { file_id: 'large', width: 1280, height: 800 },
    { file_id: 'middle', width: 320, height: 200 },
  ];
  it.each([
    ['the largest photo', { photo }, [{ kind: 'image', reference: 'large' }]],
    ['a voice message', { voice: { file_id: 'v', duration: 3 } }, [{ kind: 'voice', reference: 'v' }]],
    ['an audio file', { audio: { file_id: 'a' } }, [{ kind: 'voice', reference: 'a' }]],
    ['a video', { video: { file_id: 'v' } }, [{ kind: 'video', reference: 'v' }]],
    ['a round video', { video_note: { file_id: 'v' } }, [{ kind: 'video', reference: 'v' }]],
    ['a document', { document: { file_id: 'd', mime_type: 'application/pdf' } }, [{ kind: 'file', reference: 'd' }]],
    ['a document of no type', { document: { file_id: 'd' } }, [{ kind: 'file', reference: 'd' }]],
    ['a screenshot sent as a file', { document: { file_id: 'd', mime_type: 'image/png' } }, [{ kind: 'image', reference: 'd' }]],
  ])('brings %s', async (_, fields, attachments) => {
    expect(await said(fields)).toMatchObject({ text: '', attachments });
    expect(await said({ ...fields, caption: '这是真的吗' })).toMatchObject({ text: '这是真的吗', attachments });
  });

  it('of an album is a message of its own, and only the one with the caption has words', async () => {
    const album = { media_group_id: '13', photo };
    const first = only(await receive(signed({ update_id: 21, message: { chat: PRIVATE, from: CITIZEN, ...album, caption: '看看' } })));
    const second = only(await receive(signed({ update_id: 22, message: { chat: PRIVATE, from: CITIZEN, ...album } })));
    expect([first?.externalId, second?.externalId]).toEqual(['21', '22']);
    expect([first?.text, second?.text]).toEqual(['看看', '']);
  });

  it('is not lost for decorations that we do not understand', async () => {
    const odd = {
      text: '你好',
      entities: [{ type: 7 }, null],
      photo: 'x',
      voice: [],
      document: { file_id: 4 },
      from: 'x',
      reply_to_message: 1,
    };
    expect(await said(odd)).toMatchObject({ text: '你好' });
    expect(await said(odd)).not.toHaveProperty('attachments');
  });

  it.each([
    ['/start', { text: '', joined: { scene: null } }],
    ['/start poster-huzhou_01', { text: '', joined: { scene: 'poster-huzhou_01' } }],
    ['/start@Yige_test_bot poster', { text: '', joined: { scene: 'poster' } }],
    ['/start 有人让我转账', { text: '有人让我转账' }],
    [`/start ${'a'.repeat(65)}`, { text: 'a'.repeat(65) }],
    ['/why', { text: '为什么' }],
    ['/WHY', { text: '为什么' }],
    ['/human@Yige_test_bot', { text: '转人工' }],
    ['/help', { text: '你好' }],
    ['/why 是真的\n吗', { text: '为什么 是真的\n吗' }],
    ['/check 快递丢了', { text: 'check 快递丢了' }],
    ['/constructor', { text: 'constructor' }],
    ['/诈骗', { text: '/诈骗' }],
    ['看 /why', { text: '看 /why' }],
  ])('%j is read as a command', async (text, expected) => {
    const { text: read, joined } = (await said({ text })) ?? {};
    expect({ text: read, joined }).toEqual({ joined: undefined, ...expected });
  });
});

describe('a button', () => {
  it.each([
    ['why', '为什么'],
    ['human', '转人工'],
    ['harmed', '我被骗了'],
  ])('%s stands for its words, with our id behind it or without', async (code, text) => {
    for (const data of [code, `${code}:m_1-2`]) {
      const pressed = { id: '99', from: CITIZEN, chat_instance: '1', data, message: { message_id: 3, date: 0, chat: PRIVATE } };
      const message = only(await receive(signed({ update_id: 31, callback_query: pressed })));
      expect(message).toEqual({ channel: 'telegram', external: '55000012', externalId: '31', text });
    }
  });

  it.each([
    ['right', { says: 'right', messageId: null }],
    ['wrong:m_1-2', { says: 'wrong', messageId: 'm_1-2' }],
  ])('%s rates a verdict', async (data, rating) => {
    const pressed = { id: '99', from: CITIZEN, chat_instance: '1', data, message: { message_id: 3, date: 0, chat: PRIVATE } };
    expect(only(await receive(signed({ update_id: 31, callback_query: pressed })))).toMatchObject({ text: '', rating });
  });
});
