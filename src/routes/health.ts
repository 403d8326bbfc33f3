import { Hono } from 'hono';
import type { AppDeps } from './app-deps.ts';

const FRESH = { 'Cache-Control': 'no-store' };

/**
 * `/health/live`: the process answers. `/health/ready`: the database answers and a library is loaded, so traffic may come,
 * with what cannot run in this place; 503 otherwise, and from the signal to end on. `/healthz` and `/readyz` are the same under their older names.
 */
export function healthRoutes(deps: AppDeps): Hono {
  return new Hono()
    .on('GET', ['/healthz', '/health/live'], (context) => context.json({ status: 'ok' }, 200, FRESH))
    .on('GET', ['/readyz', '/health/ready'], async (context) => {
      if (deps.closing.aborted) return context.json({ status: 'draining' }, 503, FRESH);
      try {
        await deps.storage.ping();
        const { switchedOff } = deps.runtime;
        const { version: libraryVersion } = deps.detector.library;
        return context.json({ status: 'ready', libraryVersion, ...(switchedOff.length > 0 ? { switchedOff } : {}) }, 200, FRESH);
      } catch (error) {
        deps.log.error({ err: error }, 'not ready');
        return context.json({ status: 'not ready' }, 503, FRESH);
      }
    });
}
