import { z } from 'zod';
import type { Outgoing, Sender, Sent } from '../../conversation/delivery.ts';
import { AppError } from '../../errors.ts';
import type { ChannelDeps } from '../channel.ts';
import { cutToBytes } from '../text-limits.ts';
import { createAccessTokens } from './access-token.ts';
import { type Asked, ask, jsonIn, MOST_ANSWER_BYTES } from './platform-call.ts';

/** UTF-8. WeChat's older documentation, 客服消息; the present one gives no number, and users measured this one. */
export const MOST_TEXT_BYTES = 2048;
/** WeChat lets a citizen send pictures up to 10 MB. */
const MOST_MEDIA_BYTES = 10 * 1024 * 1024;
/** Invalid, ended, or not the latest. Source: WeChat's documentation, 全局返回码. */
const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);
const ANSWER = z.object({ errcode: z.number().int() });

export interface WechatApi {
  /** null without a secret */
  readonly sender: Sender | null;
  /**
   * A picture or a voice message, for three days after it came.
   * @returns its media type in lower case, without parameters; at most 10 MB
   * @throws AppError 503 `channel.media`
   */
  fetchMedia(mediaId: string): Promise<{ type: string; bytes: Uint8Array }>;
}

export function createWechatApi(
  settings: { readonly appId: string; readonly appSecret: string; readonly apiRoot: string },
  deps: Pick<ChannelDeps, 'now' | 'fetch' | 'memory'>,
): WechatApi {
  const apiRoot = settings.apiRoot.replace(/\/$/, '');
  const tokens = createAccessTokens({ ...settings, apiRoot }, deps);

  /** With a token; once more, with another, when WeChat no longer takes it. */
  const asking = async (call: (token: string) => Promise<Asked>): Promise<Asked> => {
    const first = await tokens.current();
    if (first.kind === 'none') return { ...first, kind: 'failed' };
    const asked = await call(first.token);
    if (asked.kind === 'failed' || !STALE_TOKEN.has(errcodeOf(asked) ?? 0)) return asked;
    const second = await tokens.insteadOf(first.token);
    return second.kind === 'none' ? { ...second, kind: 'failed' } : call(second.token);
  };

  const send = async (outgoing: Outgoing): Promise<Sent> => {
    // JSON.stringify leaves Chinese as it is; WeChat shows \u escapes to the citizen as they stand.
    const content = cutToBytes(outgoing.text.toWellFormed(), MOST_TEXT_BYTES);
    const body = JSON.stringify({ touser: outgoing.to, msgtype: 'text', text: { content } });
    const asked = await asking((access_token) =>
      ask(deps.fetch, `${apiRoot}/cgi-bin/message/custom/send?${new URLSearchParams({ access_token })}`, MOST_ANSWER_BYTES, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
      }),
    );
    if (asked.kind === 'failed') return { ...asked, kind: 'later' };
    const errcode = errcodeOf(asked);
    return errcode === null ? { kind: 'later', reason: 'answer unreadable' } : sentOf(errcode);
  };

  return {
    sender: settings.appSecret === '' ? null : { idempotent: false, send },
    async fetchMedia(mediaId) {
      if (settings.appSecret === '') throw unavailable('no secret');
      const asked = await asking((access_token) =>
        ask(deps.fetch, `${apiRoot}/cgi-bin/media/get?${new URLSearchParams({ access_token, media_id: mediaId })}`, MOST_MEDIA_BYTES),
      );
      if (asked.kind === 'failed') throw unavailable(asked.reason);
      // Of a video it gives an address elsewhere, which we do not follow; of an error its code.
      const errcode = errcodeOf(asked);
      if (errcode !== null || /json$|^text\//.test(asked.type)) throw unavailable(String(errcode ?? asked.type));
      return { type: asked.type, bytes: asked.bytes };
    },
  };
}

/** Source: WeChat's documentation, 全局返回码 and 客服接口-发消息. */
function sentOf(errcode: number): Sent {
  const reason = String(errcode);
  switch (errcode) {
    case 0:
      return { kind: 'accepted' };
    // 48 hours are over or he left; five messages are out; he follows us no more. His next message opens it again.
    case 45015:
    case 45047:
    case 43004:
      return { kind: 'window-closed', reason };
    case -1:
    case 45009:
    case 40001:
    case 40014:
    case 42001:
      return { kind: 'later', reason };
    // "Slower, again in the next minute."
    case 45011:
      return { kind: 'later', reason, afterMs: 60_000 };
    // 45002 too long, 40003 no open id of this account, 48001 not allowed to this kind of account: nothing that waiting would mend.
    default:
      return { kind: 'refused', reason };
  }
}

function errcodeOf(asked: Extract<Asked, { kind: 'answered' }>): number | null {
  return ANSWER.safeParse(jsonIn(asked)).data?.errcode ?? null;
}

function unavailable(reason: string): AppError {
  return new AppError('channel.media', `WeChat does not give the picture or voice message (${reason})`, 503);
}
