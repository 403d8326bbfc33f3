import type { Period } from '../../desk/waiting-times.ts';
import type { DeskLanguage } from './language.tsx';
import type { DeskNumbers } from './load-numbers.ts';

/** What every part of the page is drawn from. */
export interface NumbersView {
  readonly numbers: DeskNumbers;
  readonly period: Period;
  readonly language: DeskLanguage;
  /** A scam type's everyday name. */
  readonly titleOf: (type: string) => string;
  /** What the library calls a pattern. */
  readonly patternTitleOf: (pattern: string) => string;
}
