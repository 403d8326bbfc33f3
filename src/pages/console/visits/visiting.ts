import type { Context } from 'hono';
import type { Role } from '../../../storage/desk-schema.ts';
import { AT_THE_QUEUE } from '../roles.ts';

export const VISITS_PATH = '/console/visits';
/** Who goes to people: advisors to those of their grids, officers to all. */
export const VISITING: readonly Role[] = [...AT_THE_QUEUE, 'advisor'];

export function visitPath(warningId: string): string {
  return `${VISITS_PATH}/${encodeURIComponent(warningId)}`;
}

/** Where a stop lead begins with what is known of the warning. */
export function stopLossPath(warningId: string): string {
  return `/console/stop-leads/new?warning=${encodeURIComponent(warningId)}`;
}

/** As old as a form may be that a telephone kept, and so long its visitor may open the page after a visit. Milliseconds. */
const A_DAY = 24 * 60 * 60_000;

/** When it was done, as the telephone says; else, and for what no telephone of ours can have kept, now. Milliseconds since 1970 UTC. */
export function doneAt(typed: string | undefined, now: number): number {
  const at = typed !== undefined && /^\d{13}$/.test(typed) ? Number(typed) : now;
  return at > now || at < now - A_DAY ? now : at;
}

export function aDayAgo(now: number): number {
  return now - A_DAY;
}

export function warningIdOf(context: Context): string {
  return context.req.param('id') ?? '';
}
