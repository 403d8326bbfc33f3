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

/** @param iso ISO 8601; null: nothing to say */
export function dayAndTime(iso: string | null, language: CitizenLanguage): string {
  return iso === null ? '' : DAY_AND_TIME[language].format(new Date(iso));
}
