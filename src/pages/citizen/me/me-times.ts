import { HotlineTime } from '../../../hotline-time.ts';
import type { Spoken } from '../../console/language.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';

const PARTS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const DAY_AND_TIME: Spoken<HotlineTime> = {
  'zh-CN': new HotlineTime('zh-CN', PARTS),
  // A month in figures is read as a day by half of the world.
  en: new HotlineTime('en-GB', { ...PARTS, month: 'long' }),
};

/** @param at milliseconds since 1970 UTC; null: nothing to say */
export function dayAndTime(at: number | null, language: CitizenLanguage): string {
  return at === null ? '' : DAY_AND_TIME[language].format(at);
}
