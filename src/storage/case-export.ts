import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { deskCases } from './desk-cases.ts';

/** Everything that is kept of one case. Times are milliseconds since 1970 UTC, money is in fen. */
export type CaseExport = NonNullable<Awaited<ReturnType<ReturnType<typeof caseExports>['caseExport']>>>;

/** So long an export may be fetched after its reason was written down. Milliseconds. */
const EXPORT_FOR = 600_000;

export function caseExports(context: StorageContext) {
  const { database, sealer, sources, keyOfCase } = context;
  const { query } = database;
  const { deskCase } = deskCases(context);

  const caseRow = (caseId: string) =>
    query
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .leftJoin('officers as closer', 'closer.id', 'cases.closed_by')
      .leftJoin('cases as into', 'into.id', 'cases.merged_into')
      .selectAll('cases')
      .select(['address_sealed', 'closer.display as closer', 'into.number as into', 'persons.created_at as known_since'])
      .where('cases.id', '=', caseId)
      .executeTakeFirst();

  /** What hangs on the case alone, in the order in which it was written; each with who wrote it. */
  const written = (caseId: string) =>
    Promise.all([
      query
        .selectFrom('judgements')
        .leftJoin('officers', 'officers.id', 'judgements.officer_id')
        .select(['colour', 'type', 'reason_sealed', 'display', 'judgements.created_at'])
        .where('case_id', '=', caseId)
        .orderBy('judgements.created_at')
        .execute(),
      query
        .selectFrom('money_facts')
        .leftJoin('officers', 'officers.id', 'money_facts.officer_id')
        .select(['body_sealed', 'display', 'money_facts.created_at', 'updated_at'])
        .where('case_id', '=', caseId)
        .orderBy('money_facts.created_at')
        .execute(),
      query
        .selectFrom('call_backs')
        .leftJoin('officers', 'officers.id', 'call_backs.officer_id')
        .select(['kind', 'due_at', 'attempts', 'last_attempt_at', 'done_at', 'result', 'note_sealed', 'display', 'call_backs.created_at'])
        .where('case_id', '=', caseId)
        .orderBy('call_backs.created_at')
        .execute(),
      query
        .selectFrom('receipts')
        .leftJoin('officers', 'officers.id', 'receipts.officer_id')
        .select(['number', 'evidence_sealed', 'seal', 'display', 'receipts.created_at'])
        .where('case_id', '=', caseId)
        .orderBy('receipts.created_at')
        .execute(),
      query
        .selectFrom('audit')
        .leftJoin('officers', 'officers.id', 'audit.officer_id')
        .select(['seq', 'at', 'action', 'subject', 'display'])
        .where((is) =>
          is.or([
            is('subject', '=', caseId),
            is('subject', 'in', is.selectFrom('receipts').select('number').where('case_id', '=', caseId)),
          ]),
        )
        .orderBy('seq')
        .execute(),
    ]);

  async function hasSaidWhy(officerId: string, caseId: string, since: number): Promise<boolean> {
    const row = await query
      .selectFrom('audit')
      .select('seq')
      .where('subject', '=', caseId)
      .where('officer_id', '=', officerId)
      .where('action', '=', 'case.exported')
      .where('at', '>=', since)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    /**
     * Writes down that he takes the case out of the program, and why; from then on he may, for ten minutes.
     * @param supervising he may without owning it
     * @returns false when he may not, or there is no such case
     */
    async noteExport(officerId: string, caseId: string, reason: string, supervising: boolean): Promise<boolean> {
      const key = await keyOfCase(caseId);
      // Of an erased person nothing personal is left to export, and no key to seal a reason with.
      const sealed = key ? await sealer.seal(key, reason) : null;
      const now = sources.now();
      await query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject', 'reason_sealed'])
        .expression((is) => {
          const found = is
            .selectFrom('cases')
            .select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${officerId}`.as('officer_id'),
              sql.lit('case.exported').as('action'),
              ref('cases.id').as('subject'),
              sql<string | null>`${sealed}`.as('reason_sealed'),
            ])
            .where('id', '=', caseId);
          return supervising ? found : found.where('owner_id', '=', officerId).where('status', '=', 'claimed');
        })
        .execute();
      return hasSaidWhy(officerId, caseId, now);
    },

    /** Whether he has said why within the last ten minutes. */
    mayExport: (officerId: string, caseId: string): Promise<boolean> => hasSaidWhy(officerId, caseId, sources.now() - EXPORT_FOR),

    /** Of an erased person only what was never his. Reasons of the audit log stay in it. */
    async caseExport(caseId: string) {
      const [row, shown] = [await caseRow(caseId), await deskCase(caseId)];
      if (!row || !shown) return null;
      const key = await keyOfCase(caseId);
      const open = async (sealed: string | null): Promise<string | null> =>
        key === null || sealed === null ? null : sealer.open(key, sealed).catch(() => null);
      const parsed = async (sealed: string | null): Promise<unknown> => fromJson(await open(sealed));
      const outcomes = key
        ? await query
            .selectFrom('outcomes')
            .selectAll()
            .where('conversation_id', '=', row.conversation_id)
            .where('created_at', '>=', row.known_since)
            .orderBy('turn')
            .execute()
        : [];
      const [judgements, money, callBacks, receipts, audit] = await written(caseId);
      return {
        case: {
          id: row.id,
          number: row.number,
          channel: shown.channel,
          urgency: row.urgency,
          reason: row.reason,
          status: row.status,
          createdAt: row.created_at,
          owner: shown.owner?.display ?? null,
          claimedAt: row.claimed_at,
          answeredAt: row.answered_at,
          closedAt: row.closed_at,
          closedBy: row.closer,
          truth: row.truth,
          trueType: row.true_type,
          lostFen: row.lost,
          savedFen: row.saved,
          reportedTo110: row.reported === null ? null : row.reported !== 0,
          mergedInto: row.into,
          erased: key === null,
        },
        /** Where he is reached, when the channel is not the address. */
        telephone: await open(row.address_sealed),
        facts: fromJson(shown.facts),
        police: await parsed(row.police_sealed),
        lines: shown.lines.map(({ answer: _, ...line }) => line),
        verdicts: await Promise.all(
          outcomes.map(async (one) => ({
            messageId: one.message_id,
            at: one.created_at,
            colour: one.colour,
            score: one.score,
            type: one.type,
            intent: one.intent,
            stage: one.stage,
            escalated: one.escalated !== 0,
            release: one.release,
            engine: one.engine,
            answer: await parsed(one.answer_sealed),
          })),
        ),
        judgements: await Promise.all(
          judgements.map(async ({ colour, type, reason_sealed, display, created_at }) => ({
            at: created_at,
            officer: display,
            colour,
            type,
            reason: await open(reason_sealed),
          })),
        ),
        money: await Promise.all(
          money.map(async ({ body_sealed, display, created_at, updated_at }) => ({
            at: created_at,
            updatedAt: updated_at,
            officer: display,
            facts: await parsed(body_sealed),
          })),
        ),
        callBacks: await Promise.all(
          callBacks.map(async (one) => ({
            at: one.created_at,
            officer: one.display,
            kind: one.kind,
            dueAt: one.due_at,
            attempts: one.attempts,
            lastAttemptAt: one.last_attempt_at,
            doneAt: one.done_at,
            result: one.result,
            note: await open(one.note_sealed),
          })),
        ),
        /** Never sent to the citizen. */
        internalNotes: shown.notes.map(({ display, text, at }) => ({ at, officer: display, text })),
        receipts: await Promise.all(
          receipts.map(async ({ number, evidence_sealed, seal, display, created_at }) => ({
            number,
            at: created_at,
            officer: display,
            evidence: await parsed(evidence_sealed),
            seal,
          })),
        ),
        audit: audit.map(({ seq, at, action, subject, display }) => ({
          seq: Number(seq),
          at: Number(at),
          officer: display,
          action,
          subject: subject === caseId ? row.number : subject,
        })),
      };
    },
  };
}

function fromJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
