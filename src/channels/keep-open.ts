import type { Log } from '../log.ts';
import type { StreamChannel } from './channel.ts';

/**
 * Opens a connection of ours. A channel that cannot start now must not keep the others from working: it is tried again.
 * @param againMs so long after it failed, milliseconds
 * @returns what ends it: also one that is still opening. Once that is fulfilled, nothing is taken in any more.
 */
export function keepOpen(
  channel: Pick<StreamChannel, 'id' | 'start'>,
  take: Parameters<StreamChannel['start']>[0],
  log: Pick<Log, 'error'>,
  againMs: number,
): () => Promise<void> {
  const noted = (error: unknown): void => log.error({ err: error, channel: channel.id }, 'a channel is not open; it is tried again');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ending = false;
  const open = async (): Promise<(() => Promise<void>) | null> => {
    try {
      return await channel.start(take);
    } catch (error) {
      noted(error);
      const again = (): void => {
        opening = open();
      };
      if (!ending) timer = setTimeout(again, againMs);
      return null;
    }
  };
  let opening = open();
  return async () => {
    ending = true;
    clearTimeout(timer);
    const end = await opening;
    await end?.().catch(noted);
  };
}
