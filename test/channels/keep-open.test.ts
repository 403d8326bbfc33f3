import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepOpen } from '../../src/channels/keep-open.ts';

const AGAIN_MS = 30_000;
const take = async (): Promise<void> => undefined;

let order: string[];
let failures: unknown[];
const log = { error: (facts: unknown) => void failures.push(facts) };
beforeEach(() => {
  order = [];
  failures = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const end = async (): Promise<void> => void order.push('ended');

it('a channel that is still opening when the server ends is ended once it is open', async () => {
  const opening = Promise.withResolvers<() => Promise<void>>();
  const stop = keepOpen({ id: 'slow', start: () => opening.promise }, take, log, AGAIN_MS);
  const stopped = stop().then(() => order.push('stopped'));
  order.push('opened');
  opening.resolve(end);
  await stopped;
  expect(order).toEqual(['opened', 'ended', 'stopped']);
});

it('one that fails to open after the end is not tried again', async () => {
  const opening = Promise.withResolvers<() => Promise<void>>();
  const stop = keepOpen({ id: 'slow', start: () => opening.promise }, take, log, AGAIN_MS);
  const stopped = stop();
  opening.reject(new Error('no network'));
  await stopped;
  expect(failures).toMatchObject([{ channel: 'slow', err: { message: 'no network' } }]);
});

it('one that fails to open is tried again, until it is open or the server ends', async () => {
  const starts = [Promise.reject(new Error('no network')), Promise.reject(new Error('still none')), Promise.resolve(end)];
  for (const start of starts) start.catch(() => undefined);
  const start = async (): Promise<() => Promise<void>> => {
    order.push('tried');
    return starts.shift() as Promise<() => Promise<void>>;
  };
  const stop = keepOpen({ id: 'slow', start }, take, log, AGAIN_MS);
  for (const failed of [1, 2]) {
    await vi.waitUntil(() => failures.length === failed && vi.getTimerCount() === 1);
    vi.advanceTimersToNextTimer();
  }
  await stop();
  expect(order).toEqual(['tried', 'tried', 'tried', 'ended']);
});

it('one that waits to be tried again is not, once the server ends', async () => {
  const start = async (): Promise<never> => {
    order.push('tried');
    throw new Error('no network');
  };
  const stop = keepOpen({ id: 'slow', start }, take, log, AGAIN_MS);
  await stop();
  expect(order).toEqual(['tried']);
});

it('what fails at the end is noted, and holds up nothing', async () => {
  const stop = keepOpen({ id: 'slow', start: async () => () => Promise.reject(new Error('cut')) }, take, log, AGAIN_MS);
  await stop();
  expect(failures).toMatchObject([{ channel: 'slow', err: { message: 'cut' } }]);
});
