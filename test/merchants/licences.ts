const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A licence number that is well formed, of nobody: computed the long way, apart from the program. */
export function licence(seed: number): string {
  const body = `9133050${String(seed).padStart(10, '0')}`;
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const sum = weights.reduce((total, weight, at) => total + weight * SIGNS.indexOf(body[at] as string), 0);
  return body + SIGNS[(31 - (sum % 31)) % 31];
}
