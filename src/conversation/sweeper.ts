import { concludeMessage, type HandlerDeps } from './handle-message.ts';

/** Younger messages are still being answered by whoever received them. Milliseconds. */
const LEFT_BEHIND = 10_000;
const AT_ONCE = 200;

/**
 * Finishes what a crash left: messages that were saved and have no outcome. Several instances may sweep at once; the
 * outcome is unique per message, so the second one finds it concluded. Returns how many it took up.
 * @param before conclude messages that came before this time, milliseconds since 1970 UTC
 */
export async function sweep(deps: HandlerDeps, before: number): Promise<number> {
  const left = await deps.storage.unconcluded(before, AT_ONCE);
  for (const { id, conversation_id } of left) {
    try {
      await concludeMessage(deps, conversation_id, id, await deps.storage.textOf(id), false);
    } catch (error) {
      deps.log.error({ err: error, messageId: id }, 'could not conclude a message; the next sweep tries again');
    }
  }
  return left.length;
}

/** Sweeps at once (everything is from before the start) and then regularly; returns a function that stops it. */
export function startSweeper(deps: HandlerDeps, now: () => number, everyMs: number): { readonly first: Promise<number>; stop(): void } {
  let running: Promise<unknown> = Promise.resolve();
  const first = sweep(deps, now());
  running = first;
  const timer = setInterval(() => {
    running = running.then(() => sweep(deps, now() - LEFT_BEHIND)).catch((error) => deps.log.error({ err: error }, 'sweep failed'));
  }, everyMs);
  return { first, stop: () => clearInterval(timer) };
}
