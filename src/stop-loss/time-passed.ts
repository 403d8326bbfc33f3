/** How long money has been gone, in the one unit in which it says something: minutes, from two hours on hours, from two days on days. */
export interface TimePassed {
  readonly count: number;
  readonly unit: 'minutes' | 'hours' | 'days';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pure. @param since and @param now milliseconds since 1970 UTC; a time to come counts as now */
export function timePassed(since: number, now: number): TimePassed {
  const ms = Math.max(0, now - since);
  if (ms < 2 * HOUR) return { count: Math.floor(ms / MINUTE), unit: 'minutes' };
  return ms < 2 * DAY ? { count: Math.floor(ms / HOUR), unit: 'hours' } : { count: Math.floor(ms / DAY), unit: 'days' };
}
