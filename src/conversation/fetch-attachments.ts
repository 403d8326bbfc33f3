import type { Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import { type Rounds, startRounds } from './rounds.ts';

/** A platform's media, fetched from its own API only. @throws when it cannot be had now */
export type FetchMedia = (reference: string) => Promise<{ readonly type: string; readonly bytes: Uint8Array }>;

export interface FetchDeps {
  readonly storage: Storage;
  readonly log: Log;
  readonly now: () => number;
  readonly media: ReadonlyMap<string, FetchMedia>;
}

/** Milliseconds before each further attempt; platforms keep media for days. */
const RETRIES = [5_000, 60_000, 10 * 60_000, 60 * 60_000] as const;

/** Fetches what citizens sent as pictures and voice, and keeps it sealed for the officer. Returns how many were kept. */
export async function fetchAttachments({ storage, log, now, media }: FetchDeps): Promise<number> {
  const channels = [...media.keys()];
  let kept = 0;
  for (let wanted = await storage.claimAttachment(channels); wanted; wanted = await storage.claimAttachment(channels)) {
    try {
      const { type, bytes } = await (media.get(wanted.channel) as FetchMedia)(wanted.reference);
      await storage.keepAttachment(wanted.id, type, Uint8Array.from(bytes));
      kept++;
    } catch (error) {
      const pause = RETRIES[wanted.attempt - 1];
      log.error({ err: error, channel: wanted.channel, attempt: wanted.attempt }, 'could not fetch a picture or a voice message');
      await storage.missAttachment(wanted.id, pause === undefined ? null : now() + pause);
    }
  }
  return kept;
}

/** Looks regularly for what is still at the platforms. */
export function startFetching(deps: FetchDeps, everyMs: number): Rounds {
  return startRounds(
    () => fetchAttachments(deps),
    (error) => deps.log.error({ err: error }, 'fetching pictures failed; the next round tries again'),
    everyMs,
  );
}
