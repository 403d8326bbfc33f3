/** What stands at the beginning of a line, before its colon, in the frame of a passed-on SMS. */
export interface Label {
  /** `aside`: when it came, and on which card of which telephone. */
  readonly kind: 'sender' | 'content' | 'aside';
  readonly value: string;
}

const LINE = /^[[【]?\s?([\p{L}\p{N}][\p{L}\p{N} ]{0,15}?)\s?[\]】]?\s?[:：](.*)$/u;
const WORDS = {
  sender: '发件人 发信人 发送人 发送者 发送方 发件号码 发送号码 来信人 来自 發件人 發送人 發送者 來自 寄件者 from sender',
  content: '内容 短信内容 信息内容 消息内容 短信 短信正文 正文 內容 簡訊內容 簡訊 訊息 message content text body sms msg',
  time: '时间 日期 发送时间 接收时间 收到时间 收件时间 時間 發送時間 接收時間 time date received sent',
  card: '卡槽 sim sim卡 设备 设备名称 裝置',
} as const;
const KINDS: ReadonlyMap<string, keyof typeof WORDS> = new Map(
  (['sender', 'content', 'time', 'card'] as const).flatMap((kind) => WORDS[kind].split(' ').map((word) => [word, kind] as const)),
);
/** "时间：明天上午带身份证来" is the SMS itself. */
const TIME_ALONE = /^[\d\s\-/.,:：年月日时分秒時上下午周星期一二三四五六T+AMPZ()（）]{4,40}$/i;
const LONGEST_CARD = 32;

/** @returns null for a line that has no label of a frame */
export function labelOf(line: string): Label | null {
  const [, word = '', written = ''] = LINE.exec(line.trim()) ?? [];
  const kind = KINDS.get(word.toLowerCase());
  const value = written.trim();
  if (kind === 'sender' || kind === 'content') return { kind, value };
  const aside = kind === 'time' ? TIME_ALONE.test(value) : kind === 'card' && value.length <= LONGEST_CARD;
  return aside ? { kind: 'aside', value } : null;
}

/** An e-mail, a parcel slip: their senders are none of an SMS. */
const OTHER_FRAME =
  /^(?:To|Cc|Bcc|Subject|主题|主旨|主題|抄送)\s?[:：]|(?:收件人|收件者|收货人|收件地址|寄件地址|快递单号|运单号)\s?[:：]/im;

export function hasOtherFrame(text: string): boolean {
  return OTHER_FRAME.test(text);
}

/** As telephones show a number; without the groups' blanks it has 3 to 20 digits. */
export const NUMBER = String.raw`\+?\d(?:[ ()\-]{0,2}\d){2,19}`;
const BARE = new RegExp(`^[【\\[(（<"“「]?\\s*(${NUMBER})\\s*[】\\])）>"”」]?$`);
const NAMED = new RegExp(`^[^\\d@:：]{1,30}[【\\[(（<]\\s*(${NUMBER})\\s*[】\\])）>]$`);

/** `95533`, `【1069 0000】`, `王阿姨（+86 138 0000 1234）`. @returns null for a bare name, an e-mail address, a sentence */
export function numberIn(value: string): string | null {
  const trimmed = value.trim();
  const [, number] = BARE.exec(trimmed) ?? NAMED.exec(trimmed) ?? [];
  return number?.replace(/[ ()-]/g, '') ?? null;
}
