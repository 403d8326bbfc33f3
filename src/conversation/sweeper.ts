import type { Unconcluded } from '../storage/messages.ts';
import { concludeMessage, type HandlerDeps } from './handle-message.ts';

/** Younger messages are still being answered by whoever received them. Milliseconds. */
const LEFT_BEHIND = 10_000;
const AT_ONCE = 200;

/**
 * Finishes what a crash left: messages that were saved and have no outcome. Several instances may sweep at once; the
 * outcome is unique per message, so the second one finds it concluded. One that cannot be concluded is passed over
 * until the next sweep, so that it holds up no other. Returns how many were concluded.
 * @param before conclude messages that came before this time, milliseconds since 1970 UTC
 */
export async function sweep(deps: HandlerDeps, before: number): Promise<number> {
  const { storage } = deps;
  // Also while nobody has the desk open. None of it holds up those who wait for an answer.
  for (const work of [storage.mendTimes, storage.eraseLeavers, storage.returnLapsed, storage.chainAudit])
    await work().catch((error: unknown) => deps.log.error({ err: error }, 'a part of the sweep failed; the next one tries again'));
  let concluded = 0;
  let last: Unconcluded | null = null;
  for (;;) {
    const left: Unconcluded[] = await deps.storage.unconcluded(before, last, AT_ONCE);
    for (const { id, conversation_id } of left) {
      try {
        await concludeMessage(deps, conversation_id, { id, ...(await deps.storage.readIncoming(id)) }, false);
        concluded++;
      } catch (error) {
        deps.log.error({ err: error, messageId: id }, 'could not conclude a message; the next sweep tries again');
      }
    }
    last = left.at(-1) ?? null;
    if (last === null) return concluded;
  }
}

/** Sweeps at once (everything is from before the start) and then regularly, one sweep after the other; returns what stops it, fulfilled when the running one is done. */
export function startSweeper(deps: HandlerDeps, now: () => number, everyMs: number): () => Promise<void> {
  const failed = (error: unknown): void => deps.log.error({ err: error }, 'the sweep failed; the next one tries again');
  let running = sweep(deps, now()).then((concluded) => deps.log.info({ concluded }, 'first sweep done'), failed);
  const timer = setInterval(() => {
    running = running.then(() => sweep(deps, now() - LEFT_BEHIND)).then(() => undefined, failed);
  }, everyMs);
  return () => {
    clearInterval(timer);
    return running;
  };
}
