import { createDetector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import { decodeKept } from './decode-kept.ts';
import { findNewScripts } from './find-new-scripts.ts';
import { addLateCallBacks } from './late-call-backs.ts';
import { type BuildDeps, buildDraft } from './workshop-build.ts';
import { createExaminer } from './workshop-examine.ts';
import type { AnswerMessage, Order, OrderMessage, Progress, Results } from './workshop-orders.ts';
import { keptBaseTree } from './workshop-tree.ts';

const ENOUGH_ACTIVATIONS = 100;

/**
 * The inside of the thread: one order after the other.
 * @returns what takes the next message
 */
export function answerOrders(deps: BuildDeps, answer: (message: AnswerMessage) => void): (message: OrderMessage) => void {
  const examine = createExaminer(deps);

  async function findScripts(): Promise<number> {
    const { storage, keys, now } = deps;
    const atWork = (await storage.listActivations(ENOUGH_ACTIVATIONS)).find(({ refused }) => refused === null);
    if (!atWork) throw new AppError('library.unknown-release', 'no release is at work in the database yet', 409);
    return findNewScripts(storage, createDetector(await decodeKept(storage, atWork.version, keys)), now());
  }
  async function carryOut(order: Order, noted: (progress: Progress) => void): Promise<Results[Order['kind']]> {
    if (order.kind === 'examine') return examine(order.draftId, order.path, order.body);
    if (order.kind === 'find-scripts') return findScripts();
    if (order.kind === 'keep-sources') {
      await keptBaseTree(deps, await decodeKept(deps.storage, order.version, deps.keys));
      return null;
    }
    if (order.kind === 'call-backs') {
      await addLateCallBacks(deps, order.due);
      return null;
    }
    await buildDraft(deps, order.build, order.worker, noted);
    return null;
  }

  let turn: Promise<void> = Promise.resolve();
  return ({ id, order }) => {
    turn = turn.then(async () => {
      try {
        const result = await carryOut(order, (progress) => answer({ id, kind: 'progress', progress }));
        answer({ id, kind: 'done', result });
      } catch (error) {
        if (!(error instanceof AppError)) deps.log.error({ err: error, order: order.kind }, 'the workshop failed at an order');
        const { code, message, status } = error instanceof AppError ? error : FAILED;
        answer({ id, kind: 'failed', code, message, status });
      }
    });
  };
}

const FAILED = new AppError('workshop.failed', 'the program failed at it; the log of the server says where', 500);
