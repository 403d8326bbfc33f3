import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AnswerMessage, OrderOf, Progress, Results, StartThread, WorkshopThread } from './workshop-orders.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: AppError) => void;
  readonly noted: (progress: Progress) => void;
}

/** A thread that is started when there is work and ended when there is none, so that its memory is given back. */
export interface Bench {
  /** @throws AppError what the thread says; `workshop.broken` when it dies; `workshop.out-of-memory` */
  ask<Kind extends keyof Results>(order: OrderOf<Kind>, noted?: (progress: Progress) => void): Promise<Results[Kind]>;
  /** At once; who waits is told `workshop.broken`. */
  end(): Promise<void>;
}

/** @param idleMs so long without work, milliseconds, and the thread is ended */
export function createBench(start: StartThread, log: Log, idleMs: number): Bench {
  const waiting = new Map<number, Waiting>();
  let thread: WorkshopThread | null = null;
  let asked = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function running(): WorkshopThread {
    if (thread) return thread;
    const started = start(
      (message) => take(message),
      ({ outOfMemory, error }) => {
        // One that was ended while another has begun concerns nobody.
        if (thread !== started) return;
        thread = null;
        if (error) log.error({ err: error }, 'the workshop has broken down; it begins anew when it is needed');
        giveUp(outOfMemory);
      },
    );
    thread = started;
    return started;
  }
  function giveUp(outOfMemory: boolean): void {
    clearTimeout(idle);
    const left = [...waiting.values()];
    waiting.clear();
    const error = outOfMemory
      ? new AppError('workshop.out-of-memory', 'the workshop has not enough memory for this', 503)
      : new AppError('workshop.broken', 'the workshop was interrupted; try again', 503);
    for (const { reject } of left) reject(error);
  }
  function take(message: AnswerMessage): void {
    const one = waiting.get(message.id);
    if (!one) return;
    if (message.kind === 'progress') {
      one.noted(message.progress);
      return;
    }
    waiting.delete(message.id);
    if (message.kind === 'done') one.resolve(message.result as never);
    else one.reject(new AppError(message.code, message.message, message.status));
    if (waiting.size === 0) restLater();
  }
  function restLater(): void {
    clearTimeout(idle);
    idle = setTimeout(() => void end(), idleMs);
    idle.unref();
  }
  async function end(): Promise<void> {
    const ended = thread;
    thread = null;
    giveUp(false);
    await ended?.end();
  }

  return {
    ask(order, noted = () => undefined) {
      clearTimeout(idle);
      const id = ++asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, noted });
        running().send({ id, order });
      });
    },
    end,
  };
}
