import { createHash, timingSafeEqual } from 'node:crypto';

/** Is it one of the valid ones? The time taken says nothing of how much of it was right. Several are valid while a secret is being changed. */
export function isOneOf(given: string | null | undefined, valid: readonly string[]): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const presented = digest(given ?? '');
  let found = false;
  for (const secret of valid) if (secret !== '' && timingSafeEqual(presented, digest(secret))) found = true;
  return found && given !== null && given !== undefined;
}
