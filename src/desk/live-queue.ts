import type { QueuedCase } from '../storage/desk-cases.ts';
import type { Storage } from '../storage/storage.ts';

/** The queue as it stood at one event. */
export interface Snapshot {
  /** The newest event that it has in it. */
  readonly cursor: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly cases: readonly QueuedCase[];
}

interface LiveQueueDeps {
  readonly storage: Pick<Storage, 'queue' | 'deskCursor' | 'deskEventsAfter'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** Times run on without any event, and what says nothing of itself is seen all the same. Milliseconds. */
const OLDEST = 1000;

export type LiveQueue = ReturnType<typeof createLiveQueue>;

/** The queue, read from the database once per change, however many pages ask for it. */
export function createLiveQueue({ storage, now }: LiveQueueDeps) {
  let last: Snapshot | null = null;
  let reading: { readonly cursor: number; readonly snapshot: Promise<Snapshot> } | null = null;

  async function read(cursor: number): Promise<Snapshot> {
    const snapshot = { at: now(), cursor, cases: await storage.queue() };
    if (last === null || last.cursor <= cursor) last = snapshot;
    return snapshot;
  }

  return {
    /**
     * With everything in it that has happened until now; or, where the asker knows what he waits for, with that at least.
     * @param atLeast an event's cursor
     */
    async read(atLeast?: number): Promise<Snapshot> {
      const age = last === null ? OLDEST : now() - last.at;
      if (last !== null && age < OLDEST) {
        if (atLeast !== undefined && last.cursor >= atLeast) return last;
        if ((await storage.deskEventsAfter(last.cursor)) === null) return last;
      }
      // The cursor first: what happens while the queue is read belongs to the next one.
      const cursor = await storage.deskCursor();
      if (reading !== null && reading.cursor >= cursor) return reading.snapshot;
      const snapshot = read(cursor);
      const mine = { cursor, snapshot };
      reading = mine;
      try {
        return await snapshot;
      } finally {
        if (reading === mine) reading = null;
      }
    },
  };
}
