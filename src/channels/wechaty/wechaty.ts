import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from '../../conversation/message.ts';
import { isStorageAway } from '../../conversation/unstored.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { StreamChannel } from '../channel.ts';
import { type Arrival, buildBot, type WechatyModule, type WechatySettings } from './bot.ts';
import { nameOf } from './error-name.ts';
import { ID, read } from './incoming.ts';
import { createFetchMedia } from './media.ts';
import { createSender } from './sender.ts';
import { createTurns } from './turns.ts';

interface WechatyDeps {
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** What ends the fetching of one file; a minute when it is not given. */
  readonly deadline?: () => AbortSignal;
  /** Until a message is tried again that could not be stored, or the signal; five seconds when it is not given. */
  readonly pause?: (signal: AbortSignal) => Promise<unknown>;
}

/** Puppets hand on old messages at login. What is older than this at that moment was meant for nobody here. Milliseconds. */
const REPLAYED = 2 * 60_000;
const AGAIN_MS = 5000;
/** Not a literal in `import()`: TypeScript would look for a package that need not be there. */
const PACKAGE: string = 'wechaty';

/**
 * @param load the package, which may be missing
 * @throws AppError `config.invalid` when the package or the puppet is missing, or the puppet does not take its settings
 */
export async function createWechatyChannel(
  settings: WechatySettings,
  deps: WechatyDeps,
  load: () => Promise<WechatyModule> = () => import(PACKAGE),
): Promise<StreamChannel> {
  const { log, pause = (signal) => sleep(AGAIN_MS, undefined, { signal }) } = deps;
  const bot = await buildBot(settings, load);
  let loggedInAt = deps.now();
  bot.puppet.on('login', () => {
    loggedInAt = deps.now();
    log.info('wechaty: the bot is logged in');
  });
  bot.on('scan', (code: string) => {
    // wechaty's own page that draws a QR code.
    const url = `https://wechaty.js.org/qrcode/${encodeURIComponent(code.toWellFormed())}`;
    if (code !== '') log.info({ url }, "wechaty: open this page and scan its QR code with the bot's WeChat to log in");
  });
  bot.on('error', (error: unknown) => log.error({ error: nameOf(error) }, 'wechaty reports an error'));

  return { id: ID, start, sender: createSender(bot), fetchMedia: createFetchMedia(bot, deps.deadline) };

  async function start(take: (message: IncomingMessage) => Promise<void>): Promise<() => Promise<void>> {
    const inTurn = createTurns();
    const running = new Set<Promise<unknown>>();
    const ending = new AbortController();
    // No puppet brings a message twice. What he writes meanwhile waits for its turn behind it.
    const takeOnceStored = async (messageId: string, incoming: IncomingMessage): Promise<void> => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await take(incoming);
        } catch (error) {
          if (!isStorageAway(error) || ending.signal.aborted) throw error;
          if (attempt === 1) log.error({ messageId, error: nameOf(error) }, 'wechaty: a message could not be stored; it is tried again');
          await pause(ending.signal).catch(() => undefined);
        }
      }
    };
    const onMessage = ({ messageId }: Arrival): void => {
      const arriving: Promise<unknown> = arrive(messageId)
        .catch((error) => log.error({ messageId, error: nameOf(error) }, 'wechaty: a message could not be taken in'))
        .then(() => running.delete(arriving));
      running.add(arriving);
    };
    // By wechaty's own event a message overtakes another while its room is being loaded, and in a burst beyond its cache (500).
    const arrive = async (messageId: string): Promise<void> => {
      const reading = read(bot, messageId, loggedInAt - REPLAYED);
      reading.catch(() => undefined); // Thrown again below, in its turn.
      const { roomId, talkerId } = await bot.puppet.messagePayload(messageId);
      await inTurn(`${roomId}/${talkerId}`, async () => {
        const incoming = await reading;
        if (incoming !== null) await takeOnceStored(messageId, incoming);
      });
    };
    const onLogout = (): void => log.warn('wechaty: the bot is logged out; if it does not come back, scan the next QR code of this log');
    bot.puppet.on('message', onMessage);
    bot.on('logout', onLogout);
    const stop = async (): Promise<void> => {
      bot.puppet.off('message', onMessage);
      bot.off('logout', onLogout);
      ending.abort();
      await bot.stop();
      await Promise.all(running);
    };
    loggedInAt = deps.now();
    // What fails here is logged by its `error` event; wechaty itself would go on without its puppet.
    await bot.start().catch(() => undefined);
    if (bot.puppet.state.inactive()) {
      await stop();
      throw new AppError('channel.start', `wechaty: ${settings.puppet} could not start; check its token and its network`, 503);
    }
    return stop;
  }
}
