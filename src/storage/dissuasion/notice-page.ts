import type { StorageContext } from '../context.ts';
import type { Answer } from './tier-plan.ts';
import { warningActs } from './warning-acts.ts';

/** What of a warning its page shows: nothing of a person. */
export interface NoticePage {
  readonly type: string | null;
  readonly answered: boolean;
}

/** What his answer met with. */
export interface NoticeAnswered {
  /** Somebody has him in hand, or will: what the page promises then is true. */
  readonly open: boolean;
}

/** By the secret part of its address. */
export function pageHash(sealer: Pick<StorageContext['sealer'], 'fingerprint'>, token: string): Promise<string> {
  return sealer.fingerprint(`warning-page\n${token}`);
}

/** The page that the message leads to, and what he says on it. */
export function noticePage(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { act } = warningActs(context);

  return {
    /** null: there is no such page. */
    async noticePage(token: string): Promise<NoticePage | null> {
      const row = await query
        .selectFrom('warning_notices')
        .innerJoin('warnings', 'warnings.id', 'warning_notices.warning_id')
        .select(['type', 'answered_at'])
        .where('token_hash', '=', await pageHash(sealer, token))
        .executeTakeFirst();
      return row ? { type: row.type, answered: row.answered_at !== null } : null;
    },

    /**
     * What he says on the page. It silences repeats, and no more: a denial has him rung, and that he has paid makes it 紧急.
     * The same answer given again counts once, until he was met or the warning was closed: after that it is news. @returns null
     * when there is no such page
     */
    async answerNotice(token: string, answer: Answer): Promise<NoticeAnswered | null> {
      const hash = await pageHash(sealer, token);
      const notice = await query.selectFrom('warning_notices').select('warning_id').where('token_hash', '=', hash).executeTakeFirst();
      if (!notice) return null;
      const warningId = notice.warning_id;
      const now = sources.now();
      await act({
        warningId,
        stepId: `answer-${answer}-${warningId}${await sinceSettled(warningId)}`,
        officerId: null,
        audit: null,
        decide: () => ({ kind: 'answer', result: answer, at: now }),
        also: () => [query.updateTable('warning_notices').set({ answered_at: now, again_at: null }).where('token_hash', '=', hash)],
      });
      const { status } = await query.selectFrom('warnings').select('status').where('id', '=', warningId).executeTakeFirstOrThrow();
      return { open: status === 'open' };
    },
  };

  /** Names the last step that settled it, so that the same answer after it is another one; empty before the first. */
  async function sinceSettled(warningId: string): Promise<string> {
    const settled = await query
      .selectFrom('warning_steps')
      .select('turn')
      .where('warning_id', '=', warningId)
      .where((is) =>
        is.or([
          is('kind', 'in', ['closing', 'void']),
          is('result', '=', 'persuaded'),
          is.and([is('kind', '=', 'visit'), is('result', '=', 'paid')]),
        ]),
      )
      .orderBy('turn', 'desc')
      .limit(1)
      .executeTakeFirst();
    return settled ? `-${settled.turn}` : '';
  }
}
