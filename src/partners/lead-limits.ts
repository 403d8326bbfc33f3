/** What a partner may send, whichever way. UTF-16 units. */
export const LONGEST_NAME = 40;
export const LONGEST_FACTS = 2000;
export const LONGEST_REFERENCE = 100;
export const LONGEST_REMARK = 500;
export const MOST_IDENTIFIERS = 20;
/** Fen: a hundred billion yuan is a typing mistake. */
export const MOST_AMOUNT = 10_000_000_000_000;
