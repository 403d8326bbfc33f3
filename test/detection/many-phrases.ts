/** Forty words of one character each, as they are common in any message. */
export const COMMON: readonly string[] = Array.from({ length: 40 }, (_, index) => String.fromCharCode(0x4e00 + index));

/**
 * More phrases than the table has bits for broad words. Each asks for a rare word and then for one of the common ones; the
 * first common word stands in the first phrase only, the last one in all forty. Only the last eight words are no broad ones.
 */
export const MANY: readonly string[] = COMMON.map((_, index) => `验证码|保证金${index} ~3 ${COMMON.slice(index).join('|')}`);
