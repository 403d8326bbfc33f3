/** Tables of banks, carriers and platforms, what goes to them and comes from them. As in schema.ts, nothing personal stands unsealed. */
export interface PartnerTables {
  partners: {
    id: string;
    name: string;
    kind: PartnerKind;
    /** What allows us to give and take: an article of law, an agreement and its date. */
    legal_basis: string;
    /** Where we post to; null: they fetch, or read it on their page. */
    webhook: string | null;
    created_by: string;
    created_at: number;
    /** Switched off since then: nothing goes to them, nothing is taken from them. */
    closed_at: number | null;
    /** Grows with every change; a form that was opened before one is refused. */
    version: number;
  };
  /** A secret of Standard Webhooks, for both directions. The newest one signs; all that have not ended verify. */
  partner_keys: { id: string; partner_id: string; secret_sealed: string; created_by: string; created_at: number; ends_at: number | null };
  /**
   * Every exchange, in both directions. Outgoing ones are the delivery ledger as well: `id` is made of the post's id and the
   * partner's, and is the idempotency key there.
   */
  partner_exchanges: {
    id: string;
    /** null: nobody of that kind was there. */
    partner_id: string | null;
    /** Whom it was meant for. */
    recipient: PartnerKind | 'partner';
    direction: 'in' | 'out';
    kind: string;
    /** An id or a number of ours; nothing personal. */
    subject: string;
    legal_basis: string;
    /** Outgoing: under the program's own key; gone once its time is over. Incoming leads stand in `partner_leads`. */
    body_sealed: string | null;
    /** Keyed hash of what came in: tells a retry from another text under the same id. */
    body_hash: string | null;
    state: ExchangeState;
    attempts: number;
    due_at: number;
    /** When somebody at the desk wanted a dead one sent again: from then on it has its whole day. */
    again_at: number | null;
    /** Why it failed, as a code; never a text of theirs. */
    reason: string | null;
    receipt_sealed: string | null;
    created_at: number;
    updated_at: number;
  };
  partner_leads: {
    id: string;
    partner_id: string;
    external_id: string;
    /** By form: who of the partner. */
    officer_id: string | null;
    kind: string;
    tier: LeadTier;
    body_sealed: string | null;
    /** waiting: for the module of warnings · passed: a warning was opened */
    state: 'waiting' | 'passed';
    warning_id: string | null;
    attempts: number;
    due_at: number;
    created_at: number;
    updated_at: number;
  };
  /** What a partner said to a stop lead; the newest word counts. */
  partner_answers: {
    id: string;
    partner_id: string;
    external_id: string;
    /** The exchange that is answered. */
    exchange_id: string;
    officer_id: string | null;
    body_sealed: string | null;
    created_at: number;
  };
}

export type PartnerKind = 'police' | 'banks' | 'carriers' | 'platforms';
export const PARTNER_KINDS: readonly PartnerKind[] = ['police', 'banks', 'carriers', 'platforms'];
/**
 * queued, sending: by webhook · offered: they fetch it, or read it on their page · acknowledged: they have it · dead: tried for
 * a day · nobody: no partner of that kind is switched on · taken, refused: what came in
 */
export type ExchangeState = 'queued' | 'sending' | 'offered' | 'acknowledged' | 'dead' | 'nobody' | 'taken' | 'refused';
export type LeadTier = 'urgent' | 'high' | 'medium' | 'low';

export const PARTNER_STATEMENTS: readonly string[] = [
  `CREATE TABLE partners (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, legal_basis TEXT NOT NULL, webhook TEXT,
    created_by TEXT NOT NULL REFERENCES officers(id), created_at BIGINT NOT NULL, closed_at BIGINT, version INTEGER NOT NULL)`,
  `CREATE TABLE partner_keys (id TEXT PRIMARY KEY, partner_id TEXT NOT NULL REFERENCES partners(id), secret_sealed TEXT NOT NULL,
    created_by TEXT NOT NULL REFERENCES officers(id), created_at BIGINT NOT NULL, ends_at BIGINT)`,
  'CREATE INDEX partner_keys_by_partner ON partner_keys (partner_id, created_at)',
  `CREATE TABLE partner_exchanges (id TEXT PRIMARY KEY, partner_id TEXT, recipient TEXT NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL,
    subject TEXT NOT NULL, legal_basis TEXT NOT NULL, body_sealed TEXT, body_hash TEXT, state TEXT NOT NULL, attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL, reason TEXT, receipt_sealed TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
  "CREATE INDEX partner_exchanges_due ON partner_exchanges (due_at) WHERE state IN ('queued', 'sending')",
  'CREATE INDEX partner_exchanges_of ON partner_exchanges (partner_id, created_at)',
  'CREATE INDEX partner_exchanges_by_time ON partner_exchanges (created_at)',
  `CREATE TABLE partner_leads (id TEXT PRIMARY KEY, partner_id TEXT NOT NULL REFERENCES partners(id), external_id TEXT NOT NULL,
    officer_id TEXT REFERENCES officers(id), kind TEXT NOT NULL, tier TEXT NOT NULL, body_sealed TEXT, state TEXT NOT NULL, warning_id TEXT,
    attempts INTEGER NOT NULL, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, UNIQUE (partner_id, external_id))`,
  "CREATE INDEX partner_leads_waiting ON partner_leads (due_at) WHERE state = 'waiting'",
  `CREATE TABLE partner_answers (id TEXT PRIMARY KEY, partner_id TEXT NOT NULL REFERENCES partners(id), external_id TEXT NOT NULL,
    exchange_id TEXT NOT NULL REFERENCES partner_exchanges(id), officer_id TEXT REFERENCES officers(id), body_sealed TEXT,
    created_at BIGINT NOT NULL, UNIQUE (partner_id, external_id))`,
  'CREATE INDEX partner_answers_by_exchange ON partner_answers (exchange_id, created_at)',
  'ALTER TABLE invitations ADD COLUMN partner_id TEXT',
];

/** Came later than the tables. */
export const PARTNER_POSTS_AGAIN: readonly string[] = ['ALTER TABLE partner_exchanges ADD COLUMN again_at BIGINT'];
