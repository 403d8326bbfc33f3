import type { ExpressionBuilder } from 'kysely';
import type { StorageContext } from './context.ts';
import { DRILL } from './drills.ts';
import { isNoGroup } from './group-conversations.ts';
import { tellOfCase } from './said-of-case.ts';
import type { Tables } from './schema.ts';
import { TELEPHONE } from './telephone-channel.ts';

/** A P0 that has come back to the queue while its citizen believes that an officer is with him. */
export interface UntoldReturn {
  readonly caseId: string;
  readonly conversationId: string;
  /** The newest that he has written: behind that it is said once, however often the case comes back. */
  readonly behind: string;
}

const OCCASION = 'returned:';

/** What citizens hear of cases that came back. */
export function returnsTold(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  return {
    /** Of whom the bot has said nothing since, as it does to whoever writes again, and has not said this behind his newest words. */
    async returnsUntold(): Promise<readonly UntoldReturn[]> {
      const rows = await query
        .selectFrom('cases')
        .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
        .select(({ selectFrom }) => [
          'cases.id as caseId',
          'cases.conversation_id as conversationId',
          selectFrom('messages as his')
            .select('his.id')
            .whereRef('his.conversation_id', '=', 'cases.conversation_id')
            .where('his.author', '=', 'citizen')
            .orderBy('his.created_at', 'desc')
            .orderBy('his.id', 'desc')
            .limit(1)
            .as('behind'),
        ])
        .where('cases.status', '=', 'waiting')
        .where('urgency', '=', 'P0')
        .where('returned_at', 'is not', null)
        .where('conversations.channel', 'not in', [TELEPHONE, DRILL])
        // There nothing is said of it (said-of-case.ts).
        .where(isNoGroup('conversations.id'))
        .where((is) => is.not(is.exists(said(is))))
        .execute();
      return rows.flatMap(({ behind, ...row }) => (behind === null ? [] : [{ ...row, behind }]));
    },

    /** Once, also when two tell him at once; not when somebody has claimed it meanwhile. */
    async tellReturned({ caseId, conversationId, behind }: UntoldReturn, words: string): Promise<void> {
      const occasion = OCCASION + behind;
      const told = await tellOfCase(context, { caseId, conversationId, occasion, words }, sources.now());
      if (!told) return;
      try {
        await database.batch(told);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },
  };
}

function said(is: ExpressionBuilder<Tables, 'cases'>) {
  return is
    .selectFrom('messages as ours')
    .select('ours.id')
    .whereRef('ours.conversation_id', '=', 'cases.conversation_id')
    .where('ours.author', '=', 'bot')
    .where((ours) =>
      ours.or([
        ours('ours.created_at', '>=', ours.ref('cases.returned_at')),
        ours.and([
          ours('ours.external_id', 'like', `${OCCASION}%`),
          ours('ours.created_at', '>=', (inner) =>
            inner
              .selectFrom('messages as newest')
              .select(({ fn }) => fn.max('newest.created_at').as('at'))
              .whereRef('newest.conversation_id', '=', 'cases.conversation_id')
              .where('newest.author', '=', 'citizen'),
          ),
        ]),
      ]),
    );
}
