import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSweeper } from '../../src/conversation/sweeper.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';

const EVERY_MS = 15_000;

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await under.close();
});

it('a sweep that takes long is waited for: none piles up behind it, and then they go on', async () => {
  let gate = Promise.withResolvers<void>();
  let begun = 0;
  const mendTimes = async (): Promise<void> => {
    begun += 1;
    await gate.promise;
    await under.storage.mendTimes();
  };
  const done = Promise.withResolvers<void>();
  const log = { ...under.deps.log, info: () => done.resolve() };
  const storage = { ...under.storage, mendTimes };
  const stop = startSweeper({ ...under.deps, storage, log }, () => under.clock.now, EVERY_MS);
  vi.advanceTimersByTime(10 * EVERY_MS);
  gate.resolve();
  await done.promise;
  // What was begun by now has begun; nothing of it waits for a clock.
  await new Promise(setImmediate);
  expect(begun).toBe(1);
  gate = Promise.withResolvers<void>();
  vi.advanceTimersByTime(10 * EVERY_MS);
  expect(begun).toBe(2);
  const stopped = stop();
  gate.resolve();
  await stopped;
  vi.advanceTimersByTime(10 * EVERY_MS);
  expect(begun).toBe(2);
});
