import { readAtMost } from '../read-response.ts';

/** A program of the operator's that rings a telephone. */
export interface RingWebhook {
  readonly url: string;
  readonly secret: string;
  /** Of this call, W3C trace context. */
  readonly traceparent?: string;
}

export interface RingAnswer {
  /** A person has answered. */
  readonly reached: boolean;
  /** A code; never a text of theirs. */
  readonly failure: string | null;
}

/** So long it may let a telephone ring before it answers; shorter than any pause between two rings. Milliseconds. */
const LONGEST_CALL = 25_000;
/** What an answer may have at most, bytes. */
const LONGEST_ANSWER = 4096;

/**
 * One signed call. Redirects are not followed: they would carry it to who knows whom.
 * @param now milliseconds since 1970 UTC
 * @param patience milliseconds after which it counts as failed
 */
export async function callRingWebhook(
  fetchIt: typeof fetch,
  { url, secret, traceparent }: RingWebhook,
  body: string,
  now: number,
  patience: number = LONGEST_CALL,
): Promise<RingAnswer> {
  const timestamp = String(Math.floor(now / 1000));
  const headers = {
    'content-type': 'application/json',
    ...(traceparent === undefined ? {} : { traceparent }),
    'x-fanzha-timestamp': timestamp,
    'x-fanzha-signature': `sha256=${await hmac(secret, `${timestamp}.${body}`)}`,
  };
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetchIt(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    if (!response.ok) {
      await response.body?.cancel();
      return { reached: false, failure: `webhook: HTTP ${response.status}` };
    }
    return { reached: saysReached(await readAtMost(response, LONGEST_ANSWER)), failure: null };
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError';
    return { reached: false, failure: slow ? 'webhook: took too long' : 'webhook: unreachable' };
  }
}

async function hmac(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Only the plain word of a small answer counts. */
function saysReached(body: Uint8Array | null): boolean {
  if (body === null) return false;
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof answer === 'object' && answer !== null && 'reached' in answer && answer.reached === true;
  } catch {
    return false;
  }
}
