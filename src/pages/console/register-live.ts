import type { Hono } from 'hono';
import { createLiveQueue, type LiveQueue } from '../../desk/live-queue.ts';
import { createPulse, type Pulse } from '../../desk/pulse.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { findCase } from './find-case.ts';
import { notePresence } from './presence-form.tsx';
import { queueEvents } from './queue-events.ts';
import { queuePage } from './queue-page.tsx';
import { othersToTheirPlace } from './register-library.ts';
import { ANYBODY, AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';

/** The queue, what keeps pages up to date, and who is there. */
export function registerLive(pages: Hono, deps: PageDeps, queue: LiveQueue): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  pages.get('/console', requireOfficer(deps, [...ANYBODY, 'partner', 'advisor']), othersToTheirPlace, queuePage(deps, queue));
  pages.get('/console/find', allowed, findCase(deps, queue));
  pages.get('/console/events', allowed, queueEvents(deps, pulseOf(deps, queue)));
  pages.post('/console/presence', requireOfficer(deps, ANYBODY), notePresence(deps));
}

/** One poll for all, where requests can share one; elsewhere one for each, which ends. */
function pulseOf(deps: PageDeps, queue: LiveQueue): Pulse {
  const { streamPolls: polls } = deps.runtime;
  if (polls === null) return createPulse({ ...deps, queue });
  return (listener) => createPulse({ ...deps, queue: createLiveQueue(deps), polls })(listener);
}
