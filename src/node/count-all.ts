import type { Config } from '../config.ts';
import { ENGINE_VERSION } from '../conversation/answer.ts';
import { dutyAt } from '../conversation/duty.ts';
import type { Detector } from '../detection/detector.ts';
import { isWorkingCopy } from '../library/release-name.ts';
import type { Log } from '../log.ts';
import { createPrometheus, type Prometheus } from '../metrics/prometheus.ts';
import type { Storage } from '../storage/storage.ts';
import { diskRoom } from './disk-room.ts';
import { lastBackup, lastRestoreProof } from './proof-files.ts';

interface Counted {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Log;
  /** The one that changes with the release. */
  readonly detector: Pick<Detector, 'library'>;
}

/** All that `/metrics` says of this process. */
export function countAll({ config, storage, log, detector }: Counted): Prometheus {
  const { DATA_DIR, OFFICE_HOURS_FROM, OFFICE_HOURS_TO } = config;
  return createPrometheus({
    storage,
    log,
    now: Date.now,
    stopwatch: () => performance.now(),
    release: () => ({
      release: detector.library.version,
      engine: ENGINE_VERSION,
      signed: !isWorkingCopy(detector.library.version),
    }),
    officeHours: () => dutyAt(OFFICE_HOURS_FROM, OFFICE_HOURS_TO, Date.now()).kind === 'expected',
    machine: async () => ({
      disk: await diskRoom(DATA_DIR),
      lastBackup: lastBackup(DATA_DIR),
      lastRestoreProof: lastRestoreProof(DATA_DIR)?.at ?? null,
    }),
  });
}

/** The same work, counted by its name. */
export function watched(
  metrics: Pick<Prometheus, 'chore' | 'expectChore'>,
  { name, everyMs, work }: { readonly name: string; readonly everyMs: number; readonly work: () => Promise<boolean> },
): () => Promise<boolean> {
  metrics.expectChore(name, everyMs);
  return async () => {
    try {
      const found = await work();
      metrics.chore(name, false);
      return found;
    } catch (error) {
      metrics.chore(name, true);
      throw error;
    }
  };
}
