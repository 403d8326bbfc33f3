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
  {
    name: 'channels',
    statements: [
      'ALTER TABLE persons ADD COLUMN leaving_since BIGINT',
      'CREATE INDEX persons_leaving ON persons (id) WHERE leaving_since IS NOT NULL',
      'ALTER TABLE conversations ADD COLUMN address_sealed TEXT',
      "ALTER TABLE messages ADD COLUMN kind TEXT NOT NULL DEFAULT 'text'",
      'ALTER TABLE messages ADD COLUMN sender_sealed TEXT',
      'ALTER TABLE messages ADD COLUMN concluded INTEGER NOT NULL DEFAULT 1',
      "UPDATE messages SET concluded = 0 WHERE author = 'citizen' AND id NOT IN (SELECT message_id FROM outcomes)",
      'CREATE INDEX messages_unconcluded ON messages (created_at, id) WHERE concluded = 0',
      'ALTER TABLE outbox ADD COLUMN position BIGINT NOT NULL DEFAULT 0',
      'ALTER TABLE outbox ADD COLUMN settled INTEGER NOT NULL DEFAULT 0',
      'ALTER TABLE outbox ADD COLUMN via TEXT',
      'ALTER TABLE outbox ADD COLUMN reason TEXT',
      'ALTER TABLE outbox ADD COLUMN platform_id TEXT',
      'ALTER TABLE outbox ADD COLUMN updated_at BIGINT',
      "UPDATE outbox SET via = 'answer' WHERE state = 'delivered'",
      "UPDATE outbox SET state = 'accepted' WHERE state = 'delivered'",
      'DROP INDEX outbox_due',
      "CREATE INDEX outbox_due ON outbox (due_at) WHERE state IN ('queued', 'sending')",
      'CREATE INDEX outbox_in_order ON outbox (conversation_id, position)',
      'CREATE INDEX outbox_by_platform_id ON outbox (platform_id) WHERE platform_id IS NOT NULL',
      `CREATE TABLE attachments (id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES messages(id), kind TEXT NOT NULL,
        reference_sealed TEXT NOT NULL, state TEXT NOT NULL, media_type TEXT, size INTEGER, attempts INTEGER NOT NULL, due_at BIGINT NOT NULL,
        text_found_sealed TEXT, created_at BIGINT NOT NULL)`,
      'CREATE INDEX attachments_by_message ON attachments (message_id)',
      "CREATE INDEX attachments_wanted ON attachments (due_at) WHERE state = 'wanted'",
      `CREATE TABLE attachment_parts (attachment_id TEXT NOT NULL REFERENCES attachments(id), part INTEGER NOT NULL, body_sealed TEXT NOT NULL,
        PRIMARY KEY (attachment_id, part))`,
      'CREATE TABLE channel_memory (id TEXT PRIMARY KEY, value_sealed TEXT NOT NULL, expires_at BIGINT)',
    ],
  },
];
