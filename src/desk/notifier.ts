import type { Config } from '../config.ts';
import type { Sender } from '../conversation/delivery.ts';
import { reachedWords } from '../conversation/reached-words.ts';
import type { Localize } from '../conversation/wording.ts';
import { startWorkers, type Workers } from '../conversation/workers.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Ring } from '../storage/rings.ts';
import type { Storage } from '../storage/storage.ts';
import { traceOf } from '../tracing.ts';
import { textPhones } from './ring-phones.ts';
import { callRingWebhook, type RingWebhook } from './ring-webhook.ts';

/** Whom to ring for a P0 that nobody claims, and when. */
export interface Ringing {
  readonly webhook: RingWebhook | null;
  readonly phones: readonly string[];
  /** Sends to the phones. */
  readonly sms: Sender | null;
  /** How long a case may wait before, and the first pause before it rings again. Milliseconds. */
  readonly after: number;
  readonly every: number;
  /** Where the console is, without a slash at the end; empty: nobody knows. */
  readonly publicUrl: string;
}

export interface NotifierDeps {
  readonly storage: Storage;
  readonly log: Log;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Fulfilled when an SMS that is sent now has taken too long. */
  readonly tooLong: () => Promise<void>;
  readonly toTraditional: Localize;
  /** The citizen is told that somebody was reached. */
  readonly nudgeDelivery: () => void;
}

type RingSettings = Pick<
  Config,
  | 'RING_WEBHOOK_URL'
  | 'RING_WEBHOOK_SECRET'
  | 'RING_PHONES'
  | 'RING_SMS_CHANNEL'
  | 'RING_AFTER_SECONDS'
  | 'RING_EVERY_SECONDS'
  | 'PUBLIC_URL'
>;

/**
 * @param senders by channel
 * @returns null where nobody is to be rung
 * @throws AppError `config.invalid` when a setting is missing
 */
export function ringingOf(config: RingSettings, senders: ReadonlyMap<string, Sender>): Ringing | null {
  const { RING_WEBHOOK_URL: url, RING_WEBHOOK_SECRET: secret, RING_PHONES: phones, RING_SMS_CHANNEL: channel } = config;
  if (url === '' && phones.length === 0) return null;
  if (url !== '' && secret === '')
    throw new AppError(
      'config.invalid',
      'RING_WEBHOOK_SECRET is missing: RING_WEBHOOK_URL needs it. npm start -- --help lists all settings.',
    );
  const sms = senders.get(channel) ?? null;
  if (phones.length > 0 && sms === null)
    throw new AppError(
      'config.invalid',
      `RING_SMS_CHANNEL: "${channel}" is no channel that is switched on, and RING_PHONES needs one. npm start -- --help lists all settings.`,
    );
  const [after, every] = [config.RING_AFTER_SECONDS * 1000, config.RING_EVERY_SECONDS * 1000];
  return { webhook: url === '' ? null : { url, secret }, phones, sms, after, every, publicUrl: config.PUBLIC_URL };
}

/**
 * Rings for the case whose turn it is. Several instances may do so at once: each ring is claimed.
 * @returns whether there was one
 */
export async function ringOne(deps: NotifierDeps, ringing: Ringing): Promise<boolean> {
  const { storage, log } = deps;
  const ring = await storage.claimRing(ringing.after, ringing.every, await storage.isStaffed());
  if (!ring) return false;
  const { traceId: trace_id, traceparent } = await traceOf(ring.caseId, ring.attempt);
  const [called, texted] = await Promise.all([callWebhook(deps, ringing, ring, traceparent), textPhones(deps, ringing, ring)]);
  const failures = [called.failure, ...texted].filter((failure) => failure !== null);
  const { number, attempt } = ring;
  if (failures.length > 0) log.error({ case: number, attempt, failures, trace_id }, 'a telephone could not be rung; it is tried again');
  else log.warn({ case: number, attempt, reached: called.reached, trace_id }, 'a case that nobody claims rings');
  const reason = failures.length > 0 ? failures.join('; ') : null;
  await storage.settleRing(ring, { reached: called.reached, reason }, called.reached ? await wordsFor(deps, ring) : null);
  if (called.reached) deps.nudgeDelivery();
  return true;
}

/** Looks regularly for what rings. */
export function startNotifier(deps: NotifierDeps, ringing: Ringing, everyMs: number): Workers {
  const failed = (error: unknown): void => deps.log.error({ err: error }, 'ringing failed; it is tried again');
  return startWorkers(() => ringOne(deps, ringing), failed, WORKERS, everyMs);
}

/** A telephone system that answers slowly must not hold up the other cases. */
const WORKERS = 4;

async function callWebhook(
  { fetch, now }: NotifierDeps,
  { webhook, publicUrl }: Ringing,
  { caseId, number, urgency, waitingSince, attempt }: Ring,
  traceparent: string,
): Promise<{ readonly reached: boolean; readonly failure: string | null }> {
  if (!webhook) return { reached: false, failure: null };
  const link = publicUrl === '' ? null : `${publicUrl}/console/cases/${encodeURIComponent(caseId)}`;
  const body = JSON.stringify({ case: number, urgency, waitingSince: new Date(waitingSince).toISOString(), attempt, link });
  return callRingWebhook(fetch, { ...webhook, traceparent }, body, now());
}

/** What the citizen hears; null where nothing may be said. */
async function wordsFor({ storage, toTraditional }: NotifierDeps, { conversationId }: Ring): Promise<string | null> {
  try {
    return reachedWords(await storage.loadConversation(conversationId), toTraditional);
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
}
