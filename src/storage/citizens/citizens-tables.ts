/** Registered citizens, what they agreed to, how they come in, and their check-ups. */
export interface CitizenTables {
  citizens: {
    id: string;
    /** Whose key seals what follows; his alone, not a conversation's. */
    person_id: string;
    /** Coarse, so that a grid's people can be counted; null once erased. */
    grid_id: string | null;
    age_band: AgeBand | null;
    job: Job | null;
    name_sealed: string | null;
    phone_sealed: string | null;
    /** Keyed hash of the proved number: one number, one registration. */
    phone_hash: string | null;
    phone_proved_at: number | null;
    /** An officer has confirmed it: what the number wrote before is not opened by it. 0: it has written to us itself. null: the log knows (officer-proofs.ts). */
    phone_opens_from: number | null;
    guardian_sealed: string | null;
    guardian_phone_sealed: string | null;
    guardian_proved_at: number | null;
    created_at: number;
    updated_at: number;
    erased_at: number | null;
  };
  /** A browser that is signed in. The token itself is known to that browser alone. */
  citizen_sessions: {
    token_hash: string;
    citizen_id: string;
    created_at: number;
    expires_at: number;
    /** An officer has let it in: what was said before is not opened by it. 0: his telephone has, or he registered with it. null: the log knows. */
    opens_from: number | null;
  };
  /** One-time codes that a citizen sends to us from his telephone; never one that we send. */
  citizen_codes: {
    /** Keyed hash. */
    code_hash: string;
    purpose: CodePurpose;
    /** null for signing in: whose it is, the telephone says. */
    citizen_id: string | null;
    /** The browser that shows it. */
    token_hash: string;
    /** How often this browser had one for this purpose before. */
    round: number;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    /** `message:<id>` or `officer:<id>`: the same one coming twice is answered the same. */
    used_by: string | null;
  };
  /** One-time links that an officer gives out after he has made sure who asks. */
  citizen_links: {
    token_hash: string;
    citizen_id: string;
    officer_id: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  /** Every text that was agreed to, and until when. Stays after an erasure, as proof; it names nobody then. */
  citizen_consents: {
    id: string;
    citizen_id: string;
    purpose: ConsentPurpose;
    version: number;
    given_at: number;
    withdrawn_at: number | null;
    /** Through what it was given, and taken back: `page`, a channel, `program` for an older version that ended; null in rows from before it was kept. */
    channel: string | null;
    withdrawn_through: string | null;
  };
  citizen_check_ups: { citizen_id: string; attempt: number; body_sealed: string; done_at: number };
  /** Chats of his that his code may look at; those of his telephone are found by its number. */
  citizen_conversations: { citizen_id: string; conversation_id: string; since: number };
}

export type CodePurpose = 'phone' | 'guardian' | 'sign-in';
export const CONSENT_PURPOSES = ['profile', 'guardian', 'exposure', 'teaching'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const AGE_BANDS = ['under14', '14-17', '18-30', '31-45', '46-59', '60-69', '70plus'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];
export const JOBS = ['student', 'employee', 'accounting', 'trade', 'farming', 'public', 'home', 'seeking', 'retired', 'other'] as const;
export type Job = (typeof JOBS)[number];

export const CITIZEN_STATEMENTS: readonly string[] = [
  `CREATE TABLE citizens (id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), grid_id TEXT REFERENCES grids(id), age_band TEXT,
    job TEXT, name_sealed TEXT, phone_sealed TEXT, phone_hash TEXT UNIQUE, phone_proved_at BIGINT, guardian_sealed TEXT,
    guardian_phone_sealed TEXT, guardian_proved_at BIGINT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, erased_at BIGINT)`,
  'CREATE INDEX citizens_by_grid ON citizens (grid_id)',
  `CREATE TABLE citizen_sessions (token_hash TEXT PRIMARY KEY, citizen_id TEXT NOT NULL REFERENCES citizens(id), created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL)`,
  'CREATE INDEX citizen_sessions_by_citizen ON citizen_sessions (citizen_id)',
  `CREATE TABLE citizen_codes (code_hash TEXT PRIMARY KEY, purpose TEXT NOT NULL, citizen_id TEXT REFERENCES citizens(id), token_hash TEXT NOT NULL,
    round INTEGER NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT, used_by TEXT,
    UNIQUE (token_hash, purpose, round))`,
  'CREATE INDEX citizen_codes_old ON citizen_codes (expires_at)',
  'CREATE INDEX citizen_codes_by_citizen ON citizen_codes (citizen_id)',
  `CREATE TABLE citizen_links (token_hash TEXT PRIMARY KEY, citizen_id TEXT NOT NULL REFERENCES citizens(id),
    officer_id TEXT NOT NULL REFERENCES officers(id), created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT)`,
  `CREATE TABLE citizen_consents (id TEXT PRIMARY KEY, citizen_id TEXT NOT NULL REFERENCES citizens(id), purpose TEXT NOT NULL,
    version INTEGER NOT NULL, given_at BIGINT NOT NULL, withdrawn_at BIGINT)`,
  'CREATE INDEX citizen_consents_by_citizen ON citizen_consents (citizen_id, purpose)',
  `CREATE TABLE citizen_check_ups (citizen_id TEXT NOT NULL REFERENCES citizens(id), attempt INTEGER NOT NULL, body_sealed TEXT NOT NULL,
    done_at BIGINT NOT NULL, PRIMARY KEY (citizen_id, attempt))`,
  `CREATE TABLE citizen_conversations (citizen_id TEXT NOT NULL REFERENCES citizens(id), conversation_id TEXT NOT NULL REFERENCES conversations(id),
    since BIGINT NOT NULL, PRIMARY KEY (citizen_id, conversation_id))`,
];

export const CONFIRMED_BY_OFFICERS: readonly string[] = [
  'ALTER TABLE citizens ADD COLUMN phone_opens_from BIGINT',
  'ALTER TABLE citizen_sessions ADD COLUMN opens_from BIGINT',
];
