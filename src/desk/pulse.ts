import type { Log } from '../log.ts';
import type { QueuedCase } from '../storage/desk-cases.ts';
import type { Storage } from '../storage/storage.ts';
import type { LiveQueue, Snapshot } from './live-queue.ts';

/** What all open consoles hear. */
export type News =
  /** The first thing that a listener hears: how it stands. */
  | { readonly kind: 'standing'; readonly cursor: number; readonly waiting: readonly QueuedCase[] }
  /** Something of some case has changed. */
  | {
      readonly kind: 'changed';
      readonly cursor: number;
      /** Waits for somebody now and did not before, or is more urgent than before. */
      readonly waiting: readonly QueuedCase[];
      /** Ids: claimed or closed since. */
      readonly taken: readonly string[];
      /** Ids: whatever it was, it happened to these. */
      readonly touched: readonly string[];
    }
  /** Nothing, but the line is alive. */
  | { readonly kind: 'beat' };

interface Listener {
  /** Must neither throw nor wait. */
  readonly hear: (news: News) => void;
  /** The server shuts down. */
  readonly end: () => void;
}

/** @returns how one stops to listen */
export type Pulse = (listener: Listener) => () => void;

export interface PulseDeps {
  readonly storage: Pick<Storage, 'deskEventsAfter' | 'casesTouched'> &
    Partial<Pick<Storage, 'onNews'>> & { readonly returnLapsed: () => Promise<unknown> };
  readonly queue: LiveQueue;
  readonly closing: AbortSignal;
  readonly log: Pick<Log, 'warn'>;
  /** Tests give their own. */
  readonly pause?: Pause;
}

interface Waiting {
  readonly over: Promise<void>;
  readonly cutShort: () => void;
}
/** @param ms milliseconds */
export type Pause = (ms: number) => Waiting;

const POLL_MS = 300;
/** Proxies cut silent connections after a minute, and a page in the background rings by it. */
const BEAT_POLLS = 33;
/** About once a second, cases that their owners have left lying go back to the queue. */
const RETURN_POLLS = 4;

/** One poll of the events for all consoles of this process, and none while nobody listens. */
export function createPulse({ storage, queue, closing, log, pause = timer }: PulseDeps): Pulse {
  const listeners = new Map<Listener, { told: boolean }>();
  let known: Snapshot | null = null;
  let resting: Waiting | null = null;
  let running = false;
  let failing = false;
  /** Something was written while it was polling. */
  let heard = false;

  async function poll(count: number): Promise<void> {
    if (count % RETURN_POLLS === 0) await storage.returnLapsed();
    const before = known;
    if (before === null) known = await queue.read();
    else {
      const newest = await storage.deskEventsAfter(before.cursor);
      if (newest !== null) {
        const after = await queue.read(newest);
        const news = { ...changeBetween(before, after), touched: await storage.casesTouched(before.cursor, after.cursor) };
        known = after;
        for (const [{ hear }, { told }] of listeners) if (told) hear(news);
      }
    }
    greet(known);
    if (count % BEAT_POLLS === BEAT_POLLS - 1) for (const { hear } of listeners.keys()) hear({ kind: 'beat' });
  }

  /** Whoever is new hears everything that waits; from then on what changes, with nothing lost in between. */
  function greet(snapshot: Snapshot | null): void {
    const fresh = [...listeners].filter(([, { told }]) => !told);
    if (snapshot === null || fresh.length === 0) return;
    const waiting = snapshot.cases.filter(({ status }) => status === 'waiting');
    const standing: News = { kind: 'standing', cursor: snapshot.cursor, waiting };
    for (const [listener, state] of fresh) {
      state.told = true;
      listener.hear(standing);
    }
  }

  async function run(): Promise<void> {
    const deafen = storage.onNews?.(({ conversations }) => {
      if (conversations.size === 0) return;
      heard = true;
      resting?.cutShort();
    });
    for (let count = 1; listeners.size > 0 && !closing.aborted; count++) {
      try {
        await poll(count);
        failing = false;
      } catch (error) {
        // Once, not three times a second; the next poll tries again.
        if (!failing) log.warn({ err: error }, 'the desk does not hear what changes; it is tried again');
        failing = true;
      }
      if (listeners.size === 0 || closing.aborted) break;
      if (!heard) {
        resting = pause(POLL_MS);
        await resting.over;
        resting = null;
      }
      heard = false;
    }
    deafen?.();
    known = null;
    running = false;
  }

  closing.addEventListener('abort', () => {
    resting?.cutShort();
    for (const { end } of listeners.keys()) end();
    listeners.clear();
  });

  return (listener) => {
    if (closing.aborted) {
      listener.end();
      return () => undefined;
    }
    listeners.set(listener, { told: false });
    greet(known);
    if (!running) {
      running = true;
      void run();
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) resting?.cutShort();
    };
  };
}

/** What waits now and did not before, and what waits no more. Pure. */
export function changeBetween(before: Snapshot, after: Snapshot): Omit<News & { readonly kind: 'changed' }, 'touched'> {
  const waited = new Map(before.cases.filter(({ status }) => status === 'waiting').map((one) => [one.id, one]));
  const waits = after.cases.filter(({ status }) => status === 'waiting');
  const still = new Set(waits.map(({ id }) => id));
  return {
    kind: 'changed',
    cursor: after.cursor,
    waiting: waits.filter((one) => calls(waited.get(one.id), one)),
    taken: [...waited.keys()].filter((id) => !still.has(id)),
  };
}

function calls(before: QueuedCase | undefined, now: QueuedCase): boolean {
  if (before === undefined) return true;
  return now.urgency < before.urgency || now.returnedAt !== before.returnedAt || now.wantedRole !== before.wantedRole;
}

function timer(ms: number): Waiting {
  let cutShort = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const timeout = setTimeout(resolve, ms);
    cutShort = () => {
      clearTimeout(timeout);
      resolve();
    };
  });
  return { over, cutShort };
}
