import type { Detector, Given, Judgement } from './detector.ts';
import type { Language } from './language.ts';

/** The same detector, whose judgements are made by somebody who asks it. */
export function judgingBy(detector: Detector, judge: (asked: Detector, text: string, given: Given) => Judgement): Detector {
  return {
    get library() {
      return detector.library;
    },
    judge: (text, given = {}) => judge(detector, text, given),
    atThisMoment: () => judgingBy(detector.atThisMoment(), judge),
  };
}

/** The same detector for somebody who reads this language, whatever his text is written in. Colour, type and quotes stay. */
export function speaking(detector: Detector, language: Language): Detector {
  return judgingBy(detector, (asked, text, given) => asked.judge(text, { language, ...given }));
}
