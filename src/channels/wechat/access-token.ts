import { z } from 'zod';
import type { ChannelDeps } from '../channel.ts';
import { ask, jsonIn, MOST_ANSWER_BYTES } from './platform-call.ts';

/** So long before its end a token is taken for old. WeChat lets the former one live on for five minutes beside a new one. */
const EARLY_MS = 5 * 60 * 1000;

const GRANTED = z.object({ access_token: z.string().min(1).max(1024), expires_in: z.number().positive().max(1_000_000) });
const REFUSED = z.object({ errcode: z.number().int() });

type Token =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none'; readonly reason: string; readonly afterMs?: number };

export interface AccessTokens {
  current(): Promise<Token>;
  /** Another than this one, which WeChat no longer takes. */
  insteadOf(refused: string): Promise<Token>;
}

/**
 * One token for all instances, since a new one ends the one before. Source: WeChat's documentation, 获取接口调用凭据.
 * @param settings.apiRoot without a slash at its end
 */
export function createAccessTokens(
  settings: { readonly appId: string; readonly appSecret: string; readonly apiRoot: string },
  deps: Pick<ChannelDeps, 'now' | 'fetch' | 'memory'>,
): AccessTokens {
  const key = `wechat.access-token.${settings.appId}`;
  let fetching: Promise<Token> | null = null;

  const fetchNew = async (): Promise<Token> => {
    const query = new URLSearchParams({ grant_type: 'client_credential', appid: settings.appId, secret: settings.appSecret });
    const asked = await ask(deps.fetch, `${settings.apiRoot}/cgi-bin/token?${query}`, MOST_ANSWER_BYTES);
    if (asked.kind === 'failed') return { ...asked, kind: 'none' };
    const answer = jsonIn(asked);
    const granted = GRANTED.safeParse(answer);
    if (!granted.success) return { kind: 'none', reason: `token ${REFUSED.safeParse(answer).data?.errcode ?? 'unreadable'}` };
    const { access_token: token, expires_in: seconds } = granted.data;
    await deps.memory.write(key, token, deps.now() + seconds * 1000 - EARLY_MS);
    return { kind: 'token', token };
  };
  /** Two at once would end each other's. */
  const fetchOnce = (): Promise<Token> => {
    fetching ??= fetchNew().finally(() => {
      fetching = null;
    });
    return fetching;
  };

  return {
    async current() {
      const kept = await deps.memory.read(key);
      return kept === null ? fetchOnce() : { kind: 'token', token: kept };
    },
    async insteadOf(refused) {
      const kept = await deps.memory.read(key);
      // Another instance may have been faster.
      return kept === null || kept === refused ? fetchOnce() : { kind: 'token', token: kept };
    },
  };
}
