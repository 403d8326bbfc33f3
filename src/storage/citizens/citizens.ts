import type { StorageContext } from '../context.ts';
import { checkUps } from './check-ups.ts';
import { citizenDesk } from './citizen-desk.ts';
import { citizenErasure } from './citizen-erasure.ts';
import { phoneProofs } from './phone-proofs.ts';
import { registrations } from './registrations.ts';
import { tellNumber } from './tell-number.ts';

/** Registered citizens, consents, check-ups and codes. */
export function citizens(context: StorageContext) {
  return {
    ...registrations(context),
    ...phoneProofs(context),
    ...checkUps(context),
    ...citizenDesk(context),
    ...citizenErasure(context),
    ...tellNumber(context),
  };
}
