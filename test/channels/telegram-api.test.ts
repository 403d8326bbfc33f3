import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import { channelDeps, delivery } from './channel-contract.ts';
import { BOT_TOKEN, type BotApi, granted, refused, SECRET, signed, startBotApi } from './contract-telegram.ts';

const NOW = Date.UTC(2026, 10, 20, 4);
const OUTGOING = { id: 'Xk3_invented-reply-id_01', to: '55000012', text: '🔴 别转账。', judged: false };

let api: BotApi;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.stop());

const make = (settings: object = {}) =>
  createTelegramChannel(
    { botToken: BOT_TOKEN, secretTokens: ['new_one', SECRET], apiRoot: api.apiRoot, ...settings },
    channelDeps({ now: NOW }),
  );
const send = (changes: object = {}, settings: object = {}) => make(settings).sender?.send({ ...OUTGOING, ...changes });

describe('the sender', () => {
  it('sends plain text without a preview', async () => {
    expect(await send({ text: '*别* <b>点</b> http://a-0000.example' })).toEqual({ kind: 'accepted' });
    expect(api.calls).toEqual([
      {
        method: 'sendMessage',
        payload: { chat_id: '55000012', text: '*别* <b>点</b> http://a-0000.example', link_preview_options: { is_disabled: true } },
      },
    ]);
  });

  it('hangs the buttons below what was judged, and reads its own codes back', async () => {
    await send({ judged: true });
    const markup = api.calls[0]?.payload.reply_markup as { inline_keyboard: { text: string; callback_data: string }[][] };
    const buttons = markup.inline_keyboard.flat();
    expect(buttons.map(({ text }) => text)).toEqual(['为什么', '转人工', '我被骗了', '准', '不准']);
    expect(buttons[0]?.callback_data).toBe('why:Xk3_invented-reply-id_01');
    const heard: unknown[] = [];
    for (const { callback_data: data } of buttons) {
      const query = { id: '1', data, message: { chat: { id: 5 } } };
      const received = await make().receive(delivery(signed({ update_id: 1, callback_query: query }), NOW));
      heard.push(received.kind === 'messages' && (received.messages[0]?.rating?.says ?? received.messages[0]?.text));
    }
    expect(heard).toEqual(['为什么', '转人工', '我被骗了', 'right', 'wrong']);
  });

  it.each([
    ['x'.repeat(57), 'harmed:'],
    ['x'.repeat(58), 'harmed'],
    ['字'.repeat(20), 'harmed'],
  ])('keeps what a button carries within 64 bytes', async (id, begin) => {
    await send({ judged: true, id });
    const data = JSON.stringify(api.calls[0]?.payload).match(/"(harmed[^"]*)"/)?.[1] ?? '';
    expect(data.startsWith(begin)).toBe(true);
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(data.includes(':')).toBe(begin.includes(':'));
  });

  it.each([
    ['字', 4096],
    ['😀', 4096],
    ['一二三。', 4096],
  ])('cuts %s to 4096 UTF-16 units, never through a character', async (piece, most) => {
    await send({ text: piece.repeat(4097) });
    const text = String(api.calls[0]?.payload.text);
    expect(text.length).toBeLessThanOrEqual(most);
    expect(text.length).toBeGreaterThan(most - 8);
    expect(text.isWellFormed()).toBe(true);
  });

  it('sends 4096 units whole, and half a character as a sign for one', async () => {
    await send({ text: '字'.repeat(4096) });
    await send({ text: '坏\ud83d字' });
    expect(api.called('sendMessage').map(({ text }) => text)).toEqual(['字'.repeat(4096), '坏\ufffd字']);
  });

  it.each([
    ['is told to wait', refused(429, 'Too Many Requests: retry after 14', { retry_after: 14 }), { kind: 'later', afterMs: 14_000 }],
    ['is told to wait, not how long', refused(429, 'Too Many Requests'), { kind: 'later' }],
    [
      'was blocked',
      refused(403, 'Forbidden: bot was blocked by the user'),
      { kind: 'refused', reason: 'Telegram answered 403: bot was blocked by the user' },
    ],
    ['writes to nobody', refused(400, 'Bad Request: chat not found'), { kind: 'refused', reason: 'Telegram answered 400: chat not found' }],
    ['has a wrong token', refused(401, 'Unauthorized'), { kind: 'later' }],
    ['meets a broken Telegram', refused(500, 'Internal Server Error'), { kind: 'later' }],
    ['meets a broken gateway', { status: 502, body: 'Bad Gateway' } as const, { kind: 'later' }],
    ['gets no answer', 'hang-up' as const, { kind: 'later' }],
    ['gets rubbish', { status: 200, body: null } as const, { kind: 'later' }],
  ])('says what came of it when it %s, after one attempt', async (_, answer, expected) => {
    api.script.set('sendMessage', () => answer);
    expect(await send()).toMatchObject(expected);
    expect(await send()).not.toHaveProperty(expected.kind === 'later' && 'afterMs' in expected ? 'platformId' : 'afterMs');
    expect(api.calls).toHaveLength(2);
  });

  it('knows a wrong token from a lost citizen', async () => {
    expect(await send({}, { botToken: '7000000002:AAwrong' })).toMatchObject({ kind: 'later' });
    expect(api.calls).toEqual([]);
  });

  it('gives no reason that quotes the citizen', async () => {
    api.script.set('sendMessage', ({ payload }) => refused(400, `Bad Request: can't parse "${payload.text}" of ${payload.chat_id}`));
    const sent = await send({ text: '我的手机是13800001234' });
    expect(sent).toEqual({ kind: 'refused', reason: 'Telegram answered 400' });
  });

  it.each(['@somebody', 'abc', '', '1 or 1', '12345678901234567890'])('does not ask Telegram who %j is', async (to) => {
    expect(await send({ to })).toEqual({ kind: 'refused', reason: 'not a chat id' });
    expect(api.calls).toEqual([]);
  });

  it('writes to groups, and promises no single delivery', async () => {
    expect(await send({ to: '-1002000000007', asked: { joined: false, externalId: '1' } })).toMatchObject({ kind: 'accepted' });
    expect(make().sender?.idempotent).toBe(false);
  });
});

describe('a pressed button', () => {
  const pressed = { update_id: 31, callback_query: { id: '99', data: 'why:1', message: { chat: { id: 5 } } } };
  const press = async () => {
    const received = await make().receive(delivery(signed(pressed), NOW));
    if (received.kind !== 'messages') throw new Error('a message was expected');
    return received;
  };

  it('is let go when the message is acknowledged, not before', async () => {
    const received = await press();
    expect(api.calls).toEqual([]);
    expect(await received.reply([])).toMatchObject({ status: 200, body: '' });
    await api.until('answerCallbackQuery');
    expect(api.called('answerCallbackQuery')).toEqual([{ callback_query_id: '99' }]);
  });

  it.each([
    ['is silent', 'silence' as const],
    ['hangs up', 'hang-up' as const],
    ['finds it too old', refused(400, 'Bad Request: query is too old and response timeout expired')],
  ])('is acknowledged at once while Telegram %s', async (_, answer) => {
    api.script.set('answerCallbackQuery', () => answer);
    expect((await press()).reply([])).toMatchObject({ status: 200 });
    await api.until('answerCallbackQuery');
  });
});

describe('setWebhook', () => {
  it('hands out the first secret token and asks for what we read', async () => {
    await make().setWebhook('https://fanzha.example/webhooks/telegram');
    expect(api.calls).toEqual([
      {
        method: 'setWebhook',
        payload: {
          url: 'https://fanzha.example/webhooks/telegram',
          secret_token: 'new_one',
          allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
          max_connections: 40,
          drop_pending_updates: false,
        },
      },
    ]);
  });

  it.each([
    ['refuses it', refused(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'), /HTTPS URL/],
    ['is away', 'hang-up' as const, /no answer/],
  ])('says so when Telegram %s, without the secrets', async (_, answer, words) => {
    api.script.set('setWebhook', () => answer);
    const error = await make()
      .setWebhook('http://fanzha.example')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'channel.webhook', status: 503, message: expect.stringMatching(words) });
    expect(error).not.toHaveProperty('cause');
  });
});

describe('fetchFile', () => {
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
  const stands = (file_path: unknown, content: Uint8Array | 'hang-up' | null = bytes) => {
    api.script.set('getFile', ({ payload }) => granted({ file_id: payload.file_id, file_unique_id: 'u', file_path }));
    if (typeof file_path === 'string' && content) api.files.set(file_path, content);
  };

  it.each([
    ['photos/file_1.jpg', 'image/jpeg'],
    ['photos/file_1.PNG', 'image/png'],
    ['voice/file_2.oga', 'audio/ogg'],
    ['documents/file_3.tar.gz', 'application/octet-stream'],
    ['documents/file_4', 'application/octet-stream'],
  ])('brings %s as %s', async (path, type) => {
    stands(path);
    expect(await make().fetchFile('AgACinvented')).toEqual({ type, bytes });
    expect(api.called('getFile')).toEqual([{ file_id: 'AgACinvented' }]);
    expect(await make().fetchMedia?.('AgACinvented')).toEqual({ type, bytes });
  });

  it.each([
    ['Telegram finds it too large', () => api.script.set('getFile', () => refused(400, 'Bad Request: file is too big')), 404],
    ['Telegram is away', () => api.script.set('getFile', () => 'hang-up'), 503],
    ['Telegram is busy', () => api.script.set('getFile', () => refused(429, 'Too Many Requests', { retry_after: 3 })), 503],
    ['it has no place', () => stands(undefined), 503],
    ['its place is outside', () => stands('../../etc/passwd'), 503],
    ['its place is on another disk', () => stands('/var/lib/telegram/file_1.jpg'), 503],
    ['its place is an address', () => stands('//evil.example/file_1.jpg'), 503],
    ['its download breaks off', () => stands('photos/file_1.jpg', 'hang-up'), 503],
    ['it is gone from its place', () => stands('photos/file_1.jpg', null), 404],
    ['it is larger than Telegram allows', () => stands('video/file_1.mp4', new Uint8Array(20 * 1024 * 1024 + 1)), 404],
  ])('fails without naming the token when %s', async (_, prepare, status) => {
    prepare();
    const error = await make()
      .fetchFile('AgACinvented')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'channel.file', status });
    expect(error).not.toHaveProperty('cause');
    expect(String((error as Error).stack)).not.toContain('AAinvented');
  });

  it('brings the largest file that Telegram allows', async () => {
    stands('video/file_1.mp4', new Uint8Array(20 * 1024 * 1024));
    expect((await make().fetchFile('x')).bytes).toHaveLength(20 * 1024 * 1024);
  });
});
