import { z } from 'zod';
import type { IncomingMessage } from '../../conversation/message.ts';
import { DAY } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import type { ChannelDeps, HttpReply, Received, WebhookChannel } from '../channel.ts';
import { unreadable } from '../refusals.ts';
import { readXml } from '../wechat/xml.ts';
import { type Account, accounts } from './accounts.ts';
import { type CallbackSettings, createCallbackReader } from './callback.ts';
import { wecomId } from './customer.ts';
import { type Entry, readEntry, WECOM, WELCOME_MS } from './incoming.ts';
import { createPlatform, type Media, type Platform, type PlatformSettings } from './platform.ts';
import { pullMessages } from './pull-messages.ts';
import { createSender } from './sender.ts';
import { welcomes } from './welcome.ts';

/** Without `kfSecret` nothing can be fetched or sent: callbacks are acknowledged, and that is all. */
export type WecomSettings = CallbackSettings & PlatformSettings;

export interface WecomChannel extends WebhookChannel {
  /**
   * A citizen's picture, voice message (AMR), video or file; the platform has it for three days.
   * @param mediaId an attachment's reference
   * @throws AppError 503 `channel.media` when it cannot be fetched, or has more than 10 MB
   */
  fetchMedia(mediaId: string): Promise<Media>;
}

/** WeCom takes status 200 as received, whatever the body, and calls again after any other. */
const ACKNOWLEDGED: HttpReply = { status: 200, type: 'text/plain', body: '' };

/** `sync_msg` knows three days back. An older cursor points at nothing that starting anew would not bring too. */
const CURSOR_KEPT_MS = 3 * DAY;

/** So many pages of which nothing concerns us, one after the other. What lies behind them is fetched next. */
const MOST_IDLE_PAGES = 20;

/** Something came to a service account; what, has to be fetched. Source: WeCom's documentation, 接收消息和事件, 回调事件. */
const notice = z.object({ Token: z.string().min(1).max(1024), OpenKfId: wecomId });

/**
 * 微信客服, the door from WeChat into WeCom. The callback says only that something came; the messages are fetched, and all
 * answers go out by the sender.
 * @throws AppError 500 `channel.settings` when an EncodingAESKey is none
 */
export function createWecomChannel(settings: WecomSettings, deps: ChannelDeps): WecomChannel {
  const callbacks = createCallbackReader(settings);
  const platform = settings.kfSecret === '' ? null : createPlatform(settings, deps);
  const known = accounts(deps);

  return {
    id: WECOM,
    async receive(delivery) {
      if (delivery.method === 'GET') return done({ ...ACKNOWLEDGED, body: callbacks.echo(delivery) });
      const event = readXml(callbacks.open(delivery));
      if (event.MsgType !== 'event' || event.Event !== 'kf_msg_or_event') return done(ACKNOWLEDGED);
      const { success, data } = notice.safeParse(event);
      if (!success) throw unreadable();
      if (!platform) return done(ACKNOWLEDGED);
      await known.meet(data.OpenKfId);
      return fetchFrom(platform, { openKfId: data.OpenKfId, token: data.Token });
    },
    async catchUp() {
      const account = platform && (await known.overdue());
      if (!platform || account === null) return null;
      // Also where it fails: the other accounts have their turn.
      await known.looked(account.openKfId);
      return fetchFrom(platform, account);
    },
    sender: platform && createSender(platform, welcomes(deps.memory)),
    async fetchMedia(mediaId) {
      const answer = platform ? await platform.media(mediaId) : NOT_CONFIGURED;
      if (answer.kind === 'media') return answer.media;
      const reason = answer.kind === 'answered' ? `errcode ${answer.errcode}` : answer.reason;
      throw new AppError('channel.media', `the attachment could not be fetched from WeCom: ${reason}`, 503);
    },
  };

  /**
   * One page of what lies there. The cursor moves only when all of it is saved: `reply` is called after that. Whoever crashes
   * in between fetches the same again, and a message's id makes it the same message. So it is also no harm when two
   * callbacks fetch at once, or the slower one puts back an older cursor.
   */
  async function fetchFrom(from: Platform, account: Account): Promise<Received> {
    const key = `cursor:${account.openKfId}`;
    for (let idle = 1; ; idle++) {
      const { entries, cursor, more } = await pullMessages(from, { account, cursor: await deps.memory.read(key) });
      await known.looked(account.openKfId);
      const read = entries.map(readEntry).filter((entry) => entry !== null);
      const reports = read.flatMap((entry) => (entry.kind === 'report' ? [entry.report] : []));
      const messages = await messagesOf(read);
      const moveOn = async (): Promise<void> => {
        if (cursor !== null) await deps.memory.write(key, cursor, deps.now() + CURSOR_KEPT_MS);
      };
      const leave = async (): Promise<HttpReply> => {
        await moveOn();
        if (more) await known.more(account);
        return ACKNOWLEDGED;
      };
      const rest = more && { more };
      if (messages.length > 0 || reports.length > 0)
        return { kind: 'messages', messages, left: [], reports, ...rest, passive: false, reply: leave };
      if (!more || idle === MOST_IDLE_PAGES) return { ...done(await leave()), ...rest };
      await moveOn();
    }
  }

  /** Whoever came too long ago to be greeted has written since, or has gone. */
  async function messagesOf(entries: readonly Entry[]): Promise<readonly IncomingMessage[]> {
    const messages: IncomingMessage[] = [];
    for (const entry of entries) {
      if (entry.kind === 'report') continue;
      if (entry.kind === 'entered') {
        const until = Math.min(entry.until ?? Number.POSITIVE_INFINITY, deps.now() + WELCOME_MS);
        if (until <= deps.now()) continue;
        await welcomes(deps.memory).keep(entry.message.externalId, entry.welcomeCode, until);
      }
      messages.push(entry.message);
    }
    return messages;
  }
}

const NOT_CONFIGURED = { kind: 'unavailable', reason: 'there is no secret of 微信客服' } as const;

function done(reply: HttpReply): Received {
  return { kind: 'done', reply };
}
