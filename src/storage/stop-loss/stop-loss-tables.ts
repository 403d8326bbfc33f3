/** Tables of stop-payment leads, their transfers, answers and evidence. As in schema.ts, nothing personal stands unsealed. */
export interface StopLossTables {
  /** 止付线索: what a victim says of one loss. Sealed under a key of its own, so that it outlives an erasure while it is open. */
  stop_leads: {
    id: string;
    /** To be said on the telephone. */
    number: string;
    /** Keyed hash of the status page's token. */
    token_hash: string;
    origin: StopLeadOrigin;
    state: StopLeadState;
    /** Counts the acts of officers: who acts on an older one is told that something has changed. */
    acts: number;
    /** Grows when what the police must know changes. */
    version: number;
    /** The lead's key under the master key; null once purged: then nothing of it can be read again. */
    key_wrapped: string | null;
    /** JSON: the victim, his story, the scammer's contacts (src/stop-loss/stop-lead.ts). */
    body_sealed: string;
    conversation_id: string | null;
    /** Who stood behind the conversation then. */
    person_id: string | null;
    case_id: string | null;
    /** Id of the warning on whose doorstep it was taken. */
    warning_ref: string | null;
    /** Whoever handles it: he alone acts on it and sees evidence. */
    officer_id: string | null;
    /** Keyed hash of what was typed on its form, under the lead's key: the same form with other words is told by it. null: older. */
    form_sealed: string | null;
    check_sealed: string | null;
    checked_at: number | null;
    sent_version: number | null;
    sent_at: number | null;
    /** The desk was told of it. */
    raised_at: number | null;
    closed_at: number | null;
    closed_why: StopLeadEnd | null;
    /** The victim wants it gone as soon as it is closed. */
    forget_at: number | null;
    created_at: number;
    updated_at: number;
  };
  /** One transfer or hand-over each; a number is never used twice in a lead. */
  stop_transfers: {
    lead_id: string;
    position: number;
    body_sealed: string;
    /** Keyed hash of the payee's account. */
    account_hash: string | null;
    way: string;
    /** Fen. */
    amount: number | null;
    paid_at: number | null;
    removed_at: number | null;
    created_at: number;
  };
  /** What officers did; an act comes once by its form, and one at a time. */
  stop_acts: { id: string; lead_id: string; seen: number; officer_id: string; action: string; at: number };
  /** That a version of a lead went to the police, and how. */
  stop_sends: { id: string; lead_id: string; version: number; way: StopLeadWay; officer_id: string; at: number };
  /** What the police answered of a transfer; the newest counts. Fen; null: not said. */
  stop_answers: {
    external_id: string;
    lead_id: string;
    position: number;
    officer_id: string | null;
    /** Keyed hash of what was said, to tell a repeat from a change. */
    body_hash: string;
    /** Keyed hash: answers of one stop, of which the stopped money is counted once. */
    stop_hash: string;
    stopped: number | null;
    own_share: number | null;
    others_share: number | null;
    returned: number | null;
    refused: number;
    detail_sealed: string;
    answered_at: number;
    /** The citizen has heard that there is an answer, or nobody could be told. */
    told_at: number | null;
    created_at: number;
  };
  stop_evidence: {
    id: string;
    lead_id: string;
    media_type: string;
    /** Bytes. */
    size: number;
    created_at: number;
  };
  stop_evidence_parts: { evidence_id: string; part: number; body_sealed: string };
}

export type StopLeadOrigin = 'chat' | 'call' | 'page' | 'doorstep';
/** answered: the police have said something of every transfer · closed: nobody works on it any more. */
export type StopLeadState = 'received' | 'checked' | 'sent' | 'answered' | 'closed';
export const OPEN: readonly StopLeadState[] = ['received', 'checked', 'sent', 'answered'];
export type StopLeadEnd = 'done' | 'withdrawn' | 'duplicate' | 'unreachable' | 'no-loss' | 'silent';
/** By signed webhook, as a printed sheet, or as an encrypted file. */
export type StopLeadWay = 'webhook' | 'sheet' | 'file';

export const STOP_LOSS_STATEMENTS: readonly string[] = [
  `CREATE TABLE stop_leads (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, token_hash TEXT NOT NULL UNIQUE, origin TEXT NOT NULL,
    state TEXT NOT NULL, acts INTEGER NOT NULL, version INTEGER NOT NULL, key_wrapped TEXT, body_sealed TEXT NOT NULL,
    conversation_id TEXT, person_id TEXT, case_id TEXT, warning_ref TEXT, officer_id TEXT REFERENCES officers(id), check_sealed TEXT,
    checked_at BIGINT, sent_version INTEGER, sent_at BIGINT, raised_at BIGINT, closed_at BIGINT, closed_why TEXT, forget_at BIGINT,
    created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
  'CREATE INDEX stop_leads_by_state ON stop_leads (state, created_at)',
  'CREATE INDEX stop_leads_by_time ON stop_leads (created_at)',
  'CREATE INDEX stop_leads_by_case ON stop_leads (case_id)',
  'CREATE INDEX stop_leads_by_conversation ON stop_leads (conversation_id)',
  'CREATE INDEX stop_leads_unraised ON stop_leads (created_at) WHERE raised_at IS NULL',
  `CREATE TABLE stop_transfers (lead_id TEXT NOT NULL REFERENCES stop_leads(id), position INTEGER NOT NULL, body_sealed TEXT NOT NULL,
    account_hash TEXT, way TEXT NOT NULL, amount BIGINT, paid_at BIGINT, removed_at BIGINT, created_at BIGINT NOT NULL,
    PRIMARY KEY (lead_id, position))`,
  'CREATE INDEX stop_transfers_by_account ON stop_transfers (account_hash)',
  `CREATE TABLE stop_acts (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL REFERENCES stop_leads(id), seen INTEGER NOT NULL,
    officer_id TEXT NOT NULL REFERENCES officers(id), action TEXT NOT NULL, at BIGINT NOT NULL, UNIQUE (lead_id, seen))`,
  `CREATE TABLE stop_sends (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL REFERENCES stop_leads(id), version INTEGER NOT NULL,
    way TEXT NOT NULL, officer_id TEXT NOT NULL REFERENCES officers(id), at BIGINT NOT NULL)`,
  'CREATE INDEX stop_sends_by_lead ON stop_sends (lead_id, at)',
  `CREATE TABLE stop_answers (external_id TEXT PRIMARY KEY, lead_id TEXT NOT NULL REFERENCES stop_leads(id), position INTEGER NOT NULL,
    officer_id TEXT REFERENCES officers(id), body_hash TEXT NOT NULL, stop_hash TEXT NOT NULL, stopped BIGINT, own_share BIGINT,
    others_share BIGINT, returned BIGINT, refused INTEGER NOT NULL, detail_sealed TEXT NOT NULL, answered_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL)`,
  'CREATE INDEX stop_answers_by_lead ON stop_answers (lead_id, position)',
  `CREATE TABLE stop_evidence (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL REFERENCES stop_leads(id), media_type TEXT NOT NULL,
    size INTEGER NOT NULL, created_at BIGINT NOT NULL)`,
  'CREATE INDEX stop_evidence_by_lead ON stop_evidence (lead_id)',
  `CREATE TABLE stop_evidence_parts (evidence_id TEXT NOT NULL REFERENCES stop_evidence(id), part INTEGER NOT NULL,
    body_sealed TEXT NOT NULL, PRIMARY KEY (evidence_id, part))`,
];

/** Came later than the tables. */
export const STOP_ANSWERS_TOLD: readonly string[] = [
  'ALTER TABLE stop_answers ADD COLUMN told_at BIGINT',
  'CREATE INDEX stop_answers_untold ON stop_answers (created_at) WHERE told_at IS NULL',
];

export const STOP_LEAD_FORMS: readonly string[] = ['ALTER TABLE stop_leads ADD COLUMN form_sealed TEXT'];

/** Few rows: what nobody has taken is asked for with every look at the list. */
export const STOP_LEADS_FREE: readonly string[] = ['CREATE INDEX stop_leads_free ON stop_leads (created_at) WHERE officer_id IS NULL'];
