import type { StorageContext } from './context.ts';

/** Somebody who was told green of what a published release calls red. */
export interface ReleaseCallBack {
  readonly version: string;
  /** Names him on this list: of a release there is one message for each conversation. */
  readonly messageId: string;
  readonly channel: string;
  /** When he wrote it; milliseconds since 1970 UTC, as all times here. */
  readonly toldAt: number;
  readonly createdAt: number;
  /** How often he was not reached. */
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
  readonly doneAt: number | null;
  readonly result: ReleaseCallResult | null;
  /** Shown name of whoever noted the last result. */
  readonly officer: string | null;
  /** His newest case; null: nobody knows a number of his. */
  readonly caseId: string | null;
  readonly caseNumber: string | null;
}
export type ReleaseCallResult = 'reached' | 'unreached' | 'not-needed';

type CallBackAction = 'release.call-back-read' | 'release.called-back';

/** Who must be called back because a release knows better. Nothing is sent to anybody by itself. */
export function releaseCallBacks({ database, sealer, sources }: StorageContext) {
  const { query } = database;

  /** Nobody who was erased since: whoever writes from the same place now is somebody else. */
  const kept = () =>
    query
      .selectFrom('release_call_backs')
      .innerJoin('messages', 'messages.id', 'release_call_backs.message_id')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .where('key_wrapped', 'is not', null)
      .whereRef('messages.created_at', '>=', 'persons.created_at');

  const listed = () =>
    kept()
      .leftJoin('officers', 'officers.id', 'release_call_backs.officer_id')
      .leftJoin('cases', (join) =>
        join.on(({ eb, selectFrom }) =>
          eb(
            'cases.id',
            '=',
            selectFrom('cases as his')
              .select('his.id')
              .whereRef('his.conversation_id', '=', 'messages.conversation_id')
              .whereRef('his.created_at', '>=', 'persons.created_at')
              .orderBy('his.created_at', 'desc')
              .orderBy('his.id', 'desc')
              .limit(1),
          ),
        ),
      )
      .select([
        'version',
        'message_id as messageId',
        'messages.channel',
        'messages.created_at as toldAt',
        'release_call_backs.created_at as createdAt',
        'attempts',
        'last_attempt_at as lastAttemptAt',
        'release_call_backs.done_at as doneAt',
        'release_call_backs.result',
        'display as officer',
        'cases.id as caseId',
        'cases.number as caseNumber',
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];
  const asResult = (row: Row): ReleaseCallBack => ({ ...row, result: row.result as ReleaseCallResult | null });

  const asSeen = (version: string, messageId: string, attempts: number) =>
    query
      .selectFrom('release_call_backs')
      .where('version', '=', version)
      .where('message_id', '=', messageId)
      .where('attempts', '=', attempts)
      .where('done_at', 'is', null);

  return {
    /** Those who are still to be called, of the newest release first. */
    async releaseCallBacksOpen(most: number): Promise<readonly ReleaseCallBack[]> {
      const rows = await listed()
        .where('release_call_backs.done_at', 'is', null)
        .orderBy('release_call_backs.created_at', 'desc')
        .orderBy('attempts')
        .orderBy('message_id')
        .limit(most)
        .execute();
      return rows.map(asResult);
    },

    /** What was settled last comes first. */
    async releaseCallBacksDone(most: number): Promise<readonly ReleaseCallBack[]> {
      const rows = await listed()
        .where('release_call_backs.done_at', 'is not', null)
        .orderBy('release_call_backs.done_at', 'desc')
        .orderBy('message_id')
        .limit(most)
        .execute();
      return rows.map(asResult);
    },

    /** What he had asked about, to be masked before it is shown; that it was read is written down. null: not on the list, or erased. */
    async readReleaseCallBack(messageId: string, officerId: string): Promise<string | null> {
      const row = await kept().select(['body_sealed', 'key_wrapped']).where('message_id', '=', messageId).limit(1).executeTakeFirst();
      if (!row) return null;
      const action: CallBackAction = 'release.call-back-read';
      await query
        .insertInto('audit')
        .values({ at: sources.now(), officer_id: officerId, action, subject: messageId, reason_sealed: null })
        .execute();
      return sealer.open(await sealer.unwrap(row.key_wrapped as string), row.body_sealed);
    },

    /**
     * What came of trying to reach him; one who was not reached stays on the list.
     * @param attempts as the officer saw them: the same button pressed twice counts once
     * @returns false when somebody was faster, or he is not on the list
     */
    async settleReleaseCallBack(
      { version, messageId }: Pick<ReleaseCallBack, 'version' | 'messageId'>,
      { officerId, attempts }: { readonly officerId: string; readonly attempts: number },
      result: ReleaseCallResult,
    ): Promise<boolean> {
      const now = sources.now();
      const action: CallBackAction = 'release.called-back';
      const ended = result === 'unreached' ? null : now;
      if (!(await asSeen(version, messageId, attempts).select('message_id').executeTakeFirst())) return false;
      await database.batch([
        // The audit row first: it asks for the state that the change ends.
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            asSeen(version, messageId, attempts).select(({ val }) => [
              val(now).as('at'),
              val(officerId).as('officer_id'),
              val(action).as('action'),
              'message_id as subject',
            ]),
          ),
        query
          .updateTable('release_call_backs')
          .set({
            officer_id: officerId,
            ...(ended === null ? { attempts: attempts + 1, last_attempt_at: now } : { done_at: ended, result }),
          })
          .where('version', '=', version)
          .where('message_id', '=', messageId)
          .where('attempts', '=', attempts)
          .where('done_at', 'is', null),
      ]);
      const after = await query
        .selectFrom('release_call_backs')
        .select(['officer_id', 'attempts', 'last_attempt_at', 'done_at', 'result'])
        .where('version', '=', version)
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      if (after?.officer_id !== officerId) return false;
      return ended === null
        ? after.last_attempt_at === now && after.attempts === attempts + 1
        : after.done_at === now && after.result === result;
    },
  };
}
