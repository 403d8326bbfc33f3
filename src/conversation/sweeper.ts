import { AppError } from '../errors.ts';
import type { Unconcluded } from '../storage/messages.ts';
import { PieceSetAside } from '../storage/set-aside.ts';
import type { Storage } from '../storage/storage.ts';
import { concludeMessage, type HandlerDeps } from './handle-message.ts';
import { tellReturns } from './returned-words.ts';
import type { Surroundings } from './surroundings.ts';
import { isStorageAway } from './unstored.ts';
import { startWorkers } from './workers.ts';

/** Younger messages are still being answered by whoever received them. Milliseconds. */
export const LEFT_BEHIND = 10_000;
const AT_ONCE = 200;

/** What a sweep does besides, in this order, also while nobody has the desk open. */
const PARTS = {
  'mend-times': ({ mendTimes }) => mendTimes(),
  'erase-leavers': ({ eraseLeavers }) => eraseLeavers(),
  'return-lapsed': ({ returnLapsed }) => returnLapsed(),
  'tell-returns': (storage, { toTraditional }) => tellReturns(storage, toTraditional),
  'chain-audit': ({ chainAudit }) => chainAudit(),
} as const satisfies Record<string, (storage: Storage, around: Surroundings) => Promise<unknown>>;
/** What a sweep counts as, and its parts. */
export const SWEPT = ['sweep', ...Object.keys(PARTS)];

/**
 * Finishes what a crash left: messages that were saved and have no outcome. Several instances may sweep at once; the
 * outcome is unique per message, so the second one finds it concluded. One that cannot be concluded is set aside, and
 * comes behind those that were never tried, so that it holds up no other. Then the rest of the house, which holds up
 * nobody who waits for an answer. Returns how many were concluded.
 * @param before conclude messages that came before this time, milliseconds since 1970 UTC
 * @param most so many messages at most; the next sweep goes on
 */
export async function sweep(deps: HandlerDeps, before: number, most = Number.POSITIVE_INFINITY): Promise<number> {
  let concluded: number;
  try {
    const first = await concludeLeft(deps, before, most, false);
    const again = await concludeLeft(deps, before, most - first.tried, true);
    concluded = first.concluded + again.concluded;
  } finally {
    await doParts(deps);
  }
  deps.metrics?.chore('sweep', false);
  return concluded;
}

/** @param again those that could not be concluded before; else the others */
async function concludeLeft(deps: HandlerDeps, before: number, most: number, again: boolean) {
  const done = { tried: 0, concluded: 0 };
  let last: Unconcluded | null = null;
  while (done.tried < most) {
    const left: Unconcluded[] = await deps.storage.unconcluded(before, last, Math.min(AT_ONCE, most - done.tried), again);
    done.tried += left.length;
    for (const message of left) if (await concludeOne(deps, message)) done.concluded++;
    last = left.at(-1) ?? null;
    if (last === null) break;
  }
  return done;
}

/** @returns false when it could not be; then it is tried again */
async function concludeOne(deps: HandlerDeps, { id, conversation_id }: Unconcluded): Promise<boolean> {
  const { storage, metrics, log } = deps;
  const conclude = async (): Promise<void> => {
    await concludeMessage(deps, conversation_id, { id, ...(await storage.readIncoming(id)) }, false);
  };
  try {
    const failure = await storage.onePiece('conclude', id, () => conclude().catch(notItsOwn));
    if (failure) throw failure;
    return true;
  } catch (error) {
    metrics?.chore('sweep', true);
    const err = error instanceof PieceSetAside ? error.cause : error;
    log.error({ err, messageId: id }, 'could not conclude a message; a later sweep tries again');
    return false;
  }
}

/** A failure that says nothing of the message: once the database is back, nobody waits longer because of it. @throws any other */
function notItsOwn(error: unknown): AppError {
  if (error instanceof AppError && (isStorageAway(error) || error.code === 'conversation.erased')) return error;
  throw error;
}

async function doParts({ storage, metrics, log, surroundings }: HandlerDeps): Promise<void> {
  for (const [name, work] of Object.entries(PARTS))
    await work(storage, surroundings()).then(
      () => metrics?.chore(name, false),
      (error: unknown) => {
        metrics?.chore(name, true);
        log.error({ err: error }, 'a part of the sweep failed; the next one tries again');
      },
    );
}

/**
 * Sweeps at once, also what has only just come: before this instance listens, that is what a crash left. Another one may
 * be answering it; then it is concluded once all the same. After that regularly. A sweep that takes longer is waited for;
 * what came due meanwhile is not made up.
 * @returns what stops it, fulfilled when the running one is done
 */
export function startSweeper(deps: HandlerDeps, now: () => number, everyMs: number): () => Promise<void> {
  const failed = (error: unknown): void => {
    deps.metrics?.chore('sweep', true);
    deps.log.error({ err: error }, 'the sweep failed; the next one tries again');
  };
  let isFirst = true;
  const work = async (): Promise<boolean> => {
    if (isFirst) {
      isFirst = false;
      deps.log.info({ concluded: await sweep(deps, now()) }, 'first sweep done');
    } else await sweep(deps, now() - LEFT_BEHIND);
    return false;
  };
  const { nudge, stop } = startWorkers(work, failed, 1, everyMs);
  nudge();
  return stop;
}
