/**
 * How much an officer may say at once. The channels cut what is longer (channels/text-limits.ts); here it is refused, so
 * that nobody believes to have said what was cut off. `desk.js` counts the same way while he types.
 */
export interface ReplyLimit {
  readonly unit: 'bytes' | 'units' | 'segments';
  readonly most: number;
}

const SMS_CHANNELS: ReadonlySet<string> = new Set(['twilio', 'aliyun', 'tencent', 'smsforwarder', 'android-sms-gateway', 'httpsms']);
const BYTE_CHANNELS: ReadonlySet<string> = new Set(['wechat', 'wecom']);

export function replyLimitOf(channel: string): ReplyLimit {
  if (SMS_CHANNELS.has(channel)) return { unit: 'segments', most: 3 };
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
  return unit === 'units' ? text.length : segmentsOf(text);
}

/** The part of the GSM alphabet that is ASCII; what lies outside is counted in UCS-2, so rather one segment too many. */
const LATIN = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z^{}[\]~|\\]*$/;
const DOUBLE = /[\^{}[\]~|\\]/;
/** What an SMS says instead of a coloured disc, the longest of them (channels/sms/segments.ts). */
const DISCS = /🔴|🟡|🟢/gu;
const DISC_WORD = '[YELLOW] ';

function segmentsOf(text: string): number {
  const sent = text.replace(DISCS, DISC_WORD);
  const latin = LATIN.test(sent);
  const [alone, joined] = latin ? [160, 153] : [70, 67];
  const widths = Array.from(sent, (character) => (latin ? (DOUBLE.test(character) ? 2 : 1) : character.length));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  if (whole <= alone) return whole === 0 ? 0 : 1;
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return segments;
}

export const UNIT_WORDS: Readonly<Record<ReplyLimit['unit'], string>> = { bytes: '字节', units: '字', segments: '条短信' };
/** For officers who read English. */
export const ENGLISH_UNIT_WORDS: Readonly<Record<ReplyLimit['unit'], string>> = {
  bytes: ' bytes',
  units: ' characters',
  segments: ' SMS parts',
};
