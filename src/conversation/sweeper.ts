import type { Unconcluded } from '../storage/messages.ts';
import { concludeMessage, type HandlerDeps } from './handle-message.ts';
import { startWorkers } from './workers.ts';

/** Younger messages are still being answered by whoever received them. Milliseconds. */
export const LEFT_BEHIND = 10_000;
const AT_ONCE = 200;
/** What a sweep counts as, and its parts. */
export const SWEPT = ['sweep', 'mend-times', 'erase-leavers', 'return-lapsed', 'chain-audit'] as const;

/**
 * Finishes what a crash left: messages that were saved and have no outcome. Several instances may sweep at once; the
 * outcome is unique per message, so the second one finds it concluded. One that cannot be concluded is passed over
 * until the next sweep, so that it holds up no other. Returns how many were concluded.
 * @param before conclude messages that came before this time, milliseconds since 1970 UTC
 * @param most so many messages at most; the next sweep goes on
 */
export async function sweep(deps: HandlerDeps, before: number, most = Number.POSITIVE_INFINITY): Promise<number> {
  const { storage } = deps;
  // Also while nobody has the desk open. None of it holds up those who wait for an answer.
  const parts = {
    'mend-times': storage.mendTimes,
    'erase-leavers': storage.eraseLeavers,
    'return-lapsed': storage.returnLapsed,
    'chain-audit': storage.chainAudit,
  };
  for (const [name, work] of Object.entries(parts))
    await work().then(
      () => deps.metrics?.chore(name, false),
      (error: unknown) => {
        deps.metrics?.chore(name, true);
        deps.log.error({ err: error }, 'a part of the sweep failed; the next one tries again');
      },
    );
  let concluded = 0;
  let tried = 0;
  let last: Unconcluded | null = null;
  for (;;) {
    const left: Unconcluded[] = await deps.storage.unconcluded(before, last, Math.min(AT_ONCE, most - tried));
    tried += left.length;
    for (const { id, conversation_id } of left) {
      try {
        await concludeMessage(deps, conversation_id, { id, ...(await deps.storage.readIncoming(id)) }, false);
        concluded++;
      } catch (error) {
        deps.metrics?.chore('sweep', true);
        deps.log.error({ err: error, messageId: id }, 'could not conclude a message; the next sweep tries again');
      }
    }
    last = left.at(-1) ?? null;
    if (last === null || tried >= most) {
      deps.metrics?.chore('sweep', false);
      return concluded;
    }
  }
}

/**
 * Sweeps at once (everything is from before the start) and then regularly. A sweep that takes longer than that is waited for;
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
