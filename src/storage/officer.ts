import type { Role } from './desk-schema.ts';

/** Who works at the desk. */
export interface Officer {
  readonly id: string;
  /** What he signs in with. */
  readonly name: string;
  /** What colleagues see. */
  readonly display: string;
  readonly role: Role;
}
