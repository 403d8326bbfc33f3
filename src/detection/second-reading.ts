import { COLOUR_RANK } from '../library/schema.ts';
import type { Detector, Judgement } from './detector.ts';
import { judgingBy } from './judging-by.ts';
import { isReadable, type Reading } from './readings.ts';

/** Below this hardly a word of it looks like a scam. */
const LEAST_DOUBT = 0.1;
/** A shorter text says nothing that could be read otherwise. UTF-16 units. */
const SHORTEST = 8;
const JUDGED: ReadonlySet<string> = new Set(['forward', 'advice', 'report']);

/** Is a second reading worth asking for? Red is red, and in what is no matter there is nothing to read. */
export function isUnsure({ verdict, understanding, analysis }: Judgement): boolean {
  if (verdict.colour === 'red' || !JUDGED.has(understanding.intent)) return false;
  return analysis.normalized.text.length >= SHORTEST && (verdict.colour === 'yellow' || verdict.score >= LEAST_DOUBT);
}

/**
 * The same detector that also knows what was read. It judges as always, with more signals; where that would make a text
 * milder, its own reading counts.
 */
export function withReadings(detector: Detector, readings: readonly Reading[]): Detector {
  const known = readings.filter(({ signal }) => detector.library.signals.some((one) => one.id === signal && isReadable(one)));
  if (known.length === 0) return detector;
  return judgingBy(detector, (asked, text, given) => {
    const own = asked.judge(text, given);
    const read = asked.judge(text, { ...given, readings: [...(given.readings ?? []), ...known] });
    const worse = COLOUR_RANK[read.verdict.colour] - COLOUR_RANK[own.verdict.colour] || read.verdict.score - own.verdict.score;
    return worse <= 0 ? own : read;
  });
}
