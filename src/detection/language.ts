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

/** Characters that also stand for rarer ones and belong to both scripts, as 真 for 眞: OpenCC turns none of them back. */
export const OF_BOTH_SCRIPTS =
  '佛俊修僵克冢冬凌出刮制千升卜即卷只合吊同向呆周咽哄喂噪回困埼奸姜娘家局巨布席幸庵弦彩御志念恤愈戚扇才扎托扣折抬抵拐拼挨挲' +
  '挽捆捍搜教旋旗既昆暗曲札朱杆杯松板查栗核梁棋棱欲污沈沾泄泛注溪溯漓狸玩璇症真矩私秋糊糖系累胄胡致舍芸苔蒙蓑蔑表谷踊逾酸雕' +
  '面飧';

/** Longer than this it is more than a question about what is passed on; UTF-16 units. */
const QUESTION = 160;
/** Who asks in English about a Chinese text has begun or ended so, with words that no notice begins with. */
const ENGLISH_BEFORE = /^[\s"'“‘(]*((?:[a-z][a-z'’]*[\s,.?!:-]+){3,})/i;
const ENGLISH_BEHIND = /((?:[\s,.!"”]+[a-z][a-z'’]*){3,})\s*\?+\s*$/i;
const SPOKEN = /\b(?:is|are|this|that|what|my|me|i|got|the|can|do|does|should|please|someone|they|he|she)\b/i;

/**
 * The languages that a text may be written in; the first is taken where nothing else is known of its writer. "好" is Chinese in
 * either script, and a number is in no language at all.
 * @param simplify traditional and simplified characters, as two parallel strings
 */
export function createLanguageFinder(simplify: {
  readonly from: string;
  readonly to: string;
}): (text: string) => readonly [Language, ...Language[]] {
  const traditional = new Set([...simplify.from].map((char) => char.charCodeAt(0)));
  const both = new Set([...OF_BOTH_SCRIPTS]);
  const simplified = new Set([...simplify.to].filter((char) => !both.has(char)).map((char) => char.charCodeAt(0)));
  return (text) => {
    let [chinese, changed, plain] = [0, 0, 0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < FIRST_CJK || code > LAST_CJK) continue;
      chinese++;
      if (traditional.has(code)) changed++;
      else if (simplified.has(code)) plain++;
    }
    // Addresses are taken out only where they could make a difference.
    const enough = Math.max(1, chinese * ENGLISH_LETTERS_PER_CJK);
    if (letters(text) > enough && letters(text.replace(ADDRESS, '')) > enough) return ['en'];
    if (chinese === 0) return ['zh-CN', 'zh-TW', 'en'];
    if (asksInEnglish(text)) return ['en'];
    if (changed / chinese >= TRADITIONAL_SHARE || (changed > 0 && changed >= plain)) return ['zh-TW'];
    return plain === 0 ? ['zh-CN', 'zh-TW'] : ['zh-CN'];
  };
}

function asksInEnglish(text: string): boolean {
  const [before, behind] = [ENGLISH_BEFORE.exec(text.slice(0, QUESTION)), ENGLISH_BEHIND.exec(text.slice(-QUESTION))];
  return SPOKEN.test(before?.[1] ?? '') || SPOKEN.test(behind?.[1] ?? '');
}

function letters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) | 0x20;
    if (code >= 0x61 && code <= 0x7a) count++;
  }
  return count;
}
