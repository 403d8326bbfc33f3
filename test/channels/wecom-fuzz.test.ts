import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWecomChannel, type WecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import {
  callback,
  envelope,
  type FakePlatform,
  json,
  noticeXml,
  OPEN_KFID,
  page,
  type Said,
  SETTINGS,
  sealedQuery,
  startPlatform,
  textEntry,
} from './contract-wecom.ts';

const NOW = 1_763_600_000_000;
const RUNS = { numRuns: 10_000 };

let platform: FakePlatform;
let channel: WecomChannel;

beforeAll(async () => {
  platform = await startPlatform();
  channel = createWecomChannel({ ...SETTINGS, apiRoot: platform.apiRoot }, channelDeps({ now: NOW }));
});
afterAll(() => platform.close());

/** What came of it: the kind, or the code of an AppError; anything else that is thrown goes on. */
async function outcomeOf(parts: Parts): Promise<string> {
  try {
    const { kind } = await channel.receive(delivery(parts, NOW));
    return kind;
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.code}`;
    throw error;
  }
}

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 2000 }));
const anyBytes = fc
  .oneof(fc.uint8Array({ maxLength: 500 }), anyText.map(bytesOf), fc.json().map(bytesOf))
  .map((bytes) => new Uint8Array(bytes));
const names = ['ToUserName', 'MsgType', 'Event', 'Token', 'OpenKfId', 'Encrypt', 'constructor', '__proto__', 'x'];
const words = fc.oneof(fc.constantFrom('event', 'kf_msg_or_event', 'ENCToken', OPEN_KFID, ''), anyText);
const anyElement = fc
  .tuple(fc.constantFrom(...names), words, fc.boolean())
  .map(([name, value, marked]) => (marked ? `<${name}><![CDATA[${value}]]></${name}>` : `<${name}>${value}</${name}>`));
const anyXml = fc.array(anyElement, { maxLength: 8 }).map((elements) => `<xml>${elements.join('')}</xml>`);
const anyNotice = fc.tuple(words, words).map(([token, account]) => noticeXml(token, account));
const anyPlain = fc.oneof(anyText, anyXml, anyNotice, fc.json());

describe('whatever comes to the address of WeCom', () => {
  it('is refused unless it is proven', async () => {
    const query = fc.dictionary(
      fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr', 'x'),
      fc.oneof(anyText, fc.constant(String(NOW / 1000))),
    );
    const method = fc.constantFrom('GET' as const, 'POST' as const);
    await fc.assert(
      fc.asyncProperty(method, query, fc.oneof(anyBytes, anyText.map(envelope)), async (how, asked, body) => {
        expect(await outcomeOf({ method: how, query: new URLSearchParams(asked), body })).toBe('401 channel.signature');
      }),
      RUNS,
    );
  });

  it('is refused with a good signature over a ciphertext that is none', async () => {
    const { query } = sealedQuery('', NOW, null);
    await fc.assert(
      fc.asyncProperty(anyBytes, async (body) => {
        expect(await outcomeOf({ query, body })).toBe('401 channel.signature');
      }),
      { numRuns: 2000 },
    );
  });

  it('is taken or called unreadable once it is proven', async () => {
    platform.answer = () => page([textEntry('wmInvented', 'm1', '你好')], 'next');
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyPlain, async (plain) => {
        const outcome = await outcomeOf(callback(plain, NOW));
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        expect(['done', 'messages', '400 channel.payload']).toContain(outcome);
      }),
      RUNS,
    );
    expect([...seen.keys()].sort()).toEqual(['400 channel.payload', 'done', 'messages']);
  });
});

describe('whatever WeCom answers', () => {
  it('is messages, or makes WeCom call again', async () => {
    const kinds = ['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'event', 'x'];
    const anyEntry = fc.record(
      {
        msgid: fc.oneof(fc.string(), fc.jsonValue()),
        origin: fc.oneof(fc.constant(3), fc.constant(3), fc.jsonValue()),
        open_kfid: fc.oneof(fc.constant(OPEN_KFID), fc.jsonValue()),
        external_userid: fc.oneof(fc.constant('wmInvented'), fc.jsonValue()),
        msgtype: fc.constantFrom(...kinds),
        text: fc.oneof(fc.record({ content: anyText }), fc.jsonValue()),
        image: fc.oneof(fc.record({ media_id: anyText }), fc.jsonValue()),
        link: fc.oneof(fc.record({ title: anyText, url: fc.jsonValue() }), fc.jsonValue()),
        location: fc.jsonValue(),
        event: fc.oneof(
          fc.record({ event_type: fc.constant('enter_session'), open_kfid: anyText, external_userid: anyText }),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ['msgtype'] },
    );
    const anyPage = fc.record({
      errcode: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.jsonValue() }),
      next_cursor: fc.oneof(fc.string(), fc.jsonValue()),
      has_more: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.jsonValue() }),
      msg_list: fc.oneof(
        { weight: 9, arbitrary: fc.array(fc.oneof(anyEntry, fc.jsonValue()), { maxLength: 4 }) },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
    });
    const anySaid: fc.Arbitrary<Said> = fc.oneof(
      { weight: 4, arbitrary: anyPage.map(json) },
      { weight: 1, arbitrary: anyBytes.map((raw) => ({ raw })) },
    );
    const notice = callback(noticeXml('ENCToken'), NOW);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anySaid, async (said) => {
        platform.answer = () => said;
        const outcome = await outcomeOf(notice);
        seen.add(outcome);
        expect(['done', 'messages', '503 channel.platform']).toContain(outcome);
      }),
      RUNS,
    );
    expect(seen.size).toBe(3);
  });
});
