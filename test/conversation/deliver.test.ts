import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliverDeps, deliverOne, startDelivering } from '../../src/conversation/deliver.ts';
import type { Outgoing, Sender, Sent } from '../../src/conversation/delivery.ts';
import { fetchOne } from '../../src/conversation/fetch-attachments.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { anOfficer } from './at-the-desk.ts';
import { stubDetector } from './stub-detector.ts';

describe('delivering', () => {
  let under: TestApp;
  let sent: Outgoing[];
  /** What the platform answers, in order; accepted when there is nothing left. */
  let answers: (Sent | Error)[];
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
    sent = [];
    answers = [];
  });
  afterEach(() => under.close());

  const deps = (idempotent = false): DeliverDeps => {
    const sender: Sender = {
      idempotent,
      async send(outgoing) {
        sent.push(outgoing);
        const answer = answers.shift() ?? { kind: 'accepted' };
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
    return { ...under.deps, random: () => 0.5, senders: new Map([['chat', sender]]), tooLong: () => new Promise<never>(() => undefined) };
  };
  const attempts = async (): Promise<number> =>
    (await under.database.query.selectFrom('outbox').select('attempts').execute()).reduce((sum, row) => sum + row.attempts, 0);
  const deliverDue = async (by: DeliverDeps): Promise<number> => {
    const before = await attempts();
    let last: number;
    do {
      last = await attempts();
      await deliverOne(by, 'chat');
    } while ((await attempts()) !== last);
    return last - before;
  };
  const write = (externalId: string, text = '[red loan] 先交钱', external = 'u1') =>
    handleMessage(under.deps, { channel: 'chat', external, externalId, text }, false);
  const states = async () =>
    (await under.database.query.selectFrom('outbox').select(['state', 'reason', 'attempts']).orderBy('position').execute()).map(
      ({ state, reason, attempts }) => `${state} ${reason} ${attempts}`,
    );
  const crash = async () => {
    await under.storage.claimDue(['chat']);
    under.clock.now += 60_000;
  };

  it('says each answer once, to him who asked', async () => {
    await write('m1');
    await write('m2', '[red loan] 先交钱', 'u2');
    expect(await deliverDue(deps())).toBe(2);
    expect(await deliverDue(deps())).toBe(0);
    expect(sent.map(({ to, judged }) => `${to} ${judged}`).sort()).toEqual(['u1 true', 'u2 true']);
    expect(await states()).toEqual(['accepted null 1', 'accepted null 1']);
  });

  it('tries again later, longer each time, and then tells the desk', async () => {
    await write('m1');
    const dead: Sent = { kind: 'later', reason: '500' };
    answers = [new Error('no route'), ...Array.from({ length: 20 }, () => dead)];
    let rounds = 0;
    for (; (await states())[0]?.startsWith('queued'); rounds++) {
      await deliverDue(deps());
      under.clock.now += 10 * 60_000;
    }
    expect(rounds).toBe(14);
    expect(await states()).toEqual(['dead 500 14']);
    expect(under.failures).toHaveLength(2);
  });

  it('waits as long as the platform asks', async () => {
    await write('m1');
    answers = [{ kind: 'later', reason: '429', afterMs: 30_000 }];
    await deliverDue(deps());
    under.clock.now += 29_999;
    expect(await deliverDue(deps())).toBe(0);
    under.clock.now += 1;
    expect(await deliverDue(deps())).toBe(1);
  });

  it('keeps the order of a conversation while the first one waits to be tried again', async () => {
    await write('m1');
    await write('m2', '[yellow] 第二条');
    answers = [{ kind: 'later', reason: '500' }];
    await deliverDue(deps());
    expect(sent).toHaveLength(1);
    under.clock.now += 5000;
    await deliverDue(deps());
    expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id, sent[2]?.id]);
    expect(sent[2]?.id).not.toBe(sent[0]?.id);
  });

  it('marks a repeat after a crash, at most once, where the platform cannot tell', async () => {
    await write('m1');
    await crash();
    await deliverDue(deps());
    expect(sent.map(({ text }) => text.startsWith('（重发）'))).toEqual([true]);
  });

  it('says it plainly where the platform itself knows what it had', async () => {
    await write('m1');
    await crash();
    await deliverDue(deps(true));
    expect(sent[0]?.text.startsWith('（重发）')).toBe(false);
  });

  it('does not call a repeat what surely did not arrive', async () => {
    await write('m1');
    answers = [{ kind: 'later', reason: '500' }];
    await deliverDue(deps());
    under.clock.now += 5000;
    await deliverDue(deps());
    expect(sent[1]?.text).toBe(sent[0]?.text);
  });

  it('does not wait for a platform that does not answer, and marks the repeat', async () => {
    await write('m1');
    let hangs = true;
    const sender: Sender = {
      idempotent: false,
      send: (outgoing) => {
        sent.push(outgoing);
        return hangs ? new Promise<never>(() => undefined) : Promise.resolve({ kind: 'accepted' });
      },
    };
    const hanging = { ...deps(), senders: new Map([['chat', sender]]), tooLong: () => Promise.resolve() };
    expect(await deliverOne(hanging, 'chat')).toBe(false);
    expect(await states()).toEqual(['queued took too long 1']);
    hangs = false;
    under.clock.now += 5000;
    await deliverOne({ ...hanging, tooLong: () => new Promise<never>(() => undefined) }, 'chat');
    expect(sent[1]?.text).toBe(`（重发）${sent[0]?.text}`);
  });

  describe('a message that cannot be read', () => {
    const spoil = (value: string) =>
      under.database.query.updateTable('messages').set({ body_sealed: value }).where('author', '=', 'bot').execute();
    /** Until the first message of the conversation is settled for good. */
    const untilSettled = async (): Promise<number> => {
      for (let rounds = 0; rounds < 30; rounds++) {
        if (!['queued', 'sending'].includes((await states())[0]?.split(' ')[0] ?? '')) return rounds;
        await deliverDue(deps());
        under.clock.now += 10 * 60_000;
      }
      return Number.POSITIVE_INFINITY;
    };

    it('is given up after as many attempts as any other, the desk hears of it, and what comes after it goes out', async () => {
      await write('m1');
      await spoil('a1.broken');
      await write('m2', '[yellow] 第二条');
      expect(await untilSettled()).toBe(14);
      await deliverDue(deps());
      expect(await states()).toEqual(['dead unreadable 14', 'accepted null 1']);
      const events = await under.database.query.selectFrom('events').select('kind').where('kind', '=', 'delivery').execute();
      expect(events).toHaveLength(1);
      expect(sent).toHaveLength(1);
    });

    it('goes out once it can be read, and does not call itself a repeat', async () => {
      await write('m1');
      const { body_sealed } = await under.database.query
        .selectFrom('messages')
        .select('body_sealed')
        .where('author', '=', 'bot')
        .executeTakeFirstOrThrow();
      await spoil('a1.broken');
      expect(await deliverOne(deps(), 'chat')).toBe(true);
      expect(await states()).toEqual(['queued unreadable 1']);
      await spoil(body_sealed);
      under.clock.now += 60_000;
      await deliverDue(deps());
      expect(sent.map(({ text }) => text.startsWith('（重发）'))).toEqual([false]);
    });

    it('is given up just so where its key cannot be opened', async () => {
      await write('m1');
      await under.database.query.updateTable('persons').set({ key_wrapped: 'a1.broken' }).execute();
      expect(await untilSettled()).toBe(14);
      expect(await states()).toEqual(['dead unreadable 14']);
    });
  });

  it('lets no slow channel hold up another, and ends what was begun before it stops', async () => {
    let release = (): void => undefined;
    const slow: Sender = {
      idempotent: false,
      send: () =>
        new Promise((resolve) => {
          release = () => resolve({ kind: 'accepted' });
        }),
    };
    await handleMessage(under.deps, { channel: 'slow', external: 'u1', externalId: 's1', text: '[red loan] 先交钱' }, false);
    await write('m1');
    const both = { ...deps(), senders: new Map([...deps().senders, ['slow', slow]]) };
    const delivering = startDelivering(both, 60_000);
    delivering.nudge();
    delivering.nudge();
    await expect.poll(() => sent.length, { timeout: 30_000 }).toBe(1);
    let stopped = false;
    const stopping = delivering.stop().then(() => {
      stopped = true;
    });
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect((await under.storage.ledger()).map(({ channel, state }) => `${channel} ${state}`)).toEqual(['chat accepted', 'slow accepted']);
  });

  it('has workers for each channel: one whose platform does not answer holds up no other, however much of it is due', async () => {
    for (let person = 0; person < 30; person++)
      await handleMessage(under.deps, { channel: 'slow', external: `s${person}`, externalId: `s${person}`, text: '[yellow] 问' }, false);
    under.clock.now += 1000;
    await write('m1');
    const held: (() => void)[] = [];
    const slow: Sender = {
      idempotent: false,
      send: () => new Promise((resolve) => held.push(() => resolve({ kind: 'later', reason: 'no route' }))),
    };
    const delivering = startDelivering({ ...deps(), senders: new Map([['slow', slow], ...deps().senders]) }, 60_000);
    for (let nudged = 0; nudged < 20; nudged++) delivering.nudge();
    await expect.poll(() => sent.map(({ to }) => to), { timeout: 30_000 }).toEqual(['u1']);
    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThan(30);
    const stopping = delivering.stop();
    for (const answer of held) answer();
    await stopping;
  });

  it('gives a platform that does not take a message a pause, and then goes on with the next one', async () => {
    await write('m1');
    await write('m2', '[yellow] 问', 'u2');
    answers = [{ kind: 'later', reason: '429' }];
    expect(await deliverOne(deps(), 'chat')).toBe(false);
    expect(await deliverOne(deps(), 'chat')).toBe(true);
    expect(sent.map(({ to }) => to)).toEqual(['u1', 'u2']);
  });

  it('says what it answers, and that an officer answers nothing', async () => {
    await handleMessage(under.deps, { channel: 'chat', external: 'u1', externalId: 'e1', text: '', joined: { scene: null } }, false);
    await write('m1', '[green human]');
    await deliverDue(deps());
    const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
    const officer = await anOfficer(under);
    await under.storage.claimCase(id, officer);
    await under.storage.sayAsOfficer(id, officer, '我是值班民警');
    await deliverDue(deps());
    expect(sent.map(({ asked }) => asked)).toEqual([{ joined: true, externalId: 'e1' }, { joined: false, externalId: 'm1' }, null]);
  });

  it('withdraws what came too late to be missed, and does not disturb the desk', async () => {
    await write('m1');
    answers = [{ kind: 'dropped', reason: 'too late' }];
    await deliverDue(deps());
    expect(await states()).toEqual(['withdrawn too late 1']);
    expect(under.failures).toEqual([]);
  });

  it('says again under another name what the platform took and then did not deliver', async () => {
    await write('m1');
    answers = [{ kind: 'accepted', platformId: 'p1' }];
    await deliverDue(deps(true));
    await under.storage.reported(['chat'], { platformId: 'p1', state: 'waiting', reason: 'fail_type 6' });
    expect(await states()).toEqual(['waiting fail_type 6 1']);
    await under.storage.releaseWaiting('chat:u1');
    answers = [{ kind: 'later', reason: '500', uncertain: true }];
    await deliverDue(deps(true));
    under.clock.now += 60_000;
    await deliverDue(deps(true));
    const [first, again, uncertain] = sent.map(({ id }) => id);
    expect(again).not.toBe(first);
    expect(uncertain).toBe(again);
    expect(await states()).toEqual(['accepted null 3']);
  });

  describe('once a human has taken over', () => {
    const STATES = ['queued', 'sending', 'accepted', 'delivered', 'waiting', 'refused', 'dead', 'withdrawn'] as const;
    const own = () => under.database.query.updateTable('conversations').set({ status: 'open' }).execute();

    it.each(STATES)('nothing of the bot goes out that is %s, neither by a sender nor in an answer', async (state) => {
      await write('m1');
      await under.database.query.updateTable('outbox').set({ state, due_at: 0 }).execute();
      await own();
      await under.storage.releaseWaiting('chat:u1');
      await under.storage.releaseToSender(['m1']);
      await deliverDue(deps());
      expect(sent).toEqual([]);
      const [row] = await under.database.query.selectFrom('outbox').select(['message_id', 'state']).execute();
      expect(await under.storage.takeForAnswer([row?.message_id ?? ''])).toEqual(new Set());
      // What was on its way when he took over is ended for good, and does not go out when the case is released.
      if (['queued', 'sending', 'waiting'].includes(state)) expect(row?.state).toBe('withdrawn');
      await under.database.query.updateTable('conversations').set({ status: 'pending' }).execute();
      await deliverDue(deps());
      expect(sent).toEqual([]);
    });

    it('what was waiting to be tried again is ended when its turn comes', async () => {
      await write('m1');
      answers = [{ kind: 'later', reason: '500' }];
      await deliverDue(deps());
      await own();
      under.clock.now += 60_000;
      await deliverDue(deps());
      expect(sent).toHaveLength(1);
      expect(await states()).toEqual(['withdrawn null 2']);
    });

    it('his own words go out', async () => {
      await write('m1', '[green human]');
      const officer = await anOfficer(under);
      const { id } = await under.database.query.selectFrom('cases').select('id').executeTakeFirstOrThrow();
      await under.storage.claimCase(id, officer);
      await under.storage.sayAsOfficer(id, officer, '我是值班民警');
      await deliverDue(deps());
      expect(sent.map(({ text }) => text)).toEqual(['我是值班民警']);
    });
  });

  it('fetches pictures from the channel that they came by, and tries again later', async () => {
    const attachments = [{ kind: 'image' as const, reference: 'media-1' }];
    await handleMessage(under.deps, { channel: 'chat', external: 'u1', externalId: 'm1', text: '', attachments }, false);
    let reachable = false;
    const media = new Map([
      [
        'chat',
        async (reference: string) => {
          if (!reachable) throw new Error('no route');
          return { type: 'image/png', bytes: new TextEncoder().encode(reference) };
        },
      ],
    ]);
    const fetching = { ...under.deps, media };
    expect(await fetchOne(fetching)).toBe(true);
    expect(await fetchOne(fetching)).toBe(false);
    reachable = true;
    under.clock.now += 5000;
    expect(await fetchOne(fetching)).toBe(true);
    const rows = await under.database.query.selectFrom('attachments').select(['state', 'size']).execute();
    expect(rows).toEqual([{ state: 'kept', size: 'media-1'.length }]);
  });
});
