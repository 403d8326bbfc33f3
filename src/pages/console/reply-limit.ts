import { MOST_SMS_PARTS, SMS_CHANNELS, smsPartsOf } from '../../conversation/sms-size.ts';
import { HOUR, MINUTE } from '../../durations.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';

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

/** So long WeChat and WeCom let us write after the citizen has. */
const AFTER_WORDS = 48 * HOUR;
/** So long WeChat does after he tapped a menu key, followed or scanned; WeCom not at all. */
const AFTER_A_TAP = MINUTE;

/** When he last wrote; when he last tapped a menu key, or came. Milliseconds since 1970 UTC; null: never. */
type LastActs = DeskCase['lastActs'];

/**
 * Until when a reply still goes out, as far as time decides; a few messages close it earlier. null: the channel has no such
 * end. Milliseconds since 1970 UTC; 0: he has done nothing yet that would let us write.
 */
export function windowEndsAt(channel: string, { wrote, tapped }: LastActs): number | null {
  if (!BYTE_CHANNELS.has(channel)) return null;
  const afterWords = wrote === null ? 0 : wrote + AFTER_WORDS;
  return channel === 'wechat' && tapped !== null ? Math.max(afterWords, tapped + AFTER_A_TAP) : afterWords;
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
