import type { Database } from './database.ts';

/** The case while this officer works on it; the question that every act of his asks again in its own statement. */
export function ownedCase(query: Database['query'], caseId: string, officerId: string) {
  return query
    .selectFrom('cases')
    .where('cases.id', '=', caseId)
    .where('cases.owner_id', '=', officerId)
    .where('cases.status', '=', 'claimed');
}

/** The owner has done something on it. */
export function touchOwned(query: Database['query'], caseId: string, officerId: string, now: number) {
  return query
    .updateTable('cases')
    .set({ touched_at: now, updated_at: now })
    .where('id', '=', caseId)
    .where('owner_id', '=', officerId)
    .where('status', '=', 'claimed');
}
