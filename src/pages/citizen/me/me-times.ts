import type { Spoken } from '../../console/language.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';

const PARTS: Intl.DateTimeFormatOptions = {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const DAY_AND_TIME: Spoken<Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', PARTS),
  // A month in figures is read as a day by half of the world.
  en: new Intl.DateTimeFormat('en-GB', { ...PARTS, month: 'long' }),
};

/** @param iso ISO 8601; null: nothing to say */
export function dayAndTime(iso: string | null, language: CitizenLanguage): string {
  return iso === null ? '' : DAY_AND_TIME[language].format(new Date(iso));
}
