import type { Context } from 'hono';
import type { Role } from '../../../storage/desk-schema.ts';
import type { VisitBounds } from '../../../storage/places/visit-times.ts';
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

/** So far back a visit of a warning that is 紧急 counts where the telephone had a network. Milliseconds. */
const URGENT_BACK = 2 * 60 * 60_000;

/**
 * When it was done, as the telephone says; now, for what it cannot be: later than now, older than a day, from before the visit was
 * owed or its page was opened, and in 紧急 older than two hours, unless it waited on the telephone for a network.
 * @param typed fields of the form: `at`, and `waited` where the telephone kept it @param now milliseconds since 1970 UTC
 */
export function doneAt(
  { at: said, waited }: Readonly<Record<string, string | undefined>>,
  now: number,
  { earliest, tier }: VisitBounds = { earliest: null, tier: null },
): number {
  const at = said !== undefined && /^\d{13}$/.test(said) ? Number(said) : now;
  const back = tier === 'urgent' && waited !== '1' ? URGENT_BACK : A_DAY;
  return at > now || at < now - back || (earliest !== null && at < earliest) ? now : at;
}

export function aDayAgo(now: number): number {
  return now - A_DAY;
}

export function warningIdOf(context: Context): string {
  return context.req.param('id') ?? '';
}
