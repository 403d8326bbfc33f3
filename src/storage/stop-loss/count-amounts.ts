/** What the police have said of a transfer. Fen; null: not said. */
export interface StopAmounts {
  readonly stopped: number | null;
  /** Of what was stopped: this victim's. */
  readonly ownShare: number | null;
  /** Of what was stopped: other people's. */
  readonly othersShare: number | null;
  readonly returned: number | null;
}
export interface AnsweredTransfer extends StopAmounts {
  /** Answers with the same one speak of the same stop of the same account. */
  readonly stop: string;
}
export type AmountProblem = 'shares' | 'own' | 'returned' | 'negative';

/**
 * What cannot be: shares above what was stopped, an own share above what was paid, more returned than was this victim's.
 * @param paid fen; null: nobody knows
 */
export function amountProblem({ stopped, ownShare, othersShare, returned }: StopAmounts, paid: number | null): AmountProblem | null {
  if ([stopped, ownShare, othersShare, returned].some((fen) => fen !== null && (fen < 0 || !Number.isSafeInteger(fen)))) return 'negative';
  const shares = (ownShare ?? 0) + (othersShare ?? 0);
  if (shares > (stopped ?? (shares > 0 ? -1 : 0))) return 'shares';
  if (ownShare !== null && paid !== null && ownShare > paid) return 'own';
  const most = ownShare ?? Math.min(stopped ?? 0, paid ?? Number.MAX_SAFE_INTEGER);
  return (returned ?? 0) > most ? 'returned' : null;
}

/**
 * The sums, each for itself; none of them is ever added to another. One stop may hold the money of several transfers and of
 * several victims: what it stopped is counted once, as the largest sum that was said of it, while own shares and returns are of
 * each transfer. Whatever was said, own + others never exceed what was stopped. Pure.
 */
export function countAmounts(answers: readonly AnsweredTransfer[]): Required<{ [Sum in keyof StopAmounts]: number }> {
  const stops = Map.groupBy(answers, ({ stop }) => stop);
  const sums = { stopped: 0, ownShare: 0, othersShare: 0, returned: 0 };
  for (const group of stops.values()) {
    const own = group.reduce((sum, { ownShare }) => sum + (ownShare ?? 0), 0);
    const stopped = Math.max(own, ...group.map((one) => one.stopped ?? 0));
    sums.stopped += stopped;
    sums.ownShare += own;
    sums.othersShare += Math.min(stopped - own, Math.max(0, ...group.map((one) => one.othersShare ?? 0)));
    sums.returned += group.reduce((sum, { returned }) => sum + (returned ?? 0), 0);
  }
  return sums;
}
