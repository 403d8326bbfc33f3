import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { readTrace } from '../tracing.ts';
import type { AppDeps } from './app-deps.ts';

/** Forms that no telephone, identity or account number has: what a caller calls his request is logged. */
const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** Asked every few seconds by machines, or beside every page. */
const QUIET: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/healthz', '/readyz', '/metrics', '/assets/:name']);
const NO_ROUTE = 'none';

/** The pattern that answers, such as `/api/v1/chat/:conversation/events`. What stands around many routes ends with a star. */
export function routeOf(context: Context): string {
  return matchedRoutes(context).findLast(({ path }) => !path.endsWith('*'))?.path ?? NO_ROUTE;
}

/** As its caller names it, where that is a name and nothing else; else one of ours. */
export function requestIdOf(context: Context, newId: () => string): string {
  const given = context.req.header('x-request-id') ?? '';
  return REQUEST_ID.test(given) ? given : newId();
}

/** Its id and its caller's trace stand in each line that `work` logs, where this program remembers requests at all. */
export function inScope<Result>({ requestScope }: AppDeps, context: Context, requestId: string, work: () => Result): Result {
  if (!requestScope) return work();
  const trace = readTrace(context.req.header('traceparent') ?? '');
  return requestScope.run({ requestId, ...(trace ? { trace } : {}) }, work);
}

/**
 * Around every request but the most frequent, which watches itself (check.ts): its id stands in each of its log lines and on
 * the answer, and how it ended is logged and counted by the route's pattern. Never by the path: that holds tokens.
 */
export function requestWatch(deps: AppDeps): MiddlewareHandler {
  const { log, metrics, now, newId } = deps;
  return async (context, next) => {
    const requestId = requestIdOf(context, newId);
    const answered = metrics?.requested();
    const began = now();
    const work = async (): Promise<void> => {
      await next();
      const { status } = context.res;
      context.res.headers.set('x-request-id', requestId);
      const route = routeOf(context);
      const { method } = context.req;
      answered?.({ method, route, status });
      log[QUIET.has(route) ? 'debug' : 'info'](
        { method: route === NO_ROUTE ? undefined : method, route, status, ms: now() - began },
        'request',
      );
    };
    await inScope(deps, context, requestId, work);
  };
}
