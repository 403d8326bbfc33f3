import type { DefaultState } from './default-machine.ts';
import type { TradeAct, TradeActor } from './trade-acts.ts';

/** Tables of merchants, checks of trade partners and defaults. As in schema.ts, nothing personal stands unsealed. */
export interface MerchantTables {
  merchants: {
    id: string;
    /** Shown on the merchant's own page, so that the officer knows at the stall whose it is. */
    number: string;
    /** Whose key seals it. */
    person_id: string;
    name_sealed: string;
    licence_sealed: string;
    /** Keyed hash; null once erased. */
    licence_hash: string | null;
    /** Name of a market; of nobody. */
    market: string;
    contact_sealed: string;
    phone_sealed: string;
    state: MerchantState;
    created_at: number;
    updated_at: number;
  };
  /** A browser that is signed in. */
  merchant_sessions: { token_hash: string; merchant_id: string; created_at: number; expires_at: number };
  /** One-time links that an officer gives out after he has made sure who asks. */
  merchant_links: { token_hash: string; merchant_id: string; created_at: number; expires_at: number; used_at: number | null };
  /** A partner of whom a default was filed, known by his licence number. */
  trade_parties: {
    id: string;
    person_id: string;
    licence_sealed: string;
    licence_hash: string | null;
    created_at: number;
    erased_at: number | null;
  };
  trade_defaults: {
    id: string;
    number: string;
    party_id: string;
    creditor_id: string;
    /** Under the partner's key, as the creditor writes it. */
    name_sealed: string;
    name_hash: string | null;
    band: AmountBand;
    /** When it should have been paid: `2026-08-31`. */
    due_on: string;
    papers_sealed: string;
    state: DefaultState;
    paid_at: number | null;
    created_at: number;
    updated_at: number;
  };
  trade_objections: {
    id: string;
    default_id: string;
    merchant_id: string;
    /** Of the default then: one objection of a merchant to one payment. */
    paid_at: number;
    reason_sealed: string;
    state: DecisionState;
    created_at: number;
    decided_at: number | null;
  };
  /** Of whom a default is shown, or who believes so. */
  trade_appeals: {
    id: string;
    number: string;
    person_id: string;
    licence_hash: string | null;
    /** JSON: who he is, how he can be reached, what is wrong. */
    body_sealed: string;
    state: DecisionState;
    /** The default that was taken off. */
    default_id: string | null;
    created_at: number;
    decided_at: number | null;
  };
  trade_enquiries: {
    id: string;
    merchant_id: string;
    asked_by: 'name' | 'licence';
    asked_hash: string;
    /** Under the merchant's key. */
    asked_sealed: string;
    purpose: EnquiryPurpose;
    /** How many defaults were shown. */
    found: number;
    at: number;
  };
  /** Every step with its day; only grows. Its id is the form's, so that a form that comes twice is one step. */
  trade_steps: {
    id: string;
    /** Id of a merchant, a default, an objection, an appeal or an enquiry. */
    subject: string;
    act: TradeAct;
    actor: TradeActor;
    actor_id: string | null;
    /** Under the key of whomever the subject is about. */
    note_sealed: string | null;
    at: number;
  };
}

export type MerchantState = 'pending' | 'checked' | 'refused' | 'closed';
export type DecisionState = 'open' | 'upheld' | 'dismissed';
export const AMOUNT_BANDS = ['under-10k', '10k-50k', '50k-200k', '200k-1m', 'over-1m'] as const;
export type AmountBand = (typeof AMOUNT_BANDS)[number];
export const ENQUIRY_PURPOSES = ['credit', 'prepayment', 'consignment'] as const;
export type EnquiryPurpose = (typeof ENQUIRY_PURPOSES)[number];

export const MERCHANT_STATEMENTS: readonly string[] = [
  `CREATE TABLE merchants (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL REFERENCES persons(id),
    name_sealed TEXT NOT NULL, licence_sealed TEXT NOT NULL, licence_hash TEXT, market TEXT NOT NULL, contact_sealed TEXT NOT NULL,
    phone_sealed TEXT NOT NULL, state TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
  // Who only says that it is his licence keeps nobody else from registering.
  "CREATE UNIQUE INDEX one_merchant ON merchants (licence_hash) WHERE state = 'checked'",
  'CREATE INDEX merchants_by_state ON merchants (state, created_at)',
  `CREATE TABLE merchant_sessions (token_hash TEXT PRIMARY KEY, merchant_id TEXT NOT NULL REFERENCES merchants(id),
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)`,
  'CREATE INDEX merchant_sessions_by_merchant ON merchant_sessions (merchant_id)',
  `CREATE TABLE merchant_links (token_hash TEXT PRIMARY KEY, merchant_id TEXT NOT NULL REFERENCES merchants(id),
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT)`,
  `CREATE TABLE trade_parties (id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), licence_sealed TEXT NOT NULL,
    licence_hash TEXT UNIQUE, created_at BIGINT NOT NULL, erased_at BIGINT)`,
  `CREATE TABLE trade_defaults (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, party_id TEXT NOT NULL REFERENCES trade_parties(id),
    creditor_id TEXT NOT NULL REFERENCES merchants(id), name_sealed TEXT NOT NULL, name_hash TEXT, band TEXT NOT NULL, due_on TEXT NOT NULL,
    papers_sealed TEXT NOT NULL, state TEXT NOT NULL, paid_at BIGINT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
  'CREATE INDEX trade_defaults_by_party ON trade_defaults (party_id)',
  'CREATE INDEX trade_defaults_by_name ON trade_defaults (name_hash)',
  'CREATE INDEX trade_defaults_by_creditor ON trade_defaults (creditor_id)',
  'CREATE INDEX trade_defaults_by_state ON trade_defaults (state, paid_at)',
  `CREATE TABLE trade_objections (id TEXT PRIMARY KEY, default_id TEXT NOT NULL REFERENCES trade_defaults(id),
    merchant_id TEXT NOT NULL REFERENCES merchants(id), paid_at BIGINT NOT NULL, reason_sealed TEXT NOT NULL, state TEXT NOT NULL,
    created_at BIGINT NOT NULL, decided_at BIGINT, UNIQUE (default_id, merchant_id, paid_at))`,
  `CREATE TABLE trade_appeals (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL REFERENCES persons(id),
    licence_hash TEXT, body_sealed TEXT NOT NULL, state TEXT NOT NULL, default_id TEXT REFERENCES trade_defaults(id),
    created_at BIGINT NOT NULL, decided_at BIGINT)`,
  'CREATE INDEX trade_appeals_by_licence ON trade_appeals (licence_hash)',
  'CREATE INDEX trade_appeals_by_state ON trade_appeals (state, created_at)',
  `CREATE TABLE trade_enquiries (id TEXT PRIMARY KEY, merchant_id TEXT NOT NULL REFERENCES merchants(id), asked_by TEXT NOT NULL,
    asked_hash TEXT NOT NULL, asked_sealed TEXT NOT NULL, purpose TEXT NOT NULL, found INTEGER NOT NULL, at BIGINT NOT NULL)`,
  'CREATE INDEX trade_enquiries_by_merchant ON trade_enquiries (merchant_id, at)',
  `CREATE TABLE trade_steps (id TEXT PRIMARY KEY, subject TEXT NOT NULL, act TEXT NOT NULL, actor TEXT NOT NULL, actor_id TEXT,
    note_sealed TEXT, at BIGINT NOT NULL)`,
  'CREATE INDEX trade_steps_in_order ON trade_steps (subject, at)',
];
