import { Hono } from 'hono';
import { registerCitizenPages } from './pages/citizen/register.tsx';
import { registerConsolePages } from './pages/console/register-console.tsx';
import type { AppDeps } from './routes/app-deps.ts';
import { refuseAnnounced } from './routes/body-limits.ts';
import { chatRoute } from './routes/chat.ts';
import { chatEventsRoute } from './routes/chat-events.ts';
import { checkRoute } from './routes/check.ts';
import { batchRoute } from './routes/check-batch.ts';
import { onError } from './routes/errors.ts';
import { endHead } from './routes/head-requests.ts';
import { healthRoutes } from './routes/health.ts';
import { createMessageGate } from './routes/message-gate.ts';
import { metricsRoute } from './routes/metrics.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { partnerApi } from './routes/partner-api.ts';
import { createBuckets, createRateLimit } from './routes/rate-limit.ts';
import { requestWatch } from './routes/request-watch.ts';
import { securityHeaders } from './routes/security-headers.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  const fail = onError(deps.log, deps.config.HOTLINE_NUMBER);
  app.onError(fail);
  const take = createBuckets(deps.config.RATE_LIMIT, deps.now);
  const limit = createRateLimit(deps, take);
  const gate = createMessageGate(deps, take);
  // Alone before everything else: no middleware stands in the way of the most frequent request.
  app.route('/', checkRoute(deps, take, fail));
  app.use(requestWatch(deps));
  app.use(securityHeaders(deps.config), endHead, refuseAnnounced);
  app.route('/', webhookRoutes(deps, gate));
  app.route('/', healthRoutes(deps));
  app.route('/', metricsRoute(deps));
  app.route('/', openApiRoutes());
  app.route('/', partnerApi(deps));
  // It counts by itself: an emergency passes.
  app.route('/', chatRoute(deps, gate));
  app.use('/api/*', limit);
  app.route('/', batchRoute(deps));
  app.route('/', chatEventsRoute(deps));
  registerCitizenPages(app, deps, limit, gate);
  registerConsolePages(app, deps, limit);
  return app;
}
