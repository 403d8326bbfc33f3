import { Hono } from 'hono';
import { registerCitizenPages } from './pages/citizen/register.tsx';
import { registerConsolePages } from './pages/console/register-console.tsx';
import type { AppDeps } from './routes/app-deps.ts';
import { chatRoute } from './routes/chat.ts';
import { chatEventsRoute } from './routes/chat-events.ts';
import { CHECK_PATH, checkRoute } from './routes/check.ts';
import { batchRoute } from './routes/check-batch.ts';
import { onError } from './routes/errors.ts';
import { healthRoutes } from './routes/health.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { partnerApi } from './routes/partner-api.ts';
import { createRateLimit } from './routes/rate-limit.ts';
import { securityHeaders } from './routes/security-headers.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.onError(onError(deps.log, deps.config.HOTLINE_NUMBER));
  const limit = createRateLimit(deps);
  // Alone before everything else: no middleware stands in the way of the most frequent request.
  if (deps.config.RATE_LIMIT !== null) app.on('POST', CHECK_PATH, limit);
  app.route('/', checkRoute(deps));
  app.use(securityHeaders);
  app.route('/', webhookRoutes(deps));
  app.route('/', healthRoutes(deps));
  app.route('/', openApiRoutes());
  app.route('/', partnerApi(deps));
  app.use('/api/*', limit);
  app.route('/', batchRoute(deps));
  app.route('/', chatEventsRoute(deps));
  app.route('/', chatRoute(deps));
  registerCitizenPages(app, deps, limit);
  registerConsolePages(app, deps, limit);
  return app;
}
