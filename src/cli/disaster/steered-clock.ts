import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** At the real moment `real` the shown time was `shown`; from there on it goes `speed` times as fast. Milliseconds. */
export interface ClockReading {
  readonly real: number;
  readonly shown: number;
  readonly speed: number;
}

/** What servers are started with so that a drill sets their clock. */
export interface SteeredClock {
  readonly preload: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** As the servers see it. */
  now(): number;
  /** Sets it to this time; fulfilled when the servers have seen it. */
  set(shown: number): Promise<void>;
}

const SEEN_AFTER_MS = 60;

/** @param folder where its file lies @param speed how much faster than the real one */
export function steeredClock(folder: string, speed = 1): SteeredClock {
  const path = join(folder, 'clock.json');
  let reading: ClockReading = { real: Date.now(), shown: Date.now(), speed };
  const write = (): void => {
    // In one step: nobody reads half of it.
    writeFileSync(`${path}.new`, JSON.stringify(reading));
    renameSync(`${path}.new`, path);
  };
  write();
  return {
    preload: ['src/cli/disaster/shift-clock.ts'],
    settings: { DISASTER_CLOCK: path },
    now: () => Math.floor(reading.shown + (Date.now() - reading.real) * reading.speed),
    async set(shown) {
      reading = { real: Date.now(), shown, speed };
      write();
      await sleep(SEEN_AFTER_MS);
    },
  };
}
