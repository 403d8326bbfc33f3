/** What is due is looked for channel by channel: a channel that nobody sends for is never walked over. */
export const CHANNELS_APART = [
  // The one by time alone stays for the program before this one.
  "CREATE INDEX outbox_due_by_channel ON outbox (channel, due_at) WHERE state IN ('queued', 'sending')",
  'ALTER TABLE messages ADD COLUMN tapped INTEGER',
];
