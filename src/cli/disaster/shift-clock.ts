import { readFileSync, statSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { ClockReading } from './steered-clock.ts';

/**
 * Loaded before a server that is under a drill (`node --import`), and by nothing else: shows the process another time, and
 * lets its timers run faster. The file that DISASTER_CLOCK names says how; it is looked at again and again.
 */
const LOOK_EVERY_MS = 20;
const path = process.env.DISASTER_CLOCK ?? '';
const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);
const [realTimeout, realInterval] = [globalThis.setTimeout, globalThis.setInterval];

let changedAt = 0;
let reading: ClockReading = { real: 0, shown: 0, speed: 1 };
const look = (): void => {
  const { mtimeMs } = statSync(path);
  if (mtimeMs === changedAt) return;
  changedAt = mtimeMs;
  reading = JSON.parse(readFileSync(path, 'utf8')) as ClockReading;
};
look();
realInterval(look, LOOK_EVERY_MS).unref();

const shownNow = (): number => Math.floor(reading.shown + (realNow() - reading.real) * reading.speed);
class ShownDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(shownNow());
    else super(...(given as [number]));
  }
  static override now = shownNow;
}
globalThis.Date = ShownDate as DateConstructor;

const shorter = (ms: number | undefined): number => (ms ?? 0) / reading.speed;
const timers = createRequire(import.meta.url)('node:timers') as Record<string, unknown>;
const waiting = createRequire(import.meta.url)('node:timers/promises') as { setTimeout: (...given: unknown[]) => unknown };
const fasterTimeout = (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => realTimeout(work, shorter(ms), ...given);
const fasterInterval = (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => realInterval(work, shorter(ms), ...given);
globalThis.setTimeout = Object.assign(fasterTimeout, realTimeout) as unknown as typeof setTimeout;
globalThis.setInterval = Object.assign(fasterInterval, realInterval) as unknown as typeof setInterval;
Object.assign(timers, { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval });
const realSleep = waiting.setTimeout;
waiting.setTimeout = (ms: unknown, ...given: unknown[]) => realSleep(shorter(ms as number), ...given);
const realSignal = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => realSignal(Math.ceil(shorter(ms)));
syncBuiltinESMExports();
