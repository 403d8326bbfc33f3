import type { Context } from 'hono';
import { Hono } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import { AppError } from '../errors.ts';
import type { AppDeps } from './app-deps.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FROM_A_PROXY = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * `GET /metrics`, as Prometheus reads it. With METRICS_TOKEN: for whoever carries it. Without: for this machine alone, and not
 * through a proxy, to which everybody is this machine. To all others there is no such page.
 */
export function metricsRoute(deps: AppDeps): Hono {
  return new Hono().get('/metrics', async (context) => {
    const { metrics } = deps;
    context.header('Cache-Control', 'no-store');
    if (!metrics || !(await mayRead(deps, context))) throw new AppError('route.unknown', 'there is nothing at GET /metrics', 404);
    const { type, body } = await metrics.page();
    return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });
  });
}

async function mayRead({ config, caller }: AppDeps, context: Context): Promise<boolean> {
  const { METRICS_TOKEN: token, TRUST_PROXY } = config;
  if (token !== '') return timingSafeEqual(context.req.header('authorization') ?? '', `Bearer ${token}`);
  const proxied = TRUST_PROXY > 0 || FROM_A_PROXY.some((name) => context.req.header(name) !== undefined);
  return !proxied && LOOPBACK.has(caller(context).exactAddress);
}
