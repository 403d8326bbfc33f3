import { isTrouble } from '../detection/alarm.ts';
import type { Detector } from '../detection/detector.ts';

/** A cry for help is short, or begins with what matters; so much is read of anything longer. UTF-16 units. */
const LONGEST_READ = 600;

/**
 * Do the words by themselves say that life or money is at stake now, or was lost (what opens a P0 or a P1)? Cheap enough to
 * ask of whoever writes too much. What cannot be judged is taken for urgent.
 */
export function isUrgent(detector: Detector, text: string): boolean {
  try {
    const { understanding } = detector.judge(text.slice(0, LONGEST_READ));
    const { danger, watched, escalate, intent } = understanding;
    return danger !== null || watched || (escalate && isTrouble(intent));
  } catch {
    return true;
  }
}
