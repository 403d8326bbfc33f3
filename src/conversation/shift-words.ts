import type { Shift } from './duty.ts';
import type { Voice } from './wording.ts';

const PARTS_OF_DAY: readonly (readonly [until: number, today: string, tomorrow: string])[] = [
  [5, '今天凌晨', '明天凌晨'],
  [11, '今早', '明早'],
  [13, '今天中午', '明天中午'],
  [18, '今天下午', '明天下午'],
  [24, '今晚', '明晚'],
];

/** "明早8点", "今晚7点半", "tomorrow at 8:00": as one says it on the telephone. */
export function sayShift({ day, hour, minute }: Shift, voice: Pick<Voice, 'language' | 'localize'>): string {
  if (voice.language === 'en') return `${day} at ${hour}:${String(minute).padStart(2, '0')}`;
  const [, today, tomorrow] = PARTS_OF_DAY.find(([until]) => hour < until) as (typeof PARTS_OF_DAY)[number];
  const past = minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`;
  return voice.localize(`${day === 'today' ? today : tomorrow}${hour > 12 ? hour - 12 : hour}点${past}`);
}
