import { sql } from 'kysely';
import { auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import type { Colour, Truth } from './desk-schema.ts';
import { notDrill } from './drills.ts';

/** A citizen's message that was judged, opened. */
export interface Consult {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channel: string;
  /** When it was judged, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly text: string;
  readonly sender: string | null;
  /** What he was told. */
  readonly told: Colour | null;
  /** The first case that ended with a truth after it, or one that is still running. */
  readonly caseNumber: string | null;
  readonly truth: Truth | null;
}

/** A case that an officer closed as a scam, and that the bot had not called red. */
export interface MissedScam {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly closedAt: number;
  /** The bot's last colour before it was closed. */
  readonly colour: Exclude<Colour, 'red'>;
  readonly trueType: string | null;
  /** What he had written and was not told to be red, newest first; empty when he was erased since. */
  readonly texts: readonly { readonly at: number; readonly colour: Colour; readonly text: string }[];
}

const NOT_RED = ['green', 'yellow'] as const;
const MOST_TEXTS_OF_A_CASE = 5;

/** Past consults for those who write the library: texts are opened here, and masked before anybody reads them. */
export function consults(context: StorageContext) {
  const { database, sealer, sources, openIfSealed } = context;
  const { query } = database;

  async function notRed(caseId: string, conversationId: string, closedAt: number): Promise<MissedScam['texts']> {
    const key = await context.keyOfCase(caseId);
    if (!key) return [];
    const before = await query
      .selectFrom('cases')
      .select('closed_at')
      .where('conversation_id', '=', conversationId)
      .where('truth', 'is not', null)
      .where('closed_at', '<', closedAt)
      .orderBy('closed_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const rows = await query
      .selectFrom('messages')
      .innerJoin('outcomes', 'outcomes.message_id', 'messages.id')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['messages.created_at as at', 'colour', 'body_sealed'])
      .where('messages.conversation_id', '=', conversationId)
      .whereRef('messages.created_at', '>=', 'persons.created_at')
      .where('messages.created_at', '>', before?.closed_at ?? 0)
      .where('messages.created_at', '<=', closedAt)
      .where('kind', '=', 'text')
      .where('colour', 'in', NOT_RED)
      .orderBy('messages.created_at', 'desc')
      .orderBy('outcomes.turn', 'desc')
      .limit(MOST_TEXTS_OF_A_CASE)
      .execute();
    const opened = rows.map(async ({ at, colour, body_sealed }) => ({
      at,
      colour: colour as Colour,
      text: await sealer.open(key, body_sealed),
    }));
    return Promise.all(opened);
  }

  return {
    /** The newest closings first; that they were read is written down. */
    async missedScams(most: number): Promise<readonly MissedScam[]> {
      const closed = query
        .selectFrom('cases')
        .select(({ selectFrom }) => [
          'id',
          'number',
          'conversation_id',
          'closed_at',
          'true_type',
          selectFrom('outcomes')
            .select('colour')
            .whereRef('outcomes.conversation_id', '=', 'cases.conversation_id')
            .whereRef('outcomes.created_at', '<=', 'cases.closed_at')
            .where('outcomes.colour', 'is not', null)
            .orderBy('turn', 'desc')
            .limit(1)
            .as('colour'),
        ])
        .where('status', '=', 'closed')
        .where('truth', '=', 'scam')
        .where('closed_at', 'is not', null)
        .where(notDrill('cases.conversation_id'));
      const rows = await query
        .selectFrom(closed.as('closed'))
        .selectAll()
        .where('colour', 'in', NOT_RED)
        .orderBy('closed_at', 'desc')
        .orderBy('number')
        .limit(most)
        .execute();
      if (rows.length === 0) return [];
      const now = sources.now();
      await database.batch(rows.map(({ id }) => auditEntry(query, { at: now, officerId: null, action: 'case.read', subject: id })));
      const missed: MissedScam[] = [];
      for (const row of rows) {
        const closedAt = row.closed_at as number;
        missed.push({
          caseId: row.id,
          caseNumber: row.number,
          closedAt,
          colour: row.colour as MissedScam['colour'],
          trueType: row.true_type,
          texts: await notRed(row.id, row.conversation_id, closedAt),
        });
      }
      return missed;
    },

    /**
     * One page of what citizens wrote since then, the newest first. Who was erased is left out.
     * @param from milliseconds since 1970 UTC
     * @param behind the last one of the page before
     */
    async consultsSince(from: number, behind: Pick<Consult, 'at' | 'messageId'> | null, most: number): Promise<readonly Consult[]> {
      // Once for a whole reading.
      if (behind === null)
        await auditEntry(query, { at: sources.now(), officerId: null, action: 'consults.read', subject: 'consults' }).execute();
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('messages', 'messages.id', 'outcomes.message_id')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .leftJoin('cases', (join) =>
          join.on(({ eb, selectFrom }) =>
            eb(
              'cases.id',
              '=',
              selectFrom('cases as his')
                .select('his.id')
                .whereRef('his.conversation_id', '=', 'messages.conversation_id')
                .where((is) =>
                  is.or([
                    is('his.closed_at', 'is', null),
                    is.and([is('his.truth', 'is not', null), is('his.closed_at', '>=', is.ref('messages.created_at'))]),
                  ]),
                )
                .orderBy(({ fn }) => fn.coalesce('his.closed_at', sql.lit(Number.MAX_SAFE_INTEGER)))
                .limit(1),
            ),
          ),
        )
        .select([
          'messages.id',
          'messages.conversation_id',
          'messages.channel',
          'outcomes.created_at as at',
          'body_sealed',
          'sender_sealed',
          'key_wrapped',
          'colour',
          'number',
          'truth',
        ])
        .where('outcomes.created_at', '>=', from)
        .$if(behind !== null, (found) =>
          found.where((is) =>
            is.or([
              is('outcomes.created_at', '<', behind?.at ?? 0),
              is.and([is('outcomes.created_at', '=', behind?.at ?? 0), is('outcomes.message_id', '<', behind?.messageId ?? '')]),
            ]),
          ),
        )
        .where('kind', '=', 'text')
        .where(notDrill('messages.conversation_id'))
        .where('key_wrapped', 'is not', null)
        .whereRef('messages.created_at', '>=', 'persons.created_at')
        .orderBy('outcomes.created_at', 'desc')
        .orderBy('outcomes.message_id', 'desc')
        .limit(most)
        .execute();
      const opened = rows.map(async (row): Promise<Consult> => {
        const key = await sealer.unwrap(row.key_wrapped as string);
        return {
          messageId: row.id,
          conversationId: row.conversation_id,
          channel: row.channel,
          at: row.at,
          text: await sealer.open(key, row.body_sealed),
          sender: await openIfSealed(key, row.sender_sealed),
          told: row.colour as Colour | null,
          caseNumber: row.number,
          truth: row.truth,
        };
      });
      return Promise.all(opened);
    },
  };
}
