import { z } from 'zod';
import { readAtMost } from '../../read-response.ts';
import type { ChannelDeps } from '../channel.ts';
import { textOf } from '../read-body.ts';

export interface PlatformSettings {
  readonly corpId: string;
  /** The secret of 微信客服, not that of an app. */
  readonly kfSecret: string;
  /** `https://qyapi.weixin.qq.com` */
  readonly apiRoot: string;
}

export interface Media {
  /** As the platform names it: `image/jpeg`. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** WeCom answers with status 200 whatever happens; `errcode` says what did. */
export interface Answered {
  readonly kind: 'answered';
  readonly errcode: number;
  readonly content: unknown;
}

/** No answer, or none of WeCom's. The reason names no address, secret or text. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: string;
}

interface MediaFound {
  readonly kind: 'media';
  readonly media: Media;
}

export interface Platform {
  /** @param path behind the API's root, with a slash in front */
  post(path: string, body: object): Promise<Answered | Unavailable>;
  media(mediaId: string): Promise<MediaFound | Answered | Unavailable>;
}

/** Bytes of an attachment that we hold; whatever is read out of it, a picture of a screen has less. */
const MOST_MEDIA = 10 * 1024 * 1024;
/** Bytes of any other answer that we hold: a thousand of the longest messages have about 12 MB, every character escaped. */
const MOST_JSON = 32 * 1024 * 1024;
/** So long before its end a token is no longer used: what was started with it also ends with it. */
const SPARE_MS = 5 * 60_000;
/** The token is invalid or over, although we thought otherwise. WeCom's 全局错误码, general knowledge. */
const TOKEN_IS_OVER: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Is it the access token that the platform does not like? Then nothing is said about the request. */
export function refusesToken(errcode: number): boolean {
  return TOKEN_IS_OVER.has(errcode);
}

const anyAnswer = z.object({ errcode: z.number() });
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** WeCom's API, with the access token that every call needs. Source: WeCom's documentation, 获取access_token. */
export function createPlatform({ corpId, kfSecret, apiRoot }: PlatformSettings, deps: ChannelDeps): Platform {
  const tokenKey = `access-token:${corpId}`;
  const root = apiRoot.endsWith('/') ? apiRoot.slice(0, -1) : apiRoot;

  /**
   * An error of `fetch` may quote the address, and with it the secret: it goes no further. No redirects either, they
   * would carry the token to somewhere else.
   */
  async function call<A>(
    path: string,
    query: Record<string, string>,
    { most, ...init }: RequestInit & { readonly most: number },
    read: (bytes: Uint8Array<ArrayBuffer>, headers: Headers) => A,
  ): Promise<A | Unavailable> {
    try {
      const response = await deps.fetch(`${root}${path}?${new URLSearchParams(query)}`, { ...init, redirect: 'error' });
      if (response.status !== 200) {
        await response.body?.cancel();
        return { kind: 'unavailable', reason: `http ${response.status}` };
      }
      const bytes = await readAtMost(response, most);
      return bytes ? read(bytes, response.headers) : { kind: 'unavailable', reason: 'answer too long' };
    } catch {
      return { kind: 'unavailable', reason: 'network' };
    }
  }

  /** Two instances asking at once do not disturb each other: in its time WeCom gives the same token again (general knowledge). */
  async function freshToken(): Promise<string | Unavailable> {
    const answer = await call('/cgi-bin/gettoken', { corpid: corpId, corpsecret: kfSecret }, { most: MOST_JSON }, answerIn);
    if (answer.kind === 'unavailable') return { kind: 'unavailable', reason: `gettoken ${answer.reason}` };
    const { success, data } = tokenAnswer.safeParse(answer.content);
    if (!success) return { kind: 'unavailable', reason: `gettoken errcode ${answer.errcode}` };
    await deps.memory.write(tokenKey, data.access_token, deps.now() + data.expires_in * 1000 - SPARE_MS);
    return data.access_token;
  }

  /** With the token that is kept, and if it is not taken once more with a new one. */
  async function withToken<A extends MediaFound | Answered | Unavailable>(use: (token: string) => Promise<A>): Promise<A | Unavailable> {
    const kept = await deps.memory.read(tokenKey);
    if (kept !== null) {
      const answer = await use(kept);
      if (answer.kind !== 'answered' || !refusesToken(answer.errcode)) return answer;
    }
    const fresh = await freshToken();
    return typeof fresh === 'string' ? use(fresh) : fresh;
  }

  return {
    post(path, body) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), most: MOST_JSON };
      return withToken((token) => call(path, { access_token: token }, init, answerIn));
    },
    media(mediaId) {
      return withToken((token) => call('/cgi-bin/media/get', { access_token: token, media_id: mediaId }, { most: MOST_MEDIA }, mediaIn));
    },
  };
}

/** A file comes with a disposition, an error as bare JSON. WeCom's 获取临时素材, general knowledge. */
function mediaIn(bytes: Uint8Array<ArrayBuffer>, headers: Headers): MediaFound | Answered | Unavailable {
  if (!headers.has('content-disposition')) return answerIn(bytes);
  return { kind: 'media', media: { type: headers.get('content-type') ?? 'application/octet-stream', bytes } };
}

function answerIn(bytes: Uint8Array): Answered | Unavailable {
  try {
    const content: unknown = JSON.parse(textOf(bytes));
    const { success, data } = anyAnswer.safeParse(content);
    if (success) return { kind: 'answered', errcode: data.errcode, content };
  } catch {
    // Falls through: whatever answered, it was not WeCom.
  }
  return { kind: 'unavailable', reason: 'no answer of WeCom' };
}
