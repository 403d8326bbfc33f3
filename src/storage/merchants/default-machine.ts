import { DAY } from '../../durations.ts';

/**
 * What may happen to a trade partner's record. Pure. A default is what one merchant says that one partner owes him; a record is
 * all defaults of one partner. Two things hold whatever comes in whatever order: nothing is shown before an officer has checked it,
 * and nothing counts as repaired while a creditor waits for his money or an objection is not decided.
 */

/**
 * filed: waits for the officer · returned: he did not accept it · visible: shown to registered merchants · paid: the creditor says
 * that he has his money; still shown, and may be objected to · repaired: not shown any more · withdrawn: taken off, by its
 * creditor, by an officer or after an appeal.
 */
export type DefaultState = 'filed' | 'returned' | 'visible' | 'paid' | 'repaired' | 'withdrawn';
export type DefaultAct = 'accepted' | 'returned' | 'paid' | 'reopened' | 'repaired' | 'withdrawn';

export const DEFAULT_ACTS: Readonly<Record<DefaultAct, { readonly from: readonly DefaultState[]; readonly to: DefaultState }>> = {
  accepted: { from: ['filed'], to: 'visible' },
  returned: { from: ['filed'], to: 'returned' },
  paid: { from: ['visible'], to: 'paid' },
  // An objection was upheld.
  reopened: { from: ['paid'], to: 'visible' },
  repaired: { from: ['paid'], to: 'repaired' },
  withdrawn: { from: ['filed', 'visible', 'paid'], to: 'withdrawn' },
};
/** What registered merchants see. */
export const SHOWN: readonly DefaultState[] = ['visible', 'paid'];
/** Somebody has still to say that he has his money, or an officer what of it is true. */
export const UNSETTLED: readonly DefaultState[] = ['filed', 'visible'];

/** So long anybody of the registered merchants may object after the last creditor has said that he is paid. */
export const OBJECTION_DAYS = 14;
export const OBJECTION_LASTS = OBJECTION_DAYS * DAY;

export interface RecordedDefault {
  readonly state: DefaultState;
  /** When the creditor said so; of `paid` alone. Milliseconds since 1970 UTC. */
  readonly paidAt: number | null;
}
/** open: at least one creditor waits · clearing: all are paid, until nobody objects · clear: there is nothing to show. */
export type Standing =
  | { readonly kind: 'open' }
  | { readonly kind: 'clearing'; readonly until: number; readonly objected: boolean }
  | { readonly kind: 'clear' };

/** @param objections how many of the record are not decided */
export function standingOf(defaults: readonly RecordedDefault[], objections: number): Standing {
  if (defaults.some(({ state }) => UNSETTLED.includes(state))) return { kind: 'open' };
  const paid = defaults.filter(({ state }) => state === 'paid').map(({ paidAt }) => paidAt ?? 0);
  if (paid.length === 0) return { kind: 'clear' };
  return { kind: 'clearing', until: Math.max(...paid) + OBJECTION_LASTS, objected: objections > 0 };
}

/** Is it time? */
export function mayRepair(defaults: readonly RecordedDefault[], objections: number, now: number): boolean {
  const standing = standingOf(defaults, objections);
  return standing.kind === 'clearing' && !standing.objected && standing.until <= now;
}
