import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backOff, deliverPost, type PostDeps } from '../../src/partners/deliver-posts.ts';
import { newSecret } from '../../src/partners/standard-webhooks.ts';
import { traceOf } from '../../src/tracing.ts';
import { account, type StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import { type Behaviour, startFlakyPartner } from './flaky-partner.ts';

const SECRET = newSecret((bytes) => bytes.fill(7));
const HOUR = 3_600_000;
const silent = (): void => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

/** The same numbers every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('posts to a partner', () => {
  let under: StorageUnderTest;
  let behave: () => Behaviour = () => 'takes';
  let partner: Awaited<ReturnType<typeof startFlakyPartner>>;
  let deps: PostDeps;
  let patience: AbortController;
  beforeEach(async () => {
    under = await openTemporarySqlite();
    partner = await startFlakyPartner(
      SECRET,
      () => under.clock.now,
      () => behave(),
    );
    // No clock runs here: a server that says nothing is cut off as soon as it is known that it says nothing.
    partner.onSilence(() => patience.abort());
    const random = dice(1);
    deps = {
      storage: under.storage,
      log,
      now: () => under.clock.now,
      random,
      fetch,
      privateToo: true,
      patience: () => {
        patience = new AbortController();
        return patience.signal;
      },
    };
    await under.database.query
      .insertInto('officers')
      .values(account('admin', '管理员', 'administrator'))
      .execute();
    await under.storage.addPartner('police', { name: '公安', kind: 'police', legalBasis: '第二十条', webhook: partner.url }, 'admin');
    await under.storage.addPartnerKey('k1', 'police', SECRET, 'admin');
  });
  afterEach(async () => {
    await partner.stop();
    await under.close();
  });
  const post = (id: string) =>
    under.storage.postToPartners({ id, to: 'police', kind: 'stop-lead', subject: id, body: { number: id }, legalBasis: '第二十条' });
  const states = async () => (await under.storage.listExchanges({ direction: 'out' }, 100)).map(({ state }) => state);

  /** From one time that something is due to the next, until nothing waits any more. */
  async function run(): Promise<void> {
    for (;;) {
      while (await deliverPost(deps));
      const next = await under.database.query
        .selectFrom('partner_exchanges')
        .select(({ fn }) => fn.min('due_at').as('at'))
        .where('state', 'in', ['queued', 'sending'])
        .executeTakeFirst();
      if (next?.at == null) return;
      under.clock.now = Math.max(under.clock.now, Math.ceil(Number(next.at)));
    }
  }

  it('reach a flaky server exactly once each, by their key', async () => {
    const roll = dice(42);
    const ways: Behaviour[] = ['takes', 'refuses', 'takes-then-fails', 'takes-then-hangs-up', 'never-answers', 'signs-wrong'];
    behave = () => (roll() < 0.5 ? 'takes' : (ways[Math.floor(roll() * ways.length)] ?? 'refuses'));
    const ids = Array.from({ length: 30 }, (_, at) => `stop-${at}`);
    for (const id of ids) for (const _ of [1, 2]) await post(id);
    await run();
    expect([...partner.taken.keys()].sort()).toEqual(ids.map((id) => `${id}:police`).sort());
    expect(await states()).toEqual(ids.map(() => 'acknowledged'));
    // The server was told more than once of some: it knows them by their key.
    expect(partner.seen.requests).toBeGreaterThan(ids.length);
    expect(partner.seen.forged).toBe(0);
    for (const { body } of partner.taken.values()) expect(JSON.parse(body)).toMatchObject({ type: 'stop-lead', legalBasis: '第二十条' });
    const receipt = await under.database.query.selectFrom('partner_exchanges').select('receipt_sealed').executeTakeFirst();
    expect(receipt?.receipt_sealed).not.toBeNull();
  });

  it('are sent by one of several instances, and again when one died over it', async () => {
    behave = () => 'takes';
    for (const id of ['a', 'b', 'c']) await post(id);
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => deliverPost(deps)));
    expect([...partner.taken.values()].map(({ count }) => count)).toEqual([1, 1, 1]);
    await post('d');
    // Claimed, and never settled.
    await under.storage.claimPost();
    expect(await deliverPost(deps)).toBe(false);
    under.clock.now += 30_000;
    expect(await deliverPost(deps)).toBe(true);
    expect(partner.taken.get('d:police')?.count).toBe(1);
  });

  it('carry one trace through all attempts, which the log names when one is dead', async () => {
    behave = () => 'refuses';
    const sent: (string | null)[] = [];
    const named: unknown[] = [];
    const watching: typeof fetch = (url, init) => {
      sent.push(new Headers(init?.headers).get('traceparent'));
      return fetch(url, init);
    };
    deps = { ...deps, fetch: watching, log: { ...log, error: (fields: unknown) => void named.push(fields) } };
    await post('a');
    await run();
    const { traceId, traceparent } = await traceOf('a:police', 1);
    expect(sent[0]).toBe(traceparent);
    expect(new Set(sent).size).toBe(sent.length);
    expect(sent.every((one) => one?.startsWith(`00-${traceId}-`))).toBe(true);
    expect(named).toMatchObject([{ trace_id: traceId }]);
  });

  it('are given up after a day, not before, and the desk hears of it', async () => {
    behave = () => 'refuses';
    await post('a');
    const [begun, cursor] = [under.clock.now, await under.storage.deskCursor()];
    await run();
    expect(await states()).toEqual(['dead']);
    expect(under.clock.now - begun).toBeGreaterThanOrEqual(24 * HOUR);
    expect(under.clock.now - begun).toBeLessThanOrEqual(25 * HOUR);
    expect(await under.storage.deskEventsAfter(cursor)).not.toBeNull();
  });

  it('have another whole day when somebody sends a dead one again', async () => {
    behave = () => 'refuses';
    await post('a');
    await run();
    under.clock.now += 48 * HOUR;
    const begun = under.clock.now;
    expect(await under.storage.sendAgain('a:police', 'admin')).toBe(true);
    await run();
    expect(await states()).toEqual(['dead']);
    expect(under.clock.now - begun).toBeGreaterThanOrEqual(24 * HOUR);
    await under.storage.sendAgain('a:police', 'admin');
    under.clock.now += 23 * HOUR;
    behave = () => 'takes';
    await run();
    expect(await states()).toEqual(['acknowledged']);
  });

  /** Tries whenever something is due, and whatever comes of it. */
  async function meanwhile(hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour += 1) {
      under.clock.now += HOUR;
      await deliverPost(deps);
    }
  }

  it('wait for a key, however long it takes', async () => {
    behave = () => 'takes';
    await under.storage.endPartnerKey('k1', 'police', 'admin');
    await post('a');
    await deliverPost(deps);
    await meanwhile(72);
    expect(await under.storage.listExchanges({}, 1)).toMatchObject([{ state: 'queued', reason: 'no-key' }]);
    await under.storage.addPartnerKey('k2', 'police', SECRET, 'admin');
    await meanwhile(1);
    expect(await states()).toEqual(['acknowledged']);
  });

  it('wait while the partner is switched off, for a day as for any other that is not there', async () => {
    behave = () => 'takes';
    await post('a');
    await under.storage.setPartnerClosed('police', 1, true, 'admin');
    await deliverPost(deps);
    expect(await under.storage.listExchanges({}, 1)).toMatchObject([{ state: 'queued', reason: 'switched-off' }]);
    await under.storage.setPartnerClosed('police', 2, false, 'admin');
    await meanwhile(1);
    expect(await states()).toEqual(['acknowledged']);
    await post('b');
    await under.storage.setPartnerClosed('police', 3, true, 'admin');
    await meanwhile(23);
    expect((await states()).sort()).toEqual(['acknowledged', 'queued']);
    await meanwhile(2);
    expect((await states()).sort()).toEqual(['acknowledged', 'dead']);
    expect(partner.taken.size).toBe(1);
  });

  it('are acknowledged by an answer that is too long to be a receipt, signed or not', async () => {
    behave = () => 'answers-at-length';
    await post('a');
    await run();
    expect(await states()).toEqual(['acknowledged']);
    expect(partner.seen.requests).toBe(1);
  });

  it('come again after longer and longer, by chance between half and whole', () => {
    for (const attempt of [1, 2, 5, 10, 50, 1000]) {
      expect(backOff(attempt, 0) * 2).toBe(backOff(attempt, 1));
      expect(backOff(attempt, 1)).toBeLessThanOrEqual(HOUR);
    }
    expect([1, 2, 3].map((attempt) => backOff(attempt, 1))).toEqual([2000, 4000, 8000]);
  });
});
