import { type Api, GrammyError } from 'grammy';
import { z } from 'zod';
import type { IncomingMessage } from '../../conversation/message.ts';
import { DAY } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import type { ChannelDeps, StreamChannel } from '../channel.ts';
import { asGrammySignal, callBy, createApi } from './client.ts';
import type { Incoming } from './incoming.ts';
import { createPause } from './pause.ts';
import type { BotAccess } from './settings.ts';
import { ALLOWED_UPDATES } from './webhook.ts';

/** So long Telegram keeps a request open when there is nothing new. */
const LONG_POLL_SECONDS = 10;
const REQUEST_SECONDS = LONG_POLL_SECONDS + 5;
/** After a week without updates Telegram begins with another number (Bot API, Update.update_id). Milliseconds. */
const OFFSET_KEPT_FOR = 6 * DAY;
/** Telegram's word that it is no use asking: a wrong token, a webhook or another instance that takes the updates. */
const USELESS = new Set([401, 404, 409]);

const numbered = z.object({ update_id: z.int().nonnegative() });

interface Polled {
  readonly id: string;
  readonly access: BotAccess;
  readonly deps: ChannelDeps;
  /** For the first question, which must not take long. */
  readonly quick: Api;
  readonly sender: StreamChannel['sender'];
  understand(raw: unknown): Promise<Incoming>;
  answerQuery(query: string): void;
}

/** Long polling, for development: no public address is needed. In service the webhook is better: it tells of who left. */
export function createPolling({ id, access, deps, quick, sender, understand, answerQuery }: Polled): StreamChannel {
  const key = `${id}:offset:${access.botId}`;
  const offset = async () => {
    const kept = await deps.memory.read(key);
    return kept === null ? {} : { offset: Number(kept) };
  };

  /** @throws AppError `config.invalid` when polling cannot work with these settings; that Telegram is away now is no reason */
  const start = async (take: (message: IncomingMessage) => Promise<void>): Promise<() => Promise<void>> => {
    await quick.getUpdates({ ...(await offset()), limit: 1, timeout: 0, allowed_updates: ALLOWED_UPDATES }).catch(refuseUseless);
    const ending = new AbortController();
    const pause = createPause();
    const api = createApi(access, pause.around(callBy(deps.fetch)), REQUEST_SECONDS);

    const handle = async (raw: unknown): Promise<void> => {
      const { update_id } = numbered.parse(raw);
      try {
        const incoming = await understand(raw);
        if (incoming.kind === 'message') {
          await take(incoming.message);
          if (incoming.query !== null) answerQuery(incoming.query);
        }
      } catch (error) {
        // What is to blame itself would fail for ever, and hold up all that follow.
        if (!(error instanceof AppError) || error.status >= 500) throw error;
      }
      await deps.memory.write(key, `${update_id + 1}`, deps.now() + OFFSET_KEPT_FOR);
    };

    const run = async (): Promise<void> => {
      while (!ending.signal.aborted) {
        // Without an offset Telegram begins with the first that was not confirmed: nothing is lost.
        const from = await offset().catch(() => ({}));
        const asked = { ...from, timeout: LONG_POLL_SECONDS, allowed_updates: ALLOWED_UPDATES };
        const updates: unknown[] = await api.getUpdates(asked, asGrammySignal(ending.signal)).catch(() => []);
        try {
          for (const raw of updates) {
            if (ending.signal.aborted) return;
            await handle(raw);
          }
        } catch {
          // What was not taken is not confirmed either: Telegram gives it again, after a pause.
          pause.next();
        }
      }
    };
    const running = run();
    return async () => {
      ending.abort();
      await running;
    };
  };
  return { id, start, sender };
}

function refuseUseless(error: unknown): void {
  if (!(error instanceof GrammyError) || !USELESS.has(error.error_code)) return;
  throw new AppError(
    'config.invalid',
    error.error_code === 409
      ? 'Telegram polling: a webhook is set for this bot, or somebody else polls; remove it, or take another bot for development'
      : 'TELEGRAM_BOT_TOKEN: Telegram does not know this token',
  );
}
