import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { startSweeper, sweep } from '../../src/conversation/sweeper.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { stubDetector } from './stub-detector.ts';

const MESSAGE = { channel: 'sms', external: '15000001234', externalId: 'x1', text: '[red loan] 先交钱' };

describe('the one path of a message', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
  });
  afterEach(() => under.close());

  const cases = () => under.database.query.selectFrom('cases').select(['number', 'urgency', 'reason']).execute();

  it('is the same for every channel: stored, judged, answered, queued', async () => {
    const answer = await handleMessage(under.deps, MESSAGE, false);
    expect(answer).toMatchObject({ status: 'pending', escalated: false, messages: [{ author: 'bot', verdict: { verdict: 'red' } }] });
    const [outbox] = await under.database.query.selectFrom('outbox').select(['channel', 'state']).execute();
    expect(outbox).toEqual({ channel: 'sms', state: 'queued' });
    expect(await under.storage.eventsAfter('sms:15000001234', 0)).toHaveLength(1);
  });

  it('marks what goes out in the HTTP answer as delivered', async () => {
    await handleMessage(under.deps, MESSAGE, true);
    expect(await under.database.query.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'delivered' }]);
  });

  it('keeps what the officer must know, sealed, when a human is called', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[red emergency paid other] 我妈转了钱' }, true);
    expect(await cases()).toEqual([{ number: expect.stringMatching(/^A\d{6}$/), urgency: 'P0', reason: 'emergency: paid' }]);
    const [row] = await under.database.query.selectFrom('cases').select('facts_sealed').execute();
    const person = await under.database.query.selectFrom('persons').select('key_wrapped').executeTakeFirstOrThrow();
    expect(row?.facts_sealed).not.toContain('paid');
    expect(person.key_wrapped).not.toBeNull();
  });

  it('writes down for statistics what was judged, and nothing of the text', async () => {
    await handleMessage(under.deps, MESSAGE, true);
    const [row] = await under.database.query.selectFrom('outcomes').selectAll().execute();
    expect(row).toMatchObject({ colour: 'red', type: 'loan', intent: 'forward', stage: 'seen', escalated: 0, turn: 1 });
    expect(JSON.stringify(row)).not.toContain('先交钱');
  });

  it('answers yellow and calls a human when the analysis throws', async () => {
    const answer = await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    expect(answer).toMatchObject({ escalated: true, messages: [{ text: expect.stringMatching(/^🟡/), verdict: { verdict: 'yellow' } }] });
    expect(await cases()).toMatchObject([{ urgency: 'P2', reason: 'analysis failed' }]);
    expect(under.failures).toHaveLength(1);
    const again = await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    expect(again).toEqual(answer);
  });

  it('goes on where the analysis failed before', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[throws]' }, true);
    const next = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x2' }, true);
    expect(next).toMatchObject({ escalated: true, messages: [{ verdict: { verdict: 'red' } }] });
    expect(await cases()).toHaveLength(1);
  });

  it('raises a running case that a human owns, without a word of the bot', async () => {
    await handleMessage(under.deps, { ...MESSAGE, text: '[green human] 转人工' }, true);
    await under.database.query.updateTable('conversations').set({ status: 'open' }).execute();
    const answer = await handleMessage(under.deps, { ...MESSAGE, externalId: 'x2', text: '[red emergency paid] 转了' }, true);
    expect(answer).toEqual({ messages: [], status: 'open', escalated: true });
    expect(await cases()).toMatchObject([{ urgency: 'P0' }]);
    expect(await countOf(under, 'outbox')).toBe(1);
  });

  it('gives up politely when others are always faster, and loses nothing', async () => {
    const storage = { ...under.storage, saveOutcome: async () => 'overtaken' as const };
    const busy = handleMessage({ ...under.deps, storage }, MESSAGE, true);
    await expect(busy).rejects.toMatchObject({ code: 'conversation.busy', status: 503 });
    expect(await sweep(under.deps, under.clock.now + 1)).toBe(1);
    expect(await handleMessage(under.deps, MESSAGE, true)).toMatchObject({ messages: [{ verdict: { verdict: 'red' } }] });
  });

  describe('after a crash', () => {
    async function leave(count: number): Promise<void> {
      await under.storage.ensureConversation('web:c', 'web');
      for (let index = 0; index < count; index++) {
        await under.storage.saveIncoming({
          channel: 'web',
          conversationId: 'web:c',
          externalId: `left-${index}`,
          text: `[yellow loan] ${index}`,
        });
        under.clock.now += 1;
      }
    }

    it('is finished by the sweeper, each message once, though several sweep at once', async () => {
      await leave(12);
      await Promise.all([1, 2, 3].map(() => sweep(under.deps, under.clock.now + 1)));
      expect(await countOf(under, 'outcomes')).toBe(12);
      expect(await countOf(under, 'outbox')).toBe(12);
      expect(await sweep(under.deps, under.clock.now + 1)).toBe(0);
    });

    it('is finished although one message cannot be', async () => {
      await leave(3);
      await under.database.query.updateTable('messages').set({ body_sealed: 'damaged' }).where('external_id', '=', 'left-0').execute();
      expect(await sweep(under.deps, under.clock.now + 1)).toBe(2);
      expect(under.failures).toHaveLength(1);
    });

    it('leaves to others what has only just come', async () => {
      await leave(2);
      expect(await sweep(under.deps, under.clock.now - 1)).toBe(1);
    });

    it('is finished at the start, by whoever starts', async () => {
      await leave(2);
      const done = new Promise<unknown>((resolve) => {
        const log = { ...under.deps.log, info: (facts: unknown) => resolve(facts) };
        const stop = startSweeper({ ...under.deps, log }, () => under.clock.now, 1_000_000);
        stop();
      });
      expect(await done).toEqual({ concluded: 2 });
    });
  });
});
