import type { StorageContext } from '../context.ts';
import { citizenKey } from './citizen-key.ts';
import { phoneOpensFrom } from './officer-proofs.ts';

/** A check-up as it was answered. */
export interface CheckUp {
  /** Counted from 1. */
  readonly attempt: number;
  /** Version of the bank. */
  readonly bank: number;
  /** Question → the option that he chose, counted from 0; in the order asked. */
  readonly answers: readonly { readonly question: string; readonly chosen: number }[];
  readonly wrong: number;
  /** Milliseconds since 1970 UTC. */
  readonly doneAt: number;
}

/** Stages in which nothing has happened to him yet. */
const HARMLESS = ['seen'];
const MOST_MATTERS = 50;

/** A matter of his own in red, and how far it had gone. */
export interface RedMatter {
  readonly at: number;
  readonly stage: string;
  readonly type: string | null;
}

/** A chat of his, as far as he may see it. */
export interface OwnChat {
  readonly id: string;
  /** What was said before is not shown to him. Milliseconds since 1970 UTC. */
  readonly from: number;
  /** Everything in it is from then or later. */
  readonly began: number;
}

export function checkUps(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  /** His chats: those that he let us look at, and those of his proved number. */
  const conversationsOf = (citizenId: string) =>
    query
      .selectFrom('conversations')
      .select('conversations.id')
      .where((is) =>
        is.or([
          is(
            'conversations.id',
            'in',
            is.selectFrom('citizen_conversations').select('conversation_id').where('citizen_id', '=', citizenId),
          ),
          is(
            'address_hash',
            'in',
            is
              .selectFrom('citizens')
              .select('phone_hash')
              .where('citizens.id', '=', citizenId)
              .where('phone_hash', 'is not', null)
              .$castTo<{ phone_hash: string }>(),
          ),
        ]),
      );

  return {
    /** Written once for each attempt; false when this one was there already, or he was erased. */
    async saveCheckUp(citizenId: string, { attempt, doneAt: _, ...body }: CheckUp): Promise<boolean> {
      const key = await citizenKey(context, citizenId);
      if (!key) return false;
      try {
        await query
          .insertInto('citizen_check_ups')
          .values({
            citizen_id: citizenId,
            attempt,
            body_sealed: await sealer.seal(key, JSON.stringify(body)),
            done_at: sources.now(),
          })
          .execute();
        return true;
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        return false;
      }
    },

    /** All of his, newest first. */
    async checkUpsOf(citizenId: string): Promise<readonly CheckUp[]> {
      const key = await citizenKey(context, citizenId);
      if (!key) return [];
      const rows = await query
        .selectFrom('citizen_check_ups')
        .selectAll()
        .where('citizen_id', '=', citizenId)
        .orderBy('attempt', 'desc')
        .execute();
      return Promise.all(
        rows.map(async ({ attempt, body_sealed, done_at }) => ({
          ...(JSON.parse(await sealer.open(key, body_sealed)) as Pick<CheckUp, 'bank' | 'answers' | 'wrong'>),
          attempt,
          doneAt: done_at,
        })),
      );
    },

    /** A chat of the browser that he uses; only after he has agreed to it. */
    async linkConversation(citizenId: string, conversationId: string): Promise<void> {
      try {
        await query
          .insertInto('citizen_conversations')
          .values({ citizen_id: citizenId, conversation_id: conversationId, since: sources.now() })
          .execute();
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    /** A browser that he signs out of may be somebody else's. */
    async unlinkConversation(citizenId: string, conversationId: string): Promise<void> {
      await query
        .deleteFrom('citizen_conversations')
        .where('citizen_id', '=', citizenId)
        .where('conversation_id', '=', conversationId)
        .execute();
    },

    /**
     * A browser's chat opens from when it was his, a number's from when an officer has confirmed it, whole where the number
     * itself has. @param opensFrom of the session that asks
     */
    async chatsOfCitizen(citizenId: string, opensFrom: number): Promise<readonly OwnChat[]> {
      const rows = await conversationsOf(citizenId)
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .leftJoin('citizen_conversations as link', (join) =>
          join.onRef('link.conversation_id', '=', 'conversations.id').on('link.citizen_id', '=', citizenId),
        )
        .leftJoin('citizens as his', (join) => join.onRef('his.phone_hash', '=', 'conversations.address_hash').on('his.id', '=', citizenId))
        .select(['persons.created_at as began', 'link.since', 'his.id as by_number', phoneOpensFrom('his').as('opens_from')])
        .where('key_wrapped', 'is not', null)
        .orderBy('conversations.created_at')
        .execute();
      return rows.map(({ id, began, since, by_number, opens_from }) => {
        const from = by_number === null ? (since ?? 0) : opens_from;
        return { id, began, from: Math.max(opensFrom, from) };
      });
    },

    /**
     * What happened to him: red, and more than received. Not what an officer has called a false alarm since.
     * @param since milliseconds since 1970 UTC
     */
    async redMattersOf(citizenId: string, since: number): Promise<readonly RedMatter[]> {
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('conversations', 'conversations.id', 'outcomes.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['outcomes.created_at', 'stage', 'type'])
        // What was erased is nobody's any more, also where somebody writes from the same place again.
        .whereRef('outcomes.created_at', '>=', 'persons.created_at')
        .where('key_wrapped', 'is not', null)
        .where('conversation_id', 'in', conversationsOf(citizenId))
        // Of a number that an officer has confirmed: only what came since.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('citizens')
                .select('citizens.id')
                .where('citizens.id', '=', citizenId)
                .whereRef('citizens.phone_hash', '=', 'conversations.address_hash')
                .where(phoneOpensFrom(), '>', (is) => is.ref('outcomes.created_at')),
            ),
          ),
        )
        .where('outcomes.created_at', '>=', since)
        .where('colour', '=', 'red')
        .where('stage', 'not in', HARMLESS)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('cases')
                .select('cases.id')
                .whereRef('cases.conversation_id', '=', 'outcomes.conversation_id')
                .whereRef('cases.closed_at', '>=', 'outcomes.created_at')
                .where('truth', '=', 'false-alarm'),
            ),
          ),
        )
        .orderBy('outcomes.created_at', 'desc')
        .limit(MOST_MATTERS)
        .execute();
      return rows.map(({ created_at, stage, type }) => ({ at: created_at, stage, type }));
    },
  };
}
