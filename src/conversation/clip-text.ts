/** Judged in full up to this many UTF-16 units; the contract's limit of `/check`. */
export const LONGEST_JUDGED = 20_000;
/** Up to here a clipped text is the first part of the whole one; a line break stands there. */
export const CLIPPED_AT = LONGEST_JUDGED / 2 - 1;

/** A channel's message is never refused: of a longer one the first and the last part are judged, and it is at least yellow. */
export function clipText(text: string): { readonly text: string; readonly partly: boolean } {
  if (text.length <= LONGEST_JUDGED) return { text, partly: false };
  return { text: `${text.slice(0, CLIPPED_AT)}\n${text.slice(-CLIPPED_AT)}`, partly: true };
}
