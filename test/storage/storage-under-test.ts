import { type AuditAction, auditEntry } from '../../src/storage/audit-entry.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Role } from '../../src/storage/desk-schema.ts';
import type { NewMessage, Saved } from '../../src/storage/messages.ts';
import type { Outcome } from '../../src/storage/outcomes.ts';
import type { Storage } from '../../src/storage/storage.ts';

/** A freshly migrated, empty storage whose clock and ids the test holds in its hand. */
export interface StorageUnderTest {
  readonly storage: Storage;
  readonly database: Database;
  /** What `now()` answers; tests move it. */
  readonly clock: { now: number };
  /** Every byte that lies in the database, as a thief would find it. */
  bytes(): Promise<Buffer>;
  close(): Promise<void>;
}
export type OpenStorage = () => Promise<StorageUnderTest>;

export const START = Date.UTC(2026, 10, 20, 2);
export const CONVERSATION = 'web:c1';

/** A message that was saved, in a conversation that is there. */
export async function incoming(
  { storage }: StorageUnderTest,
  parts: Partial<NewMessage> = {},
): Promise<Exclude<Saved, { kind: 'forgotten' }>> {
  const message = { channel: 'web', conversationId: CONVERSATION, externalId: 'm1', text: '您好，想问个事', ...parts };
  await storage.ensureConversation(message.conversationId, message.channel);
  const saved = await storage.saveIncoming(message);
  if (saved.kind === 'forgotten') throw new Error('the message is of somebody who was erased');
  return saved;
}

export function outcome(messageId: string, parts: Partial<Outcome> = {}): Outcome {
  return {
    messageId,
    conversationId: CONVERSATION,
    turn: 0,
    state: '{"matter":null}',
    release: '1.0.0',
    engine: '1.0.0',
    colour: 'yellow',
    score: 0.5,
    type: null,
    intent: 'forward',
    stage: 'seen',
    patterns: [],
    escalated: false,
    answer: `{"to":"${messageId}"}`,
    replies: [{ id: `reply-${messageId}`, text: `回答${messageId}` }],
    passive: true,
    escalation: null,
    erase: false,
    ...parts,
  };
}

export function calling(urgency: 'P0' | 'P1' | 'P2' | 'P3', caseNumber = 'A000001'): NonNullable<Outcome['escalation']> {
  return { urgency, caseNumber, reason: 'emergency', facts: '{"stage":"paid"}' };
}

/** He asked to be forgotten, nothing of his is under way, and so he is. */
export async function forget({ storage, database }: StorageUnderTest, conversationId = CONVERSATION): Promise<void> {
  await database.query.updateTable('messages').set({ concluded: 1 }).where('conversation_id', '=', conversationId).execute();
  await storage.leave(conversationId);
  await storage.eraseLeavers();
}

/** A row of the audit log, as if somebody had done it. */
export async function writeAudit(
  { database, clock }: Pick<StorageUnderTest, 'database' | 'clock'>,
  officerId: string,
  subject: string,
  action: AuditAction = 'officer.enabled',
): Promise<void> {
  await auditEntry(database.query, { at: clock.now, officerId, action, subject }).execute();
}

export async function countOf(
  { database }: StorageUnderTest,
  table: 'messages' | 'outcomes' | 'outbox' | 'cases' | 'events' | 'persons' | 'conversations',
): Promise<number> {
  const rows = await database.query.selectFrom(table).selectAll().execute();
  return rows.length;
}

/** Somebody's account, as the table has it: nobody can sign in with it. */
export function account(id: string, display: string, role: Role = 'officer', createdAt = 0) {
  return {
    id,
    name: id,
    display,
    role,
    password: '',
    totp_sealed: '',
    last_step: 0,
    failures: 0,
    locked_until: 0,
    disabled: 0,
    created_at: createdAt,
  };
}

/** Two accounts, o1 and o2, that may work on cases. */
export async function twoOfficers({ database }: StorageUnderTest): Promise<void> {
  await database.query
    .insertInto('officers')
    .values(['o1', 'o2'].map((id) => account(id, `接线员${id}`)))
    .execute();
}
