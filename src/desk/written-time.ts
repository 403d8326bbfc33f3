import { DAY, HOUR, MINUTE } from '../durations.ts';
import { AHEAD_OF_UTC } from '../hotline-time.ts';
import { readNumber } from './amounts.ts';

/** Times as officers type them and citizens say them, Asia/Shanghai. Milliseconds since 1970 UTC. Pure. */

const LONGEST_AHEAD = 60 * DAY;
const LONGEST_AGO = 20 * 365 * DAY;

const DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前晚: -2,
  昨天: -1,
  昨晚: -1,
  今天: 0,
  今早: 0,
  今晚: 0,
  明天: 1,
  后天: 2,
};
const ENGLISH: Readonly<Record<string, string>> = { yesterday: '昨天', today: '今天', tomorrow: '明天' };
const ENGLISH_AGO = /^(an?|half an|\d{1,4}) ?(m|min|h|hr|minute|hour|day)s? ago$/;
const ENGLISH_UNITS: Readonly<Record<string, string>> = { m: '分钟', h: '小时', d: '天' };
const ENGLISH_HOUR = /(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\.?$/;
const PATTERN =
  /^(?:(大前天|前天|前晚|昨天|昨晚|今天|今早|今晚|明天|后天)|(?:(\d{4})[-年/.])?(\d{1,2})[-月/.](\d{1,2})(?:日|号)?)?(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?(?:(\d{1,2})(?::|点|时)(半|(\d{1,2})分?)?)$/;
const SPOKEN_NUMBER = /[零一二两三四五六七八九十]{1,3}(?=点|时|分|个|小时|天|月|日|号|$)/g;
const SPAN = /^(半|\d{1,4})(?:个)?(分钟|分|小时|天|m|min|h)(后|以后|之后|前|以前|之前)?$/;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * When something was: `9:31`, `昨天 21:10`, `11-20 09:31`, `2026-11-20 09:31`, `下午3点半`, `10分钟前`, `10 minutes ago`, `9:31 pm`. A bare time of day that
 * is still to come was yesterday's, a date that is still to come last year's.
 * @returns null for what cannot be read, or is not past
 */
export function readPastTime(written: string, now: number): number | null {
  const plain = plainly(written);
  const span = readSpan(plain, '前');
  if (span !== null) return now - span;
  const found = readParts(plain, now);
  if (!found) return null;
  const at = found.at <= now ? found.at : found.bare ? found.at - DAY : found.yearless ? atLastYear(plain, now) : null;
  return at !== null && at <= now && at > now - LONGEST_AGO ? at : null;
}

/**
 * When something is due: `15:30`, `20分钟后`, `明天 9:00`, `11-21 09:00`. A bare time of day that is over is tomorrow's.
 * @returns null for what cannot be read, or is not within the next 60 days
 */
export function readDueTime(written: string, now: number): number | null {
  const plain = plainly(written);
  const span = readSpan(plain, '后');
  const found = span === null ? readParts(plain, now) : { at: now + span, bare: false };
  if (!found) return null;
  const at = found.at <= now && found.bare ? found.at + DAY : found.at;
  return at > now && at <= now + LONGEST_AHEAD ? at : null;
}

/** `2026-11-20 09:31`; what `readPastTime` reads again. */
export function writtenTime(at: number): string {
  return new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 16).replace('T', ' ');
}

function plainly(written: string): string {
  const plain = fromEnglish(written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '));
  const day = ENGLISH[plain.split(' ')[0] ?? ''];
  return (day ? plain.replace(/^\w+/, day) : plain)
    .replace(/(\d)\s+(?=\d)/g, '$1~')
    .replace(/\s/g, '')
    .replace('~', ' ')
    .replace(SPOKEN_NUMBER, (number) => String(readNumber(number) ?? number));
}

/** `10 minutes ago`, `9:31 pm`, `yesterday at 3pm`; what is no English stays as it is. */
function fromEnglish(plain: string): string {
  const [, count = '', unit = ''] = ENGLISH_AGO.exec(plain) ?? [];
  if (count !== '') return `${/^a/.test(count) ? 1 : count === 'half an' ? '半' : count}${ENGLISH_UNITS[unit.charAt(0)]}前`;
  return plain
    .replace(/ at (?=\d)/, ' ')
    .replace(
      ENGLISH_HOUR,
      (_, hour: string, minute: string | undefined, half: string) =>
        `${half === 'p' ? '下午' : hour === '12' ? '凌晨' : '上午'}${hour}${minute === undefined ? '点' : `:${minute}`}`,
    );
}

/** @param side `前` or `后`; without either the span is taken as meant */
function readSpan(plain: string, side: '前' | '后'): number | null {
  const [, count = '', unit = '', where = ''] = SPAN.exec(plain) ?? [];
  if (count === '' || (where === '' ? side === '前' : !where.endsWith(side))) return null;
  const length = unit === '天' ? DAY : unit === '小时' || unit === 'h' ? HOUR : MINUTE;
  return (count === '半' ? 0.5 : Number(count)) * length;
}

function readParts(plain: string, now: number, lastYear = false) {
  // Between the digits of a date and those of a time the blank tells them apart.
  const match = PATTERN.exec(plain.replace(/(?<!日|号) /, '日'));
  if (!match) return null;
  const [, word, year, month, day, part = '', hourText = '', minuteText = '', digits] = match;
  const today = dayOf(now);
  const on: Day =
    month === undefined
      ? dayOf(now + (DAYS[word ?? ''] ?? 0) * DAY)
      : { year: year === undefined ? today.year - (lastYear ? 1 : 0) : Number(year), month: Number(month), day: Number(day) };
  const [hour, minute] = [
    hourOf(Number(hourText), part || (word?.endsWith('晚') ? '晚上' : '')),
    minuteText === '半' ? 30 : Number(digits ?? 0),
  ];
  const start = Date.UTC(on.year, on.month - 1, on.day);
  if (hour > 23 || minute > 59 || new Date(start).getUTCDate() !== on.day) return null;
  return {
    at: start + hour * HOUR + minute * MINUTE - AHEAD_OF_UTC,
    bare: word === undefined && month === undefined,
    yearless: month !== undefined && year === undefined,
  };
}

function atLastYear(plain: string, now: number): number | null {
  return readParts(plain, now, true)?.at ?? null;
}

function hourOf(hour: number, part: string): number {
  if (hour < 12 && /下午|傍晚|晚上/.test(part)) return hour + 12;
  if (hour < 11 && part === '中午') return hour + 12;
  return hour === 12 && part === '凌晨' ? 0 : hour;
}

function dayOf(at: number): Day {
  const date = new Date(at + AHEAD_OF_UTC);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
