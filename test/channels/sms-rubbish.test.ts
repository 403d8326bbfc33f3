import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { bytesOf, type ChannelContract, channelDeps, delivery, type Parts } from './channel-contract.ts';
import * as aliyun from './contract-aliyun.ts';
import * as android from './contract-android-sms-gateway.ts';
import * as generic from './contract-generic.ts';
import * as httpsms from './contract-httpsms.ts';
import * as smsforwarder from './contract-smsforwarder.ts';
import * as tencent from './contract-tencent.ts';
import * as twilio from './contract-twilio.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const RUNS = { numRuns: 10_000 };

/** Half of them ours, so that the parser is reached with something to parse. */
const word = fc.oneof(
  fc.constantFrom('', '13800001234', '+8613800001234', '10086', '您好', '发件人：95533\n内容：您好', 'STOP', '__proto__', '\ud800', '5'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const value = fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
const bytes = fc.uint8Array({ maxLength: 200 }).map((drawn) => Uint8Array.from(drawn));

/** An object with some of the fields that the platform has, and anything in them. */
function objectOf(...names: string[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: word }), value, {
    maxKeys: 8,
  });
}
function formOf(...names: string[]): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: word }), word, { maxKeys: 8 });
}
const wellFormed = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, content]) => [name.toWellFormed(), content.toWellFormed()]));

const twilioForm = formOf('MessageSid', 'From', 'Body', 'NumMedia', 'MediaUrl0', 'MediaContentType0', 'OptOutType', 'MessageStatus');
const upLink = objectOf('phone_number', 'content', 'send_time', 'sequence_id').map((changes) => aliyun.upLink(changes));
const reply = objectOf('mobile', 'nationcode', 'text', 'time', 'sign').map((changes) => tencent.replied(changes));
const forwarded = formOf('from', 'content', 'msg', 'org_content');
const androidEvent = objectOf('sender', 'phoneNumber', 'message', 'messageId').map((payload) => android.received(payload));
const httpsmsEvent = objectOf('contact', 'message_id', 'content', 'encrypted').map((data) => httpsms.received(data));
const stamp = smsforwarder.signedAt(NOW);

const SIGNED: readonly (readonly [ChannelContract, fc.Arbitrary<Parts>])[] = [
  [
    twilio.contract,
    fc.oneof(
      twilioForm.map((fields) => twilio.signedForm(twilio.smsFields(wellFormed(fields)))),
      twilioForm.map((fields) => twilio.signedForm(wellFormed(fields))),
      bytes.map((body) => twilio.signedOther(body)),
    ),
  ],
  [
    aliyun.contract,
    fc.oneof(
      fc.array(fc.oneof(upLink, value), { maxLength: 4 }).map((items) => aliyun.pushed(items)),
      value.map((content) => aliyun.pushed(content)),
      bytes.map((body) => aliyun.pushedBytes(body)),
    ),
  ],
  [
    tencent.contract,
    fc.oneof(
      reply.map((content) => tencent.pushed(content)),
      value.map((content) => tencent.pushed(content)),
      bytes.map((body) => tencent.pushedBytes(body)),
    ),
  ],
  [
    smsforwarder.contract,
    fc.oneof(
      forwarded.map((fields) => smsforwarder.form({ ...fields, ...stamp })),
      objectOf('from', 'content', 'msg', 'org_content', 'sign', 'timestamp').map((fields) => smsforwarder.json({ ...stamp, ...fields })),
      bytes.map((body) => smsforwarder.withType(body, 'application/x-www-form-urlencoded')),
      bytes.map((body) => smsforwarder.withType(Uint8Array.from([0x7b, ...body]), 'application/json')),
    ),
  ],
  [
    android.contract,
    fc.oneof(
      androidEvent.map((content) => android.event(content, NOW)),
      objectOf('event', 'id', 'payload').map((content) => android.event({ event: 'sms:received', ...content }, NOW)),
      bytes.map((body) => android.eventBytes(body, NOW)),
    ),
  ],
  [
    httpsms.contract,
    fc.oneof(
      httpsmsEvent.map((content) => httpsms.event(content, NOW)),
      objectOf('type', 'data').map((content) => httpsms.event(content, NOW)),
      bytes.map((body) => httpsms.eventBytes(body, httpsms.token(httpsms.claimsAt(NOW)))),
      objectOf('aud', 'iss', 'exp', 'nbf').map((claims) =>
        httpsms.eventBytes(bytesOf('{}'), httpsms.token({ ...httpsms.claimsAt(NOW), ...claims })),
      ),
    ),
  ],
  [
    generic.contract,
    fc.oneof(
      objectOf('from', 'text', 'sender').map((content) => generic.webhook({ from: 'citizen-1', text: '您好', ...content }, NOW)),
      value.map((content) => generic.webhook(content, NOW)),
      bytes.map((body) => generic.webhookBytes(body, NOW)),
    ),
  ],
];

describe.each(SIGNED.map(([contract, signed]) => [contract.id, contract, signed] as const))('%s', (id, contract, signed) => {
  const channel = contract.make(channelDeps({ now: NOW }));

  /** A 4xx of our own, or null and what came was taken. */
  async function refusal(parts: Parts): Promise<number | null> {
    try {
      const received = await channel.receive(delivery(parts, NOW));
      if (received.kind === 'messages') {
        for (const message of received.messages) {
          expect(message.channel).toBe(id);
          expect(message.external).not.toBe('');
          expect(message.externalId).not.toBe('');
          expect(message.external).not.toBe(message.address);
        }
        expect((await received.reply(['🔴 <别转账>'])).status).toBe(200);
      } else expect(received.reply.status).toBe(200);
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect([400, 401]).toContain(error.status);
      return error.status;
    }
  }

  it('takes or refuses whatever is rightly signed, and reads some of it', async () => {
    const seen = new Set<number | null>();
    await fc.assert(
      fc.asyncProperty(signed, async (parts) => {
        seen.add(await refusal(parts));
      }),
      RUNS,
    );
    expect(seen).toContain(null);
    expect(seen).toContain(400);
  });

  it('refuses whatever is not', async () => {
    const header = fc.constantFrom(
      'x-twilio-signature',
      'x-signature',
      'x-timestamp',
      'authorization',
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
      'content-type',
    );
    const text = fc.string({ maxLength: 60 }).map((drawn) => drawn.trim());
    const headers = fc.dictionary(
      header,
      fc.oneof(
        text,
        text.map((drawn) => `Bearer ${drawn}`),
        text.map((drawn) => `v1,${drawn}`),
      ),
    );
    const parts = fc.record({
      body: fc.oneof(
        bytes,
        value.map((content) => bytesOf(JSON.stringify(content))),
      ),
      headers: headers.map((given) => new Headers(given)),
      query: fc.dictionary(fc.constantFrom('bodySHA256', 'a'), text).map((given) => new URLSearchParams(given)),
      secret: fc.oneof(fc.constant(null), text),
      method: fc.constantFrom('GET' as const, 'POST' as const),
    });
    await fc.assert(
      fc.asyncProperty(parts, async (drawn) => {
        expect(await refusal(drawn)).toBe(401);
      }),
      RUNS,
    );
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{"a":'.repeat(20_000)],
    ['fields', 'a=1&'.repeat(25_000)],
    ['percent signs', '%'.repeat(100_000)],
    ['blanks', ' '.repeat(100_000)],
  ])('refuses or ignores a hundred kilobytes of %s', async (_, text) => {
    const body = bytesOf(text);
    const parts: Record<string, Parts> = {
      twilio: twilio.signedOther(body),
      aliyun: aliyun.pushedBytes(body),
      tencent: tencent.pushedBytes(body),
      smsforwarder: smsforwarder.withType(body, 'application/x-www-form-urlencoded'),
      'android-sms-gateway': android.eventBytes(body, NOW),
      httpsms: httpsms.eventBytes(body, httpsms.token(httpsms.claimsAt(NOW))),
      generic: generic.webhookBytes(body, NOW),
    };
    expect([null, 400, 401]).toContain(await refusal(parts[id] ?? {}));
  });
});
