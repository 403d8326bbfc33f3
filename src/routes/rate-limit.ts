import type { Context, MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import { MINUTE } from '../durations.ts';
import { AppError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Clients remembered at most; the oldest go first, so that a flood of addresses cannot fill the memory. */
const MOST_CLIENTS = 50_000;
/** Nothing that a name is made of is longer; what is, shares its bucket with whatever begins alike. */
const LONGEST_NAME = 200;

interface RateLimitDeps {
  readonly config: Config;
  readonly now: () => number;
  readonly caller: (context: Context) => Caller;
}

/**
 * So many per minute for each name, as a bucket that refills steadily: a burst is fine, a flood is not. Counters are per
 * process and not worth storing. The returned function takes one and says how long to wait where none is left, seconds.
 */
export function createBuckets(perMinute: number | null, now: () => number): (name: string) => number {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (whole) => {
    if (perMinute === null) return 0;
    const name = whole.slice(0, LONGEST_NAME);
    const time = now();
    const bucket = buckets.get(name) ?? { tokens: perMinute, at: time };
    // A clock that is set back takes nothing from anybody.
    bucket.tokens = Math.min(perMinute, bucket.tokens + (Math.max(0, time - bucket.at) * perMinute) / MINUTE);
    bucket.at = time;
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > MOST_CLIENTS) buckets.delete(buckets.keys().next().value as string);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * MINUTE) / perMinute / 1000);
    bucket.tokens -= 1;
    return 0;
  };
}

/**
 * `RATE_LIMIT` requests per minute and client. Answers 429 with Retry-After in seconds.
 * @param take where they are counted together with others
 */
export function createRateLimit({ config, now, caller }: RateLimitDeps, take = createBuckets(config.RATE_LIMIT, now)): MiddlewareHandler {
  return async (context, next) => {
    if (config.RATE_LIMIT !== null) refuseFlood(context, take(caller(context).client));
    await next();
  };
}

/** @throws AppError 429 `rate.limited` unless there is nothing to wait for */
export function refuseFlood(context: Context, waitSeconds: number): void {
  if (waitSeconds === 0) return;
  context.header('Retry-After', String(waitSeconds));
  throw new AppError(
    'rate.limited',
    '问得太快了，请稍等再试；急事直接打110。 Too many requests, please wait; in an emergency call 110.',
    429,
  );
}
