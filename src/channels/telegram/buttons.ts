import type { InlineKeyboardMarkup } from 'grammy/types';
import type { IncomingMessage } from '../../conversation/message.ts';

/** Beside a verdict: what the button says, and what the citizen would have typed instead, or how he rates the verdict. The code is what Telegram carries. */
const BUTTONS = {
  why: { label: '为什么', said: '为什么' },
  human: { label: '转人工', said: '转人工' },
  harmed: { label: '我被骗了', said: '我被骗了' },
  right: { label: '准', rating: 'right' },
  wrong: { label: '不准', rating: 'wrong' },
} as const;
type Code = keyof typeof BUTTONS;

const ROWS: readonly (readonly Code[])[] = [
  ['why', 'human', 'harmed'],
  ['right', 'wrong'],
];
/** Bot API, InlineKeyboardButton.callback_data: 1–64 bytes. */
const MOST_DATA_BYTES = 64;

/** @param messageId our id of the message that the buttons hang on; left out where it is too long for Telegram */
export function keyboard(messageId: string): InlineKeyboardMarkup {
  return {
    inline_keyboard: ROWS.map((codes) => codes.map((code) => ({ text: BUTTONS[code].label, callback_data: data(code, messageId) }))),
  };
}

function data(code: Code, messageId: string): string {
  const whole = `${code}:${messageId}`;
  return new TextEncoder().encode(whole).length <= MOST_DATA_BYTES ? whole : code;
}

/** What a pressed button says; null when it is none of ours. */
export function saidBy(data: string): Pick<IncomingMessage, 'text' | 'rating'> | null {
  const [code = '', messageId = null] = data.split(':', 2);
  if (!isCode(code)) return null;
  const button = BUTTONS[code];
  return 'said' in button ? { text: button.said } : { text: '', rating: { says: button.rating, messageId } };
}

function isCode(code: string): code is Code {
  return Object.hasOwn(BUTTONS, code);
}
