import type { ScamType } from '../library/schema.ts';

/**
 * What a warned person reads in a message. Its first 60 characters carry what it looks like, the one don't and the number:
 * an SMS shows no more. Nothing in it names him or says what is known.
 * @param link of his page; null where nobody knows our address
 */
export function noticeWords(type: Pick<ScamType, 'looksLike'> | null, hotline: string, link: string | null): string {
  return [
    `🔴 您可能正在被骗。先停下，别转账、别给验证码。自己拨110核实，也可打96110或${hotline}。`,
    type ? `这次像${type.looksLike.zh}。` : '',
    '真劝阻只叫您停，不要钱、不要码。',
    link ? `看完点一下“看到了”：${link}` : '',
  ].join('');
}
