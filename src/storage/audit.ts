import { sql } from 'kysely';
import { auditChain } from './audit-chain.ts';
import { type AuditSubject, auditSubjects } from './audit-subjects.ts';
import { caseExports } from './case-export.ts';
import type { StorageContext } from './context.ts';
import type { ErasureGround } from './privacy/privacy-tables.ts';

export interface AuditFilter {
  readonly officerId?: string | undefined;
  readonly action?: string | undefined;
  /** Of a case, a receipt, a stop lead or a warning, as the desk says it. */
  readonly number?: string | undefined;
  /** Only what is older than the row of this number. */
  readonly before?: number | undefined;
}

export interface AuditRow {
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** null: the program itself. */
  readonly officer: string | null;
  readonly action: string;
  readonly subject: AuditSubject;
  /** `sealed`: there is one, and who asks may not read it; `erased`: nobody can any more. */
  readonly reason: { readonly state: 'none' | 'sealed' | 'erased' } | { readonly state: 'open'; readonly text: string };
  /** By what somebody could ask that he be erased; of other acts null. The officer's line is the reason. */
  readonly ground: ErasureGround | null;
}

/** Who has a case open reads it all the time; it is written down so often at most. Milliseconds. */
const READ_EVERY = 600_000;

export function audit(context: StorageContext) {
  const { database, sealer, sources, keyIfKept } = context;
  const { query } = database;

  async function reasonOf(
    sealed: string | null,
    of: { conversationId: string | null; ownKey: string | null },
    opened: boolean,
  ): Promise<AuditRow['reason']> {
    if (sealed === null) return { state: 'none' };
    if (!opened) return { state: 'sealed' };
    const own = of.ownKey === null ? null : await sealer.unwrap(of.ownKey);
    const key = own ?? (of.conversationId === null ? null : await keyIfKept(of.conversationId));
    // A person who was erased and has come again has another key.
    const text = key === null ? null : await sealer.open(key, sealed).catch(() => null);
    return text === null ? { state: 'erased' } : { state: 'open', text };
  }

  /** Under the program's own key: who was erased has none any more, and a number on the list never had one. null: there is none so. */
  async function remarkOf(sealed: string | null, opened: boolean): Promise<AuditRow['reason'] | null> {
    if (sealed === null) return null;
    if (!opened) return { state: 'sealed' };
    // The log is never written anew: what a master key of long ago has sealed nobody can read.
    const text = await sealer.openOwn(sealed).catch(() => null);
    return text === null ? { state: 'erased' } : { state: 'open', text };
  }

  return {
    ...auditChain(context),
    ...caseExports(context),

    /** That an officer has a case on screen; a row in ten minutes at most. */
    async noteRead(officerId: string, caseId: string): Promise<void> {
      const now = sources.now();
      const recent = query
        .selectFrom('audit')
        .select('seq')
        .where('subject', '=', caseId)
        .where('officer_id', '=', officerId)
        .where('action', '=', 'case.read')
        .where('at', '>', now - READ_EVERY)
        .where('at', '<=', now);
      // Pages ask again with every event: only now and then there is something to write.
      if (await recent.limit(1).executeTakeFirst()) return;
      await query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression((is) =>
          is
            .selectFrom('cases')
            .select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${officerId}`.as('officer_id'),
              sql.lit('case.read').as('action'),
              ref('cases.id').as('subject'),
            ])
            .where('id', '=', caseId)
            .where(({ not, exists }) => not(exists(recent))),
        )
        .execute();
    },

    /**
     * The newest first.
     * @param withReasons opens the reasons, which takes the key of the person whom the case is about
     */
    async auditRows(filter: AuditFilter, most: number, withReasons: boolean): Promise<readonly AuditRow[]> {
      const { officerId, action, number: sought, before } = filter;
      let found = query
        .selectFrom('audit')
        .leftJoin('officers as who', 'who.id', 'audit.officer_id')
        .leftJoin('cases', 'cases.id', 'audit.subject')
        .leftJoin('officers as whom', 'whom.id', 'audit.subject')
        .leftJoin('persons', 'persons.id', 'audit.subject')
        .leftJoin('invitations', 'invitations.token_hash', 'audit.subject')
        .leftJoin('erasure_requests', 'erasure_requests.number', 'audit.subject')
        .select([
          'seq',
          'at',
          'audit.officer_id',
          'who.display as who',
          'action',
          'subject',
          'reason_sealed',
          'cases.number',
          'conversation_id',
          'persons.key_wrapped',
          'whom.display as whom',
          'invitations.role',
          'ground',
          'remark_sealed',
        ])
        .orderBy('seq', 'desc')
        .limit(most);
      if (officerId !== undefined) found = found.where('audit.officer_id', '=', officerId);
      if (action !== undefined) found = found.where('action', '=', action);
      if (before !== undefined) found = found.where('seq', '<', before);
      if (sought !== undefined) {
        // Our own numbers are in capitals; a warning's is as its source writes it.
        const written = [sought, sought.toUpperCase()];
        found = found.where((is) =>
          is.or([
            is('cases.number', 'in', written),
            is('subject', 'in', written),
            is('subject', 'in', is.selectFrom('warnings').select('warnings.id').where('external_id', 'in', written)),
            is(
              'subject',
              'in',
              is
                .selectFrom('receipts')
                .innerJoin('cases as of', 'of.id', 'receipts.case_id')
                .select('receipts.number')
                .where('of.number', 'in', written),
            ),
          ]),
        );
      }
      const rows = await found.execute();
      const named = await auditSubjects(database, rows);
      return Promise.all(
        rows.map(
          async ({ seq, at, who, action: done, subject, reason_sealed, number, conversation_id, key_wrapped, whom, role, ...row }) => ({
            seq: Number(seq),
            at: Number(at),
            officer: row.officer_id === null ? null : (who ?? row.officer_id),
            action: done,
            subject: number
              ? { kind: 'case' as const, id: subject, name: number }
              : whom
                ? { kind: 'officer' as const, id: subject, name: whom }
                : role
                  ? { kind: 'invitation' as const, id: subject, name: role }
                  : (named.get(subject) ?? { kind: 'other' as const, id: subject, name: subject }),
            reason:
              (await remarkOf(row.remark_sealed ?? (done === 'identifier.removed' ? reason_sealed : null), withReasons)) ??
              (await reasonOf(reason_sealed, { conversationId: conversation_id, ownKey: key_wrapped }, withReasons)),
            ground: row.ground,
          }),
        ),
      );
    },
  };
}
