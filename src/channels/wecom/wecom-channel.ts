import { z } from 'zod';
import { DAY } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import type { ChannelDeps, HttpReply, Received, WebhookChannel } from '../channel.ts';
import { unreadable } from '../refusals.ts';
import { readXml } from '../wechat/xml.ts';
import { type CallbackSettings, createCallbackReader } from './callback.ts';
import { wecomId } from './customer.ts';
import { toIncoming, WECOM } from './incoming.ts';
import { createPlatform, type Media, type Platform, type PlatformSettings } from './platform.ts';
import { pullMessages } from './pull-messages.ts';
import { createSender } from './sender.ts';

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

/** Something came to a service account; what, has to be fetched. Source: WeCom's documentation, 接收消息和事件, 回调事件. */
const notice = z.object({ Token: z.string().min(1).max(1024), OpenKfId: wecomId });
type Notice = z.infer<typeof notice>;

/**
 * 微信客服, the door from WeChat into WeCom. The callback says only that something came; the messages are fetched, and all
 * answers go out by the sender.
 * @throws AppError 500 `channel.settings` when an EncodingAESKey is none
 */
export function createWecomChannel(settings: WecomSettings, deps: ChannelDeps): WecomChannel {
  const callbacks = createCallbackReader(settings);
  const platform = settings.kfSecret === '' ? null : createPlatform(settings, deps);

  return {
    id: WECOM,
    async receive(delivery) {
      if (delivery.method === 'GET') return done({ ...ACKNOWLEDGED, body: callbacks.echo(delivery) });
      const event = readXml(callbacks.open(delivery));
      if (event.MsgType !== 'event' || event.Event !== 'kf_msg_or_event') return done(ACKNOWLEDGED);
      const { success, data } = notice.safeParse(event);
      if (!success) throw unreadable();
      return platform ? fetchNoticed(platform, data) : done(ACKNOWLEDGED);
    },
    sender: platform && createSender(platform),
    async fetchMedia(mediaId) {
      const answer = platform ? await platform.media(mediaId) : NOT_CONFIGURED;
      if (answer.kind === 'media') return answer.media;
      const reason = answer.kind === 'answered' ? `errcode ${answer.errcode}` : answer.reason;
      throw new AppError('channel.media', `the attachment could not be fetched from WeCom: ${reason}`, 503);
    },
  };

  /**
   * The cursor moves only when everything that was fetched is saved: `reply` is called after that. Whoever crashes in
   * between fetches the same again, and a message's id makes it the same message. So it is also no harm when two
   * callbacks fetch at once, or the slower one puts back an older cursor.
   */
  async function fetchNoticed(from: Platform, { Token: token, OpenKfId: openKfId }: Notice): Promise<Received> {
    const key = `cursor:${openKfId}`;
    const { entries, cursor } = await pullMessages(from, { openKfId, token, cursor: await deps.memory.read(key) });
    const messages = entries.map(toIncoming).filter((message) => message !== null);
    const acknowledge = async (): Promise<HttpReply> => {
      if (cursor !== null) await deps.memory.write(key, cursor, deps.now() + CURSOR_KEPT_MS);
      return ACKNOWLEDGED;
    };
    if (messages.length === 0) return done(await acknowledge());
    return { kind: 'messages', messages, left: [], passive: false, reply: acknowledge };
  }
}

const NOT_CONFIGURED = { kind: 'unavailable', reason: 'there is no secret of 微信客服' } as const;

function done(reply: HttpReply): Received {
  return { kind: 'done', reply };
}
