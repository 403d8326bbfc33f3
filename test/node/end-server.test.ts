import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { endOnSignal } from '../../src/node/end-server.ts';

/** A server that listens to nothing yet, and a process that notes with which codes it would have ended. */
function ending(stopWork: () => readonly Promise<unknown>[], last: () => Promise<void> = async () => undefined) {
  const codes: number[] = [];
  const logged: unknown[] = [];
  const signals = new EventEmitter();
  const exited = new Promise<void>((resolve) => signals.once('exit', () => resolve()));
  const over = {
    on: (name: string, hear: () => void) => signals.on(name, hear),
    exit: (code: number) => {
      codes.push(code);
      signals.emit('exit');
    },
  };
  const server = createServer().listen(0);
  const log = { error: (first: unknown) => void logged.push(first) };
  endOnSignal({ server, closing: new AbortController(), drainMs: 0, stopWork, last, log: log as never }, over as never);
  return { codes, logged, signals, exited };
}

it.each([
  ['SIGTERM', 'SIGINT'],
  ['SIGINT', 'SIGTERM'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
])('%s and then %s ends it at once, and nothing is ended twice', async (first, second) => {
  let stopped = 0;
  let closed = 0;
  let release = (): void => undefined;
  const begun = new Promise<void>((begins) => {
    release = begins;
  });
  const held = ending(
    () => {
      stopped += 1;
      return [begun];
    },
    async () => {
      closed += 1;
    },
  );
  held.signals.emit(first);
  expect(held.codes).toEqual([]);
  held.signals.emit(second);
  expect(held.codes).toEqual([1]);
  release();
  await expect.poll(() => held.codes).toEqual([1, 0]);
  expect([stopped, closed]).toEqual([1, 1]);
});

it('what cannot be ended in order keeps nothing else from it: the database is closed last, and the failure is told', async () => {
  const order: string[] = [];
  let release = (): void => undefined;
  const slow = new Promise<void>((ends) => {
    release = ends;
  }).then(() => void order.push('slow work'));
  const breaks = async (): Promise<never> => {
    order.push('broken work');
    release();
    throw new Error('the stream does not end');
  };
  const { codes, logged, signals, exited } = ending(
    () => [breaks(), slow],
    async () => void order.push('database'),
  );
  signals.emit('SIGTERM');
  await exited;
  expect(order).toEqual(['broken work', 'slow work', 'database']);
  expect(codes).toEqual([1]);
  expect(logged).toMatchObject([{ err: { message: 'the stream does not end' } }]);
});

it('a database that does not close in order is told as well', async () => {
  const { codes, logged, signals, exited } = ending(
    () => [],
    async () => Promise.reject(new Error('the database is busy')),
  );
  signals.emit('SIGINT');
  await exited;
  expect(codes).toEqual([1]);
  expect(logged).toHaveLength(1);
});
