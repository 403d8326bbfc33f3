import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Received, WebhookChannel } from '../../src/channels/channel.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { CONTRACTS } from './all-contracts.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';

const SCAM = '【安全通知】您涉嫌洗钱，请立即把存款转入安全账户，不许告诉家人';
const LONG = `🔴 像诈骗：假冒公检法。不要转账，挂断电话，打96110。\n${'这一句话很长，说的是为什么要小心。'.repeat(600)}`;

describe.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  let under: TestApp;
  let channel: WebhookChannel;
  beforeEach(async () => {
    await contract.prepare?.();
    const channels = new Map<string, WebhookChannel>();
    under = await openTestApp({}, { channels });
    channel = contract.make(channelDeps(under.clock));
    channels.set(channel.id, channel);
  });
  afterEach(async () => {
    await under.close();
    await contract.close?.();
  });

  async function call(parts: Parts): Promise<Response> {
    const { method = 'POST', query = new URLSearchParams(), headers = new Headers(), body, secret } = parts;
    const path = `/webhooks/${contract.id}${secret ? `/${secret}` : ''}${query.size > 0 ? `?${query}` : ''}`;
    return under.app.request(path, { method, headers, body: method === 'GET' ? null : (body ?? null) });
  }
  const message = (parts: { messageId?: string; text?: string; now?: number } = {}) => ({
    from: '13800000001',
    messageId: '900000001',
    text: SCAM,
    now: under.clock.now,
    ...parts,
  });
  async function shown(response: Response): Promise<string | null> {
    const type = response.headers.get('content-type') ?? '';
    return contract.shown({ status: response.status, type, body: await response.text() });
  }
  /** What the citizen gets, in the HTTP answer or by the sender. */
  async function answered(response: Response): Promise<string> {
    return (await shown(response)) ?? (await under.storage.claimDue([contract.id]))?.said?.text ?? '';
  }
  const firstMessages = async (): Promise<Extract<Received, { kind: 'messages' }>> => {
    const received = await channel.receive(delivery(await contract.text(message()), under.clock.now));
    if (received.kind !== 'messages') throw new Error('the text was not taken for a message');
    return received;
  };

  it("answers a scam with red, one don't and the number, complete in the first sixty characters", async () => {
    const response = await call(await contract.text(message()));
    expect(response.status).toBe(200);
    const text = await answered(response);
    const first = text.slice(0, 60);
    expect(first).toMatch(/🔴|【红】/);
    expect(first).toMatch(/不要|别/);
    expect(first).toMatch(/96110|110/);
    expect(text).not.toMatch(/<\/?[a-z]+>|\*\*|\]\(/);
  });

  it('says the same to the same message, judged once', async () => {
    const parts = await contract.text(message());
    const first = await shown(await call(parts));
    const again = await call(parts);
    expect(again.status).toBe(200);
    expect(await shown(again)).toBe(first);
    expect(await countOf(under, 'outcomes')).toBe(1);
    expect(await countOf(under, 'outbox')).toBe(1);
  });

  it('refuses what is wrongly signed and stores nothing', async () => {
    for (const parts of [await contract.forged(message()), { body: (await contract.text(message())).body ?? new Uint8Array() }]) {
      const response = await call(parts);
      expect(response.status).toBe(401);
    }
    expect(await countOf(under, 'messages')).toBe(0);
    expect(await countOf(under, 'persons')).toBe(0);
  });

  it('refuses an old signature where the platform signs the time', async () => {
    if (contract.window === null) return;
    const past = (contract.window.seconds + 1) * 1000;
    const parts = await contract.text(message());
    under.clock.now += past;
    expect((await call(parts)).status).toBe(401);
    under.clock.now -= 2 * past;
    expect((await call(parts)).status).toBe(401);
    expect(await countOf(under, 'messages')).toBe(0);
    under.clock.now += past;
    expect((await call(parts)).status).toBe(200);
  });

  it('acknowledges what concerns nobody', async () => {
    const response = await call(await contract.unknown(under.clock.now));
    expect(response.status).toBe(200);
    expect(await countOf(under, 'messages')).toBe(0);
  });

  it('takes no more than half a megabyte', async () => {
    const parts = await contract.text(message());
    expect((await call({ ...parts, body: bytesOf('x'.repeat(512 * 1024 + 1)) })).status).toBe(413);
    expect(await countOf(under, 'messages')).toBe(0);
  });

  it('keeps to the longest text of the platform and cuts behind a sentence', async () => {
    const received = await firstMessages();
    const reply = await received.reply([LONG]);
    const text = await contract.shown(reply);
    if (!received.passive || text === null) return;
    expect(text.slice(0, 15)).toMatch(/^(?:🔴|【红】) ?像诈骗/);
    expect(text).toMatch(/[。，]$/);
    if (contract.longest && 'bytes' in contract.longest) expect(bytesOf(text).length).toBeLessThanOrEqual(contract.longest.bytes);
    if (contract.longest && 'units' in contract.longest) expect(text.length).toBeLessThanOrEqual(contract.longest.units);
  });

  it('names nobody by his telephone number', async () => {
    await call(await contract.text(message()));
    const rows = await under.database.query.selectFrom('conversations').select('id').execute();
    expect(rows).toHaveLength(1);
    if (contract.telephone) expect(rows[0]?.id).not.toContain('13800000001');
    else expect(rows[0]?.id.startsWith(`${contract.id}:`)).toBe(true);
  });

  it('acknowledges a message without a text to answer it with', async () => {
    const reply = await (await firstMessages()).reply([]);
    expect(reply.status).toBe(200);
  });
});
