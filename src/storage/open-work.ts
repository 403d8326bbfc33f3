import type { Database } from './database.ts';
import type { Urgency } from './desk-schema.ts';

export interface SheetCase {
  readonly id: string;
  readonly number: string;
  readonly urgency: Urgency;
  readonly createdAt: number;
}
export interface SheetCallBack {
  readonly caseId: string;
  readonly number: string;
  readonly dueAt: number;
  readonly attempts: number;
}

export interface OpenWork {
  /** He has them in hand. */
  readonly cases: readonly SheetCase[];
  readonly waiting: readonly SheetCase[];
  /** Promised to citizens and not done, the next one first. */
  readonly callBacks: readonly SheetCallBack[];
}

/** What is open when a shift ends; nothing of what a citizen wrote. */
export async function openWorkOf(query: Database['query'], officerId: string): Promise<OpenWork> {
  const cases = () =>
    query.selectFrom('cases').select(['id', 'number', 'urgency', 'created_at as createdAt']).orderBy('urgency').orderBy('created_at');
  const [mine, waiting, callBacks] = await Promise.all([
    cases().where('status', '=', 'claimed').where('owner_id', '=', officerId).execute(),
    cases().where('status', '=', 'waiting').execute(),
    query
      .selectFrom('call_backs')
      .innerJoin('cases', 'cases.id', 'call_backs.case_id')
      .select(['case_id as caseId', 'number', 'due_at as dueAt', 'attempts'])
      .where('kind', '=', 'promised')
      .where('done_at', 'is', null)
      .orderBy('due_at')
      .execute(),
  ]);
  return { cases: mine, waiting, callBacks };
}
