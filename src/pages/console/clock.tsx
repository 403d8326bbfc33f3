import { HotlineTime } from '../../hotline-time.ts';
import { Clock as ChineseClock } from '../citizen/clock.tsx';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

const LANGUAGE: Spoken<DeskLanguage> = { 'zh-CN': 'zh-CN', en: 'en' };
const TIME = new HotlineTime('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new HotlineTime('en-GB', { month: 'short', day: 'numeric' });

/** Local time of the hotline in the language of the desk; with the day unless it is today. Milliseconds since 1970 UTC. */
export function Clock({ at, now }: { at: number; now: number }) {
  if (useWords(LANGUAGE) === 'zh-CN') return <ChineseClock at={at} now={now} />;
  const day = DAY.format(at);
  return (
    <time class="clock" dateTime={new Date(at).toISOString()}>
      {day === DAY.format(now) ? TIME.format(at) : `${day} ${TIME.format(at)}`}
    </time>
  );
}
