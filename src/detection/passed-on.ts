import type { Analysis } from './analysis.ts';
import { isFramed } from './framing.ts';

/** Longer than what people usually add to a talk; UTF-16 units. */
const LONG = 60;
const HANDLES: ReadonlySet<string> = new Set(['link', 'phone', 'contact', 'apk']);

/**
 * Whether a text bears outward marks of having come from somebody else. The intent model cannot tell "钱我给他退回去了" of a
 * forwarded chat from the same words of the citizen; in the middle of a talk the marks can.
 */
export function bearsMarksOfForward({ normalized, entities }: Analysis): boolean {
  const text = normalized.text;
  return text.length > LONG || isFramed(text) || entities.all.some(({ kind }) => HANDLES.has(kind));
}
