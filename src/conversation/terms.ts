import { MOST_SMS_PARTS, SMS_CHANNELS, smsPartsOf } from './sms-size.ts';

/**
 * What whoever is not registered is told of his words: short where he writes, whole on /privacy. Counts up when the meaning
 * changes; which version somebody was shown is kept (storage/privacy/terms-shown.ts).
 */
export const TERMS_VERSION = 1;

/** Where nobody is greeted before he writes, and no page stands around his words: an answer must tell him. */
export function mustTellTerms(channel: string): boolean {
  return SMS_CHANNELS.has(channel) || channel === 'generic';
}

const bareOf = (reply: string, label: string): string => (reply.endsWith(`\n${label}`) ? reply.slice(0, -label.length - 1) : reply);

/** The reply with one more line, in front of the label of the machine. */
export function withLine(reply: string, line: string, label: string): string {
  const bare = bareOf(reply, label);
  return bare === reply ? `${reply}\n${line}` : `${bare}\n${line}\n${label}`;
}

/**
 * As `withLine`.
 * @returns null where it would not go out whole: it waits for an answer that leaves room
 */
export function withTerms(reply: string, line: string, label: string): string | null {
  return smsPartsOf(`${bareOf(reply, label)}\n${line}`) > MOST_SMS_PARTS ? null : withLine(reply, line, label);
}
