import type { CheckAnswer } from '../../conversation/answer.ts';
import { adviceFor } from '../../detection/detector.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import type { DeskLanguage } from './language.tsx';

/** What an officer reads of a verdict while he speaks with the citizen. */
export interface TypeVerdict {
  readonly verdict: string;
  /** The scam type's everyday name. */
  readonly title: string | null;
  readonly dont: string;
  readonly now: readonly string[];
}

/** A verdict is frozen in the citizen's language; the library has the same in the officer's. */
export function typeVerdict(
  { detector }: Pick<PageDeps, 'detector'>,
  { verdict, type, advice }: CheckAnswer,
  language: DeskLanguage,
): TypeVerdict {
  const known = detector.library.types.find(({ id }) => id === type?.id) ?? null;
  if (language !== 'en') return { verdict, title: type?.title ?? null, dont: advice.dont, now: advice.now };
  const { dont, now } = adviceFor(known, 'en');
  return { verdict, title: known?.title.en ?? null, dont, now };
}
