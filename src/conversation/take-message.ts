import type { BotMessage } from './answer.ts';
import { type HandlerDeps, handleMessage } from './handle-message.ts';
import { conversationId, type IncomingMessage } from './message.ts';

export interface TakeDeps extends HandlerDeps {
  /** Something is due to be sent. */
  readonly nudgeDelivery: () => void;
}

/**
 * A message that a platform brought: judged and answered, and what the platform kept back until the citizen wrote goes out.
 * @param passive the answer goes out in the HTTP answer; otherwise the sender has it at once
 */
export async function takeMessage(deps: TakeDeps, message: IncomingMessage, passive: boolean): Promise<readonly BotMessage[]> {
  const { messages } = await handleMessage(deps, message, passive);
  const released = await deps.storage.releaseWaiting(conversationId(message));
  if (released > 0 || !passive) deps.nudgeDelivery();
  return messages;
}
