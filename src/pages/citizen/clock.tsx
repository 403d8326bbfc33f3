import { type Spoken, useWords } from '../console/language.tsx';

const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAYS: Spoken<Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }),
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
