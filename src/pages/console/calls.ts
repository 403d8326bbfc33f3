import type { Alarms } from '../../desk/alarms.ts';
import type { QueuedCase } from '../../storage/desk-cases.ts';
import type { Role, Urgency } from '../../storage/desk-schema.ts';

/** A case that waits for somebody, as the pages ring for it: nothing of whoever it is. Milliseconds since 1970 UTC. */
export interface Call {
  readonly id: string;
  readonly number: string;
  readonly urgency: Urgency;
  /** From then on its row stands out. */
  readonly alarm: number | null;
  /** From then on supervisors see it. */
  readonly reported: number | null;
  /** When it last came back unanswered: it calls anew. */
  readonly returned: number | null;
  /** Nobody else may claim it. */
  readonly role: Role | null;
}

/** The newest ones; more than that nobody can look at, and they stand in the queue. */
const MOST_CALLS = 50;

/** Only what rings: P0, P1, and what came back. */
export function callsOf(cases: readonly QueuedCase[], { alarmAt, reportedAt }: Alarms): readonly Call[] {
  return cases
    .filter((one) => alarmAt(one) !== null || reportedAt(one) !== null)
    .slice(0, MOST_CALLS)
    .map((one) => ({
      id: one.id,
      number: one.number,
      urgency: one.urgency,
      alarm: alarmAt(one),
      reported: reportedAt(one),
      returned: one.returnedAt,
      // Nobody of that role may be here, and then anybody may take it.
      role: one.urgency === 'P0' ? null : one.wantedRole,
    }));
}
