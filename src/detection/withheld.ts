import type { Analysis } from './analysis.ts';
import type { Detector } from './detector.ts';
import { judgingBy } from './judging-by.ts';
import { BARE_LINK } from './reasons.ts';
import type { Verdict } from './verdict.ts';

const WHY = { zh: '整段话的说法像已知的骗局', en: 'the wording as a whole resembles known scams' } as const;

/**
 * The same detector that keeps to itself which rule a text has met: for somebody who tries what gets through. Colour, type
 * and advice stay, because it may be a citizen after all.
 */
export function withholdRules(detector: Detector): Detector {
  return judgingBy(detector, (asked, text, given) => {
    const judgement = asked.judge(text, given);
    return { ...judgement, verdict: withheld(judgement.verdict, judgement.analysis) };
  });
}

function withheld(verdict: Verdict, { language }: Analysis): Verdict {
  // That nothing is known of an address gives no rule away.
  if (verdict.reasons.every(({ id }) => id === BARE_LINK.id)) return verdict;
  const why = language === 'en' ? WHY.en : WHY.zh;
  return { ...verdict, reasons: [{ kind: 'classifier', id: verdict.type?.id ?? 'other-scam', quote: '', start: 0, end: 0, why }] };
}
