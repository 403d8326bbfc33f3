import type { Compilable } from 'kysely';
import { followUp } from './case-acts.ts';
import type { StorageContext } from './context.ts';

/** Stands behind the reason of a case whose citizen wrote that he wants no human: somebody may stand beside him. */
const ASKED_TO_CANCEL = ': asked-to-cancel';

/** He has taken back that he wants a human: his case ends as long as it waits and is not urgent, or its officer learns of it. */
export async function takeBack(
  { database: { query } }: StorageContext,
  conversationId: string,
  cancelling: 'cancelled' | 'told',
  now: number,
): Promise<Compilable[]> {
  const running = await query
    .selectFrom('cases')
    .select(['id', 'reason'])
    .where('conversation_id', '=', conversationId)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  if (!running) return [];
  const { id, reason } = running;
  if (cancelling === 'cancelled')
    return [
      query
        .updateTable('cases')
        .set({ status: 'closed', closed_at: now, updated_at: now })
        .where('id', '=', id)
        .where('status', '=', 'waiting')
        .where('urgency', 'in', ['P2', 'P3']),
      ...followUp(query, { caseId: id, officerId: null, action: 'case.closed', status: 'closed', ownerId: null, now }),
    ];
  if (reason.endsWith(ASKED_TO_CANCEL)) return [];
  const noted = `${reason.includes(': ') ? reason : `${reason}: seen`}${ASKED_TO_CANCEL}`;
  return [query.updateTable('cases').set({ reason: noted, updated_at: now }).where('id', '=', id).where('status', '=', 'waiting')];
}
