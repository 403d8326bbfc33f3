import { BARE_LINK } from '../detection/reasons.ts';
import type { Reason, Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import { adviceIn } from './compose.ts';
import type { Voice } from './wording.ts';

/**
 * The verdict with its reasons and its advice in the language of the answer. They are worded when they are found, in the language of
 * the text: who has forwarded a Chinese text and asks in English, or the other way round, would read half of his answer in the other one.
 */
export function wordedIn(verdict: Verdict, library: Library, voice: Voice): Verdict {
  const isForeign = (words: string): boolean => HAN.test(words) === (voice.language === 'en');
  const { reasons, advice } = verdict;
  if (!isForeign(advice.dont) && !reasons.some(({ why }) => isForeign(why))) return verdict;
  return {
    ...verdict,
    reasons: reasons.map((reason) => (isForeign(reason.why) ? reworded(reason, library, voice) : reason)),
    advice: isForeign(advice.dont) ? { ...advice, ...adviceIn(verdict, library, voice) } : advice,
  };
}
const HAN = /\p{Script=Han}/u;

/** As the library has it. What is no reason of its own, such as what others have reported of a number, stays as it was found. */
function reworded(reason: Reason, library: Library, voice: Voice): Reason {
  const why = whyOf(reason, library);
  return why ? { ...reason, why: voice.language === 'en' ? why.en : why.zh } : reason;
}

function whyOf({ kind, id }: Reason, library: Library): { readonly zh: string; readonly en: string } | undefined {
  if (kind === 'pattern') return library.patterns.find((pattern) => pattern.id === id)?.why;
  if (id === BARE_LINK.id) return BARE_LINK;
  return kind === 'classifier' ? undefined : library.signals.find((signal) => signal.id === id)?.why;
}
