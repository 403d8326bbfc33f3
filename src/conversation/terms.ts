/**
 * What whoever is not registered is told of his words: short where he writes, whole on /privacy. Counts up when the meaning
 * changes; which version somebody was shown is kept (storage/privacy/terms-shown.ts).
 */
export const TERMS_VERSION = 1;
