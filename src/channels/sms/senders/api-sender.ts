import type { Outgoing, Sender, Sent } from '../../../conversation/delivery.ts';
import { DAY } from '../../../durations.ts';
import { mayHaveArrived } from '../../call-failure.ts';
import type { ChannelDeps } from '../../channel.ts';

export type SenderDeps = Pick<ChannelDeps, 'now' | 'fetch' | 'randomBytes'>;

/** What a platform answered, before anything is made of it. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; null when it is none. */
  readonly body: unknown;
}

/** A platform that takes one SMS in one HTTP request. */
export interface SmsApi {
  /** Stands in front of every reason. */
  readonly name: string;
  request(outgoing: Outgoing): { readonly url: string; readonly init: RequestInit };
  /** Never throws, whatever the body holds. */
  judge(answer: Answer): Sent;
}

/** None of them has a key against double delivery. Reasons hold codes alone: a platform's own words may repeat the number or the text. */
export function createApiSender(api: SmsApi, deps: Pick<SenderDeps, 'now' | 'fetch'>): Sender {
  return {
    idempotent: false,
    send: async (outgoing) => {
      try {
        const { url, init } = api.request(outgoing);
        // A redirect would carry the number and the text to who knows whom.
        const response = await deps.fetch(url, { ...init, redirect: 'manual' });
        const sent = api.judge({ status: response.status, body: parsed(await response.text()) });
        const afterMs = waitAsked(response.headers.get('retry-after'), deps.now());
        return sent.kind === 'later' && afterMs !== null ? { ...sent, afterMs } : sent;
      } catch (error) {
        return { kind: 'later', reason: `${api.name}: no answer`, uncertain: mayHaveArrived(error) };
      }
    },
  };
}

export function accepted(platformId: string | undefined): Sent {
  return platformId === undefined ? { kind: 'accepted' } : { kind: 'accepted', platformId };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `Retry-After` holds seconds or a date (RFC 9110, 10.2.3). Nobody makes us wait longer than a day. */
function waitAsked(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), DAY) : null;
}
