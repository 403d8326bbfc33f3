import type { StorageContext } from './context.ts';
import type { Database } from './database.ts';
import type { Truth, Urgency } from './desk-schema.ts';

/** Another conversation of the same person, or of the same telephone number, and a case of it where there was one. */
export interface Contact {
  readonly conversationId: string;
  readonly channel: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly case: {
    readonly id: string;
    readonly number: string;
    readonly status: 'waiting' | 'claimed' | 'closed';
    readonly urgency: Urgency;
    readonly truth: Truth | null;
    /** As an officer said, or else as the machine saw it. */
    readonly type: string | null;
    readonly ownerId: string | null;
    readonly owner: string | null;
    readonly mergedInto: string | null;
  } | null;
}

/** Conversations of the person behind one, the one itself included. What is sealed for the erased is nobody's any more. */
export function conversationsOfPerson(query: Database['query'], conversationId: string) {
  const his = (link: 'person_id' | 'address_hash') =>
    query
      .selectFrom('conversations as own')
      .innerJoin('conversations as his', `his.${link}`, `own.${link}`)
      .select('his.id')
      .where('own.id', '=', conversationId)
      .where(`his.${link}`, 'is not', null);
  return (
    query
      .selectFrom('conversations as near')
      .innerJoin('persons', 'persons.id', 'near.person_id')
      .where('key_wrapped', 'is not', null)
      // Two questions, each of an index of its own: with OR between them PostgreSQL reads all conversations.
      .where('near.id', 'in', his('person_id').union(his('address_hash')))
  );
}

export function contacts({ database }: StorageContext) {
  const { query } = database;
  return {
    /** Earlier and other contacts of the case's person, newest first, the case itself left out. */
    async contactsOf(caseId: string, conversationId: string): Promise<Contact[]> {
      const rows = await conversationsOfPerson(query, conversationId)
        // Whoever was erased and came again is somebody else in the same place.
        .leftJoin('cases', (join) =>
          join.onRef('cases.conversation_id', '=', 'near.id').onRef('cases.created_at', '>=', 'persons.created_at'),
        )
        .leftJoin('officers', 'officers.id', 'cases.owner_id')
        .select(({ selectFrom }) => [
          'near.id as conversation',
          'near.channel',
          'near.created_at as begun',
          'cases.id',
          'number',
          'cases.status',
          'urgency',
          'truth',
          'true_type',
          'owner_id',
          'display',
          'merged_into',
          'cases.created_at',
          selectFrom('outcomes')
            .select('type')
            .whereRef('outcomes.conversation_id', '=', 'near.id')
            .whereRef('outcomes.created_at', '>=', 'persons.created_at')
            .where('type', 'is not', null)
            .orderBy('turn', 'desc')
            .limit(1)
            .as('seen_type'),
        ])
        .execute();
      return rows
        .filter(({ id, conversation }) => id !== caseId && (id !== null || conversation !== conversationId))
        .map((row) => ({
          conversationId: row.conversation,
          channel: row.channel,
          at: row.created_at ?? row.begun,
          case:
            row.id === null || row.number === null || row.status === null || row.urgency === null
              ? null
              : {
                  id: row.id,
                  number: row.number,
                  status: row.status,
                  urgency: row.urgency,
                  truth: row.truth,
                  type: row.true_type ?? row.seen_type,
                  ownerId: row.owner_id,
                  owner: row.display,
                  mergedInto: row.merged_into,
                },
        }))
        .sort((a, b) => b.at - a.at);
    },

    /** The case into which this one was merged. */
    async mergedInto(caseId: string): Promise<{ readonly id: string; readonly number: string } | null> {
      const row = await query
        .selectFrom('cases as merged')
        .innerJoin('cases as kept', 'kept.id', 'merged.merged_into')
        .select(['kept.id', 'kept.number'])
        .where('merged.id', '=', caseId)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
