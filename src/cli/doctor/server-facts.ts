import type { Config } from '../../config.ts';

/** What the server on this machine says of itself. */
export type ServerFacts =
  | { readonly kind: 'away'; readonly address: string }
  /** It runs, and does not show the doctor its figures. */
  | { readonly kind: 'closed'; readonly address: string }
  | { readonly kind: 'open'; readonly chores: readonly ChoreFacts[] };
/** Times are milliseconds. */
export interface ChoreFacts {
  readonly name: string;
  readonly every: number;
  /** When it last ended well, since 1970 UTC. */
  readonly lastSuccess: number;
}

/** The start of an isolate takes its time. */
const LONGEST_WORKER_MS = 30_000;
const LONGEST_MS = 5000;

/** Asks the server that the settings describe, over HTTP on this machine. */
export async function askServer({ HOST, PORT, METRICS_TOKEN }: Pick<Config, 'HOST' | 'PORT' | 'METRICS_TOKEN'>): Promise<ServerFacts> {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST;
  const address = `http://${host}:${PORT}`;
  const get = (path: string, headers = {}): Promise<Response> =>
    fetch(address + path, { headers, redirect: 'error', signal: AbortSignal.timeout(LONGEST_MS) });
  try {
    const ready = await get('/readyz');
    await ready.body?.cancel();
    if (!ready.ok) return { kind: 'away', address };
    const page = await get('/metrics', METRICS_TOKEN === '' ? {} : { authorization: `Bearer ${METRICS_TOKEN}` });
    if (page.ok) return { kind: 'open', chores: choresIn(await page.text()) };
    await page.body?.cancel();
    return { kind: 'closed', address };
  } catch {
    return { kind: 'away', address };
  }
}

/** A Worker counts nothing: whether it is ready is all that it says. */
export async function askWorker({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): Promise<ServerFacts> {
  const away: ServerFacts = { kind: 'away', address: PUBLIC_URL || 'PUBLIC_URL, which is empty' };
  if (PUBLIC_URL === '') return away;
  try {
    const ready = await fetch(`${PUBLIC_URL}/readyz`, { redirect: 'error', signal: AbortSignal.timeout(LONGEST_WORKER_MS) });
    await ready.body?.cancel();
    return ready.ok ? { kind: 'closed', address: PUBLIC_URL } : away;
  } catch {
    return away;
  }
}

/** @param page as Prometheus reads it */
export function choresIn(page: string): readonly ChoreFacts[] {
  const figures = (name: string): ReadonlyMap<string, number> =>
    new Map(
      [...page.matchAll(new RegExp(`^${name}\\{chore="([^"]*)"\\} (\\S+)$`, 'gm'))].map(([, chore = '', value]) => [
        chore,
        Number(value) * 1000,
      ]),
    );
  const periods = figures('fanzha_chore_period_seconds');
  return [...figures('fanzha_chore_last_success_timestamp_seconds')].map(([name, lastSuccess]) => ({
    name,
    every: periods.get(name) ?? 0,
    lastSuccess,
  }));
}
