import type { Chore } from '../chores.ts';
import { MINUTE } from '../durations.ts';
import type { Log } from '../log.ts';

/**
 * What a server does all the time, a Worker does once a minute, within bounds: a run of it may make 1,000 queries and take
 * 30 seconds of CPU. What is left over, the next run does; several may run at once.
 */
export interface CronRun {
  readonly log: Log;
  /** Finishes what a crash left, so many messages at most. */
  readonly sweep: (most: number) => Promise<unknown>;
  /** A telephone, an answer, a picture: each does one piece, false when there was none. Again and again during the minute. */
  readonly prompt: readonly (() => Promise<boolean>)[];
  readonly chores: readonly Chore[];
  /** When this minute began. Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Queries made so far. */
  readonly calls: () => number;
  readonly pause: () => Promise<void>;
}

/** Ten rounds, five seconds apart, fill the minute: what was not sent at once does not wait for the next one. */
export const ROUNDS = 10;
export const PAUSE_MS = 5000;
const MOST_SWEPT = 20;
const CALLS_PER_MESSAGE = 20;
const MOST_PIECES = 12;
/** Leaves room for what the piece under way still asks. */
const MOST_CALLS = 850;

export async function cronRun({ log, sweep, prompt, chores, at, calls, pause }: CronRun): Promise<void> {
  const attempt = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, chore: name }, 'a part of the minute failed; the next minute tries again');
    }
  };
  const pieces = async (work: () => Promise<boolean>): Promise<void> => {
    for (let done = 0; done < MOST_PIECES && calls() < MOST_CALLS; done++) if (!(await work())) return;
  };
  // First who waits longest for a human or an answer.
  for (const work of prompt) await attempt('prompt', () => pieces(work));
  await attempt('sweep', () => sweep(Math.max(1, Math.min(MOST_SWEPT, Math.floor((MOST_CALLS - calls()) / CALLS_PER_MESSAGE)))));
  for (const { name, work } of dueChores(chores, at)) await attempt(name, () => pieces(work));
  for (let round = 1; round < ROUNDS && calls() < MOST_CALLS; round++) {
    await pause();
    for (const work of prompt) await attempt('prompt', () => pieces(work));
  }
}

/** Those whose turn this minute is, beginning with another one each time: where not all fit in, none is always the last. */
export function dueChores(chores: readonly Chore[], at: number): readonly Chore[] {
  const minute = Math.floor(at / MINUTE);
  const due = chores.filter(({ everyMs }) => minute % Math.max(1, Math.round(everyMs / MINUTE)) === 0);
  const first = due.length === 0 ? 0 : minute % due.length;
  return [...due.slice(first), ...due.slice(0, first)];
}
