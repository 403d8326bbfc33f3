import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookChannel } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf, channelDeps, delivery } from './channel-contract.ts';
import { BOT_ID, BOT_TOKEN, type BotApi, SECRET, signed, startBotApi } from './contract-telegram.ts';

const NOW = Date.UTC(2026, 10, 20, 4);
const PRIVATE = { id: 55_000_012, type: 'private' };

describe('whatever comes with the right secret', () => {
  let api: BotApi;
  let channel: WebhookChannel;
  let messages = 0;
  beforeAll(async () => {
    api = await startBotApi();
    channel = createTelegramChannel({ botToken: BOT_TOKEN, secretTokens: [SECRET], apiRoot: api.apiRoot }, channelDeps({ now: NOW }));
  });
  afterAll(() => api.stop());

  const holds = async (body: Uint8Array<ArrayBuffer>): Promise<void> => {
    try {
      const received = await channel.receive(delivery({ ...signed({}), body }, NOW));
      const reply = received.kind === 'done' ? received.reply : await received.reply([]);
      expect(reply.status).toBe(200);
      if (received.kind === 'messages') messages += received.messages.length;
      if (received.kind === 'messages')
        for (const message of received.messages) expect(message).toMatchObject({ channel: 'telegram', text: expect.any(String) });
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).status).toSatisfy((status: number) => status >= 400 && status < 500);
    }
  };
  const odd = fc.jsonValue({ maxDepth: 2 });
  const mostly = <T>(right: fc.Arbitrary<T>) => fc.oneof({ weight: 29, arbitrary: right }, { weight: 1, arbitrary: odd });
  const someUser = mostly(fc.record({ id: fc.constantFrom(BOT_ID, 5, -1, 2 ** 60), is_bot: mostly(fc.boolean()) }, { requiredKeys: [] }));
  const words = mostly(fc.constantFrom('/start a', '/why@Yige_test_bot', '@Yige_test_bot 你好', '😀@yige_test_bot', '\ud83d', ''));
  const entities = mostly(
    fc.array(
      fc.record({
        type: mostly(fc.constantFrom('mention', 'text_mention', 'bot_command', 'url')),
        offset: mostly(fc.integer({ min: -2, max: 30 })),
        length: mostly(fc.integer({ min: -2, max: 30 })),
        user: someUser,
      }),
      { maxLength: 4 },
    ),
  );
  const files = mostly(fc.record({ file_id: mostly(fc.string()), mime_type: odd, width: odd, height: odd }));
  const chat = mostly(fc.record({ id: mostly(fc.integer()), type: mostly(fc.constantFrom('private', 'group', 'supergroup', 'channel')) }));
  const message = mostly(
    fc.record(
      {
        chat,
        from: someUser,
        text: words,
        caption: words,
        entities,
        caption_entities: entities,
        reply_to_message: mostly(fc.record({ from: someUser })),
        photo: mostly(fc.array(files, { maxLength: 3 })),
        document: files,
        forward_origin: odd,
      },
      { requiredKeys: ['chat'] },
    ),
  );
  const query = mostly(fc.record({ id: mostly(fc.string()), data: mostly(fc.constantFrom('why:1', '__proto__:1', ':')), message }));
  const membership = mostly(fc.record({ chat, new_chat_member: mostly(fc.record({ status: mostly(fc.constant('kicked')) })) }));
  const update_id = mostly(fc.nat());
  const update = fc.oneof(
    fc.record({ update_id, message }),
    fc.record({ update_id, edited_message: message }),
    fc.record({ update_id, callback_query: query }),
    fc.record({ update_id, my_chat_member: membership }),
    fc.record({ update_id, message, edited_message: message, callback_query: query, my_chat_member: membership }, { requiredKeys: [] }),
  );

  it.each([
    ['bytes', fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes))],
    ['JSON', fc.json().map(bytesOf)],
    ['updates', update.map((value) => bytesOf(JSON.stringify(value)))],
  ])('arbitrary %s are taken or refused, and never break anything', async (_, bodies) => {
    await fc.assert(fc.asyncProperty(bodies, holds), { numRuns: 10_000 });
  });

  it('got through to the messages often enough to mean something', () => {
    expect(messages).toBeGreaterThan(500);
    expect(api.called('getMe')).toHaveLength(1);
  });

  it('stays quick with a hundred kilobytes of rubbish', async () => {
    const entity = { type: 'mention', offset: 0, length: 100_000 };
    const group = { id: -7, type: 'group' };
    await holds(
      bytesOf(JSON.stringify({ update_id: 1, message: { chat: group, text: '@'.repeat(50_000), entities: Array(1_000).fill(entity) } })),
    );
    await holds(bytesOf(JSON.stringify({ update_id: 1, message: { chat: PRIVATE, text: `/why${' '.repeat(100_000)}` } })));
    await holds(
      bytesOf(`{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"reply_to_message":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`),
    );
  });
});
