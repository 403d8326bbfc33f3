import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWechatChannel } from '../../src/channels/wechat/official-account.ts';
import { writeXml } from '../../src/channels/wechat/xml.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { plainPush, sealedPush, settingsWith, signedQuery } from './contract-wechat.ts';

const NOW = Date.parse('2026-11-20T09:30:00+08:00');
const channels = (['plain', 'compatible', 'safe'] as const).map((mode) =>
  createWechatChannel(settingsWith({ mode }), channelDeps({ now: NOW })),
);

/** Names and values that reach deep, and others. */
const known = fc.constantFrom(
  ...['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'MsgId', 'MsgID', 'Content', 'MediaId', 'Recognition'],
  ...['Event', 'EventKey', 'Location_X', 'Location_Y', 'Label', 'Title', 'Description', 'Url', 'Encrypt'],
);
const name = fc.oneof(known, fc.constantFrom('__proto__', 'constructor', 'toString', '#text', 'xml', '', '<', 'a b'));
const value = fc.oneof(
  fc.constantFrom('text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link', 'event', '1', '1714112445', ''),
  fc.constantFrom('subscribe', 'unsubscribe', 'SCAN', 'CLICK', 'qrscene_1', '__proto__', ']]>', '\u0000', '\ud800'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const whole = fc.record({
  ToUserName: fc.constant('gh_0'),
  FromUserName: fc.constant('o0'),
  CreateTime: fc.constant('1'),
  MsgType: fc.constantFrom('text', 'image', 'voice', 'video', 'location', 'link', 'event', 'other'),
  Event: fc.constantFrom('subscribe', 'unsubscribe', 'SCAN', 'CLICK', 'VIEW'),
  MsgId: fc.constant('1'),
  Content: value,
  MediaId: fc.constant('1'),
  Location_X: value,
  Location_Y: value,
});
const changed = fc.tuple(whole, fc.dictionary(known, value, { maxKeys: 3 })).map(([fields, changes]) => ({ ...fields, ...changes }));
const tags = fc
  .array(fc.tuple(name, value))
  .map((all) => `<xml>${all.map(([tag, inside]) => `<${tag}>${inside}</${tag}>`).join('')}</xml>`);
const pieces = ['<xml>', '</xml>', '<![CDATA[', ']]>', '<a>', '</a>', '<!DOCTYPE ', '<?', '?>', '&amp;', '"', 'MsgType'];
const text = fc.oneof(
  changed.map(writeXml),
  changed.map((fields) => JSON.stringify(fields)),
  tags,
  fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
  fc.dictionary(name, fc.oneof(value, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 10 }).map((fields) => JSON.stringify(fields)),
  fc.json(),
  fc.string({ unit: 'binary' }),
);
const bytes = fc.oneof(
  { arbitrary: text.map(bytesOf), weight: 4 },
  { arbitrary: fc.uint8Array().map((any) => new Uint8Array(any)), weight: 1 },
);

const changedQuery = fc.dictionary(fc.constantFrom('signature', 'nonce', 'msg_signature', 'encrypt_type', 'echostr'), value);
const parts: fc.Arbitrary<Parts> = fc.oneof(
  bytes.map((body): Parts => plainPush(body, NOW)),
  fc.tuple(text, fc.constantFrom('xml' as const, 'json' as const)).map(([inner, format]): Parts => sealedPush(inner, NOW, { format })),
  // Nothing need be right here but the time.
  fc.tuple(bytes, changedQuery, fc.boolean()).map(([body, changes, get]): Parts => {
    const query = signedQuery(NOW);
    for (const [key, given] of Object.entries(changes)) query.set(key, given);
    return { method: get ? 'GET' : 'POST', query, body };
  }),
  fc.dictionary(fc.string(), fc.string()).map((query): Parts => ({ method: 'GET', query: new URLSearchParams(query) })),
);

it('makes something of any delivery, or blames the caller', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(parts, fc.constantFrom(...channels), fc.string({ unit: 'binary' }), async (given, channel, answer) => {
      const outcome = await channel.receive(delivery(given, NOW)).catch((error: unknown) => error);
      if (outcome instanceof AppError) {
        expect([400, 401]).toContain(outcome.status);
        expect(outcome.cause).toBeUndefined();
        seen.set(outcome.code, (seen.get(outcome.code) ?? 0) + 1);
        return;
      }
      const received = outcome as Awaited<ReturnType<typeof channel.receive>>;
      seen.set(received.kind, (seen.get(received.kind) ?? 0) + 1);
      const reply = received.kind === 'done' ? received.reply : await received.reply([answer]);
      expect(reply.status).toBe(200);
      if (received.kind === 'messages') {
        for (const message of received.messages) {
          expect(message.external).not.toBe('');
          expect(message.externalId).not.toBe('');
        }
      }
    }),
    { numRuns: 10_000 },
  );
  // Otherwise the rubbish would never get past the door.
  for (const outcome of ['channel.signature', 'channel.payload', 'done', 'messages']) expect(seen.get(outcome) ?? 0).toBeGreaterThan(100);
});
