import type { Config } from '../config.ts';
import type { QueuedCase } from '../storage/desk-cases.ts';

/** When a case that nobody claims begins to stand out: computed by whoever looks, so that no clock must fire. */
export interface Alarms {
  /** Milliseconds since 1970 UTC; null: never. */
  alarmAt(one: QueuedCase): number | null;
  /** When supervisors see it; at once when it came back unanswered. */
  reportedAt(one: QueuedCase): number | null;
}

const SECOND = 1000;
/** Supervisors hear of it after so many times the time that officers have. */
const REPORTED_AFTER = 2;

export function createAlarms({ ALARM_P0_SECONDS, ALARM_P1_SECONDS }: Pick<Config, 'ALARM_P0_SECONDS' | 'ALARM_P1_SECONDS'>): Alarms {
  const after = { P0: ALARM_P0_SECONDS * SECOND, P1: ALARM_P1_SECONDS * SECOND, P2: null, P3: null };
  const within = ({ urgency, status }: QueuedCase): number | null => (status === 'waiting' ? after[urgency] : null);
  return {
    alarmAt(one) {
      const wait = within(one);
      return wait === null ? null : one.createdAt + wait;
    },
    reportedAt(one) {
      const wait = within(one);
      const late = wait === null ? null : one.createdAt + REPORTED_AFTER * wait;
      if (one.status !== 'waiting' || one.returnedAt === null) return late;
      return late === null ? one.returnedAt : Math.min(late, one.returnedAt);
    },
  };
}
