import { describe, expect, it } from 'vitest';
import { createLiveQueue, type LiveQueue } from '../../src/desk/live-queue.ts';
import { changeBetween, createPulse, type News, type Pause, type PulseDeps } from '../../src/desk/pulse.ts';
import type { QueuedCase } from '../../src/storage/desk-cases.ts';

const SOME: QueuedCase = {
  id: 'c1',
  number: 'A000001',
  urgency: 'P0',
  reason: 'emergency',
  status: 'waiting',
  channel: 'web',
  owner: null,
  createdAt: 0,
  lastFromCitizenAt: 0,
  colour: null,
  type: null,
  stage: null,
  waitingSince: 0,
  wantedRole: null,
  returnedAt: null,
  busyUntil: null,
  mergedInto: null,
  community: null,
  guarded: false,
  unheard: false,
};

/** A desk whose events, clock and pauses the test holds in its hand, and which counts what it is asked. */
function desk() {
  const state = { seq: 1, now: 1000, cases: [SOME] as readonly QueuedCase[], reads: 0, polls: 0, returns: 0, paused: 0, failing: false };
  const storage = {
    queue: async () => {
      state.reads += 1;
      return state.cases;
    },
    deskCursor: async () => state.seq,
    deskEventsAfter: async (cursor: number) => {
      if (state.failing) throw new Error('the disk is gone');
      state.polls += 1;
      return state.seq > cursor ? state.seq : null;
    },
    casesTouched: async () => state.cases.map(({ id }) => id),
    returnLapsed: async () => {
      state.returns += 1;
    },
  };
  const queue: LiveQueue = createLiveQueue({ storage, now: () => state.now });
  let wake: (() => void) | null = null;
  const seen: (() => void)[] = [];
  const pause: Pause = () => {
    state.paused += 1;
    const over = new Promise<void>((resolve) => {
      wake = resolve;
    });
    for (const tell of seen.splice(0)) tell();
    return { over, cutShort: () => wake?.() };
  };
  const warned: unknown[] = [];
  const closing = new AbortController();
  const deps: PulseDeps = { storage, queue, closing: closing.signal, log: { warn: (first: unknown) => void warned.push(first) }, pause };
  /** Fulfilled once the pulse rests. */
  const resting = (): Promise<void> => new Promise((resolve) => seen.push(resolve));
  return {
    state,
    queue,
    closing,
    warned,
    pulse: createPulse(deps),
    resting,
    async beat(): Promise<void> {
      const rests = resting();
      wake?.();
      await rests;
    },
    change(cases: readonly QueuedCase[]): void {
      state.seq += 1;
      state.cases = cases;
    },
  };
}

function ear() {
  const heard: News[] = [];
  const state = { ended: false };
  return {
    heard,
    state,
    listener: {
      hear: (news: News) => void heard.push(news),
      end: () => {
        state.ended = true;
      },
    },
  };
}

describe('the pulse', () => {
  it('polls once for all who listen, and reads the queue once per change', async () => {
    const { pulse, state, beat, resting, change } = desk();
    const ears = Array.from({ length: 300 }, ear);
    const first = resting();
    for (const { listener } of ears) pulse(listener);
    await first;
    const { polls, reads } = state;
    change([SOME, { ...SOME, id: 'c2' }]);
    await beat();
    await beat();
    expect([state.polls - polls, state.reads - reads]).toEqual([3, 1]);
    for (const { heard } of ears)
      expect(heard).toMatchObject([
        { kind: 'standing', cursor: 1, waiting: [{ id: 'c1' }] },
        { kind: 'changed', cursor: 2, waiting: [{ id: 'c2' }], taken: [], touched: ['c1', 'c2'] },
      ]);
  });

  it('tells a newcomer how it stands before it tells what changes', async () => {
    const { pulse, beat, resting, change } = desk();
    const first = resting();
    pulse(ear().listener);
    await first;
    const late = ear();
    change([{ ...SOME, id: 'c2' }]);
    pulse(late.listener);
    await beat();
    change([]);
    await beat();
    expect(late.heard).toMatchObject([
      { kind: 'standing', cursor: 1, waiting: [{ id: 'c1' }] },
      { kind: 'changed', cursor: 2, waiting: [{ id: 'c2' }], taken: ['c1'] },
      { kind: 'changed', cursor: 3, waiting: [], taken: ['c2'] },
    ]);
  });

  it('rests while nobody listens, and begins again with the next one', async () => {
    const { pulse, state, beat, resting } = desk();
    const first = resting();
    const [leave, leaveToo] = [pulse(ear().listener), pulse(ear().listener)];
    await first;
    leave();
    await beat();
    leaveToo();
    const { polls, paused } = state;
    await Promise.resolve();
    expect([state.polls, state.paused]).toEqual([polls, paused]);
    const rests = resting();
    const again = ear();
    pulse(again.listener);
    await rests;
    expect(again.heard).toMatchObject([{ kind: 'standing' }]);
  });

  it('ends with the server, and tells who listens', async () => {
    const { pulse, closing, state, resting } = desk();
    const [first, rests] = [ear(), resting()];
    pulse(first.listener);
    await rests;
    closing.abort();
    expect(first.state.ended).toBe(true);
    const { polls } = state;
    const late = ear();
    pulse(late.listener);
    expect([late.state.ended, state.polls]).toEqual([true, polls]);
  });

  it('goes on after a failure, and complains of a row of them once', async () => {
    const { pulse, state, beat, resting, change, warned } = desk();
    const [first, rests] = [ear(), resting()];
    pulse(first.listener);
    await rests;
    state.failing = true;
    await beat();
    await beat();
    state.failing = false;
    change([]);
    await beat();
    expect(warned).toHaveLength(1);
    expect(first.heard).toMatchObject([{ kind: 'standing' }, { kind: 'changed', taken: ['c1'] }]);
  });

  it('gives signs of life, and sends back what was left lying', async () => {
    const { pulse, state, beat, resting } = desk();
    const [first, rests] = [ear(), resting()];
    pulse(first.listener);
    await rests;
    for (let count = 1; count < 33; count++) await beat();
    expect(first.heard.map(({ kind }) => kind)).toEqual(['standing', 'beat']);
    expect(state.returns).toBe(8);
  });
});

describe('what changed between two states of the queue', () => {
  const at = (cases: readonly QueuedCase[], cursor = 1) => ({ cursor, at: 0, cases });
  const claimed: QueuedCase = { ...SOME, status: 'claimed', owner: { id: 'o1', display: '王警官' } };
  it.each([
    ['nothing', [SOME], [SOME], [], []],
    ['a new case', [], [SOME], ['c1'], []],
    ['one that was claimed', [SOME], [claimed], [], ['c1']],
    ['one that was closed', [SOME], [], [], ['c1']],
    ['one that waits again', [claimed], [SOME], ['c1'], []],
    ['one that became more urgent', [{ ...SOME, urgency: 'P2' }], [SOME], ['c1'], []],
    ['one that became no more urgent', [SOME], [{ ...SOME, urgency: 'P2' }], [], []],
    ['one that came back', [SOME], [{ ...SOME, returnedAt: 5 }], ['c1'], []],
    ['one that was handed on', [SOME], [{ ...SOME, wantedRole: 'supervisor' }], ['c1'], []],
    ['one that a colleague works on', [claimed], [{ ...claimed, lastFromCitizenAt: 9 }], [], []],
  ] as const)('%s', (_, before, after, waiting, taken) => {
    const change = changeBetween(at(before), at(after, 2));
    expect([change.cursor, change.waiting.map(({ id }) => id), change.taken]).toEqual([2, waiting, taken]);
  });
});

describe('the live queue', () => {
  it('is read once, however many ask at once and until something changes', async () => {
    const { queue, state, change } = desk();
    const all = await Promise.all(Array.from({ length: 50 }, () => queue.read()));
    expect([new Set(all).size, state.reads]).toEqual([1, 1]);
    await queue.read();
    expect(state.reads).toBe(1);
    change([]);
    expect((await queue.read()).cases).toEqual([]);
    expect(state.reads).toBe(2);
  });

  it('asks the database for nothing when it has what the asker waits for', async () => {
    const { queue, state, change } = desk();
    await queue.read();
    change([]);
    const { polls } = state;
    expect((await queue.read(1)).cursor).toBe(1);
    expect([state.reads, state.polls]).toEqual([1, polls]);
    expect((await queue.read(2)).cursor).toBe(2);
  });

  it('is never older than a second', async () => {
    const { queue, state } = desk();
    await queue.read();
    state.cases = [];
    state.now += 999;
    expect((await queue.read()).cases).toHaveLength(1);
    state.now += 1;
    expect((await queue.read(1)).cases).toEqual([]);
  });
});
