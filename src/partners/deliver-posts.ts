import { DAY } from '../durations.ts';
import type { Log } from '../log.ts';
import { readAtMost } from '../read-response.ts';
import type { DuePost, PostResult } from '../storage/partners/partner-ledger.ts';
import type { Storage } from '../storage/storage.ts';
import { type Trace, traceOf } from '../tracing.ts';
import { signWebhook, verifyWebhook } from './standard-webhooks.ts';
import { isWebhookAddress } from './webhook-address.ts';

export interface PostDeps {
  readonly storage: Pick<Storage, 'claimPost' | 'settlePost'>;
  readonly log: Log;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** 0 to 1, for the jitter of the retries. */
  readonly random: () => number;
  readonly fetch: typeof fetch;
  /** PARTNER_PRIVATE_ADDRESSES. */
  readonly privateToo: boolean;
  /** Aborted when an attempt that begins now has taken too long; well before its claim is lost. */
  readonly patience: () => AbortSignal;
}

/** Milliseconds before the second attempt; doubled for each further one, up to the longest. */
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60 * 60_000;
/** Milliseconds after which a post that was tried often enough is dead, and the desk must know. */
const GIVEN_UP_AFTER = DAY;
const LEAST_ATTEMPTS = 5;
/** Milliseconds. */
export const LONGEST_ATTEMPT = 10_000;
/** What a receipt may have, bytes. */
const LONGEST_RECEIPT = 4096;

type Attempt = { readonly receipt: string } | { readonly reason: string };

/**
 * Sends the post that is due longest. Several instances may do so at once: each post is claimed, and its id is the key by
 * which the partner knows it again when an answer was lost.
 * @returns whether there was one
 */
export async function deliverPost(deps: PostDeps): Promise<boolean> {
  const due = await deps.storage.claimPost();
  if (due) {
    const trace = await traceOf(due.id, due.attempt);
    await deps.storage.settlePost(due, resultOf(deps, due, trace, await attempt(deps, due, trace)));
  }
  return due !== null;
}

/** @param attempt from 1 @param random 0 to 1 @returns milliseconds: half of it is certain, half is by chance */
export function backOff(attempt: number, random: number): number {
  return Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(attempt - 1, 30)) * (0.5 + random / 2);
}

function resultOf({ log, now, random }: PostDeps, due: DuePost, { traceId }: Trace, sent: Attempt): PostResult {
  if ('receipt' in sent) return { kind: 'acknowledged', receipt: sent.receipt };
  const { reason } = sent;
  const time = now();
  // Without a key it waits for one: the partner has failed at nothing.
  if (reason !== 'no-key' && time - due.tryingSince >= GIVEN_UP_AFTER && due.attempt >= LEAST_ATTEMPTS) {
    log.error(
      { exchange: due.id, partner: due.partnerId, reason, attempts: due.attempt, trace_id: traceId },
      'a post to a partner is dead; the desk must know',
    );
    return { kind: 'dead', reason };
  }
  return { kind: 'later', reason, dueAt: time + backOff(due.attempt, random()) };
}

async function attempt({ fetch: fetchIt, now, patience, privateToo }: PostDeps, due: DuePost, { traceparent }: Trace): Promise<Attempt> {
  if (due.webhook === null) return { reason: 'switched-off' };
  // Kept from a time when the setting was another.
  if (!isWebhookAddress(due.webhook, privateToo)) return { reason: 'address' };
  if (due.secrets.length === 0) return { reason: 'no-key' };
  const body = `{"type":${JSON.stringify(due.kind)},"timestamp":${JSON.stringify(new Date(due.createdAt).toISOString())},"subject":${JSON.stringify(due.subject)},"legalBasis":${JSON.stringify(due.legalBasis)},"data":${due.body}}`;
  const signal = patience();
  try {
    const headers = { 'content-type': 'application/json', ...(await signWebhook(due.secrets, due.id, body, now())), traceparent };
    // Redirects are not followed: they would carry it to who knows whom.
    const response = await fetchIt(due.webhook, { method: 'POST', headers, body, redirect: 'manual', signal });
    if (!response.ok) {
      await response.body?.cancel();
      return { reason: `http-${response.status}` };
    }
    const receipt = await readAtMost(response, LONGEST_RECEIPT);
    // What is longer is no receipt, and its signature proves nothing that is kept.
    return receipt ? await provenReceipt(due, response, receipt, now()) : { receipt: '' };
  } catch {
    return { reason: signal.aborted ? 'too-slow' : 'unreachable' };
  }
}

/** A receipt need not be signed; one that says it is must be. */
async function provenReceipt(due: DuePost, response: Response, receipt: Uint8Array<ArrayBuffer>, now: number): Promise<Attempt> {
  const text = new TextDecoder().decode(receipt);
  if (!response.headers.has('webhook-signature')) return { receipt: text };
  const headers = {
    'webhook-id': response.headers.get('webhook-id'),
    'webhook-timestamp': response.headers.get('webhook-timestamp'),
    'webhook-signature': response.headers.get('webhook-signature'),
  };
  const proven = headers['webhook-id'] === due.id && (await verifyWebhook(due.secrets, headers, receipt, now)) === 'proven';
  return proven ? { receipt: text } : { reason: 'receipt-not-proven' };
}
