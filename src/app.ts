import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { registerCitizenPages } from './pages/citizen/register.tsx';
import type { AppDeps } from './routes/app-deps.ts';
import { chatRoute } from './routes/chat.ts';
import { chatEventsRoute } from './routes/chat-events.ts';
import { checkRoute } from './routes/check.ts';
import { batchRoute } from './routes/check-batch.ts';
import { onError, onNotFound } from './routes/errors.ts';
import { healthRoutes } from './routes/health.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { createRateLimit } from './routes/rate-limit.ts';

export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.onError(onError(deps.log));
  app.notFound(onNotFound);
  app.use(secureHeaders(SECURITY));
  const limit = createRateLimit(deps);
  app.route('/', healthRoutes(deps));
  app.route('/', openApiRoutes());
  app.use('/api/*', limit);
  app.route('/', checkRoute(deps));
  app.route('/', batchRoute(deps));
  app.route('/', chatEventsRoute(deps));
  app.route('/', chatRoute(deps));
  registerCitizenPages(app, deps, limit);
  return app;
}

/** No inline script or style, nothing from elsewhere, no framing. */
const SECURITY = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    manifestSrc: ["'self'"],
  },
  referrerPolicy: 'no-referrer',
  crossOriginResourcePolicy: 'same-origin',
} satisfies Parameters<typeof secureHeaders>[0];
