import type { Reason, Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import type { Voice } from './wording.ts';

/**
 * The verdict with its reasons in the language of the answer. They are worded when they are found, in the language of the text: who has
 * forwarded a Chinese text and asks in English, or the other way round, would read half of his answer in the other one.
 */
export function withReasonsIn(verdict: Verdict, library: Library, voice: Voice): Verdict {
  const foreign = ({ why }: Reason): boolean => HAN.test(why) === (voice.language === 'en');
  if (!verdict.reasons.some(foreign)) return verdict;
  return { ...verdict, reasons: verdict.reasons.map((reason) => (foreign(reason) ? reworded(reason, library, voice) : reason)) };
}
const HAN = /\p{Script=Han}/u;

/** As the library has it. What is no reason of its own, such as what others have reported of a number, stays as it was found. */
function reworded(reason: Reason, library: Library, voice: Voice): Reason {
  const why = whyOf(reason, library);
  return why ? { ...reason, why: voice.language === 'en' ? why.en : why.zh } : reason;
}

function whyOf({ kind, id }: Reason, library: Library): { readonly zh: string; readonly en: string } | undefined {
  if (kind === 'pattern') return library.patterns.find((pattern) => pattern.id === id)?.why;
  return kind === 'classifier' ? undefined : library.signals.find((signal) => signal.id === id)?.why;
}
