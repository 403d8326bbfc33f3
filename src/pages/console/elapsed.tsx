import { type Spoken, useWords } from './language.tsx';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time gone by, which `desk.js` keeps running. Milliseconds since 1970 UTC. */
export function Elapsed({ since, now }: { since: number; now: number }) {
  return (
    <time class="elapsed number" dateTime={new Date(since).toISOString()} data-since={since}>
      {elapsedWord(now - since, useWords(WORDS))}
    </time>
  );
}

interface Words {
  readonly hours: (hours: number, minutes: string) => string;
  readonly days: (days: number, hours: string) => string;
}
/** As `desk.js` has them from live-words.ts. */
const WORDS: Spoken<Words> = {
  'zh-CN': { hours: (hours, minutes) => `${hours}时${minutes}分`, days: (days, hours) => `${days}天${hours}时` },
  en: { hours: (hours, minutes) => `${hours}h${minutes}`, days: (days, hours) => `${days}d${hours}h` },
};

/** `00:42`, from an hour on `3时05分`, from a day on `2天03时`. */
function elapsedWord(passed: number, words: Words): string {
  const ms = Math.max(0, passed);
  if (ms < HOUR) return `${two(ms / MINUTE)}:${two((ms % MINUTE) / SECOND)}`;
  return ms < DAY
    ? words.hours(Math.floor(ms / HOUR), two((ms % HOUR) / MINUTE))
    : words.days(Math.floor(ms / DAY), two((ms % DAY) / HOUR));
}

function two(count: number): string {
  return String(Math.floor(count)).padStart(2, '0');
}
