/** What the keeping of everything else needs. As in schema.ts, nothing personal stands unsealed. */
export interface PrivacyTables {
  /** Keys that outlive the master key; under the program's own key. */
  program_keys: { id: string; key_sealed: string; created_at: number };
  /** What was removed because its time was over, and how much on which day; days since 1 January 1970 in Shanghai. */
  purges: { kind: string; day: number; removed: number; at: number };
  /** Which words on his data somebody was shown who is not registered: the first time, once for each version. Stays as proof; names nobody once he is gone. */
  terms_shown: { conversation_id: string; person_id: string; version: number; channel: string; at: number };
}

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
