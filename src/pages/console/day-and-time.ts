import { HotlineTime } from '../../hotline-time.ts';
import type { DeskLanguage } from './language.tsx';

const FORMATS = {
  'zh-CN': new HotlineTime('zh-CN', options('long')),
  en: new HotlineTime('en-GB', options('short')),
} as const;

function options(month: 'long' | 'short'): Intl.DateTimeFormatOptions {
  return { month, day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
}

/** `11月22日 10:05`, in the hotline's time. Milliseconds since 1970 UTC. */
export function dayAndTime(at: number, language: DeskLanguage): string {
  return FORMATS[language].format(at);
}
