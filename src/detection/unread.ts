/** Scripts that the library has no word of. Kana among Han is a fashion, so it is the share that counts. */
const FOREIGN =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Devanagari}\p{Script=Tibetan}\p{Script=Mongolian}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Bengali}\p{Script=Tamil}]/gu;
/** Letters with marks, as Vietnamese, Spanish or Turkish write them and English does not. */
const MARKED = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]/g;
const LETTERS = /\p{L}/gu;
/** Of all letters. */
const FOREIGN_SHARE = 0.3;
const MARKED_SHARE = 0.06;
/** A name or a greeting is no text. */
const FEWEST = 8;
const FEWEST_MARKED = 4;
/** Text as machines hand it on: nobody reads it as it stands. Links are no such text. */
const CODED = /(?<![\w/.+?&=%#-])[\w+/-]{60,}={0,2}(?![\w/.+-])/;

/** Nothing but ASCII and Chinese is read at a glance. */
const FAMILIAR = /^[\s\u0020-\u007e\u2000-\u206f\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*$/;

/**
 * It is written in a language or a code that the library knows nothing of, so that to have found nothing says nothing.
 * @param text as it came, with its disguises taken off; linear in its length
 */
export function isUnread(text: string): boolean {
  if (CODED.test(text)) return true;
  if (FAMILIAR.test(text)) return false;
  const letters = count(text, LETTERS);
  const [foreign, marked] = [count(text, FOREIGN), count(text, MARKED)];
  return (foreign >= FEWEST && foreign >= letters * FOREIGN_SHARE) || (marked >= FEWEST_MARKED && marked >= letters * MARKED_SHARE);
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
