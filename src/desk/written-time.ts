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
  /^(?:(大前天|前天|前晚|昨天|昨晚|今天|今早|今晚|明天|后天)|(?:(\d{4})[-年/.])?(\d{1,2})[-月/.](\d{1,2})(?:日|号)?)?(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|午夜)?(?:(\d{1,2})(?::|点|时)(半|(\d{1,2})分?)?)$/;
/** `昨晚上`, `昨夜` and `昨晚` are one word. */
const LAST_NIGHT = /^(前|昨|今)(?:晚上|夜)/;
const NIGHT = /晚上|夜/;
/** Whoever is up before this hour may still call the day before today. */
const MORNING = 6;
const SPOKEN_NUMBER = /[零一二两三四五六七八九十]{1,3}(?=点|时|分|个|小时|天|月|日|号|$)/g;
const SPAN = /^(半|\d{1,4})(?:个)?(分钟|分|小时|天|m|min|h)(后|以后|之后|前|以前|之前)?$/;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * When something was: `9:31`, `昨天 21:10`, `11-20 09:31`, `2026-11-20 09:31`, `下午3点半`, `10分钟前`, `10 minutes ago`, `9:31 pm`. A bare time of day that
 * is still to come was yesterday's, a date that is still to come last year's. A night runs on past midnight: `昨晚12点` is the end of
 * yesterday, `昨晚1点` is today's.
 * @returns null for what cannot be read, is not past, or may be either of two nights: then he is asked
 */
export function readPastTime(written: string, now: number): number | null {
  const plain = plainly(written);
  const span = readSpan(plain, '前');
  if (span !== null) return now - span;
  const found = readParts(plain, now);
  if (!found) return null;
  const isPast = (at: number): boolean => at <= now && at > now - LONGEST_AGO;
  const past = found.times.filter(isPast);
  if (past.length > 0) return only(past);
  const before = found.bare ? found.times.map((at) => at - DAY) : found.yearless ? (readParts(plain, now, true)?.times ?? []) : [];
  return only(before.filter(isPast));
}

/**
 * When something is due: `15:30`, `20分钟后`, `明天 9:00`, `11-21 09:00`. A bare time of day that is over is tomorrow's.
 * @returns null for what cannot be read, is not within the next 60 days, or may be either of two nights
 */
export function readDueTime(written: string, now: number): number | null {
  const plain = plainly(written);
  const span = readSpan(plain, '后');
  const found = span === null ? readParts(plain, now) : { times: [now + span], bare: false };
  if (!found) return null;
  const isAhead = (at: number): boolean => at > now && at <= now + LONGEST_AHEAD;
  const ahead = found.times.filter(isAhead);
  if (ahead.length > 0 || !found.bare) return only(ahead);
  return only(found.times.map((at) => at + DAY).filter(isAhead));
}

function only(times: readonly number[]): number | null {
  return times.length === 1 ? (times[0] ?? null) : null;
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
    .replace(LAST_NIGHT, '$1晚')
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
  const minute = minuteText === '半' ? 30 : Number(digits ?? 0);
  const hours = hoursOf(Number(hourText), part, { word, dated: month !== undefined, early: now - startOf(today) < MORNING * HOUR });
  const start = Date.UTC(on.year, on.month - 1, on.day);
  if (minute > 59 || new Date(start).getUTCDate() !== on.day) return null;
  return {
    times: hours.map((hour) => start + hour * HOUR + minute * MINUTE - AHEAD_OF_UTC),
    bare: word === undefined && month === undefined,
    yearless: month !== undefined && year === undefined,
  };
}

interface NamedDay {
  /** `昨天`, `今晚`; nothing where the day is a date or not named. */
  readonly word: string | undefined;
  readonly dated: boolean;
  /** It is before morning now. */
  readonly early: boolean;
}

/** Hours from the start of the day that was named: two where people mean either end of it, none where nobody says so. */
function hoursOf(hour: number, part: string, day: NamedDay): readonly number[] {
  if (hour > 23) return [];
  if (hour > 12 || !(day.word?.endsWith('晚') || NIGHT.test(part))) return [byDaylight(hour, part)];
  const late = part === '' || part === '晚上';
  // "晚上5点" is before supper, "夜里5点" after midnight, and of "晚上4点" nobody knows.
  if (hour === 4 && late) return [];
  if (hour > 5 || (hour === 5 && late)) return hour === 12 ? pastMidnight(0, part, day) : part === '凌晨' ? [hour + 24] : [hour + 12];
  return pastMidnight(hour, part, day);
}

/** `昨晚1点` is today's, said at breakfast; said at two in the morning, or as `11-19 夜里1点`, it may be either day's. */
function pastMidnight(hour: number, part: string, { word, dated, early }: NamedDay): readonly number[] {
  if (word === undefined && !dated) return [hour === 0 ? 24 : hour];
  const isOneNight = word !== undefined && (word.endsWith('晚') || part === '晚上');
  const isEither = isOneNight ? early : hour > 0 || word === '今天';
  return isEither ? [hour, hour + 24] : [hour + 24];
}

function byDaylight(hour: number, part: string): number {
  if (hour < 12 && /下午|傍晚/.test(part)) return hour + 12;
  if (hour < 11 && part === '中午') return hour + 12;
  return hour === 12 && part === '凌晨' ? 0 : hour;
}

/** Milliseconds since 1970 UTC. */
function startOf({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) - AHEAD_OF_UTC;
}

function dayOf(at: number): Day {
  const date = new Date(at + AHEAD_OF_UTC);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
