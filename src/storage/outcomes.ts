import { type Compilable, sql } from 'kysely';
import { caseEvent } from './case-event.ts';
import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import { channelOf } from './conversations.ts';
import type { Urgency } from './desk-schema.ts';
import { isDrill } from './drills.ts';
import { verdictCalledWrong } from './events.ts';
import { type NotedIdentifier, noteIdentifiers } from './lookups/note-identifiers.ts';
import { termsNoted } from './privacy/terms-shown.ts';
import { announce, putOut } from './said-to-citizen.ts';
import type { ConversationStatus } from './schema.ts';
import { takeBack } from './taking-back.ts';

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
  /** Ids of the patterns that the verdict names. */
  readonly patterns: readonly string[];
  readonly escalated: boolean;
  /** JSON of the answer as given, so that a redelivery gets the same again. */
  readonly answer: string;
  /** JSON of what the decision was made from besides the text and the conversation so far; so it can be made again. */
  readonly inputs?: string | null;
  /** The model that was asked besides, when what it named counted. */
  readonly secondReader?: string | null;
  /** The version of the notice that the reply tells him. */
  readonly terms?: number | null;
  readonly replies: readonly { readonly id: string; readonly text: string }[];
  /** The channel answers in its own HTTP response; otherwise the reply goes out by the outbox and the events. */
  readonly passive: boolean;
  /** The bot keeps silent because a human owns the conversation; if he has given it back meanwhile, it is decided again. */
  readonly owned?: boolean;
  readonly escalation: Escalating | null;
  /**
   * He has taken back that he wants a human: his case ends, as long as it waits and is not urgent; `told`: it stays, and
   * its officer learns of it.
   */
  readonly cancelling?: 'cancelled' | 'told' | null;
  /** What he names to report it goes onto the list, once for each conversation however often it is said. Who reported is not kept. */
  readonly reported?: readonly NotedIdentifier[];
  /** A verdict of this conversation was wrong, he says: this message of ours, or the newest (null). A librarian will look. */
  readonly calledWrong?: { readonly messageId: string | null } | null;
  /** He asked to be forgotten: he will be, once he has heard so and no case of his is running. */
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
     * Verdict, state, replies, case, event and what he reports in one atomic step. Two unique keys make it happen once per message and
     * in turn per conversation, without a lock: (message), (conversation, turn).
     */
    async saveOutcome(outcome: Outcome): Promise<SaveOutcomeResult> {
      const key = await keyOf(outcome.conversationId);
      const now = sources.now();
      const { calledWrong, reported = [] } = outcome;
      const statements = [
        // Before there is a newer one.
        ...(calledWrong ? [verdictCalledWrong(context, outcome.conversationId, calledWrong.messageId, outcome.release)] : []),
        await insertOutcome(context, key, outcome, now),
        ...patternHits(context, outcome, now),
        query.updateTable('messages').set({ concluded: 1 }).where('id', '=', outcome.messageId),
        ...(outcome.erase ? [askToBeForgotten(context, outcome.conversationId, now)] : []),
        timePasses(context, outcome.conversationId, now),
        query
          .updateTable('conversations')
          .set({
            turn: outcome.turn + 1,
            state_sealed: await sealer.seal(key, outcome.state),
            // After his case was closed he is the bot's again.
            status: sql<ConversationStatus>`CASE WHEN status = 'resolved' THEN 'pending' ELSE status END`,
          })
          .where('id', '=', outcome.conversationId),
        ...(outcome.terms ? [termsNoted(context, outcome.conversationId, outcome.terms, channelOf(outcome.conversationId))] : []),
        ...(await insertReplies(context, key, outcome, now)),
        ...(outcome.cancelling ? await takeBack(context, outcome.conversationId, outcome.cancelling, now) : []),
        ...(outcome.escalation
          ? await openOrRaiseCase(context, key, outcome.conversationId, outcome.escalation, now)
          : // Whoever works on a running case of his sees at once that he has written.
            [caseEvent(query, 'desk', { runningIn: outcome.conversationId }, now)]),
        ...(await noteIdentifiers(context, reported, { kind: 'report', ref: outcome.conversationId })),
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

function patternHits({ database: { query } }: StorageContext, { messageId, conversationId, patterns }: Outcome, now: number): Compilable[] {
  if (patterns.length === 0 || isDrill(conversationId)) return [];
  const hit = { message_id: messageId, conversation_id: conversationId, created_at: now };
  return [query.insertInto('pattern_hits').values([...new Set(patterns)].map((pattern) => ({ ...hit, pattern })))];
}

function askToBeForgotten({ database: { query } }: StorageContext, conversationId: string, now: number): Compilable {
  return query
    .updateTable('persons')
    .set({ leaving_since: now, forget_asked_at: now })
    .where('id', 'in', (inner) => inner.selectFrom('conversations').select('person_id').where('id', '=', conversationId));
}

async function insertOutcome({ database, sealer }: StorageContext, key: SealingKey, outcome: Outcome, now: number): Promise<Compilable> {
  return database.query.insertInto('outcomes').values({
    message_id: outcome.messageId,
    conversation_id: outcome.conversationId,
    // Nobody owns it any more: the turn before is taken already, and nothing of this is saved.
    turn: outcome.owned
      ? sql<number>`(SELECT CASE WHEN status = 'open' THEN ${outcome.turn} + 1 ELSE ${outcome.turn} + 0 END FROM conversations WHERE id = ${outcome.conversationId})`
      : outcome.turn + 1,
    release: outcome.release,
    engine: outcome.engine,
    colour: outcome.colour,
    score: outcome.score,
    type: outcome.type,
    intent: outcome.intent,
    stage: outcome.stage,
    escalated: outcome.escalated ? 1 : 0,
    answer_sealed: await sealer.seal(key, outcome.answer),
    second_reader: outcome.secondReader ?? null,
    inputs_sealed: outcome.inputs ? await sealer.seal(key, outcome.inputs) : null,
    created_at: now,
  });
}

/** So long the platform may ask for the same answer again before a sender says it in another way. Milliseconds. */
const ANSWER_LASTS = 20_000;

/** Said only as long as no human has taken over: whoever claims the case in this moment speaks first. */
async function insertReplies(context: StorageContext, key: SealingKey, outcome: Outcome, now: number): Promise<Compilable[]> {
  const { database, sealer } = context;
  const { conversationId, messageId, passive } = outcome;
  const channel = channelOf(conversationId);
  const statements: Compilable[] = [];
  for (const { id, text } of outcome.replies) {
    const [body, hash] = [await sealer.seal(key, text), await sealer.fingerprint(text)];
    statements.push(
      database.query
        .insertInto('messages')
        .columns(['id', 'conversation_id', 'channel', 'external_id', 'author', 'body_sealed', 'body_hash', 'in_reply_to', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('conversations')
            .select(({ val }) => [
              val(id).as('id'),
              'conversations.id as conversation_id',
              val(channel).as('channel'),
              val(id).as('external_id'),
              sql.lit('bot').as('author'),
              val(body).as('body_sealed'),
              val(hash).as('body_hash'),
              val(messageId).as('in_reply_to'),
              momentIn(conversationId).as('created_at'),
            ])
            .where('conversations.id', '=', conversationId)
            .where('status', '<>', 'open'),
        ),
      putOut(context, { messageId: id, conversationId, dueAt: passive ? now + ANSWER_LASTS : now, now }),
    );
    if (!passive) statements.push(announce(context, { messageId: id, now }));
  }
  return statements;
}

/** A running case only gets more urgent, and then waits for no role any more; its facts are frozen when it is opened. */
async function openOrRaiseCase(
  context: StorageContext,
  key: SealingKey,
  conversationId: string,
  escalating: Escalating,
  now: number,
): Promise<Compilable[]> {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { urgency, reason, caseNumber, facts } = escalating;
  const running = query.selectFrom('cases').select('id').where('conversation_id', '=', conversationId).where('status', '<>', 'closed');
  const sealed = await sealer.seal(key, facts);
  return [
    query
      .updateTable('cases')
      .set({ urgency, updated_at: now, ...(urgency === 'P0' && { wanted_role: null }) })
      .where('id', 'in', running)
      .where('urgency', '>', urgency),
    // Closed in this moment, the case keeps its number to itself: the message is then decided again.
    query
      .insertInto('cases')
      .columns(['id', 'number', 'conversation_id', 'urgency', 'reason', 'facts_sealed', 'status', 'created_at', 'updated_at'])
      .expression((is) =>
        is
          .selectFrom('conversations')
          .select(({ val }) => [
            val(sources.id()).as('id'),
            val(caseNumber).as('number'),
            'conversations.id as conversation_id',
            val(urgency).as('urgency'),
            val(reason).as('reason'),
            val(sealed).as('facts_sealed'),
            sql.lit('waiting').as('status'),
            val(now).as('created_at'),
            val(now).as('updated_at'),
          ])
          .where('conversations.id', '=', conversationId)
          .where((is) => is.not(is.exists(running))),
      ),
    query.insertInto('events').values({ conversation_id: conversationId, kind: 'case', message_id: null, created_at: now }),
  ];
}
