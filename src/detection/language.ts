/** The languages that replies are written in. */
export type Language = 'zh-CN' | 'zh-TW' | 'en';

const CJK = /[\u3400-\u9fff]/g;
const LETTER = /[A-Za-z]/g;
/** In running traditional text about every third character differs; a disguised simplified text has far fewer. */
const TRADITIONAL_SHARE = 0.16;
/** A Chinese message may carry a long link; an English one may carry a Chinese name. */
const ENGLISH_LETTERS_PER_CJK = 8;

export function createLanguageFinder(simplify: { readonly from: string }): (text: string) => Language {
  const traditional = new Set(simplify.from);
  return (text) => {
    const chinese = text.match(CJK) ?? [];
    const letters = text.replace(/(?:https?:\/\/|www\.)\S+/gi, '').match(LETTER)?.length ?? 0;
    if (letters > chinese.length * ENGLISH_LETTERS_PER_CJK && letters >= 2) return 'en';
    const changed = chinese.filter((char) => traditional.has(char)).length;
    return chinese.length > 0 && changed / chinese.length >= TRADITIONAL_SHARE ? 'zh-TW' : 'zh-CN';
  };
}
