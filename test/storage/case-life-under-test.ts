import { expect } from 'vitest';
import type { Role, Urgency } from '../../src/storage/desk-schema.ts';
import { AT_THE_DESK } from '../../src/storage/presence.ts';
import { calling, incoming, outcome, type StorageUnderTest } from './storage-under-test.ts';

export const DAY = 24 * 60 * 60_000;
const ROLES: Readonly<Record<string, Role>> = { o1: 'officer', o2: 'officer', sup: 'supervisor', boss: 'administrator', lib: 'librarian' };

export type CaseLife = Awaited<ReturnType<typeof openCaseLife>>;

/** Officers of every role who are signed in and at the desk, and what the tests do with cases. */
export async function openCaseLife(under: StorageUnderTest) {
  for (const [id, role] of Object.entries(ROLES)) {
    const account = { id, name: id, display: id, role, password: '', totp_sealed: '', last_step: 0, failures: 0, locked_until: 0 };
    await under.database.query
      .insertInto('officers')
      .values({ ...account, disabled: 0, created_at: 0 })
      .execute();
    await under.storage.startSession(`session-${id}`, id, under.clock.now + DAY);
    await under.storage.noteSeen(id, AT_THE_DESK);
  }
  let turns = 0;
  /** He writes; by default it only asks. */
  async function writes(person: string, parts: Partial<Parameters<typeof outcome>[1]> = {}): Promise<void> {
    const conversationId = `web:${person}`;
    turns += 1;
    const { messageId } = await incoming(under, { conversationId, externalId: `${person}-${turns}`, text: '在吗' });
    const { turn } = await under.storage.loadConversation(conversationId);
    await under.storage.saveOutcome(outcome(messageId, { conversationId, turn, replies: [], stage: 'seen', ...parts }));
  }
  async function openCase(person: string, urgency: Urgency = 'P0', stage = 'seen'): Promise<string> {
    await writes(person, { stage, escalation: calling(urgency, `A-${person}-${turns}`) });
    under.clock.now += 1000;
    const rows = await under.database.query
      .selectFrom('cases')
      .select('id')
      .where('conversation_id', '=', `web:${person}`)
      .where('status', '<>', 'closed')
      .execute();
    return rows[0]?.id ?? '';
  }
  const row = (id: string) => under.database.query.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const audited = async (id: string): Promise<string[]> => {
    const rows = await under.database.query
      .selectFrom('audit')
      .select(['action', 'officer_id'])
      .where('subject', '=', id)
      .orderBy('seq')
      .execute();
    return rows.map(({ action, officer_id }) => `${action.replace('case.', '')} ${officer_id ?? 'program'}`);
  };
  const guards = (id: string) =>
    under.database.query.selectFrom('call_backs').selectAll().where('case_id', '=', id).orderBy('due_at').execute();
  const guardedUntil = async (person: string) =>
    (
      await under.database.query
        .selectFrom('persons')
        .innerJoin('conversations', 'conversations.person_id', 'persons.id')
        .select('guarded_until')
        .where('conversations.id', '=', `web:${person}`)
        .executeTakeFirstOrThrow()
    ).guarded_until;
  const statusOf = async (person: string) => (await under.storage.loadConversation(`web:${person}`)).status;
  const claimed = async (person: string, officer = 'o1', urgency: Urgency = 'P0') => {
    const id = await openCase(person, urgency);
    await under.storage.claimCase(id, officer);
    under.clock.now += 1000;
    return id;
  };
  const hand = (caseId: string, to: { officerId: string } | { role: Role }, parts: Partial<{ officerId: string; ownerId: string }> = {}) =>
    under.storage.transferCase({ caseId, officerId: 'o1', ownerId: 'o1', remark: '', to, ...parts });

  /** Whatever happened: a case has an owner exactly while it is claimed, and the conversation is where its case is. */
  async function expectAgreement(): Promise<void> {
    const rows = await under.database.query
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .select(['cases.status', 'owner_id', 'conversations.status as conversation'])
      .execute();
    for (const one of rows) {
      expect(one.owner_id !== null).toBe(one.status !== 'waiting');
      expect(one.conversation).toBe({ waiting: 'pending', claimed: 'open', closed: 'resolved' }[one.status]);
    }
  }

  return { writes, openCase, row, audited, guards, guardedUntil, statusOf, claimed, hand, expectAgreement };
}

/** None of them writes before all have looked: only what the statements themselves ask still keeps them apart. */
export async function atOnce<Done>({ database }: StorageUnderTest, acts: readonly (() => Promise<Done>)[]): Promise<readonly Done[]> {
  const { batch } = database;
  let arrived = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  Object.assign(database, {
    batch: async (statements: Parameters<typeof batch>[0]) => {
      arrived += 1;
      if (arrived === acts.length) open();
      await all;
      return batch(statements);
    },
  });
  try {
    return await Promise.all(acts.map((act) => act()));
  } finally {
    Object.assign(database, { batch });
  }
}
