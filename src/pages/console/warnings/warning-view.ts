import type { Warning } from '../../../storage/dissuasion/read-warnings.ts';
import type { Officer } from '../../../storage/officer.ts';
import type { DeskLanguage } from '../language.tsx';

/** What an act that did not succeed says, and what was typed. */
export interface WarningRemark {
  readonly notice?: string;
  /** Of which task's form. */
  readonly kind?: string;
  readonly note?: string;
  /** Which reason he had chosen. */
  readonly reason?: string | undefined;
}

export interface WarningView {
  readonly warning: Warning;
  readonly officer: Officer;
  /** He sees whom it is about, and may record steps. */
  readonly open: boolean;
  readonly now: number;
  readonly language: DeskLanguage;
  readonly callIsEnough: boolean;
  readonly remark: WarningRemark;
  /** One for each form: the same one sent twice counts once. */
  readonly formId: () => string;
}
