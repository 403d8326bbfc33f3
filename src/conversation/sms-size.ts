/** Channels whose messages are SMS. */
export const SMS_CHANNELS: ReadonlySet<string> = new Set(['twilio', 'aliyun', 'tencent', 'smsforwarder', 'android-sms-gateway', 'httpsms']);
/** Of this many parts an answer is at most; what is longer is cut (channels/sms/segments.ts). Each costs as much again. */
export const MOST_SMS_PARTS = 3;

/** The part of the GSM alphabet that is ASCII; what lies outside is counted in UCS-2, so rather one part too many. */
const LATIN = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z^{}[\]~|\\]*$/;
const DOUBLE = /[\^{}[\]~|\\]/;
/** What an SMS says instead of a coloured disc, the longest of them (channels/sms/segments.ts). */
const DISCS = /🔴|🟡|🟢/gu;
const DISC_WORD = '[YELLOW] ';

/** In how many parts a text goes out by SMS at most; a text without a character needs none. */
export function smsPartsOf(text: string): number {
  const sent = text.replace(DISCS, DISC_WORD);
  const latin = LATIN.test(sent);
  const [alone, joined] = latin ? [160, 153] : [70, 67];
  const widths = Array.from(sent, (character) => (latin ? (DOUBLE.test(character) ? 2 : 1) : character.length));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  if (whole <= alone) return whole === 0 ? 0 : 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
