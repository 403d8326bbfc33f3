/** A few workers that take one piece of work after the other, as long as there is some. */
export interface Workers {
  /** There is something to do now. */
  nudge(): void;
  /** Nothing new is begun; fulfilled when what was begun is done. */
  stop(): Promise<void>;
}

/**
 * A slow piece of work holds up one worker and none of the others.
 * @param work does one piece; false when there was none
 * @param failed hears of a piece that threw; the next one comes all the same
 */
export function startWorkers(work: () => Promise<boolean>, failed: (error: unknown) => void, size: number, everyMs: number): Workers {
  const running = new Set<Promise<void>>();
  let stopping = false;
  const run = async (): Promise<void> => {
    try {
      // Where there was one piece there may be more: another worker looks.
      while (!stopping && (await work())) nudge();
    } catch (error) {
      failed(error);
    }
  };
  const nudge = (): void => {
    if (stopping || running.size >= size) return;
    const worker = run().finally(() => running.delete(worker));
    running.add(worker);
  };
  const timer = setInterval(nudge, everyMs);
  return {
    nudge,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
