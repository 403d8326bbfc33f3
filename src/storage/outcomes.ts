import type { Compilable } from 'kysely';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import { runningCaseOf } from './running-case.ts';
import type { Urgency } from './schema.ts';

/** What one message led to; saved whole or not at all. */
export interface Outcome {
  readonly messageId: string;
  readonly conversationId: string;
  /** The conversation's turn on which the decision was made. */
  readonly turn: number;
  readonly state: string;
  readonly release: string;
  readonly engine: string;
  readonly colour: string | null;
  readonly score: number | null;
  readonly type: string | null;
  readonly intent: string;
  readonly stage: string;
  readonly escalated: boolean;
  /** JSON of the answer as given, so that a redelivery gets the same again. */
  readonly answer: string;
  readonly replies: readonly { readonly id: string; readonly text: string }[];
  /** The channel answers in its own HTTP response; otherwise the reply goes out by the outbox and the events. */
  readonly passive: boolean;
  readonly escalation: Escalating | null;
  /** He asked to be forgotten: he will be, once he has heard so. */
  readonly erase: boolean;
}
interface Escalating {
  readonly urgency: Urgency;
  readonly reason: string;
  readonly caseNumber: string;
  /** JSON of what was known when the human was called. */
  readonly facts: string;
}
/** `overtaken`: another message of the conversation was concluded meanwhile, decide again; `concluded`: this one was. */
export type SaveOutcomeResult = 'saved' | 'overtaken' | 'concluded';

export function outcomes(context: StorageContext) {
  const { database, sealer, sources, keyOf } = context;
  const { query } = database;
  return {
    /**
     * Verdict, state, replies, case and event in one atomic step. Two unique keys make it happen once per message and
     * in turn per conversation, without a lock: (message), (conversation, turn).
     */
    async saveOutcome(outcome: Outcome): Promise<SaveOutcomeResult> {
      const key = await keyOf(outcome.conversationId);
      const now = sources.now();
      const statements = [
        await insertOutcome(context, key, outcome, now),
        query.updateTable('messages').set({ concluded: 1 }).where('id', '=', outcome.messageId),
        ...(outcome.erase ? [askToBeForgotten(context, outcome.conversationId, now)] : []),
        query
          .updateTable('conversations')
          .set({ turn: outcome.turn + 1, state_sealed: await sealer.seal(key, outcome.state), updated_at: now })
          .where('id', '=', outcome.conversationId),
        ...(await insertReplies(context, key, outcome, now)),
        ...(outcome.escalation
          ? await openOrRaiseCase(context, key, outcome.conversationId, outcome.escalation, now)
          : // Whoever works on a running case of his sees at once that he has written.
            [caseEvent(query, 'desk', { runningIn: outcome.conversationId }, now)]),
      ];
      try {
        await database.batch(statements);
        return 'saved';
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        const done = await query.selectFrom('outcomes').select('message_id').where('message_id', '=', outcome.messageId).executeTakeFirst();
        return done ? 'concluded' : 'overtaken';
      }
    },

    async answerOf(messageId: string): Promise<string | null> {
      const row = await query
        .selectFrom('outcomes')
        .select(['conversation_id', 'answer_sealed'])
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      return row ? sealer.open(await keyOf(row.conversation_id), row.answer_sealed) : null;
    },
  };
}

function askToBeForgotten({ database: { query } }: StorageContext, conversationId: string, now: number): Compilable {
  return query
    .updateTable('persons')
    .set({ leaving_since: now })
    .where('id', 'in', (inner) => inner.selectFrom('conversations').select('person_id').where('id', '=', conversationId));
}

async function insertOutcome({ database, sealer }: StorageContext, key: CryptoKey, outcome: Outcome, now: number): Promise<Compilable> {
  return database.query.insertInto('outcomes').values({
    message_id: outcome.messageId,
    conversation_id: outcome.conversationId,
    turn: outcome.turn + 1,
    release: outcome.release,
    engine: outcome.engine,
    colour: outcome.colour,
    score: outcome.score,
    type: outcome.type,
    intent: outcome.intent,
    stage: outcome.stage,
    escalated: outcome.escalated ? 1 : 0,
    answer_sealed: await sealer.seal(key, outcome.answer),
    created_at: now,
  });
}

/** So long the platform may ask for the same answer again before a sender says it in another way. Milliseconds. */
const ANSWER_LASTS = 20_000;

/** Outbox before send: a reply that a crash kept from going out is still there. */
async function insertReplies(
  { database, sealer, sources }: StorageContext,
  key: CryptoKey,
  outcome: Outcome,
  now: number,
): Promise<Compilable[]> {
  const { query } = database;
  const { conversationId, messageId, passive } = outcome;
  const channel = conversationId.slice(0, conversationId.indexOf(':'));
  const statements: Compilable[] = [];
  for (const { id, text } of outcome.replies) {
    statements.push(
      query.insertInto('messages').values({
        id,
        conversation_id: conversationId,
        channel,
        external_id: id,
        author: 'bot',
        sender_sealed: null,
        officer_id: null,
        body_sealed: await sealer.seal(key, text),
        body_hash: await sealer.fingerprint(text),
        in_reply_to: messageId,
        created_at: now,
      }),
      query.insertInto('outbox').values({
        id: sources.id(),
        message_id: id,
        conversation_id: conversationId,
        channel,
        state: 'queued',
        attempts: 0,
        due_at: passive ? now + ANSWER_LASTS : now,
        position: query
          .selectFrom('outbox')
          .select(({ fn, eb }) => eb(fn.coalesce(fn.max('position'), eb.lit(0)), '+', 1).as('next'))
          .where('conversation_id', '=', conversationId),
        created_at: now,
      }),
    );
    if (!passive)
      statements.push(
        query.insertInto('events').values({ conversation_id: conversationId, kind: 'message', message_id: id, created_at: now }),
      );
  }
  return statements;
}

/** A running case only gets more urgent; its facts are frozen when it is opened. */
async function openOrRaiseCase(
  context: StorageContext,
  key: CryptoKey,
  conversationId: string,
  escalating: Escalating,
  now: number,
): Promise<Compilable[]> {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { urgency, reason, caseNumber, facts } = escalating;
  const running = await runningCaseOf(query, conversationId);
  const change = running
    ? query.updateTable('cases').set({ urgency, updated_at: now }).where('id', '=', running.id).where('urgency', '>', urgency)
    : query.insertInto('cases').values({
        id: sources.id(),
        number: caseNumber,
        conversation_id: conversationId,
        urgency,
        reason,
        facts_sealed: await sealer.seal(key, facts),
        status: 'waiting',
        owner_id: null,
        claimed_at: null,
        closed_at: null,
        truth: null,
        created_at: now,
        updated_at: now,
      });
  return [change, query.insertInto('events').values({ conversation_id: conversationId, kind: 'case', message_id: null, created_at: now })];
}
