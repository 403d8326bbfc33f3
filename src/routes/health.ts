import { Hono } from 'hono';
import type { AppDeps } from './app-deps.ts';

/**
 * `/health/live`: the process answers. `/health/ready`: the database answers and a library is loaded, so traffic may come; 503
 * otherwise, and from the signal to end on. `/healthz` and `/readyz` are the same under their older names.
 */
export function healthRoutes(deps: AppDeps): Hono {
  return new Hono()
    .on('GET', ['/healthz', '/health/live'], (context) => context.json({ status: 'ok' }))
    .on('GET', ['/readyz', '/health/ready'], async (context) => {
      if (deps.closing.aborted) return context.json({ status: 'draining' }, 503);
      try {
        await deps.storage.ping();
        return context.json({ status: 'ready', libraryVersion: deps.detector.library.version });
      } catch (error) {
        deps.log.error({ err: error }, 'not ready');
        return context.json({ status: 'not ready' }, 503);
      }
    });
}
