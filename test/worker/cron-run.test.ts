import { describe, expect, it } from 'vitest';
import type { Chore } from '../../src/chores.ts';
import { type CronRun, cronRun, dueChores, ROUNDS } from '../../src/worker/cron-run.ts';

const MINUTE = 60_000;
const chore = (name: string, everyMs: number): Chore => ({ name, everyMs, work: async () => false });

/** A minute in which each piece of work costs so many queries. */
function minute(parts: Partial<CronRun> & { cost?: number } = {}) {
  const seen = { calls: 0, sent: 0, pauses: 0, swept: 0, errors: 0 };
  const { cost = 5 } = parts;
  const run: CronRun = {
    log: { error: () => void seen.errors++, warn: () => undefined, info: () => undefined, debug: () => undefined },
    sweep: async (most) => {
      seen.swept += most;
    },
    prompt: [
      async () => {
        seen.sent += 1;
        seen.calls += cost;
        return true;
      },
    ],
    chores: [],
    at: 0,
    calls: () => seen.calls,
    pause: async () => {
      seen.pauses += 1;
    },
    ...parts,
  };
  return { run, seen };
}

describe('a minute of the Worker', () => {
  it('makes fewer than a thousand queries, however much there is to do', async () => {
    for (const cost of [1, 5, 12, 40]) {
      const { run, seen } = minute({ cost });
      await cronRun(run);
      expect(seen.calls).toBeLessThan(1000);
      expect(seen.sent).toBeGreaterThan(20);
    }
  });

  it('looks again and again for what somebody waits for, and sweeps a bounded number once', async () => {
    let looked = 0;
    const { run, seen } = minute({
      prompt: [
        async () => {
          looked += 1;
          return false;
        },
      ],
    });
    await cronRun(run);
    expect(looked).toBe(ROUNDS);
    expect(seen.pauses).toBe(ROUNDS - 1);
    expect(seen.swept).toBe(20);
  });

  it('goes on with all else when one part fails', async () => {
    const done: string[] = [];
    const fails = async (): Promise<never> => Promise.reject(new Error('no'));
    const works = async (): Promise<boolean> => done.push('worked') < 0;
    const { run, seen } = minute({
      sweep: fails,
      prompt: [fails],
      chores: [
        { ...chore('a', 1000), work: fails },
        { ...chore('b', 1000), work: works },
      ],
    });
    await cronRun(run);
    expect(done).toEqual(['worked']);
    expect(seen.errors).toBe(ROUNDS + 2);
  });

  it('does what comes every second or minute each time, what comes every hour once an hour, and begins with another one', () => {
    const chores = [chore('second', 1000), chore('minute', MINUTE), chore('hour', 60 * MINUTE)];
    const names = (at: number): string[] => dueChores(chores, at).map(({ name }) => name);
    const hour = Array.from({ length: 60 }, (_, index) => names(index * MINUTE));
    expect(hour.filter((due) => due.includes('hour'))).toHaveLength(1);
    expect(hour.every((due) => due.includes('second') && due.includes('minute'))).toBe(true);
    expect(new Set(hour.map(([first]) => first))).toEqual(new Set(['second', 'minute']));
  });
});
