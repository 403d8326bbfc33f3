import type { StorageContext } from './context.ts';
import type { Urgency } from './desk-schema.ts';
import { telephoneNumber } from './telephone-number.ts';

export interface CallBack {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly urgency: Urgency;
  readonly channel: string;
  readonly kind: 'promised' | 'guard';
  /** Milliseconds since 1970 UTC. */
  readonly dueAt: number;
  readonly attempts: number;
  readonly lastAttemptAt: number | null;
  /** Who promised it; null: the program. */
  readonly promisedBy: string | null;
  /** Where to call him; null where no number is known. */
  readonly telephone: string | null;
  readonly note: string | null;
  readonly ownerId: string | null;
  /** Whoever is about to call him, so that nobody else does. */
  readonly takenBy: { readonly id: string; readonly display: string; readonly at: number } | null;
  /** The officer who asks may see the number and the note. */
  readonly open: boolean;
}

/** So long whoever takes a call-back has it to himself, and sees the case in full. Milliseconds. */
export const TAKEN_FOR = 30 * 60_000;

/** Who is owed a call. */
export function listedCallBacks({ database: { query }, sources, keyOfCase, openIfSealed }: StorageContext) {
  const unfinished = (officerId: string, now: number) =>
    query
      .selectFrom('call_backs')
      .innerJoin('cases', 'cases.id', 'call_backs.case_id')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .leftJoin('officers', 'officers.id', 'call_backs.officer_id')
      .leftJoin('officers as taker', 'taker.id', 'call_backs.taken_by')
      .leftJoin('unmaskings', (join) =>
        join.onRef('unmaskings.case_id', '=', 'cases.id').on('unmaskings.officer_id', '=', officerId).on('until', '>', now),
      )
      .select([
        'call_backs.id',
        'call_backs.case_id',
        'cases.number',
        'urgency',
        'channel',
        'kind',
        'call_backs.due_at',
        'attempts',
        'last_attempt_at',
        'officers.display',
        'taken_by',
        'taken_at',
        'taker.display as taker',
        'note_sealed',
        'address_sealed',
        'owner_id',
        'cases.status',
        'until',
      ])
      .where('done_at', 'is', null);
  type Row = Awaited<ReturnType<ReturnType<typeof unfinished>['execute']>>[number];

  /** None of whoever was erased: nobody knows any more whom to call, and why. */
  async function opened(rows: readonly Row[], officerId: string): Promise<CallBack[]> {
    return (await Promise.all(rows.map((row) => openedOne(row, officerId)))).filter((one) => one !== null);
  }
  async function openedOne(row: Row, officerId: string): Promise<CallBack | null> {
    const key = await keyOfCase(row.case_id);
    if (!key) return null;
    const address = await openIfSealed(key, row.address_sealed);
    return {
      id: row.id,
      caseId: row.case_id,
      number: row.number,
      urgency: row.urgency,
      channel: row.channel,
      kind: row.kind,
      dueAt: row.due_at,
      attempts: row.attempts,
      lastAttemptAt: row.last_attempt_at,
      promisedBy: row.display,
      telephone: address && telephoneNumber(address) !== null ? address : null,
      note: await openIfSealed(key, row.note_sealed),
      ownerId: row.owner_id,
      takenBy: takerOf(row),
      open: row.until !== null || (row.status === 'claimed' && row.owner_id === officerId),
    };
  }

  function takerOf({ taken_by: id, taken_at: at, taker }: Row): CallBack['takenBy'] {
    const now = sources.now();
    return id === null || at === null || at <= now - TAKEN_FOR || at > now + TAKEN_FOR ? null : { id, display: taker ?? id, at };
  }

  return {
    /** Of all cases that have one, due first. @param officerId who asks */
    async callBacksDue(officerId: string): Promise<CallBack[]> {
      const rows = await unfinished(officerId, sources.now()).orderBy('call_backs.due_at').orderBy('call_backs.id').execute();
      return opened(rows, officerId);
    },

    /** Of one case; `open` is for its page to say. */
    async callBacksOf(caseId: string, officerId = ''): Promise<CallBack[]> {
      const rows = await unfinished(officerId, sources.now())
        .where('call_backs.case_id', '=', caseId)
        .orderBy('call_backs.due_at')
        .execute();
      return opened(rows, officerId);
    },
  };
}
