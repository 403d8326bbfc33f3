/** What the keeping of everything else needs. As in schema.ts, nothing personal stands unsealed. */
export interface PrivacyTables {
  /** Keys that outlive the master key; under the program's own key. */
  program_keys: { id: string; key_sealed: string; created_at: number };
  /** What was removed because its time was over, and how much on which day; days since 1 January 1970 in Shanghai. */
  purges: { kind: string; day: number; removed: number; at: number };
  /** Which words on his data somebody was shown who is not registered: the first time, once for each version. Stays as proof; names nobody once he is gone. */
  terms_shown: { conversation_id: string; person_id: string; version: number; channel: string; at: number };
  /** Somebody was looked up at the desk to be erased, and, once it was ordered, why. Names nobody after the erasure. */
  erasure_requests: {
    id: string;
    /** `S482913`, told to the citizen; null until it is ordered. */
    number: string | null;
    officer_id: string;
    /** Whose data, as far as each is known: a registration, who stood behind a conversation, a stop lead. */
    citizen_id: string | null;
    person_id: string | null;
    lead_id: string | null;
    /** Keyed hash of his number; null as soon as it is done. */
    phone_hash: string | null;
    ground: ErasureGround | null;
    /** The officer's line, under the program's own key: the citizen's is gone afterwards. */
    remark_sealed: string | null;
    /** JSON, what waited for its end when it was ordered: numbers of cases and stop leads, how many warnings. */
    stays: string | null;
    sought_at: number;
    /** The form is being dealt with since then: who presses twice is not told that his code has served. */
    pressed_at: number | null;
    ordered_at: number | null;
    done_at: number | null;
  };
}

/**
 * How somebody has shown that he may ask: in person with his papers; called back on his proved number; as guardian of a child
 * under 14, in person; by an order in writing of a court or an authority; otherwise.
 */
export const ERASURE_GROUNDS = ['in-person', 'called-back', 'guardian', 'order', 'other'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

export const PRIVACY_STATEMENTS: readonly string[] = [
  'CREATE TABLE program_keys (id TEXT PRIMARY KEY, key_sealed TEXT NOT NULL, created_at BIGINT NOT NULL)',
  `CREATE TABLE purges (kind TEXT NOT NULL, day INTEGER NOT NULL, removed INTEGER NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (kind, day))`,
  `CREATE TABLE terms_shown (conversation_id TEXT NOT NULL, person_id TEXT NOT NULL, version INTEGER NOT NULL, channel TEXT NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (person_id, version))`,
  'CREATE INDEX terms_shown_by_conversation ON terms_shown (conversation_id)',
  'ALTER TABLE citizen_consents ADD COLUMN channel TEXT',
  'ALTER TABLE citizen_consents ADD COLUMN withdrawn_through TEXT',
  // Who was erased and whose rows still stand where he wrote from; and everybody else, in the order in which their time ends.
  'ALTER TABLE persons ADD COLUMN detached_at BIGINT',
  'CREATE INDEX persons_kept ON persons (created_at, id) WHERE key_wrapped IS NOT NULL',
  'CREATE INDEX persons_to_detach ON persons (id) WHERE key_wrapped IS NULL AND detached_at IS NULL',
];

export const ERASURE_REQUESTS: readonly string[] = [
  `CREATE TABLE erasure_requests (id TEXT PRIMARY KEY, number TEXT UNIQUE, officer_id TEXT NOT NULL, citizen_id TEXT, person_id TEXT,
    lead_id TEXT, phone_hash TEXT, ground TEXT, remark_sealed TEXT, stays TEXT, sought_at BIGINT NOT NULL, pressed_at BIGINT,
    ordered_at BIGINT, done_at BIGINT)`,
  'CREATE INDEX erasure_requests_open ON erasure_requests (sought_at) WHERE done_at IS NULL',
  'ALTER TABLE persons ADD COLUMN gone_at BIGINT',
  'ALTER TABLE persons ADD COLUMN forget_asked_at BIGINT',
];
