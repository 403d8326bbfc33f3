import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Platform } from './platform.ts';

/** The most that one call gives, and what it gives by itself. */
const PAGE = 1000;
/** So many calls for one callback. What is left then comes with the next callback: the cursor knows where we stopped. */
const MOST_ROUNDS = 20;
const AMR = 0;

/** `has_more` alone says whether there is more: a page may be empty and the next one not. */
const page = z.object({
  next_cursor: z.string().nullish(),
  has_more: z.number().nullish(),
  msg_list: z.array(z.unknown()).nullish(),
});

export interface PullRequest {
  readonly openKfId: string;
  /** Of the callback: good for ten minutes. Null: nobody has called; then the platform is much stricter about the rate. */
  readonly token: string | null;
  /** Where we stopped; null: from the oldest that the platform still has, three days back. */
  readonly cursor: string | null;
}

export interface Pulled {
  /** Entries of `msg_list`, unread. */
  readonly entries: readonly unknown[];
  readonly cursor: string | null;
}

/**
 * Everything that came since the cursor. Source: WeCom's documentation, 接收消息和事件, 读取消息.
 * @throws AppError 503 `channel.platform` when one of the calls fails: nothing is lost, WeCom calls us again or we ask by ourselves
 */
export async function pullMessages(platform: Platform, { openKfId, token, cursor: start }: PullRequest): Promise<Pulled> {
  const pages: (readonly unknown[])[] = [];
  let cursor = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const got = await pullPage(platform, {
      ...(cursor === null ? {} : { cursor }),
      ...(token === null ? {} : { token }),
      limit: PAGE,
      voice_format: AMR,
      open_kfid: openKfId,
    });
    pages.push(got.msg_list ?? []);
    const next = got.next_cursor || cursor;
    const stands = next === cursor;
    cursor = next;
    // A cursor that stands still would bring the same page again.
    if (got.has_more !== 1 || stands) break;
  }
  return { entries: pages.flat(), cursor };
}

async function pullPage(platform: Platform, body: object): Promise<z.infer<typeof page>> {
  const answer = await platform.post('/cgi-bin/kf/sync_msg', body);
  if (answer.kind === 'unavailable') throw failed(answer.reason);
  if (answer.errcode !== 0) throw failed(`errcode ${answer.errcode}`);
  const { success, data } = page.safeParse(answer.content);
  if (!success) throw failed('no page of messages');
  return data;
}

function failed(reason: string): AppError {
  return new AppError('channel.platform', `the messages could not be fetched from WeCom: ${reason}`, 503);
}
