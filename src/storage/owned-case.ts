import type { Database } from './database.ts';

type Query = Database['query'];

/** The case while this officer works on it; the question that every act of his asks again in its own statement. */
export function ownedCase(query: Query, caseId: string, officerId: string) {
  return query
    .selectFrom('cases')
    .where('cases.id', '=', caseId)
    .where('cases.owner_id', '=', officerId)
    .where('cases.status', '=', 'claimed');
}

/** A change of the case that comes to nothing once it is his no more; what is changed is for the caller to set. */
export function changeOwned(query: Query, caseId: string, officerId: string) {
  return query
    .updateTable('cases')
    .where('cases.id', '=', caseId)
    .where('cases.owner_id', '=', officerId)
    .where('cases.status', '=', 'claimed');
}

/** The owner has done something on it. */
export function touchOwned(query: Query, caseId: string, officerId: string, now: number) {
  return changeOwned(query, caseId, officerId).set({ touched_at: now, updated_at: now });
}
