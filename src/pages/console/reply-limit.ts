import { MOST_SMS_PARTS, SMS_CHANNELS, smsPartsOf } from '../../conversation/sms-size.ts';

/**
 * How much an officer may say at once. The channels cut what is longer (channels/text-limits.ts); here it is refused, so
 * that nobody believes to have said what was cut off. `desk.js` counts the same way while he types.
 */
export interface ReplyLimit {
  readonly unit: 'bytes' | 'units' | 'segments';
  readonly most: number;
}

const BYTE_CHANNELS: ReadonlySet<string> = new Set(['wechat', 'wecom']);

export function replyLimitOf(channel: string): ReplyLimit {
  if (SMS_CHANNELS.has(channel)) return { unit: 'segments', most: MOST_SMS_PARTS };
  if (BYTE_CHANNELS.has(channel)) return { unit: 'bytes', most: 2048 };
  return { unit: 'units', most: 4096 };
}

/** So long WeChat and WeCom let us write after the citizen has. Milliseconds. */
const WINDOW = 48 * 3_600_000;

/**
 * Until when a reply still goes out, as far as time decides; five messages close it earlier. null: the channel has no such
 * end. Milliseconds since 1970 UTC.
 */
export function windowEndsAt(channel: string, lastFromCitizenAt: number): number | null {
  return BYTE_CHANNELS.has(channel) ? lastFromCitizenAt + WINDOW : null;
}

export function sizeOf(text: string, unit: ReplyLimit['unit']): number {
  if (unit === 'bytes') return new TextEncoder().encode(text).length;
  return unit === 'units' ? text.length : smsPartsOf(text);
}

export const UNIT_WORDS: Readonly<Record<ReplyLimit['unit'], string>> = { bytes: '字节', units: '字', segments: '条短信' };
/** For officers who read English. */
export const ENGLISH_UNIT_WORDS: Readonly<Record<ReplyLimit['unit'], string>> = {
  bytes: ' bytes',
  units: ' characters',
  segments: ' SMS parts',
};
