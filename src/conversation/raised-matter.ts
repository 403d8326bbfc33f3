import type { Judgement } from '../detection/detector.ts';
import type { Matter } from './state.ts';

/** What a matter becomes by more than what is told of it. */

/** Somebody acts on it: no yellow matter any more, and no officer's ruling over it. */
export function madeRed(matter: Matter, { verdict: { reasons } }: Judgement): Matter {
  const { ruling: _, verified: __, ...unruled } = matter;
  const told = matter.verdict.reasons.length > 0 ? matter.verdict.reasons : reasons;
  return { ...unruled, verdict: { ...matter.verdict, colour: 'red', reasons: told } };
}

/** A call that only told him to stop is spoken of as such until something worse is told of it. */
export function stillDissuading(matter: Matter, before: Matter | null, { realDissuasion }: Judgement['understanding']): Matter {
  const { dissuading: _, ...plain } = matter;
  const goesOn = before?.dissuading === true && before.texts[0] === matter.texts[0];
  return matter.verdict.colour === 'yellow' && (realDissuasion || goesOn) ? { ...plain, dissuading: true } : plain;
}
