import { Clock } from '../clock.tsx';
import { type Spoken, useWords } from '../language.tsx';

interface Words {
  readonly left: (time: string) => string;
  readonly over: (time: string) => string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly days: (count: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    left: (time) => `还有${time}`,
    over: (time) => `超时${time}`,
    minutes: (count) => `${count}分钟`,
    hours: (count) => `${count}小时`,
    days: (count) => `${count}天`,
  },
  en: {
    left: (time) => `${time} left`,
    over: (time) => `${time} late`,
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    days: (count) => `${count} d`,
  },
};
const MINUTE = 60_000;

/** How long there is left, or how late it is, and the time itself. Milliseconds since 1970 UTC. */
export function DueTime({ at, now }: { at: number; now: number }) {
  const words = useWords(WORDS);
  const minutes = Math.floor(Math.abs(at - now) / MINUTE);
  const time =
    minutes < 120
      ? words.minutes(minutes)
      : minutes < 2880
        ? words.hours(Math.floor(minutes / 60))
        : words.days(Math.floor(minutes / 1440));
  const late = at < now;
  return (
    <span class={late ? 'due due-late' : 'due'}>
      <b class="number">{late ? words.over(time) : words.left(time)}</b> <Clock at={at} now={now} />
    </span>
  );
}
