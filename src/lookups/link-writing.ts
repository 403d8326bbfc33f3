import type { Detector } from '../detection/detector.ts';
import type { Language } from '../detection/language.ts';
import type { Reason } from '../detection/verdict.ts';
import type { ListColour } from './list-rules.ts';

/** What the address alone gives away, whether or not anybody has reported it. */
export interface LinkWriting {
  readonly colour: ListColour;
  /** Whose site it pretends to be. */
  readonly brand: string | null;
  readonly reasons: readonly string[];
}

/**
 * The colour is the one that the same link gets in the chat, but only where the address itself shows why: what a bare address
 * sounds like says nothing, and would accuse honest sites.
 * @param link canonical, without its scheme
 * @returns null: nothing stands out, which says nothing for it
 */
export function judgeWriting(detector: Detector, link: string, language: Language): LinkWriting | null {
  // Without a scheme, rare endings are taken for two words of a text.
  const { verdict, analysis } = detector.judge(`http://${link}`, { language });
  if (verdict.colour === 'green') return null;
  const reasons = verdict.reasons.filter(ofTheAddress).map(({ why }) => why);
  if (reasons.length === 0) return null;
  return { colour: verdict.colour, brand: analysis.entities.links[0]?.brand ?? null, reasons };
}

function ofTheAddress({ kind }: Reason): boolean {
  return kind === 'pattern' || kind === 'link';
}
