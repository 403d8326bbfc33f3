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
  /** The names of chores that are left over, from one minute to the next. */
  readonly leftOver: {
    readonly read: () => Promise<string | null>;
    readonly write: (names: string) => Promise<void>;
  };
}

/** Ten rounds, five seconds apart, fill the minute: what was not sent at once does not wait for the next one. */
export const ROUNDS = 10;
export const PAUSE_MS = 5000;
const MOST_SWEPT = 20;
const CALLS_PER_MESSAGE = 20;
const MOST_PIECES = 12;
/** Leaves room for what the piece under way still asks. */
const MOST_CALLS = 850;
/** Between two names; none has it in it. */
const DIVIDER = '\n';

/** The golden section: no period is in step with it. 0 to 1. */
const STRIDE = (Math.sqrt(5) - 1) / 2;

export async function cronRun({ log, sweep, prompt, chores, at, calls, pause, leftOver }: CronRun): Promise<void> {
  const attempt = async <Result>(name: string, work: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error, chore: name }, 'a part of the minute failed; the next minute tries again');
      return null;
    }
  };
  /** @returns whether all of it was done */
  const pieces = async (work: () => Promise<boolean>): Promise<boolean> => {
    for (let done = 0; done < MOST_PIECES && calls() < MOST_CALLS; done++) if (!(await work())) return true;
    return false;
  };
  // All at once: a platform that does not answer holds up no other, and no telephone.
  const promptly = (): Promise<unknown> => Promise.all(prompt.map((work) => attempt('prompt', () => pieces(work))));
  // First who waits longest for a human or an answer.
  await promptly();
  await attempt('sweep', () => sweep(Math.max(1, Math.min(MOST_SWEPT, Math.floor((MOST_CALLS - calls()) / CALLS_PER_MESSAGE)))));
  const before = await attempt('left over', async () => (await leftOver.read()) ?? '');
  const left: string[] = [];
  for (const { name, everyMs, work } of dueChores(chores, at, new Set(before?.split(DIVIDER))))
    if (!(await attempt(name, () => pieces(work))) && everyMs > MINUTE) left.push(name);
  const after = left.sort().join(DIVIDER);
  // Of two runs at once the later one has the last word: what it forgets comes again in its own time. What could not be read
  // is written over.
  if (after !== before) await attempt('left over', () => leftOver.write(after));
  for (let round = 1; round < ROUNDS && calls() < MOST_CALLS; round++) {
    await pause();
    await promptly();
  }
}

/**
 * Those whose turn this minute is, and those that are left over from the last one, beginning with another one each time: where
 * not all fit in, none is always the last.
 * @param at milliseconds since 1970 UTC
 * @param left names
 */
export function dueChores(chores: readonly Chore[], at: number, left: ReadonlySet<string> = new Set()): readonly Chore[] {
  const minute = Math.floor(at / MINUTE);
  const due = chores.filter(({ name, everyMs }) => left.has(name) || minute % Math.max(1, Math.round(everyMs / MINUTE)) === 0);
  // Not the minute itself: of thirty chores that are due at each full hour it would begin with the same one for ever.
  const first = Math.floor(((minute * STRIDE) % 1) * due.length);
  return [...due.slice(first), ...due.slice(0, first)];
}
