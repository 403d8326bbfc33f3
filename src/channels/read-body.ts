import { unreadable } from './refusals.ts';

/** Bytes that are no UTF-8 become U+FFFD: a broken character is no reason to lose a message. */
export function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

/** @throws AppError 400 `channel.payload` */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(body));
  } catch {
    // Without a cause: what JSON.parse says of an error quotes the text.
    throw unreadable();
  }
}

export function formOf(body: Uint8Array): URLSearchParams {
  return new URLSearchParams(textOf(body));
}
