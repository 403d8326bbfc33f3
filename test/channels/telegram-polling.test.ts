import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelDeps } from '../../src/channels/channel.ts';
import { createPause } from '../../src/channels/telegram/pause.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import type { IncomingMessage } from '../../src/conversation/message.ts';
import { AppError } from '../../src/errors.ts';
import { channelDeps } from './channel-contract.ts';
import { BOT_TOKEN, type BotApi, refused, SECRET, startBotApi } from './contract-telegram.ts';

let api: BotApi;
let deps: ChannelDeps;
let taken: IncomingMessage[];
beforeEach(async () => {
  api = await startBotApi();
  deps = channelDeps({ now: Date.UTC(2026, 10, 20, 4) });
  taken = [];
});
afterEach(() => api.stop());

const make = () => createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: [SECRET], apiRoot: api.apiRoot }, deps).polling;
const take = async (message: IncomingMessage): Promise<void> => void taken.push(message);
const text = (update_id: number, words: string) => ({ update_id, message: { chat: { id: 5, type: 'private' }, text: words } });
/** Some round trips, in which a loop that does not wait would have asked again. */
async function meanwhile(): Promise<void> {
  for (let trip = 0; trip < 10; trip++) await make().sender.send({ id: 'r', to: '5', text: '好', judged: false });
}
/** The request at the start, and the long one that waits. */
const LISTENING = 2;

describe('polling', () => {
  it('takes what comes, in order, and confirms it with the next request', async () => {
    const stop = await make().start(take);
    await api.until('getUpdates', LISTENING);
    api.push(text(11, '甲'), text(12, '乙'));
    await api.until('getUpdates', LISTENING + 1);
    api.push(text(13, '丙'));
    await api.until('getUpdates', LISTENING + 2);
    await stop();
    expect(taken.map((message) => [message.externalId, message.text])).toEqual([
      ['11', '甲'],
      ['12', '乙'],
      ['13', '丙'],
    ]);
    expect(api.called('getUpdates').map(({ offset, timeout }) => [offset, timeout])).toEqual([
      [undefined, 0],
      [undefined, 10],
      [13, 10],
      [14, 10],
    ]);
    expect(api.called('getUpdates')[1]?.allowed_updates).toEqual(['message', 'edited_message', 'callback_query', 'my_chat_member']);
  });

  it('goes on where it ended, also another time', async () => {
    api.push(text(11, '甲'));
    const stop = await make().start(take);
    await api.until('getUpdates', LISTENING + 1);
    await stop();
    const again = await make().start(take);
    await api.until('getUpdates', LISTENING + 3);
    await again();
    expect(taken).toHaveLength(1);
    expect(api.called('getUpdates').at(-1)?.offset).toBe(12);
  });

  it('ends while Telegram keeps it waiting', async () => {
    const stop = await make().start(take);
    await api.until('getUpdates', LISTENING);
    await stop();
    expect(api.called('getUpdates')).toHaveLength(LISTENING);
  });

  it('confirms nothing that was not taken when it ends', async () => {
    const entered = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    api.push(text(11, '甲'), text(12, '乙'));
    const stop = await make().start(async (message) => {
      entered.resolve();
      await go.promise;
      taken.push(message);
    });
    await entered.promise;
    const stopped = stop();
    go.resolve();
    await stopped;
    expect(taken.map((message) => message.text)).toEqual(['甲']);
    expect(await deps.memory.read('telegram:offset:7000000001')).toBe('12');
  });

  it('passes over what cannot be read, what holds nothing, and what can never be taken', async () => {
    api.push(
      { update_id: 11, message: { text: '没有会话' } } as never,
      { update_id: 12, poll: {} } as never,
      text(13, '冲突'),
      text(14, '好'),
    );
    const stop = await make().start(async (message) => {
      if (message.text === '冲突') throw new AppError('message.changed', 'this message id was used before with another text', 409);
      await take(message);
    });
    await api.until('getUpdates', LISTENING + 1);
    await stop();
    expect(taken.map((message) => message.text)).toEqual(['好']);
    expect(api.called('getUpdates').at(-1)?.offset).toBe(15);
  });

  it('keeps what could not be taken now, and does not ask for it in a tight loop', async () => {
    const failed = Promise.withResolvers<void>();
    api.push(text(11, '甲'), text(12, '乙'));
    const stop = await make().start(async () => {
      failed.resolve();
      throw new Error('the database is away');
    });
    await failed.promise;
    await meanwhile();
    await stop();
    expect(await deps.memory.read('telegram:offset:7000000001')).toBeNull();
    expect(api.called('getUpdates')).toHaveLength(LISTENING);
    const again = await make().start(take);
    await api.until('getUpdates', LISTENING + 3);
    await again();
    expect(taken.map((message) => message.text)).toEqual(['甲', '乙']);
  });

  it.each([
    ['is broken', refused(502, 'Bad Gateway')],
    ['hangs up', 'hang-up' as const],
    ['answers rubbish', { status: 200, body: { ok: true, result: 'x' } } as const],
    ['has another asker now', refused(409, 'Conflict: terminated by other getUpdates request')],
  ])('does not hammer while Telegram %s, and ends at once', async (_, answer) => {
    const stop = await make().start(take);
    await api.until('getUpdates', LISTENING);
    api.script.set('getUpdates', () => answer);
    api.push(text(11, '甲'));
    await api.until('getUpdates', LISTENING + 1);
    await meanwhile();
    await stop();
    expect(api.called('getUpdates')).toHaveLength(LISTENING + 1);
  });

  it.each([
    ['out of reach', 'hang-up' as const],
    ['broken', refused(502, 'Bad Gateway')],
  ])('starts while Telegram is %s', async (_, answer) => {
    api.script.set('getUpdates', () => answer);
    const stop = await make().start(take);
    await api.until('getUpdates', LISTENING);
    await meanwhile();
    await stop();
    expect(api.called('getUpdates')).toHaveLength(LISTENING);
  });

  it.each([
    ['a webhook is set', refused(409, "Conflict: can't use getUpdates method while webhook is active"), /webhook/],
    ['the token is wrong', refused(401, 'Unauthorized'), /TELEGRAM_BOT_TOKEN/],
  ])('does not start when %s', async (_, answer, words) => {
    api.script.set('getUpdates', () => answer);
    await expect(make().start(take)).rejects.toMatchObject({ code: 'config.invalid', message: expect.stringMatching(words) });
  });

  it('lets a pressed button go once it was taken', async () => {
    const order: string[] = [];
    api.script.set('answerCallbackQuery', () => {
      order.push('let go');
      return refused(400, 'Bad Request: query is too old');
    });
    api.push({ update_id: 11, callback_query: { id: '99', data: 'human:1', message: { chat: { id: 5 } } } } as never);
    const stop = await make().start(async (message) => void order.push(message.text));
    await api.until('answerCallbackQuery');
    await stop();
    expect(order).toEqual(['转人工', 'let go']);
  });

  it('sends as the webhook does', async () => {
    expect(await make().sender.send({ id: 'r', to: '5', text: '好', judged: false })).toMatchObject({ kind: 'accepted' });
  });
});

describe('a pause', () => {
  it('takes the place of one request, and ends with its time', async () => {
    let asked = 0;
    const pause = createPause();
    const call = pause.around(async () => {
      asked++;
      return Response.json({ ok: true, result: [] });
    });
    pause.next();
    const time = new AbortController();
    const resting = call('http://127.0.0.1/', '{}', time.signal);
    time.abort();
    await expect(resting).rejects.toThrow();
    expect(asked).toBe(0);
    expect(await (await call('http://127.0.0.1/', '{}', new AbortController().signal)).json()).toEqual({ ok: true, result: [] });
    expect(asked).toBe(1);
    await expect(
      createPause().around(async () => Promise.reject(new TypeError('fetch failed')))('', '', AbortSignal.abort()),
    ).rejects.toThrow('aborted');
  });
});
