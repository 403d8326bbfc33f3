import type { ScamType } from '../../../library/schema.ts';

/** What stands on the page of somebody who is warned: nothing of him, and nothing that a scammer could show. */
export interface WarnedWords {
  readonly what: string;
  readonly dont: string;
  readonly marks: readonly string[];
  readonly now: readonly string[];
}

const WITHOUT_TYPE: WarnedWords = {
  what: '有人可能正在骗您的钱',
  dont: '先停下，别转账，别给验证码',
  marks: ['叫您别告诉家人，别挂电话。', '叫您开共享屏幕、下软件、点链接。', '叫您先交钱，或把钱转到别处。'],
  now: ['挂掉电话，关掉共享屏幕。', '跟家人说一声。', '自己拨110核实，别用对方给的号码。'],
};

export function warnedWords(type: ScamType | null): WarnedWords {
  if (!type) return WITHOUT_TYPE;
  return { what: type.looksLike.zh, dont: type.advice.dont.zh, marks: type.marks, now: type.advice.now.zh };
}
