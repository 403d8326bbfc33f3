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
    leftOver: { read: async () => null, write: async () => undefined },
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

  it('lets no platform that does not answer hold up another, or a telephone', async () => {
    let answers = (): void => undefined;
    let others = 0;
    const { run, seen } = minute({
      prompt: [
        () =>
          new Promise<boolean>((resolve) => {
            answers = () => resolve(false);
          }),
        async () => {
          others += 1;
          answers();
          return false;
        },
      ],
    });
    await cronRun(run);
    expect(others).toBe(ROUNDS);
    expect(seen.errors).toBe(0);
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

  it('begins with each chore and ends with none always, however many are due and however rarely', () => {
    for (const period of [1, 10, 60, 24 * 60])
      for (let count = 2; count <= 60; count++) {
        const chores = Array.from({ length: count }, (_, index) => chore(`${index}`, period * MINUTE));
        const turns = Array.from({ length: 8 * count }, (_, turn) => dueChores(chores, (29_000_000 + turn) * period * MINUTE));
        expect(turns.every((due) => due.length === count)).toBe(true);
        expect([period, count, new Set(turns.map(([first]) => first?.name)).size]).toEqual([period, count, count]);
        expect([period, count, new Set(turns.map((due) => due.at(-1)?.name)).size]).toEqual([period, count, count]);
      }
  });

  /** Minutes one after the other, with what they remember. */
  function hours() {
    const kept: { value: string | null; writes: number } = { value: null, writes: 0 };
    const leftOver = {
      read: async () => kept.value,
      write: async (value: string) => {
        kept.value = value;
        kept.writes += 1;
      },
    };
    const done: string[] = [];
    /** @param cost queries of each piece */
    const go = async (at: number, pieces: Readonly<Record<string, readonly ('some' | 'none' | 'fails')[]>>, cost = 0) => {
      done.length = 0;
      const left = Object.fromEntries(Object.entries(pieces).map(([name, of]) => [name, [...of]]));
      const chores = Object.keys(pieces).map((name) => ({
        ...chore(name, 60 * MINUTE),
        work: async () => {
          done.push(name);
          const next = left[name]?.shift() ?? 'none';
          if (next === 'fails') throw new Error('no');
          return next === 'some';
        },
      }));
      const { run } = minute({ prompt: [], chores, at, leftOver, calls: () => done.length * cost });
      await cronRun(run);
      return [...done].sort();
    };
    return { go, kept };
  }

  it('does in the next minute what found no place in its own, and then not before the next hour', async () => {
    const { go } = hours();
    const pieces = { a: ['none'], b: ['none'], c: ['none'] } as const;
    // Behind the first piece the minute is full.
    const first = await go(0, pieces, 900);
    expect(first).toHaveLength(1);
    expect([...first, ...(await go(MINUTE, pieces))].sort()).toEqual(['a', 'b', 'c']);
    expect(await go(2 * MINUTE, pieces)).toEqual([]);
    expect(await go(60 * MINUTE, pieces)).toEqual(['a', 'b', 'c']);
  });

  it('goes on in the next minute where there was more than fits, and tries again what failed', async () => {
    const { go } = hours();
    const endless = Array.from({ length: 40 }, () => 'some' as const);
    await go(0, { much: endless, broken: ['fails'], little: ['some'] });
    expect(new Set(await go(MINUTE, { much: [], broken: [], little: [] }))).toEqual(new Set(['broken', 'much']));
    expect(await go(2 * MINUTE, { much: [], broken: [], little: [] })).toEqual([]);
  });

  it('writes nothing down while nothing is left over, and goes on when what was written cannot be read', async () => {
    const { go, kept } = hours();
    await go(0, { a: [] });
    await go(MINUTE, { a: [] });
    expect(kept.writes).toBe(0);
    kept.value = 'a chore of another release';
    expect(await go(60 * MINUTE, { a: [] })).toEqual(['a']);
    expect(kept).toEqual({ value: '', writes: 1 });
  });

  it('does without a memory that cannot be read, and makes it readable again', async () => {
    const written: string[] = [];
    const { run, seen } = minute({
      prompt: [],
      chores: [{ ...chore('a', 60 * MINUTE), work: async () => Promise.reject(new Error('no')) }],
      leftOver: {
        read: async () => Promise.reject(new Error('sealed under another key')),
        write: async (names) => void written.push(names),
      },
    });
    await cronRun(run);
    expect([written, seen.errors]).toEqual([['a'], 2]);
  });
});
