import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { UNSENT } from '../outbox-states.ts';
import type { Tables } from '../schema.ts';
import { leftBehind } from './erased-consults.ts';
import { forgetQuotes } from './forget-elsewhere.ts';

/** How long what is kept, in milliseconds. */
export interface ConsultKeeping {
  /** From the last word on. */
  readonly messages: number;
  /** From the closing of his last case on. */
  readonly cases: number;
}
/** Somebody in the order of their first words; where the next piece begins. */
export interface PersonPlace {
  readonly createdAt: number;
  readonly id: string;
}
export interface ConsultPurge {
  readonly erased: number;
  /** null: everybody whose time may be over was looked at. */
  readonly next: PersonPlace | null;
}

/** Persons that one piece looks at. */
const AT_ONCE = 80;

export function purgeConsults(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;

  /** Nothing of his is under way, and his time is over. */
  const over =
    ({ messages, cases }: ConsultKeeping, now: number) =>
    (is: ExpressionBuilder<Tables & { one: Tables['persons'] }, 'one'>): Expression<SqlBool> => {
      const conversations = () => is.selectFrom('conversations').whereRef('conversations.person_id', '=', 'one.id');
      const ownCases = () => conversations().innerJoin('cases', 'cases.conversation_id', 'conversations.id');
      return is.and([
        is('one.key_wrapped', 'is not', null),
        is.or([is('one.guarded_until', 'is', null), is('one.guarded_until', '<', now)]),
        is.exists(conversations().select('conversations.id')),
        is.not(
          is.or([
            is.exists(
              conversations()
                .select('conversations.id')
                .where('conversations.updated_at', '>=', now - messages),
            ),
            is.exists(
              conversations()
                .innerJoin('messages', 'messages.conversation_id', 'conversations.id')
                .select('messages.id')
                .where((word) => word.or([word('messages.created_at', '>=', now - messages), word('concluded', '=', sql.lit(0))])),
            ),
            is.exists(
              conversations()
                .innerJoin('outbox', 'outbox.conversation_id', 'conversations.id')
                .select('outbox.id')
                .where('outbox.state', 'in', UNSENT)
                .where('outbox.channel', '<>', 'web'),
            ),
            is.exists(
              ownCases()
                .select('cases.id')
                .where((one) => one.or([one('cases.status', '<>', 'closed'), one('cases.closed_at', '>=', now - cases)])),
            ),
            is.exists(
              ownCases()
                .innerJoin('call_backs', 'call_backs.case_id', 'cases.id')
                .select('call_backs.id')
                .where('call_backs.done_at', 'is', null),
            ),
            is.exists(
              ownCases()
                .innerJoin('warnings', 'warnings.case_id', 'cases.id')
                .select('warnings.id')
                .where((one) => one.or([one('warnings.status', '=', 'open'), one('warnings.due_at', 'is not', null)])),
            ),
            is.exists(
              conversations()
                .innerJoin('stop_leads', 'stop_leads.conversation_id', 'conversations.id')
                .select('stop_leads.id')
                .where('stop_leads.state', '<>', 'closed'),
            ),
          ]),
        ),
      ]);
    };

  return {
    /**
     * Destroys the keys of some whose time is over. A running case, an open stop lead or warning, a call-back that is promised,
     * somebody who is guarded after a loss: these are kept, whatever their age. Several programs may do it at once.
     */
    async purgeConsult(keeping: ConsultKeeping, after: PersonPlace | null): Promise<ConsultPurge> {
      const now = sources.now();
      const looked = await query
        .selectFrom('persons')
        .select(['id', 'created_at'])
        .where('key_wrapped', 'is not', null)
        .where('created_at', '<', now - keeping.messages)
        .$if(after !== null, (found) =>
          found.where((is) =>
            is.or([
              is('created_at', '>', after?.createdAt ?? 0),
              is.and([is('created_at', '=', after?.createdAt ?? 0), is('id', '>', after?.id ?? '')]),
            ]),
          ),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      const last = looked.at(-1);
      if (!last) return { erased: 0, next: null };
      // One statement: whatever begins in between is seen.
      const erased = await query
        .updateTable('persons')
        .set({ key_wrapped: null, leaving_since: null, gone_at: now })
        .where('id', 'in', (is) =>
          is
            .selectFrom('persons as one')
            .select('one.id')
            .where(
              'one.id',
              'in',
              looked.map(({ id }) => id),
            )
            .where(over(keeping, now)),
        )
        .returning('id')
        .execute();
      const ids = erased.map(({ id }) => id);
      const gone = () => query.selectFrom('conversations').select('id').where('person_id', 'in', ids);
      if (ids.length > 0) {
        await database.batch(leftBehind(query, gone, now));
        for (const { id } of await gone().execute()) await forgetQuotes(context, [id]);
      }
      const next = looked.length < AT_ONCE ? null : { createdAt: Number(last.created_at), id: last.id };
      return { erased: ids.length, next };
    },
  };
}
