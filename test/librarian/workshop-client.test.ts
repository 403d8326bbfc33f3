import { describe, expect, it } from 'vitest';
import { createWorkshop, type WorkshopDeps } from '../../src/librarian/workshop-client.ts';
import type { AnswerMessage, OrderMessage } from '../../src/librarian/workshop-orders.ts';
import { createLog } from '../../src/log.ts';

const BUILD = { id: 'b1', draftId: 'd1', edits: 1, base: '1.0.0', state: 'running', done: 0, of: 0 } as never;
const NOTHING = { faults: [], examples: [], consults: [], looked: 0 };

/** A thread that does what the test says. */
function threads(carryOut: (message: OrderMessage, answered: (answer: AnswerMessage) => void) => void) {
  const seen = { started: 0, ended: 0, onEnd: () => undefined as unknown };
  const startThread: WorkshopDeps['startThread'] = (answered) => {
    seen.started += 1;
    return {
      send: (message) => carryOut(message, answered),
      async end() {
        seen.ended += 1;
        seen.onEnd();
      },
    };
  };
  return { seen, startThread };
}
const parts = (more: Partial<WorkshopDeps['storage']> = {}) => ({
  log: createLog('silent', () => undefined),
  newId: () => 'w1',
  storage: {
    takeBuild: async () => null,
    noteBuildProgress: async () => true,
    endBuild: async () => true,
    takeDueCallBacks: async () => null,
    endDueCallBacks: async () => undefined,
    ...more,
  },
});

describe('the workshop, seen from the thread that answers', () => {
  it('starts a thread for the first order and ends it when there is nothing to do; the next order starts another', async () => {
    const { seen, startThread } = threads(({ id }, answered) => answered({ id, kind: 'done', result: NOTHING }));
    const rested = Promise.withResolvers<void>();
    seen.onEnd = rested.resolve;
    const workshop = createWorkshop({ ...parts(), startThread, times: { idle: 1 } });
    expect(seen.started).toBe(0);
    await workshop.examine('d1', 'a', '');
    await rested.promise;
    expect(seen).toMatchObject({ started: 1, ended: 1 });
    expect(await workshop.examine('d1', 'a', '')).toEqual(NOTHING);
    expect(seen.started).toBe(2);
    await workshop.stop();
  });

  it('ends a build that is somebody else’s now, and writes nothing about it', async () => {
    const { seen, startThread } = threads(({ id }, answered) => answered({ id, kind: 'progress', progress: { done: 1, of: 8 } }));
    const taken = [BUILD];
    const written: unknown[] = [];
    const ended = Promise.withResolvers<void>();
    seen.onEnd = ended.resolve;
    const workshop = createWorkshop({
      ...parts({
        takeBuild: async () => taken.pop() ?? null,
        noteBuildProgress: async (...noted) => {
          written.push(noted.slice(0, 3));
          return false;
        },
        endBuild: async (...said) => Boolean(written.push(said)),
      }),
      startThread,
    });
    workshop.nudge();
    await ended.promise;
    await workshop.stop();
    expect(written).toEqual([['b1', 'w1', { done: 1, of: 8 }]]);
  });

  it('gives up a build that broke its thread three times, and begins a third', async () => {
    const orders: unknown[] = [];
    const { startThread } = threads(({ id, order }, answered) => {
      orders.push(order);
      answered({ id, kind: 'done', result: null });
    });
    const taken = [3, 4].map((attempts) => ({ ...(BUILD as object), attempts }) as never);
    const said = Promise.withResolvers<unknown>();
    const workshop = createWorkshop({
      ...parts({
        takeBuild: async () => taken.shift() ?? null,
        endBuild: async (id, worker, { state, report }) => {
          said.resolve([id, worker, state, JSON.parse(report).broken]);
          return true;
        },
      }),
      startThread,
    });
    workshop.nudge();
    expect(await said.promise).toEqual(['b1', 'w1', 'failed', expect.stringContaining('again and again')]);
    await workshop.stop();
    expect(orders).toMatchObject([{ kind: 'build', build: { attempts: 3 } }]);
  });

  it.each([
    ['workshop.broken', []],
    ['library.unsigned', [[{ draftId: 'd1', version: '1.1.0' }, []]]],
  ] as const)('who must be called back late: after %s ends %j', async (code, wanted) => {
    const { startThread } = threads(({ id }, answered) => answered({ id, kind: 'failed', code, message: 'no', status: 503 }));
    const due = [{ draftId: 'd1', version: '1.1.0' }];
    const ended: unknown[] = [];
    const looked = Promise.withResolvers<void>();
    const workshop = createWorkshop({
      ...parts({
        takeDueCallBacks: async () => {
          const next = due.shift();
          if (!next) looked.resolve();
          return next ?? null;
        },
        endDueCallBacks: async (...said) => void ended.push(said),
      }),
      startThread,
    });
    workshop.nudge();
    await looked.promise;
    await workshop.stop();
    expect(ended).toEqual(wanted);
  });
});
