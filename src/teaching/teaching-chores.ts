import type { Detector } from '../detection/detector.ts';
import { MINUTE } from '../durations.ts';
import type { Storage } from '../storage/storage.ts';
import { publishBoard } from './publish-boards.ts';
import { dropLate, teachOne } from './teach-citizens.ts';

interface ChoreDeps {
  readonly storage: Storage;
  readonly detector: Pick<Detector, 'library'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Channels that have a way out to citizens. */
  readonly channels: readonly string[];
  readonly nudgeDelivery: () => void;
}

/** Lessons that are due, those that came too late, boards of months that are over, and what erased citizens left. */
export function teachingChores({ storage, detector, now, channels, nudgeDelivery }: ChoreDeps) {
  return [
    {
      name: 'teach',
      everyMs: MINUTE,
      work: () => teachOne({ storage, library: detector.library, channels, now, nudgeDelivery }),
    },
    { name: 'drop late lessons', everyMs: MINUTE, work: () => dropLate({ storage, now }) },
    { name: 'publish boards', everyMs: 60 * MINUTE, work: () => publishBoard(storage, now()) },
    { name: 'forget lessons of erased citizens', everyMs: 60 * MINUTE, work: () => storage.forgetTaught() },
  ];
}
