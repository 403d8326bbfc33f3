import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSweeper, sweep } from '../../src/conversation/sweeper.ts';
import { AppError } from '../../src/errors.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { stubDetector } from './stub-detector.ts';

const EVERY_MS = 15_000;

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp({}, { detector: stubDetector });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await under.close();
});

it('a sweep that takes long is waited for: none piles up behind it, and then they go on', async () => {
  let gate = Promise.withResolvers<void>();
  let begun = 0;
  const unconcluded: typeof under.storage.unconcluded = async (before, after, most, tried) => {
    // What a sweep asks first.
    if (after === null && !tried) {
      begun += 1;
      await gate.promise;
    }
    return under.storage.unconcluded(before, after, most, tried);
  };
  const done = Promise.withResolvers<void>();
  const log = { ...under.deps.log, info: () => done.resolve() };
  const storage = { ...under.storage, unconcluded };
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

describe('a sweep', () => {
  async function leave(...externalIds: readonly string[]): Promise<void> {
    await under.storage.ensureConversation('web:c', 'web');
    for (const externalId of externalIds) {
      await under.storage.saveIncoming({ channel: 'web', conversationId: 'web:c', externalId, text: '[yellow loan]' });
      under.clock.now += 1;
    }
  }
  async function damage(...externalIds: readonly string[]): Promise<() => Promise<unknown>> {
    const { query } = under.database;
    const whole = await query.selectFrom('messages').select(['id', 'body_sealed']).where('external_id', 'in', externalIds).execute();
    await query.updateTable('messages').set({ body_sealed: 'damaged' }).where('external_id', 'in', externalIds).execute();
    return () =>
      Promise.all(whole.map(({ id, body_sealed }) => query.updateTable('messages').set({ body_sealed }).where('id', '=', id).execute()));
  }
  const aside = async () => (await under.storage.listAside()).map(({ queue, subject }) => [queue, subject]);
  const idOf = async (externalId: string) =>
    (await under.database.query.selectFrom('messages').select('id').where('external_id', '=', externalId).executeTakeFirstOrThrow()).id;

  it('answers who waits before it does anything else of the house', async () => {
    await leave('left');
    const answered: number[] = [];
    const looks = async (): Promise<void> => void answered.push(await countOf(under, 'outcomes'));
    const storage = { ...under.storage, mendTimes: looks, eraseLeavers: looks, returnLapsed: looks, chainAudit: looks };
    expect(await sweep({ ...under.deps, storage } as never, under.clock.now)).toBe(1);
    expect(answered).toEqual([1, 1, 1, 1]);
  });

  it('does the rest of the house also when nobody can say who waits', async () => {
    const done: string[] = [];
    const does = (part: string) => async (): Promise<void> => void done.push(part);
    const unconcluded = (): Promise<never> => Promise.reject(new AppError('storage.slow', 'slow', 503));
    const storage = { ...under.storage, unconcluded, mendTimes: does('mend'), chainAudit: does('chain') };
    await expect(sweep({ ...under.deps, storage } as never, under.clock.now)).rejects.toMatchObject({ code: 'storage.slow' });
    expect(done).toEqual(['mend', 'chain']);
  });

  it('of a few messages at a time comes to those behind the ones that it cannot conclude', async () => {
    await leave('broken-1', 'broken-2', 'whole-1', 'whole-2');
    await damage('broken-1', 'broken-2');
    const few = () => sweep(under.deps, under.clock.now, 2);
    expect([await few(), await few()]).toEqual([0, 2]);
    // Once their pause is over they come last: whoever was never tried does not wait for them.
    under.clock.now += 60_000;
    await leave('whole-3', 'whole-4');
    expect(await few()).toBe(2);
    expect(under.failures).toHaveLength(2);
    expect(await few()).toBe(0);
    expect(under.failures).toHaveLength(4);
    under.failures.splice(0);
  });

  it('names what it cannot conclude, tries it again later, and forgets that it had failed', async () => {
    await leave('broken');
    const repair = await damage('broken');
    const all = () => sweep(under.deps, under.clock.now);
    expect(await all()).toBe(0);
    expect(await aside()).toEqual([['conclude', await idOf('broken')]]);
    await repair();
    expect(await all()).toBe(0);
    under.clock.now += 15_000;
    expect(await all()).toBe(1);
    expect(await aside()).toEqual([]);
    expect(under.failures).toHaveLength(1);
    under.failures.splice(0);
  });

  it('lets nobody wait longer because the database was away', async () => {
    await leave('left');
    const saveOutcome = (): Promise<never> => Promise.reject(new AppError('storage.slow', 'slow', 503));
    expect(await sweep({ ...under.deps, storage: { ...under.storage, saveOutcome } }, under.clock.now)).toBe(0);
    expect(await aside()).toEqual([]);
    expect(await sweep(under.deps, under.clock.now)).toBe(1);
    under.failures.splice(0);
  });
});
