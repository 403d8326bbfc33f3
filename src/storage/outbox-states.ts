import { sql } from 'kysely';
import type { DeliveryState } from './schema.ts';

/** Written out and not bound, so that the partial index over the few unsent rows serves. */
const written = (...states: DeliveryState[]) => states.map((state) => sql.lit(state));

export const UNSENT = written('queued', 'sending');
/** Nobody has said it to the citizen: when the platform asks again, the HTTP answer may. */
export const UNSAID = written('queued', 'waiting', 'refused', 'dead');
/** What is not said any more to somebody who is gone. */
export const WITHDRAWABLE = written('queued', 'sending', 'waiting', 'refused', 'dead');
