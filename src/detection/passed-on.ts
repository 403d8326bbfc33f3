import type { Analysis } from './analysis.ts';

/** Longer than what people usually add to a talk; UTF-16 units. */
const LONG = 60;
/** What a message from somebody else begins with, or carries between its lines. */
const FRAME = /^\s*[【[「『"“]|[\n\r]|^.{1,8}[:：]/u;
/** Whom nobody addresses so who only goes on with his story. */
const ADDRESS = /尊敬的|亲爱的|用户您好|客户您好|贵客|\bdear\b/u;
const HANDLES: ReadonlySet<string> = new Set(['link', 'phone', 'contact', 'apk']);

/** As a notice or a line of a chat is, and a question to us is not. */
export function isFramed(text: string): boolean {
  return FRAME.test(text) || ADDRESS.test(text);
}

/**
 * Whether a text bears outward marks of having come from somebody else. The intent model cannot tell "钱我给他退回去了" of a
 * forwarded chat from the same words of the citizen; in the middle of a talk the marks can.
 */
export function bearsMarksOfForward({ normalized, entities }: Analysis): boolean {
  const text = normalized.text;
  return text.length > LONG || isFramed(text) || entities.all.some(({ kind }) => HANDLES.has(kind));
}
