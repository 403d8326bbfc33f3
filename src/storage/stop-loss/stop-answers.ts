import { AppError } from '../../errors.ts';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { amountProblem, countAmounts, type StopAmounts } from './count-amounts.ts';
import { leadKeys } from './lead-keys.ts';
import { answersOf, stateByAnswers } from './read-answers.ts';
import { deskEvent } from './receive-lead.ts';

/** What the police say of one transfer: how it stands, not what has changed. Fen. */
export interface StopAnswerGiven extends StopAmounts {
  /** Of the answer: the same one twice is one. */
  readonly externalId: string;
  readonly leadNumber: string;
  /** `Z482913-1`: the lead's number and the transfer's. */
  readonly transferId: string;
  /** The stop was refused, or nothing could be stopped. */
  readonly refused: boolean;
  readonly reason: string;
  /** The police's number of the stop; money of one stop is counted once. Empty: one stop for each account. */
  readonly stopRef: string;
  /** Milliseconds since 1970 UTC. */
  readonly answeredAt: number;
  /** Who types it in; null: it came by the API. */
  readonly officerId: string | null;
}

/** repeated: it was there already · changed: the same id with other words, which is not taken. */
export type AnswerResult = 'recorded' | 'repeated' | 'changed';

/** Milliseconds; what is signed is taken with so much, too. */
const CLOCKS_DIFFER = 5 * 60_000;

export function stopAnswers(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { keyOfLead } = leadKeys(context);

  /** The police have said something of all that was asked. */
  const settle = (leadId: string) =>
    query
      .updateTable('stop_leads')
      .set({ state: stateByAnswers(leadId) })
      .where('id', '=', leadId)
      .where('state', '=', 'sent');

  async function told(externalId: string, hash: string): Promise<AnswerResult | null> {
    const row = await query.selectFrom('stop_answers').select('body_hash').where('external_id', '=', externalId).executeTakeFirst();
    return row ? (row.body_hash === hash ? 'repeated' : 'changed') : null;
  }

  return {
    /**
     * @throws AppError 404 `stop-answer.unknown`: no such lead or transfer
     * @throws AppError 409 `stop-answer.not-sent`: the lead has not gone to the police
     * @throws AppError 422 `stop-answer.amounts`: the sums cannot be
     */
    async recordStopAnswer(given: StopAnswerGiven): Promise<AnswerResult> {
      const { externalId, officerId, stopRef, reason, stopped, ownShare, othersShare, returned, refused, answeredAt } = given;
      const hash = await sealer.fingerprint(
        JSON.stringify([
          given.leadNumber,
          given.transferId,
          stopped,
          ownShare,
          othersShare,
          returned,
          refused,
          reason,
          stopRef,
          // A form has no time of its own: sent twice, it says the same.
          officerId === null ? answeredAt : null,
        ]),
      );
      const before = await told(externalId, hash);
      if (before) return before;
      const position = Number(/^-(\d{1,4})$/.exec(given.transferId.slice(given.leadNumber.length))?.[1] ?? 'NaN');
      const row = given.transferId.startsWith(given.leadNumber)
        ? await query
            .selectFrom('stop_transfers')
            .innerJoin('stop_leads', 'stop_leads.id', 'lead_id')
            .select(['lead_id', 'account_hash', 'amount', 'state', 'sent_at', 'conversation_id', 'number'])
            .where('number', '=', given.leadNumber)
            .where('position', '=', Number.isNaN(position) ? -1 : position)
            .executeTakeFirst()
        : undefined;
      if (!row) throw new AppError('stop-answer.unknown', '没有这条线索或这一笔，请核对编号。', 404);
      if (row.sent_at === null) throw new AppError('stop-answer.not-sent', '这条线索还没有交给公安，不能登记反馈。', 409);
      const problem = amountProblem(given, row.amount);
      if (problem) throw new AppError('stop-answer.amounts', AMOUNT_WORDS[problem], 422);
      const key = await keyOfLead(row.lead_id);
      const now = sources.now();
      const stop = stopRef === '' ? (row.account_hash ?? `${row.lead_id}/${position}`) : await sealer.fingerprint(`stop-ref:${stopRef}`);
      const answer = {
        external_id: externalId,
        lead_id: row.lead_id,
        position,
        officer_id: officerId,
        body_hash: hash,
        stop_hash: stop,
        stopped,
        own_share: ownShare,
        others_share: othersShare,
        returned,
        refused: refused ? 1 : 0,
        detail_sealed: await sealer.seal(key, JSON.stringify({ stopRef, reason })),
        // A clock that is wrong must not keep later answers from counting.
        answered_at: Math.min(answeredAt, now + CLOCKS_DIFFER),
        created_at: now,
      };
      try {
        await database.batch([
          query.insertInto('stop_answers').values(answer),
          settle(row.lead_id),
          query.updateTable('stop_leads').set({ updated_at: now }).where('id', '=', row.lead_id),
          auditEntry(query, { at: now, officerId, action: 'stop-lead.answered', subject: row.number }),
          ...(row.conversation_id === null ? [] : [deskEvent(query, row.conversation_id, now)]),
        ]);
      } catch (error) {
        const meanwhile = database.isUniqueViolation(error) ? await told(externalId, hash) : null;
        if (meanwhile) return meanwhile;
        throw error;
      }
      // Two answers at the same moment see each other only now.
      await settle(row.lead_id).execute();
      return 'recorded';
    },

    /**
     * What came of the leads that were received in this time, `to` excluded. Fen; milliseconds since 1970 UTC.
     * @param asOf what was struck out, added or answered later does not count; left out: all that is known
     */
    async stopFigures(from: number, to: number, asOf = Number.MAX_SAFE_INTEGER) {
      const within = query.selectFrom('stop_leads').select('id').where('created_at', '>=', from).where('created_at', '<', to);
      const leads = await query
        .selectFrom('stop_leads')
        .select(['id', 'created_at', 'checked_at', 'sent_at'])
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .execute();
      const transfers = await query
        .selectFrom('stop_transfers')
        .select(['amount'])
        .where('lead_id', 'in', within)
        .where('created_at', '<', asOf)
        .where((is) => is.or([is('removed_at', 'is', null), is('removed_at', '>=', asOf)]))
        .execute();
      const rows = await query
        .selectFrom('stop_answers')
        .innerJoin('stop_transfers', (join) =>
          join.onRef('stop_transfers.lead_id', '=', 'stop_answers.lead_id').onRef('stop_transfers.position', '=', 'stop_answers.position'),
        )
        .selectAll('stop_answers')
        .where('stop_answers.lead_id', 'in', within)
        .where('stop_answers.created_at', '<', asOf)
        .where((is) => is.or([is('removed_at', 'is', null), is('removed_at', '>=', asOf)]))
        .orderBy('answered_at')
        .orderBy('stop_answers.created_at')
        .orderBy('external_id')
        .execute();
      const newest = [...new Map(rows.map((row) => [`${row.lead_id}/${row.position}`, row])).values()];
      const sent = leads.flatMap(({ sent_at, created_at }) => (sent_at === null ? [] : [Number(sent_at) - Number(created_at)]));
      return {
        leads: leads.length,
        checked: leads.filter(({ checked_at }) => checked_at !== null).length,
        sent: sent.length,
        /** From the form to the police; null: none was sent. Milliseconds. */
        medianToPolice: sent.sort((a, b) => a - b)[Math.floor((sent.length - 1) / 2)] ?? null,
        transfers: transfers.length,
        reported: transfers.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0),
        answered: newest.length,
        refused: newest.filter(({ refused }) => refused === 1).length,
        ...countAmounts(
          newest.map((row) => ({
            stop: row.stop_hash,
            stopped: row.stopped,
            ownShare: row.own_share,
            othersShare: row.others_share,
            returned: row.returned,
          })),
        ),
      };
    },

    /** The newest of each transfer. */
    stopAnswersOf: (leadId: string) => answersOf(context, leadId, null),
  };
}

const AMOUNT_WORDS = {
  negative: '金额要是不小于零的整数（分）。',
  shares: '本人份额加他人份额，不能多于止付金额。',
  own: '本人份额不能多于这一笔的转账金额。',
  returned: '返还金额不能多于本人份额。',
} as const;
