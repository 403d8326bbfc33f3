import type { Compilable } from 'kysely';
import type { StorageContext } from './context.ts';

/** So long after it is looked again whether the officer still speaks with him. Milliseconds. */
export const AFTER_THE_TALK = 5 * 60_000;
const WARNING = 'warning:';
const STOP_ANSWER = 'stop-answer:';

/** What a message about a warning is called, by the step that it belongs to. */
export function warningMessage(stepId: string): string {
  return WARNING + stepId;
}
/** What a message about the answers of the police is called. */
export function stopAnswerMessage(leadId: string, messageId: string): string {
  return `${STOP_ANSWER}${leadId}/${messageId}`;
}

/**
 * The bot is silent while an officer speaks with somebody, and what it wanted to say is withdrawn. A reply is done with then,
 * since the officer has the question. What was owed to him unasked (a warning, what the police answered) is owed again.
 * @param due the row of the outbox, and which attempt it is
 * @returns statements for the batch that withdraws it, to stand before
 */
export async function owedAgain(
  { database: { query }, sources }: StorageContext,
  due: { readonly id: string; readonly attempt: number },
): Promise<readonly Compilable[]> {
  const still = () =>
    query
      .selectFrom('outbox')
      .select('outbox.id')
      .where('outbox.id', '=', due.id)
      .where('state', '=', 'sending')
      .where('attempts', '=', due.attempt);
  const said = await still()
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .select(['messages.external_id', 'outbox.created_at'])
    .where('author', '=', 'bot')
    .where('conversations.status', '=', 'open')
    .executeTakeFirst();
  if (said?.external_id.startsWith(WARNING))
    return [
      query
        .updateTable('warning_notices')
        .set({ again_at: sources.now() + AFTER_THE_TALK })
        .where('answered_at', 'is', null)
        .where('warning_id', 'in', (is) =>
          is
            .selectFrom('warning_steps')
            .innerJoin('warnings', 'warnings.id', 'warning_steps.warning_id')
            .select('warnings.id')
            .where('warning_steps.id', '=', said.external_id.slice(WARNING.length))
            .where('status', '=', 'open')
            .where('settled_at', 'is', null),
        )
        .where(({ exists }) => exists(still())),
    ];
  if (said?.external_id.startsWith(STOP_ANSWER))
    return [
      query
        .updateTable('stop_answers')
        .set({ told_at: null })
        .where('lead_id', '=', said.external_id.slice(STOP_ANSWER.length).split('/')[0] ?? '')
        // Told with this message, and not with one after it.
        .where('told_at', '=', said.created_at)
        .where(({ exists }) => exists(still())),
    ];
  return [];
}
