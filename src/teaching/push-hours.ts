import { DAY, HOUR } from '../durations.ts';
import { minuteOf } from './shanghai-days.ts';

/** Minutes since midnight, Asia/Shanghai. From nine in the evening to eight in the morning nothing is sent unasked. */
const MORNING = 8 * 60;
const EVENING = 21 * 60;
/** Before the quiet hours nothing more is begun: a platform that is slow would end within them. Milliseconds. */
export const LESSON_LASTS = 20 * 60_000;

/**
 * How long after the citizen's last message each platform lets us write to him; an hour less than it says. A channel that is
 * missing here gets no lessons: on the web nobody is reached, and the short messages of Aliyun and Tencent take approved
 * templates alone. Where the platform sets no window, whoever has not written for half a year is left alone.
 */
const WINDOWS: Readonly<Record<string, number>> = {
  wechat: 47 * HOUR,
  wecom: 47 * HOUR,
  telegram: 180 * DAY,
  twilio: 180 * DAY,
  httpsms: 180 * DAY,
  smsforwarder: 180 * DAY,
  'android-sms-gateway': 180 * DAY,
  sms: 180 * DAY,
};

/** May a lesson be put on its way now? @param now milliseconds since 1970 UTC */
export function mayPush(now: number): boolean {
  const minute = minuteOf(now);
  return minute >= MORNING && minute < EVENING - LESSON_LASTS / 60_000;
}

/** Of these channels, those that have a window, and since when the citizen must have written. */
export function openWindows(channels: readonly string[], now: number): readonly { readonly channel: string; readonly since: number }[] {
  return channels.flatMap((channel) => (Object.hasOwn(WINDOWS, channel) ? [{ channel, since: now - (WINDOWS[channel] as number) }] : []));
}
