/** The languages that replies are written in. */
export type Language = 'zh-CN' | 'zh-TW' | 'en';

const FIRST_CJK = 0x3400;
const LAST_CJK = 0x9fff;
/** Also of a host alone: who passes on `parcel-fee.top/x` has said nothing in English. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|(?<![a-z\d.-])(?:[a-z\d-]+\.)+[a-z]{2,}(?![a-z\d-])(?:[/?#:]\S*)?/gi;
/** In running traditional text about every third character differs; a disguised simplified text has far fewer. */
const TRADITIONAL_SHARE = 0.16;
/** A Chinese message may carry a long link; an English one may carry a Chinese name. */
const ENGLISH_LETTERS_PER_CJK = 8;

export function createLanguageFinder(simplify: { readonly from: string }): (text: string) => Language {
  const traditional = new Set([...simplify.from].map((char) => char.charCodeAt(0)));
  return (text) => {
    let chinese = 0;
    let changed = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < FIRST_CJK || code > LAST_CJK) continue;
      chinese++;
      if (traditional.has(code)) changed++;
    }
    // Addresses are taken out only where they could make a difference.
    const enough = Math.max(1, chinese * ENGLISH_LETTERS_PER_CJK);
    if (letters(text) > enough && letters(text.replace(ADDRESS, '')) > enough) return 'en';
    return chinese > 0 && changed / chinese >= TRADITIONAL_SHARE ? 'zh-TW' : 'zh-CN';
  };
}

function letters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) | 0x20;
    if (code >= 0x61 && code <= 0x7a) count++;
  }
  return count;
}
