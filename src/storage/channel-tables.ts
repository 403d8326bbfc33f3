/** What is due is looked for channel by channel: a channel that nobody sends for is never walked over. */
export const CHANNELS_APART = [
  'DROP INDEX outbox_due',
  "CREATE INDEX outbox_due ON outbox (channel, due_at) WHERE state IN ('queued', 'sending')",
  'ALTER TABLE messages ADD COLUMN tapped INTEGER',
];
