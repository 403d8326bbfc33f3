import type { AgeBand, Job } from '../citizens/citizens-tables.ts';
import type { StorageContext } from '../context.ts';
import { runningCase } from '../running-case.ts';
import { notAside } from '../set-aside.ts';
import { agrees, rested } from './may-be-taught.ts';

/** Somebody who has agreed to lessons, and the conversation in which he can be reached now. */
export interface CitizenToTeach {
  readonly citizenId: string;
  readonly ageBand: AgeBand;
  readonly job: Job;
  readonly conversationId: string;
  readonly channel: string;
}
/** A channel that may be written on, and how long after the citizen's last message. Milliseconds. */
export interface OpenWindow {
  readonly channel: string;
  readonly since: number;
}
const MOST_CONVERSATIONS = 50;

export function citizensToTeach({ database: { query }, sources }: StorageContext) {
  /** Conversations where no human is at work and the platform lets us write. */
  const reachable = (windows: readonly OpenWindow[]) =>
    query
      .selectFrom('citizens')
      .innerJoin('conversations', (join) => join.onTrue())
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['citizens.id', 'age_band', 'job', 'conversations.id as conversation', 'channel'])
      .where('erased_at', 'is', null)
      .where('age_band', 'is not', null)
      .where('job', 'is not', null)
      .where('key_wrapped', 'is not', null)
      .where('leaving_since', 'is', null)
      .where('conversations.status', '<>', 'open')
      .where((is) =>
        is.or([is.and([is('age_band', '<>', 'under14'), is('phone_proved_at', 'is not', null)]), is('guardian_proved_at', 'is not', null)]),
      )
      .where((is) => is.not(is.exists(runningCase(query))))
      .where((is) =>
        is.exists(
          is
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'conversations.id')
            .where('author', '=', 'citizen')
            .where((last) =>
              last.or(
                windows.map(({ channel, since }) =>
                  last.and([last('messages.channel', '=', channel), last('messages.created_at', '>=', since)]),
                ),
              ),
            ),
        ),
      );

  /** His, by his proved number or because he has linked them. */
  async function conversationsOf(citizenId: string): Promise<readonly string[]> {
    const byPhone = query
      .selectFrom('conversations')
      .innerJoin('citizens', 'citizens.phone_hash', 'conversations.address_hash')
      .select('conversations.id')
      .where('citizens.id', '=', citizenId);
    const linked = query.selectFrom('citizen_conversations').select('conversation_id as id').where('citizen_id', '=', citizenId);
    const rows = [...(await byPhone.execute()), ...(await linked.execute())];
    return [...new Set(rows.map(({ id }) => id))].slice(0, MOST_CONVERSATIONS);
  }

  return {
    /**
     * Registered, agreed in today's words, no lesson for seven days, and somewhere to be reached at this moment.
     * @param version of the consent's text that counts
     */
    async citizenToTeach(version: number, windows: readonly OpenWindow[]): Promise<CitizenToTeach | null> {
      if (windows.length === 0) return null;
      const now = sources.now();
      const due = () =>
        reachable(windows)
          .where((is) => is.and([agrees(is, version), rested(is, now)]))
          .where(notAside('teach', 'citizens.id', now))
          .limit(1);
      const row =
        (await due().whereRef('conversations.address_hash', '=', 'citizens.phone_hash').executeTakeFirst()) ??
        (await due()
          .innerJoin('citizen_conversations', (join) =>
            join
              .onRef('citizen_conversations.citizen_id', '=', 'citizens.id')
              .onRef('citizen_conversations.conversation_id', '=', 'conversations.id'),
          )
          .executeTakeFirst());
      if (!row || row.age_band === null || row.job === null) return null;
      return { citizenId: row.id, ageBand: row.age_band, job: row.job, conversationId: row.conversation, channel: row.channel };
    },

    /** Types that his own consults came to since then, where he lets them be looked at. @param version of that consent's text */
    async typesMet(citizenId: string, version: number, from: number): Promise<readonly string[]> {
      const consent = await query
        .selectFrom('citizen_consents')
        .select('id')
        .where('citizen_id', '=', citizenId)
        .where('purpose', '=', 'exposure')
        .where('version', '=', version)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      const ids = consent ? await conversationsOf(citizenId) : [];
      if (ids.length === 0) return [];
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('conversations', 'conversations.id', 'outcomes.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select('type')
        .distinct()
        // What was erased is nobody's any more.
        .whereRef('outcomes.created_at', '>=', 'persons.created_at')
        .where('key_wrapped', 'is not', null)
        .where('conversation_id', 'in', [...ids])
        .where('colour', 'in', ['red', 'yellow'])
        .where('type', 'is not', null)
        .where('outcomes.created_at', '>=', from)
        .execute();
      return rows.flatMap(({ type }) => type ?? []);
    },
  };
}
