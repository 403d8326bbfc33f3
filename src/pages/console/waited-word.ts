import type { DeskLanguage } from './language.tsx';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in the two units that matter. Milliseconds. */
export function waitedWord(ms: number, language: DeskLanguage): string {
  const words = language === 'en' ? [' s', ' min ', ' h ', ' d '] : ['秒', '分', '时', '天'];
  const [seconds, minutes, hours, days] = words as [string, string, string, string];
  const part = (length: number, most: number): number => Math.floor(ms / length) % most;
  if (ms < MINUTE) return `${part(SECOND, 60)}${seconds}`;
  if (ms < HOUR) return `${part(MINUTE, 60)}${minutes}${two(part(SECOND, 60))}${seconds}`;
  if (ms < DAY) return `${part(HOUR, 24)}${hours}${two(part(MINUTE, 60))}${minutes}`.trimEnd();
  return `${Math.floor(ms / DAY)}${days}${part(HOUR, 24)}${hours}`.trimEnd();
}

/** `3:10`, from an hour on `1:05:00`: for the narrow columns of a drawing. */
export function waitedClock(ms: number): string {
  const minutes = `${Math.floor(ms / MINUTE) % 60}`;
  const seconds = two(Math.floor(ms / SECOND) % 60);
  return ms < HOUR ? `${minutes}:${seconds}` : `${Math.floor(ms / HOUR)}:${minutes.padStart(2, '0')}:${seconds}`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
