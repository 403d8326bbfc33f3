import { AppError } from '../errors.ts';
import type { BotMessage } from './answer.ts';
import { type HandlerDeps, handleMessage } from './handle-message.ts';
import { conversationId, type IncomingMessage } from './message.ts';

export interface TakeDeps extends HandlerDeps {
  /** Something is due to be sent. */
  readonly nudgeDelivery: () => void;
}

/**
 * A message that a platform brought: judged and answered, and what the platform kept back until the citizen wrote goes out.
 * @param passive the answer goes out in the HTTP answer; otherwise the sender has it at once, and what was saved but could
 * not be answered now is left to the sweeper, so that it holds up nobody behind it
 */
export async function takeMessage(deps: TakeDeps, message: IncomingMessage, passive: boolean): Promise<readonly BotMessage[]> {
  const answer = await handleMessage(deps, message, passive).catch(async (error: unknown) => {
    const ours = !(error instanceof AppError) || error.status >= 500;
    if (passive || !ours || !(await deps.storage.isSaved(message.channel, message.externalId))) throw error;
    deps.log.error({ err: error, channel: message.channel }, 'a message is saved and not answered; the sweeper goes on with it');
    return null;
  });
  const released = await deps.storage.releaseWaiting(conversationId(message));
  if (released > 0 || !passive) deps.nudgeDelivery();
  return answer?.messages ?? [];
}
