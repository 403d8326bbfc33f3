import { DAY } from '../durations.ts';

/** What took a moment to count is kept a hundred times as long: counting never takes more than a hundredth of the time. */
const TIMES = 100;

/**
 * Statistics over what millions have written: a small city always reads them fresh, and in a province nobody waits twice.
 * Whoever asks for the same while it is being counted gets the same.
 * @param now milliseconds since 1970 UTC
 * @param nameOf what is the same question: who asks since a midnight names it by that, not by the days until now, which are the
 * same for two midnights, one before noon and one after
 */
export function keptByCost<Asked extends readonly unknown[], Counted>(
  now: () => number,
  nameOf: (...asked: Asked) => string,
  count: (...asked: Asked) => Promise<Counted>,
): (...asked: Asked) => Promise<Counted> {
  const kept = new Map<string, { until: number; readonly counted: Promise<Counted> }>();
  return (...asked) => {
    const name = nameOf(...asked);
    const known = kept.get(name);
    const from = now();
    if (known && from < known.until) return known.counted;
    for (const [other, { until }] of kept) if (until <= from) kept.delete(other);
    const mine = { until: Number.POSITIVE_INFINITY, counted: count(...asked) };
    kept.set(name, mine);
    mine.counted.then(
      () => {
        const end = now();
        mine.until = end + (end - from) * TIMES;
      },
      () => {
        if (kept.get(name) === mine) kept.delete(name);
      },
    );
    return mine.counted;
  };
}

/** For who asks since so many days ago, to the millisecond: some moments later it is the same question. */
export function daysUntil(now: number, from: number): string {
  return String(Math.round((now - from) / DAY));
}
