import type { Hono, MiddlewareHandler } from 'hono';
import type { AppDeps } from '../../app.ts';

/** The pages for citizens. */
export function registerCitizenPages(app: Hono, deps: AppDeps, limit: MiddlewareHandler): void {
  app.get('/', limit, (context) => context.html(<p>{deps.config.CITY}</p>));
}
