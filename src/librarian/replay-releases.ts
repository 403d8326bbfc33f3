import type { Detector } from '../detection/detector.ts';

/** Each is some ten megabytes. */
const MOST_KEPT = 3;

/**
 * Detectors of several releases; those that were asked for last stay in memory.
 * @param load null when the release is not kept; that is remembered
 */
export function rememberDetectors(load: (release: string) => Promise<Detector | null>): (release: string) => Promise<Detector | null> {
  const loaded = new Map<string, Detector | null>();
  return async (release) => {
    const known = loaded.get(release);
    const detector = known === undefined ? await load(release) : known;
    loaded.delete(release);
    loaded.set(release, detector);
    if (loaded.size > MOST_KEPT) loaded.delete(loaded.keys().next().value as string);
    return detector;
  };
}
