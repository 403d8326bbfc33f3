import { NUMBER } from './forward-labels.ts';

/** Frames that stand in one line with the text. Each part is bounded, so that no text makes any of them slow. */
const SENDER_WORD = '(?:发件人|发信人|发送人|发送者|发送方|发自|来自|發件人|發送人|發自|來自|[Ff]rom|[Ss]ender|FROM)';
const SMS_WORD = '(?:短信|短消息|信息|消息|彩信|簡訊|訊息)';
const OPEN = '[【\\[(（<"“「]?\\s{0,2}';
const CLOSE = '\\s{0,2}[】\\])）>"”」]?';
const NAMED_NUMBER = `${OPEN}(?<number>${NUMBER})${CLOSE}`;
const REST = '\\s*(?<text>[^]+)$';

export const INLINE_HEADS: readonly RegExp[] = [
  // 来自【10690000】的短信：…
  `^(?:转发|轉發)?\\s?(?:收到)?(?:一条|1条)?(?:来自|來自|发自)(?:于)?\\s?${NAMED_NUMBER}\\s?的?${SMS_WORD}(?:内容)?(?:如下)?\\s?[:：]${REST}`,
  // 10690000发来的短信：…
  `^(?<number>${NUMBER})\\s?(?:发来的?|发给我的?|发的|發來的?|的)${SMS_WORD}(?:内容)?(?:如下)?\\s?[:：]${REST}`,
  // SMS from +852 6000 0000: …
  `^\\[?(?:New )?(?:SMS|MMS|[Tt]ext(?: message)?|[Mm]essage|sms) from ${NAMED_NUMBER}\\s?[:\\]]{1,2}${REST}`,
  // 来自10690000：…
  `^(?:来自|來自|发自|[Ff]rom)\\s?[:：]?\\s?${NAMED_NUMBER}\\s?[:：]${REST}`,
  // [来自 10690000] …
  `^[【\\[(（]${SENDER_WORD}\\s?[:：]?\\s?(?<number>${NUMBER})\\s?[】\\])）]\\s?[:：]?${REST}`,
  // 发件人：95533 内容：…
  `^${SENDER_WORD}\\s?[:：]\\s?${NAMED_NUMBER}[\\s,，;；。|]{1,3}(?:短信|信息|消息)?(?:内容|正文|[Cc]ontent|[Mm]essage|[Tt]ext|[Bb]ody)\\s?[:：]${REST}`,
  // 10690000：【…】… or the number in a line of its own; five digits, for 110 is whom one calls
  `^(?<number>(?=(?:\\D*\\d){5})${NUMBER})(?:\\s?[:：]\\s?|\\s?\\r?\\n)(?<text>【[^]+)$`,
].map((source) => new RegExp(source));

const DATE = '\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?[ ,，T]{1,2}\\d{1,2}:\\d{2}(?::\\d{2})?';
/** `10690000 2026-11-20 10:22` in a line of its own, or `[2026/11/20 10:22] 10690000: …`: copied out of a list of messages. */
export const NUMBER_THEN_TIME = new RegExp(
  `^(?:(?<number>${NUMBER})\\s{1,2}[\\[(（]?${DATE}[\\])）]?\\s?(?:[:：]|\\r?\\n)|[\\[(（]${DATE}[\\])）]\\s?(?<number>${NUMBER})\\s?[:：])${REST}`,
);

/** The quotation marks say where the SMS ends: behind them only its sender. */
export const QUOTED = new RegExp(
  `^(?:(?:转发|轉發|转|Fwd?|FW)\\s?(?:短信)?\\s?[:：]?)?\\s?["“「『](?<text>[^"”」』]{1,2000})["”」』]\\s?[,，。—\\-]{0,2}\\s?[(（]?${SENDER_WORD}\\s?[:：]?\\s?${NAMED_NUMBER}[)）。.]{0,2}$`,
);

/** Alone in the first line. */
export const FORWARD_MARKS =
  /^(?:[-—=]{0,12}\s?[[【(（]?(?:转发短信|短信转发|转发|轉發|轉發簡訊|转发的短信|Fwd?|FW|FWD|[Ff]orwarded(?: [Mm]essage| SMS)?)[\]】)）]?\s?[:：]?\s?[-—=]{0,12})$/;

/** Alone in the last line. */
export const TRAILING_LINE = new RegExp(`^\\s{0,4}[—\\-]{0,2}\\s?[(（\\[【]?${SENDER_WORD}\\s?[:：]?\\s?${NAMED_NUMBER}[)）\\]】]?\\s?$`);

const LONGEST_BRACKET = 48;
const BRACKET_AT_END = new RegExp(`[(（\\[【]${SENDER_WORD}\\s?[:：]?\\s?${NAMED_NUMBER}[)）\\]】]$`);

/** `…（来自10690000）`. @returns null when nothing stands before it */
export function splitBracket(text: string): { readonly before: string; readonly number: string } | null {
  const tail = text.slice(-LONGEST_BRACKET);
  const found = BRACKET_AT_END.exec(tail);
  const number = found?.groups?.number;
  return found && number !== undefined ? { before: text.slice(0, text.length - tail.length + found.index), number } : null;
}
