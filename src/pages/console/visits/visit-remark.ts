import type { VisitFormKind } from '../../../storage/places/places-tables.ts';

/** What was wrong with a form, and what had been typed. */
export interface VisitRemark {
  readonly form: VisitFormKind;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}
