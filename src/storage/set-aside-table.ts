/** Work that comes due by itself and is taken one piece after the other, the oldest first. */
export const QUEUES = [
  'conclude',
  'leaver-erase',
  'desk-erase',
  'stop-raise',
  'stop-tell',
  'stop-silent',
  'stop-evidence',
  'stop-erase',
  'warning-lead',
  'warning-notice',
  'warning-overdue',
  'warning-import',
  'warning-erase',
  'partner-post',
  'partner-lead',
  'teach',
  'trade-repair',
  'trade-erase',
] as const;
export type Queue = (typeof QUEUES)[number];

export interface SetAsideTables {
  /** A piece of work that could not be done: until its time is over, the others go on without it. */
  set_aside: {
    queue: Queue;
    /** An id of ours; nothing personal. */
    subject: string;
    tries: number;
    until: number;
    /** Our error's code, or the name of the error's class; never its message. */
    reason: string;
    first_at: number;
    last_at: number;
  };
}
export const SET_ASIDE_STATEMENTS: readonly string[] = [
  `CREATE TABLE set_aside (queue TEXT NOT NULL, subject TEXT NOT NULL, tries INTEGER NOT NULL, until BIGINT NOT NULL, reason TEXT NOT NULL,
    first_at BIGINT NOT NULL, last_at BIGINT NOT NULL, PRIMARY KEY (queue, subject))`,
];
