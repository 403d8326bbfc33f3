import { AppError } from '../../errors.ts';
import { DECIDING_ROLES, roleAtWork } from '../case-acts.ts';
import type { StorageContext } from '../context.ts';
import { VOID_REASONS, type VoidReason } from './tier-plan.ts';
import { warningActs } from './warning-acts.ts';

/** A supervisor's word that there is nobody to warn. */
export interface Voiding {
  readonly warningId: string;
  /** Of the form: sent twice it is done once. */
  readonly stepId: string;
  readonly officerId: string;
  readonly reason: VoidReason;
  /** How he knows; sealed. 500 characters at most, and not empty. */
  readonly note: string;
}

const LONGEST_NOTE = 500;

export function voidWarning(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { act } = warningActs(context);

  async function isAboutAnother(warningId: string, phoneHash: string | null): Promise<boolean> {
    if (phoneHash === null) return false;
    const row = await query
      .selectFrom('warnings')
      .select('id')
      .where('phone_hash', '=', phoneHash)
      .where('id', '<>', warningId)
      .where('status', '=', 'open')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    /**
     * Ends a warning that cannot be ended by meeting anybody: no task and no call-back is owed any more, and it counts in no
     * figure. One that was closed after a meeting keeps its figures; its call-backs end. Who presses on his page that he has
     * paid opens it again all the same.
     * @returns null: nothing is owed any more
     * @throws AppError 403 `warning.not-yours`, 404 `warning.unknown`, 409 `warning.no-other`, 422 `warning.void`
     */
    async voidWarning({ warningId, stepId, officerId, reason, note }: Voiding): Promise<'now' | 'before' | null> {
      const role = await roleAtWork(query, officerId);
      if (role === null || !DECIDING_ROLES.includes(role)) throw new AppError('warning.not-yours', '只有主管能终止预警。', 403);
      const said = note.trim();
      if (!VOID_REASONS.includes(reason) || said === '' || said.length > LONGEST_NOTE)
        throw new AppError('warning.void', '请选原因，并写明是怎么知道的，最多500字。', 422);
      return act({
        warningId,
        stepId,
        officerId,
        note: said,
        audit: 'warning.voided',
        async decide({ row, standing }) {
          if (row.status === 'closed' && standing.tasks.length === 0) return null;
          if (reason === 'duplicate' && !(await isAboutAnother(warningId, row.phone_hash)))
            throw new AppError('warning.no-other', '没终止：这个号码没有别的在办预警。', 409);
          return { kind: 'void', result: reason, at: sources.now() };
        },
        set: ({ row }) => (row.status === 'open' ? { void_reason: reason } : {}),
      });
    },
  };
}
