import type { Bilingual, Colour, IntentId, Stage, TypeId } from '../library/schema.ts';
import type { Language } from './language.ts';

/** Why, with the citizen's own characters. `start`/`end` count UTF-16 units of the given text. */
export interface Reason {
  readonly kind: 'signal' | 'pattern' | 'link' | 'classifier';
  readonly id: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

export interface Advice {
  readonly dont: string;
  readonly now: readonly string[];
  /** Id of the pattern whose own advice it is; left out where it is the type's. */
  readonly scheme?: string;
  /** It is nobody's own: of a yellow text whose type is a guess. A reader of the card shall not hear of shares where a child is born. */
  readonly general?: true;
  /** What is not to be done for a reason that is no scheme's: it stands on the list of what was reported. */
  readonly own?: Bilingual;
  /** Ids of `scam-patterns/numbers.yaml`. */
  readonly numbers: readonly string[];
  /** Id of the office that can tell whether it is true, when the text names what it is about. */
  readonly verifyWith: string | null;
}

/** The judgement of one text: the same for everyone, on every channel, at any time. */
export interface Verdict {
  readonly colour: Colour;
  /** Calibrated probability that the text is a scam, 0–1. */
  readonly score: number;
  readonly type: { readonly id: TypeId; readonly title: string } | null;
  readonly stage: Stage;
  readonly intent: IntentId;
  readonly escalate: boolean;
  readonly reasons: readonly Reason[];
  readonly advice: Advice;
  readonly language: Language;
  readonly libraryVersion: string;
}
