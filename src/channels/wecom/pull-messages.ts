import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Account } from './accounts.ts';
import type { Platform } from './platform.ts';

/**
 * So many at once, of a thousand that WeCom would give: the cursor moves behind each page that is saved. A message and its answer
 * make up to 18 queries, and a Worker, which may make 1,000 in a run, begins with the last piece of work at 850.
 */
const PAGE = 8;
const AMR = 0;

/** `has_more` alone says whether there is more: a page may be empty and the next one not. */
const page = z.object({
  next_cursor: z.string().nullish(),
  has_more: z.number().nullish(),
  msg_list: z.array(z.unknown()).nullish(),
});

export interface PullRequest {
  /** Without a token the platform is much stricter about the rate. */
  readonly account: Account;
  /** Where we stopped; null: from the oldest that the platform still has, three days back. */
  readonly cursor: string | null;
}

export interface Pulled {
  /** Entries of `msg_list`, unread. */
  readonly entries: readonly unknown[];
  readonly cursor: string | null;
  /** There is more behind the cursor. */
  readonly more: boolean;
}

/**
 * The next ones that came since the cursor. Source: WeCom's documentation, 接收消息和事件, 读取消息.
 * @throws AppError 503 `channel.platform` when the call fails: nothing is lost, WeCom calls us again or we ask by ourselves
 */
export async function pullMessages(platform: Platform, { account, cursor }: PullRequest): Promise<Pulled> {
  const { openKfId, token } = account;
  const answer = await platform.post('/cgi-bin/kf/sync_msg', {
    ...(cursor === null ? {} : { cursor }),
    ...(token === null ? {} : { token }),
    limit: PAGE,
    voice_format: AMR,
    open_kfid: openKfId,
  });
  if (answer.kind === 'unavailable') throw failed(answer.reason);
  if (answer.errcode !== 0) throw failed(`errcode ${answer.errcode}`);
  const { success, data } = page.safeParse(answer.content);
  if (!success) throw failed('no page of messages');
  const next = data.next_cursor || cursor;
  // A cursor that stands still would bring the same page again.
  return { entries: data.msg_list ?? [], cursor: next, more: data.has_more === 1 && next !== cursor };
}

function failed(reason: string): AppError {
  return new AppError('channel.platform', `the messages could not be fetched from WeCom: ${reason}`, 503);
}
