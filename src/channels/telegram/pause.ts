import { z } from 'zod';
import type { Call } from './client.ts';

/** What `getUpdates` answers when all is well. */
const answer = z.object({ ok: z.literal(true), result: z.array(z.unknown()) });

/**
 * A failed request takes as long as a good one: it ends with grammY's own time limit or with the polling. So nothing is
 * asked in a tight loop while Telegram is away, and no clock of ours runs.
 */
export function createPause() {
  let due = false;
  return {
    next: () => {
      due = true;
    },
    around:
      (call: Call): Call =>
      async (url, body, signal) => {
        if (!due) {
          const response = await call(url, body, signal).catch(() => null);
          const holds = await response
            ?.clone()
            .json()
            .catch(() => null);
          if (response && answer.safeParse(holds).success) return response;
        }
        due = false;
        return untilAborted(signal);
      },
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
