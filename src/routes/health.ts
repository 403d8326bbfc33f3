import { Hono } from 'hono';
import type { AppDeps } from './app-deps.ts';

/** `/healthz`: the process answers. `/readyz`: the database answers and a library is loaded, so traffic may come; what cannot run in this place. */
export function healthRoutes(deps: AppDeps): Hono {
  return new Hono()
    .get('/healthz', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      try {
        await deps.storage.ping();
        const { switchedOff } = deps.runtime;
        return context.json({
          status: 'ready',
          libraryVersion: deps.detector.library.version,
          ...(switchedOff.length > 0 ? { switchedOff } : {}),
        });
      } catch (error) {
        deps.log.error({ err: error }, 'not ready');
        return context.json({ status: 'not ready' }, 503);
      }
    });
}
