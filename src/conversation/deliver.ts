import type { Log } from '../log.ts';
import type { DueMessage, Settled } from '../storage/outbox.ts';
import type { Storage } from '../storage/storage.ts';
import type { Sender, Sent } from './delivery.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface DeliverDeps {
  readonly storage: Storage;
  readonly log: Log;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** 0 to 1, for the jitter of the retries. */
  readonly random: () => number;
  readonly senders: ReadonlyMap<string, Sender>;
  /** Fulfilled when an attempt that began now has taken too long; before its claim is lost. */
  readonly tooLong: () => Promise<void>;
}

/** Milliseconds before the second attempt; doubled for each further one, up to the longest. */
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 10 * 60_000;
/** Attempts, within half an hour to an hour, after which the desk must know. */
const MOST_ATTEMPTS = 14;
/** Sent at the same time by each channel, which has workers of its own: a platform that does not answer holds up no other. */
const WORKERS = 4;
/** What stands before a text that may have arrived already. */
const REPEATED = '（重发）';

/**
 * Sends the message of this channel that is due longest. Several workers and several instances may do so at once: each message
 * is claimed.
 * @returns whether there was one, and the platform takes the next one: it has a pause where it did not take this one now
 */
export async function deliverOne(deps: DeliverDeps, channel: string): Promise<boolean> {
  const due = await deps.storage.claimDue([channel]);
  if (!due) return false;
  const sent = await attempt(deps, due);
  await deps.storage.settle(due, resultOf(deps, due, sent));
  return due.unreadable !== null || sent?.kind !== 'later';
}

async function attempt({ senders, log, tooLong }: DeliverDeps, due: DueMessage): Promise<Sent | null> {
  if (due.unreadable) {
    log.error({ err: due.unreadable.cause, channel: due.channel }, 'a message of ours cannot be read; it is tried again');
    return { kind: 'later', reason: 'unreadable' };
  }
  const sender = senders.get(due.channel);
  if (!due.said || !sender) return null;
  const { text, ...said } = due.said;
  const repeated = due.maybeSent && !sender.idempotent;
  try {
    const sending = sender.send({ ...said, id: due.sendAs, text: repeated ? REPEATED + text : text });
    return await Promise.race([sending, tooLong().then((): Sent => ({ kind: 'later', reason: 'took too long', uncertain: true }))]);
  } catch (error) {
    log.error({ err: error, channel: due.channel }, 'could not send; it is tried again');
    return { kind: 'later', reason: 'unreachable', uncertain: true };
  }
}

/** @param sent null: there was nothing to say any more */
function resultOf({ log, now, random }: DeliverDeps, due: DueMessage, sent: Sent | null): Settled {
  const time = now();
  const settled = { dueAt: time, reason: null, platformId: null };
  if (sent === null) return { ...settled, state: 'withdrawn' };
  if (sent.kind === 'accepted') return { ...settled, state: 'accepted', platformId: sent.platformId ?? null };
  const { reason } = sent;
  if (sent.kind === 'dropped') return { ...settled, state: 'withdrawn', reason };
  if (sent.kind === 'window-closed') return { ...settled, state: 'waiting', reason };
  if (sent.kind === 'later' && due.attempt < MOST_ATTEMPTS) {
    const backOff = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (due.attempt - 1)) * (0.5 + random() / 2);
    const uncertain = sent.uncertain ?? false;
    return { ...settled, state: 'queued', reason, uncertain, dueAt: time + Math.max(sent.afterMs ?? 0, backOff) };
  }
  log.error({ channel: due.channel, reason, attempts: due.attempt }, 'a message could not be delivered; the desk must know');
  return { ...settled, state: sent.kind === 'refused' ? 'refused' : 'dead', reason };
}

/** Looks for what is due regularly, and at once when nudged. */
export function startDelivering(deps: DeliverDeps, everyMs: number): Workers {
  const failed = (error: unknown): void => deps.log.error({ err: error }, 'delivering failed; it is tried again');
  const channels = [...deps.senders.keys()].map((channel) => startWorkers(() => deliverOne(deps, channel), failed, WORKERS, everyMs));
  return {
    nudge() {
      for (const { nudge } of channels) nudge();
    },
    async stop() {
      await Promise.all(channels.map(({ stop }) => stop()));
    },
  };
}
