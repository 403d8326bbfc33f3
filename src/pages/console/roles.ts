import { CASE_ROLES, DECIDING_ROLES } from '../../storage/case-acts.ts';
import type { Role } from '../../storage/desk-schema.ts';

/** Who works on cases. */
export const AT_THE_QUEUE: readonly Role[] = CASE_ROLES;
/** Who looks after those who do. */
export const SUPERVISING: readonly Role[] = DECIDING_ROLES;
export const ADMINISTERING: readonly Role[] = ['administrator'];
/** Who looks after the library of scam patterns. */
export const LIBRARIANS: readonly Role[] = ['librarian', 'administrator'];
/** Who may read it, and try a text on it. */
export const AT_THE_LIBRARY: readonly Role[] = ['librarian', 'supervisor', 'administrator'];
export const ANYBODY: readonly Role[] = ['officer', 'librarian', 'supervisor', 'administrator'];

/** May he take a case that waits for this role, or for anybody? */
export function mayClaim(role: Role, wanted: Role | null): boolean {
  return wanted === null || role === wanted || role === 'administrator';
}
