/** Log-odds of a probability; `margin` keeps it that far from 0 and 1, so that nothing is infinitely sure. */
export function logit(p: number, margin: number): number {
  const bounded = Math.min(1 - margin, Math.max(margin, p));
  return Math.log(bounded / (1 - bounded));
}
