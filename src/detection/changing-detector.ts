import type { Detector } from './detector.ts';

/** A detector whose release changes while the program runs; whoever holds it needs not know. */
export interface ChangingDetector extends Detector {
  /** From now on everything is judged by this one; what is being judged keeps the one that it began with. */
  change(next: Detector): void;
}

export function createChangingDetector(first: Detector): ChangingDetector {
  let now = first;
  return {
    get library() {
      return now.library;
    },
    judge: (text, given) => now.judge(text, given),
    atThisMoment: () => now,
    change(next) {
      now = next;
    },
  };
}
