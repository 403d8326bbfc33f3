const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time gone by, which `desk.js` keeps running. Milliseconds since 1970 UTC. */
export function Elapsed({ since, now }: { since: number; now: number }) {
  return (
    <time class="elapsed number" dateTime={new Date(since).toISOString()} data-since={since}>
      {elapsedWord(now - since)}
    </time>
  );
}

/** `00:42`, from an hour on `3时05分`, from a day on `2天03时`. */
function elapsedWord(passed: number): string {
  const ms = Math.max(0, passed);
  if (ms < HOUR) return `${two(ms / MINUTE)}:${two((ms % MINUTE) / SECOND)}`;
  return ms < DAY ? `${Math.floor(ms / HOUR)}时${two((ms % HOUR) / MINUTE)}分` : `${Math.floor(ms / DAY)}天${two((ms % DAY) / HOUR)}时`;
}

function two(count: number): string {
  return String(Math.floor(count)).padStart(2, '0');
}
