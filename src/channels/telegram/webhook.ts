import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { AppError } from '../../errors.ts';
import type { BotAccess } from './settings.ts';

/** Telegram keeps all other kinds to itself. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const satisfies (keyof Update)[];
/** Bot API, setWebhook: 1–100, default 40. */
const MAX_CONNECTIONS = 40;

/**
 * Tells Telegram where to deliver, and the first secret token. What has piled up is delivered too.
 * @throws AppError 503 `channel.webhook`
 */
export async function setWebhook(api: Api, { secretTokens }: BotAccess, url: string): Promise<void> {
  try {
    await api.setWebhook(url, {
      secret_token: secretTokens[0],
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MAX_CONNECTIONS,
      drop_pending_updates: false,
    });
  } catch (error) {
    // grammY's error holds the secret token: only Telegram's own words are handed on, to the operator.
    const why = error instanceof GrammyError ? `Telegram refused the webhook: ${error.description}` : 'no answer from Telegram';
    throw new AppError('channel.webhook', why, 503);
  }
}
