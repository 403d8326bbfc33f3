import { HotlineTime } from '../../hotline-time.ts';
import { type Spoken, useWords } from '../console/language.tsx';

const TIME = new HotlineTime('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAYS: Spoken<HotlineTime> = {
  'zh-CN': new HotlineTime('zh-CN', { month: 'long', day: 'numeric' }),
  en: new HotlineTime('en-GB', { month: 'long', day: 'numeric' }),
};

/** Local time of the hotline; with the day unless it is today. Milliseconds since 1970 UTC. */
export function Clock({ at, now }: { at: number; now: number }) {
  const days = useWords(DAYS);
  const day = days.format(at);
  return (
    <time class="clock" dateTime={new Date(at).toISOString()}>
      {day === days.format(now) ? TIME.format(at) : `${day} ${TIME.format(at)}`}
    </time>
  );
}
