import { readAtMost } from '../../read-response.ts';
import { mayHaveArrived } from '../call-failure.ts';

/** Answers other than media are far below that. */
export const MOST_ANSWER_BYTES = 64 * 1024;

/** What came of asking WeChat. A reason never holds the address: it has the secret or the token in it. */
export type Asked =
  | { readonly kind: 'answered'; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly reason: string; readonly afterMs?: number; readonly uncertain?: boolean };

/**
 * Never throws. Redirections are not followed: whoever could set one would get the token, and could point inside our network.
 * @param most bytes of the answer; more is not read
 */
export async function ask(fetchIt: typeof fetch, url: string, most: number, init: RequestInit = {}): Promise<Asked> {
  try {
    const response = await fetchIt(url, { ...init, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'failed', reason: `http ${response.status}`, ...waitOf(response.headers) };
    }
    const bytes = await readAtMost(response, most);
    if (!bytes) return { kind: 'failed', reason: 'answer too large' };
    return { kind: 'answered', type: typeOf(response.headers), bytes };
  } catch (error) {
    return { kind: 'failed', reason: 'unreachable', uncertain: mayHaveArrived(error) };
  }
}

/** The answer as JSON, whatever it calls itself: WeChat calls it text/plain as well. null: it is something else. */
export function jsonIn(answer: Extract<Asked, { kind: 'answered' }>): unknown {
  if (/^(?:image|audio|video)\//.test(answer.type) || answer.bytes.length > MOST_ANSWER_BYTES) return null;
  try {
    return JSON.parse(new TextDecoder().decode(answer.bytes));
  } catch {
    return null;
  }
}

function typeOf(headers: Headers): string {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(type) ? type : 'application/octet-stream';
}

function waitOf(headers: Headers): { afterMs?: number } {
  const seconds = headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(seconds) ? { afterMs: Number(seconds) * 1000 } : {};
}
