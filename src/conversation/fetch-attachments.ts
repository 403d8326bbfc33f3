import type { Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import type { FetchMedia } from './delivery.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface FetchDeps {
  readonly storage: Storage;
  readonly log: Log;
  readonly now: () => number;
  readonly media: ReadonlyMap<string, FetchMedia>;
}

const WORKERS = 2;
/** Milliseconds before each further attempt; platforms keep media for days. */
const RETRIES = [5_000, 60_000, 10 * 60_000, 60 * 60_000] as const;

/**
 * Fetches one picture or voice message that a citizen sent, and keeps it sealed for the officer.
 * @returns whether there was one
 */
export async function fetchOne({ storage, log, now, media }: FetchDeps): Promise<boolean> {
  const wanted = await storage.claimAttachment([...media.keys()]);
  if (!wanted) return false;
  try {
    const { type, bytes } = await (media.get(wanted.channel) as FetchMedia)(wanted.reference);
    await storage.keepAttachment(wanted.id, type, Uint8Array.from(bytes));
  } catch (error) {
    const pause = RETRIES[wanted.attempt - 1];
    log.error({ err: error, channel: wanted.channel, attempt: wanted.attempt }, 'could not fetch a picture or a voice message');
    await storage.missAttachment(wanted.id, pause === undefined ? null : now() + pause);
  }
  return true;
}

/** Looks regularly for what is still at the platforms. */
export function startFetching(deps: FetchDeps, everyMs: number): Workers {
  const failed = (error: unknown): void => deps.log.error({ err: error }, 'fetching pictures failed; it is tried again');
  return startWorkers(() => fetchOne(deps), failed, WORKERS, everyMs);
}
