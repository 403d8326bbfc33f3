import type { Context, MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

const MINUTE = 60_000;
/** Clients remembered at most; the oldest go first, so that a flood of addresses cannot fill the memory. */
const MOST_CLIENTS = 50_000;

interface RateLimitDeps {
  readonly config: Config;
  readonly now: () => number;
  readonly clientAddress: (context: Context) => string;
}

/**
 * `RATE_LIMIT` requests per minute and client, as a bucket that refills steadily: a burst is fine, a flood is not.
 * Answers 429 with Retry-After in seconds. Counters are per process and not worth storing.
 */
export function createRateLimit({ config, now, clientAddress }: RateLimitDeps): MiddlewareHandler {
  const perMinute = config.RATE_LIMIT;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return async (context, next) => {
    if (perMinute !== null) {
      const client = clientAddress(context);
      const time = now();
      const bucket = buckets.get(client) ?? { tokens: perMinute, at: time };
      bucket.tokens = Math.min(perMinute, bucket.tokens + ((time - bucket.at) * perMinute) / MINUTE);
      bucket.at = time;
      buckets.delete(client);
      buckets.set(client, bucket);
      if (buckets.size > MOST_CLIENTS) buckets.delete(buckets.keys().next().value as string);
      if (bucket.tokens < 1) {
        context.header('Retry-After', String(Math.ceil(((1 - bucket.tokens) * MINUTE) / perMinute / 1000)));
        throw new AppError(
          'rate.limited',
          '问得太快了，请稍等再试；急事直接打110。 Too many requests, please wait; in an emergency call 110.',
          429,
        );
      }
      bucket.tokens -= 1;
    }
    await next();
  };
}
