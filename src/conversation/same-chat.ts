import type { Matter } from './state.ts';

/** Milliseconds in which somebody shows one chat. */
const ONE_CHAT = 10 * 60_000;
/** UTF-16 units after a name: a house that signs its notice in brackets, and a list of particulars, say more. */
const SHORT = 20;
const HEAD =
  /^\s{0,4}([[(（]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])）]?)?\s{0,4}(?:([\p{L}\p{N}·._-]{1,12})[:：]|【([^】]{1,12})】)([\s\S]*)$/u;
/** What stands before a colon in notices and links. */
const NO_NAMES: ReadonlySet<string> = new Set(
  '通知 公告 提醒 温馨提示 注意 地址 时间 日期 电话 姓名 金额 订单 订单号 单号 备注 链接 网址 内容 标题 事由 https http'.split(' '),
);

/**
 * Whoever shows a chat bubble by bubble shows one story, with a name before each: "导师：加油", "[14:02] 导师：…", "【客服】好的".
 * Alone the last one is harmless; what it belongs to is not.
 */
export function isOfSameChat(running: Matter, text: string, now: number): boolean {
  if (running.verdict.colour === 'green' || now - running.updatedAt > ONE_CHAT) return false;
  const head = headOf(text);
  if (head === null || (!head.timed && head.said.length > SHORT)) return false;
  return running.texts.some((before) => before.split('\n').some((line) => headOf(line)?.name === head.name));
}

function headOf(text: string): { name: string; timed: boolean; said: string } | null {
  const [, time, written, bracketed, said] = HEAD.exec(text) ?? [];
  const name = written ?? bracketed;
  return name === undefined || NO_NAMES.has(name) ? null : { name, timed: time !== undefined, said: (said ?? '').trim() };
}
