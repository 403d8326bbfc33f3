import type { StorageContext } from '../context.ts';
import { notAside, setAside } from '../set-aside.ts';
import { warningActs } from './warning-acts.ts';

/** Several instances look at once: each takes one of so many, so that they seldom want the same. */
const SPREAD = 16;

export function overdueTasks(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { act } = warningActs(context);
  const { onePiece } = setAside(context);
  return {
    /**
     * One task that is overdue raises its warning's tier, once: its step has the task's id. It stays open; somebody has to
     * do it all the same. @returns false when none is overdue
     */
    async escalateOverdue(): Promise<boolean> {
      const now = sources.now();
      const late = await query
        .selectFrom('warning_tasks')
        .select(['id', 'warning_id', 'kind'])
        .where('done_at', 'is', null)
        .where('escalated_at', 'is', null)
        .where('due_at', '<', now)
        .where(notAside('warning-overdue', 'warning_tasks.warning_id', now))
        .orderBy('due_at')
        .orderBy('id')
        .limit(SPREAD)
        .execute();
      const task = late[spread(sources.id()) % Math.max(late.length, 1)];
      if (!task) return false;
      await onePiece('warning-overdue', task.warning_id, () =>
        act({
          warningId: task.warning_id,
          stepId: `overdue-${task.id}`,
          officerId: null,
          audit: 'warning.escalated',
          async decide() {
            const still = await query
              .selectFrom('warning_tasks')
              .select('id')
              .where('id', '=', task.id)
              .where('done_at', 'is', null)
              .where('escalated_at', 'is', null)
              .where('due_at', '<', now)
              .executeTakeFirst();
            return still ? { kind: 'overdue', result: 'overdue', task: task.kind, at: now } : null;
          },
        }),
      );
      return true;
    },
  };
}

function spread(id: string): number {
  return [...id].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521, 7);
}
