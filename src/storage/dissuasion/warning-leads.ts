import type { StorageContext } from '../context.ts';
import { partnerPost } from '../partners/partner-post.ts';
import { notAside, setAside } from '../set-aside.ts';
import type { WarnedPerson } from './warned-person.ts';
import { warningActs } from './warning-acts.ts';

/** Where the warned person may be paying now, the police may stop it; nobody else may, and nobody else is told who he is. */
const LEGAL_BASIS = '《中华人民共和国反电信网络诈骗法》第二十条、第三十四条；《个人信息保护法》第十三条第一款第三、四项';

export function warningLeads(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { act } = warningActs(context);
  const { onePiece } = setAside(context);

  return {
    /**
     * Posts one protective-stop lead that is owed to the police, and records it, in one batch. Where no police partner is
     * switched on, the task stays for an officer, who tells them by telephone.
     * @returns false when there is none
     */
    async postWarningLead(): Promise<boolean> {
      const police = await query
        .selectFrom('partners')
        .select('id')
        .where('kind', '=', 'police')
        .where('closed_at', 'is', null)
        .limit(1)
        .executeTakeFirst();
      if (!police) return false;
      const task = await query
        .selectFrom('warning_tasks')
        .innerJoin('warnings', 'warnings.id', 'warning_tasks.warning_id')
        .select(['warning_tasks.id', 'warning_id'])
        .where('kind', '=', 'protective-stop')
        .where('done_at', 'is', null)
        // Of whom we know nothing any more there is nothing to post: an officer who knows him tells the police.
        .where('subject_sealed', 'is not', null)
        .where(notAside('warning-lead', 'warning_tasks.warning_id', sources.now()))
        .orderBy('warning_tasks.due_at')
        .limit(1)
        .executeTakeFirst();
      if (!task) return false;
      await onePiece('warning-lead', task.warning_id, () =>
        act({
          warningId: task.warning_id,
          stepId: `lead-${task.id}`,
          officerId: null,
          audit: null,
          decide: ({ row, standing }) =>
            standing.tasks.some(({ kind }) => kind === 'protective-stop')
              ? { kind: 'protective-stop', result: row.subject_sealed === null ? 'unsent' : 'sent', at: sources.now() }
              : null,
          async also({ row }) {
            if (row.subject_sealed === null) return [];
            const person = JSON.parse(await sealer.openOwn(row.subject_sealed)) as WarnedPerson;
            return partnerPost(context, {
              id: `protective-stop:${row.id}:${task.id}`,
              to: 'police',
              kind: 'protective-stop',
              subject: row.id,
              body: {
                warning: { source: row.source, externalId: row.external_id, tier: row.tier, type: row.type, at: row.created_at },
                person,
              },
              legalBasis: LEGAL_BASIS,
            });
          },
        }),
      );
      return true;
    },
  };
}
