import type { ChannelDeps, HttpReply, Received, StreamChannel, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { jsonOf } from '../read-body.ts';
import { unproven } from '../refusals.ts';
import { callBy, createApi } from './client.ts';
import { type FetchedFile, fetchFile } from './files.ts';
import { type Incoming, needsUsername, toIncoming } from './incoming.ts';
import { createPolling } from './polling.ts';
import { createSender } from './sender.ts';
import { checkSettings, type TelegramSettings } from './settings.ts';
import { readUpdate } from './update.ts';
import { createUsername } from './username.ts';
import { setWebhook } from './webhook.ts';

export interface TelegramChannel extends WebhookChannel {
  /** Long polling in place of the webhook, for development. Telegram allows only one of the two. */
  readonly polling: StreamChannel;
  /**
   * @param url https, on port 443, 80, 88 or 8443
   * @throws AppError 503 `channel.webhook`
   */
  setWebhook(url: string): Promise<void>;
  /**
   * @param fileId an attachment's reference
   * @throws AppError `channel.file`: 404 gone or too large, 503 not now
   */
  fetchFile(fileId: string): Promise<FetchedFile>;
}

const ID = 'telegram';
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** Any 2xx counts as delivered; a JSON body with a `method` would be executed (telegram-bot-api, WebhookActor.cpp). */
const ACKNOWLEDGED: HttpReply = { status: 200, type: 'text/plain; charset=utf-8', body: '' };
const SEND_SECONDS = 15;
/** An acknowledgement waits for these calls. */
const QUICK_SECONDS = 3;

/**
 * A Telegram bot. Nothing is asked of Telegram here: it starts and acknowledges while Telegram is out of reach.
 * @throws AppError `config.invalid` naming the bad setting; above all TELEGRAM_SECRET_TOKEN when there is none
 */
export function createTelegramChannel(settings: TelegramSettings, deps: ChannelDeps): TelegramChannel {
  const access = checkSettings(settings);
  const call = callBy(deps.fetch);
  const api = createApi(access, call, SEND_SECONDS);
  const quick = createApi(access, call, QUICK_SECONDS);
  const username = createUsername(quick, deps, access.botId);
  const sender = createSender(api);

  const understand = async (raw: unknown): Promise<Incoming> => {
    const update = readUpdate(raw);
    return toIncoming(ID, update, { id: access.botId, username: needsUsername(update) ? await username() : null });
  };
  /**
   * Stops the button's hour-glass, nothing more; the citizen's answer goes out by the sender. Nobody waits for it: Telegram
   * holds back the chat's next update until we acknowledge, and an outage must not hold that up. It may fail: a query is
   * too old after a while, and the hour-glass ends by itself.
   */
  const answerQuery = (query: string): void => void api.answerCallbackQuery(query).catch(() => undefined);

  const receive: WebhookChannel['receive'] = async ({ headers, body }): Promise<Received> => {
    if (!isOneOf(headers.get(SECRET_HEADER), access.secretTokens)) throw unproven();
    const incoming = await understand(jsonOf(body));
    if (incoming.kind === 'nothing') return { kind: 'done', reply: ACKNOWLEDGED };
    const { query } = incoming.kind === 'message' ? incoming : { query: null };
    return {
      kind: 'messages',
      messages: incoming.kind === 'message' ? [incoming.message] : [],
      left: incoming.kind === 'left' ? [incoming.external] : [],
      passive: false,
      reply: () => {
        if (query !== null) answerQuery(query);
        return ACKNOWLEDGED;
      },
    };
  };

  const fetchMedia = (fileId: string): Promise<FetchedFile> => fetchFile(api, access, deps.fetch, fileId);
  return {
    id: ID,
    receive,
    sender,
    polling: createPolling({ id: ID, access, deps, quick, sender, understand, answerQuery }),
    setWebhook: (url) => setWebhook(api, access, url),
    fetchMedia,
    fetchFile: fetchMedia,
  };
}
