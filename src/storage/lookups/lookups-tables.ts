/** In place of a contact: whoever wrote it was erased, and what he wrote goes with the decision at the latest. */
export const OBJECTOR_ERASED = '';

/** Tables of phones, links, accounts and apps that were reported. As in schema.ts, nothing personal stands unsealed. */
export interface LookupTables {
  identifiers: {
    /** Keyed hash of kind and value: found by it, and nobody without the master key can guess it. */
    id: string;
    kind: IdentifierKind;
    /** Under the program's own key: a scam's number is nobody's who writes to us. */
    value_sealed: string;
    /** Of a link: keyed hash of its site, unless many share it. */
    site_hash: string | null;
    created_at: number;
    /** Taken off the list; reports from before do not count any more. */
    removed_at: number | null;
    removed_by: string | null;
  };
  /** One thing that put it on the list; the same one twice is one. Who reported never stands here. */
  identifier_sources: {
    /** Keyed hash of the identifier, the source's kind and its reference. */
    id: string;
    identifier_id: string;
    kind: SourceKind;
    type: string | null;
    at: number;
    /** Keyed hash of a stop lead that named it, which may take its word back; null of any other source. */
    listed_by: string | null;
  };
  /** Anybody may say that it does not belong on the list; an officer decides. */
  identifier_disputes: {
    id: string;
    identifier_id: string;
    reason_sealed: string;
    /** How to reach whoever disputes; null: he does not want to be told; `OBJECTOR_ERASED`. */
    contact_sealed: string | null;
    created_at: number;
    decision: 'removed' | 'kept' | null;
    decision_sealed: string | null;
    decided_by: string | null;
    decided_at: number | null;
  };
  /** A list that an officer brought in, whole. */
  identifier_imports: { id: string; officer_id: string; label: string; rows: number; created_at: number };
}

export type IdentifierKind = 'account' | 'phone' | 'link' | 'app';
export const IDENTIFIER_KINDS: readonly IdentifierKind[] = ['phone', 'link', 'account', 'app'];
export type SourceKind = 'report' | 'closing' | 'stop-lead' | 'import' | 'partner';
export const SOURCE_KINDS: readonly SourceKind[] = ['report', 'closing', 'stop-lead', 'import', 'partner'];

export const LOOKUP_STATEMENTS: readonly string[] = [
  `CREATE TABLE identifiers (id TEXT PRIMARY KEY, kind TEXT NOT NULL, value_sealed TEXT NOT NULL, site_hash TEXT, created_at BIGINT NOT NULL,
    removed_at BIGINT, removed_by TEXT REFERENCES officers(id))`,
  'CREATE INDEX identifiers_by_site ON identifiers (site_hash) WHERE site_hash IS NOT NULL',
  'CREATE INDEX identifiers_by_time ON identifiers (created_at)',
  `CREATE TABLE identifier_sources (id TEXT PRIMARY KEY, identifier_id TEXT NOT NULL REFERENCES identifiers(id), kind TEXT NOT NULL, type TEXT,
    at BIGINT NOT NULL)`,
  'CREATE INDEX identifier_sources_by_identifier ON identifier_sources (identifier_id, at)',
  'CREATE INDEX identifier_sources_by_time ON identifier_sources (at)',
  `CREATE TABLE identifier_disputes (id TEXT PRIMARY KEY, identifier_id TEXT NOT NULL REFERENCES identifiers(id), reason_sealed TEXT NOT NULL,
    contact_sealed TEXT, created_at BIGINT NOT NULL, decision TEXT, decision_sealed TEXT, decided_by TEXT REFERENCES officers(id), decided_at BIGINT)`,
  'CREATE INDEX identifier_disputes_open ON identifier_disputes (created_at) WHERE decided_at IS NULL',
  'CREATE INDEX identifier_disputes_of ON identifier_disputes (identifier_id)',
  `CREATE TABLE identifier_imports (id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers(id), label TEXT NOT NULL, rows INTEGER NOT NULL,
    created_at BIGINT NOT NULL)`,
];

export const LISTED_BY: readonly string[] = [
  'ALTER TABLE identifier_sources ADD COLUMN listed_by TEXT',
  'CREATE INDEX identifier_sources_listed_by ON identifier_sources (listed_by) WHERE listed_by IS NOT NULL',
];
