/** Work that is looked for again and again, one round after the other. */
export interface Rounds {
  /** There is something to do now. */
  nudge(): void;
  stop(): void;
}

/** @param failed hears of a round that threw; the next one comes all the same */
export function startRounds(work: () => Promise<unknown>, failed: (error: unknown) => void, everyMs: number): Rounds {
  let running: Promise<unknown> = Promise.resolve();
  let waiting = false;
  const round = (): void => {
    // One round that waits is enough: it sees everything that was there when it began.
    if (waiting) return;
    waiting = true;
    running = running.then(() => {
      waiting = false;
      return work().catch(failed);
    });
  };
  const timer = setInterval(round, everyMs);
  return { nudge: round, stop: () => clearInterval(timer) };
}
