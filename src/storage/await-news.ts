import type { Database } from './database.ts';

/** Rings when something of one conversation was written. */
export interface Bell {
  /** Until it rings, or `ms` milliseconds are over. What rang since the last time counts. */
  within(ms: number): Promise<void>;
  stop(): void;
}

/** Between two polls; where the database tells nothing, the whole pause goes by. */
export function bellOf({ onNews }: Pick<Database, 'onNews'>, conversationId: string): Bell {
  let rung = false;
  let answer: (() => void) | null = null;
  const stop = onNews(({ conversations }) => {
    if (!conversations.has(conversationId)) return;
    rung = true;
    answer?.();
  });
  return {
    stop,
    async within(ms) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      answer = null;
      rung = false;
    },
  };
}
