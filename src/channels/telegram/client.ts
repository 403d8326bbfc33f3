import { Api, type ApiClientOptions } from 'grammy';
import type { BotAccess } from './settings.ts';

/** The abort signal of the npm package that grammY brings along: not the platform's own. */
interface ForeignSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** One call of the Bot API: always a POST of JSON. */
export type Call = (url: string, body: string, signal: AbortSignal) => Promise<Response>;

/** @throws TypeError when the network fails */
export function callBy(fetcher: typeof fetch): Call {
  // The token stands in the address: it goes nowhere else, wherever an answer points.
  return (url, body, signal) =>
    fetcher(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal, redirect: 'error' });
}

/**
 * grammY's client over our own way out. It does not try again by itself: that is the outbox's.
 * @param timeoutSeconds after which a call has failed
 */
export function createApi({ botToken, apiRoot }: BotAccess, call: Call, timeoutSeconds: number): Api {
  const bridge = (url: string, init: { body: string; signal: ForeignSignal }): Promise<Response> =>
    call(url, init.body, ownSignal(init.signal));
  // grammY types this as node-fetch; it calls it with an address, a JSON body and its signal, and reads `json()` alone.
  return new Api(botToken, { apiRoot, timeoutSeconds, fetch: bridge as unknown as NonNullable<ApiClientOptions['fetch']> });
}

/** grammY types it as its own; it only listens for `abort`. */
export function asGrammySignal(signal: AbortSignal): NonNullable<Parameters<Api['getMe']>[0]> {
  return signal as unknown as NonNullable<Parameters<Api['getMe']>[0]>;
}

/** Node's fetch refuses a signal that is not its own ("Expected signal to be an instance of AbortSignal"). */
function ownSignal(foreign: ForeignSignal): AbortSignal {
  const controller = new AbortController();
  if (foreign.aborted) controller.abort();
  else foreign.addEventListener('abort', () => controller.abort());
  return controller.signal;
}
