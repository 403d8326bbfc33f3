import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSecret, REPLAY_WINDOW, signWebhook, verifyWebhook } from '../../src/partners/standard-webhooks.ts';

const NOW = Date.UTC(2026, 10, 20);
const encode = (text: string) => new TextEncoder().encode(text);
const secretOf = (byte: number) => newSecret((bytes) => bytes.fill(byte));

describe('Standard Webhooks', () => {
  it('signs as the public test vector says', async () => {
    // The example of the specification's own libraries.
    const signed = await signWebhook(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      1614265330_000,
    );
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(signed['webhook-timestamp']).toBe('1614265330');
  });

  it('believes what was signed with any key in use, whatever the body is', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uuid(), async (body, id) => {
        const signed = await signWebhook([secretOf(1), secretOf(2)], id, body, NOW);
        for (const one of [1, 2]) expect(await verifyWebhook([secretOf(one)], signed, encode(body), NOW)).toBe('proven');
        expect(await verifyWebhook([secretOf(3)], signed, encode(body), NOW)).toBe('wrong');
        expect(await verifyWebhook([secretOf(1)], signed, encode(`${body} `), NOW)).toBe('wrong');
        expect(await verifyWebhook([secretOf(1)], { ...signed, 'webhook-id': `${id}x` }, encode(body), NOW)).toBe('wrong');
      }),
      { numRuns: 30 },
    ));

  it.each(['', 'whsec_', `whsec_${'a'.repeat(33)}`, 'whsec_no-base64!', secretOf(1).slice(6)])(
    'has no key for %j, not even one of zeroes',
    async (secret) => {
      const forged = await signWebhook([secretOf(0)], 'm1', '{}', NOW);
      expect(await verifyWebhook([secret], forged, encode('{}'), NOW)).toBe('wrong');
      expect((await signWebhook([secret], 'm1', '{}', NOW))['webhook-signature']).toBe('');
    },
  );

  it('takes nothing that is older, or newer, than the window', async () => {
    const signed = await signWebhook([secretOf(1)], 'm1', '{}', NOW);
    const at = (now: number) => verifyWebhook([secretOf(1)], signed, encode('{}'), now);
    expect(await at(NOW + REPLAY_WINDOW)).toBe('proven');
    expect(await at(NOW - REPLAY_WINDOW)).toBe('proven');
    expect(await at(NOW + REPLAY_WINDOW + 1)).toBe('stale');
    expect(await at(NOW - REPLAY_WINDOW - 1)).toBe('stale');
  });

  it('takes no other headers', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          'webhook-id': fc.option(fc.string()),
          'webhook-timestamp': fc.option(fc.oneof(fc.string(), fc.constant(String(NOW / 1000)))),
          'webhook-signature': fc.option(fc.oneof(fc.string(), fc.constant('v1,'), fc.constant('v1,AAAA v1a,AAAA'))),
        }),
        async (headers) => {
          expect(await verifyWebhook([secretOf(1)], headers, encode('{}'), NOW)).toBe('wrong');
        },
      ),
      { numRuns: 100 },
    ));
});
