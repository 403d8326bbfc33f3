/**
 * Append only: a migration that has been released is never edited. Plain SQL that SQLite, PostgreSQL and D1 all
 * understand; `{serial}` is the one thing they spell differently.
 */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  {
    name: 'consult-core',
    statements: [
      'CREATE TABLE persons (id TEXT PRIMARY KEY, key_wrapped TEXT, created_at BIGINT NOT NULL)',
      `CREATE TABLE conversations (id TEXT PRIMARY KEY, channel TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES persons(id),
        status TEXT NOT NULL, turn INTEGER NOT NULL, state_sealed TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
      `CREATE TABLE messages (id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations(id), channel TEXT NOT NULL,
        external_id TEXT NOT NULL, author TEXT NOT NULL, body_sealed TEXT NOT NULL, body_hash TEXT NOT NULL, in_reply_to TEXT,
        created_at BIGINT NOT NULL, UNIQUE (channel, external_id))`,
      'CREATE INDEX messages_by_conversation ON messages (conversation_id, created_at)',
      `CREATE TABLE outcomes (message_id TEXT PRIMARY KEY REFERENCES messages(id), conversation_id TEXT NOT NULL, turn INTEGER NOT NULL,
        release TEXT NOT NULL, engine TEXT NOT NULL, colour TEXT, score REAL, type TEXT, intent TEXT NOT NULL, stage TEXT NOT NULL,
        escalated INTEGER NOT NULL, answer_sealed TEXT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (conversation_id, turn))`,
      `CREATE TABLE outbox (id TEXT PRIMARY KEY, message_id TEXT NOT NULL UNIQUE REFERENCES messages(id), conversation_id TEXT NOT NULL,
        channel TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL)`,
      "CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'queued'",
      `CREATE TABLE cases (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, conversation_id TEXT NOT NULL REFERENCES conversations(id),
        urgency TEXT NOT NULL, reason TEXT NOT NULL, facts_sealed TEXT NOT NULL, status TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
      "CREATE UNIQUE INDEX one_running_case ON cases (conversation_id) WHERE status <> 'closed'",
      'CREATE INDEX cases_waiting ON cases (status, urgency, created_at)',
      `CREATE TABLE events (seq {serial}, conversation_id TEXT NOT NULL, kind TEXT NOT NULL, message_id TEXT, created_at BIGINT NOT NULL)`,
      'CREATE INDEX events_by_conversation ON events (conversation_id, seq)',
      `CREATE TABLE feedback (id TEXT PRIMARY KEY, conversation_id TEXT, message_id TEXT UNIQUE, text_sealed TEXT, release TEXT NOT NULL, created_at BIGINT NOT NULL)`,
    ],
  },
];
