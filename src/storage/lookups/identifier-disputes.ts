import { sql } from 'kysely';
import type { AuditAction } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { CanonicalIdentifier } from './canonical-identifier.ts';
import { identifierHash } from './identifier-hashes.ts';
import { type IdentifierKind, OBJECTOR_ERASED } from './lookups-tables.ts';

export interface Dispute {
  readonly id: string;
  readonly identifierId: string;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly reason: string;
  readonly contact: string | null;
  readonly createdAt: number;
  readonly decision: 'removed' | 'kept' | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

export function identifierDisputes({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const rows = () =>
    query
      .selectFrom('identifier_disputes')
      .innerJoin('identifiers', 'identifiers.id', 'identifier_disputes.identifier_id')
      .leftJoin('officers', 'officers.id', 'identifier_disputes.decided_by')
      .select([
        'identifier_disputes.id',
        'identifier_id',
        'identifiers.kind',
        'value_sealed',
        'reason_sealed',
        'contact_sealed',
        'identifier_disputes.created_at',
        'decision',
        'decision_sealed',
        'officers.display',
        'decided_at',
      ]);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
  /** Empty: whoever wrote it was erased. */
  const openIf = async (sealed: string | null): Promise<string | null> => (sealed ? sealer.openOwn(sealed) : null);
  const asDispute = async (row: Row): Promise<Dispute> => ({
    id: row.id,
    identifierId: row.identifier_id,
    kind: row.kind,
    value: await sealer.openOwn(row.value_sealed),
    reason: (await openIf(row.reason_sealed)) ?? '',
    contact: await openIf(row.contact_sealed),
    createdAt: row.created_at,
    decision: row.decision,
    decisionReason: await openIf(row.decision_sealed),
    decidedBy: row.display,
    decidedAt: row.decided_at,
  });

  return {
    /** @returns false when it is not listed, so that there is nothing to dispute; the same id again adds nothing */
    async saveDispute(id: string, found: CanonicalIdentifier, reason: string, contact: string | null): Promise<boolean> {
      const identifierId = await identifierHash(sealer, found);
      const listed = await query.selectFrom('identifiers').select('id').where('id', '=', identifierId).executeTakeFirst();
      if (!listed) return false;
      const row = {
        id,
        identifier_id: identifierId,
        reason_sealed: await sealer.sealOwn(reason),
        contact_sealed: contact === null ? null : await sealer.sealOwn(contact),
        created_at: sources.now(),
        decision: null,
        decision_sealed: null,
        decided_by: null,
        decided_at: null,
      };
      await query
        .insertInto('identifier_disputes')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return true;
    },

    /** Those that wait for a decision, oldest first. */
    openDisputes: async (): Promise<readonly Dispute[]> =>
      Promise.all(
        (
          await rows()
            .where('decided_at', 'is', null)
            .orderBy('identifier_disputes.created_at')
            .orderBy('identifier_disputes.id')
            .limit(100)
            .execute()
        ).map(asDispute),
      ),

    disputesOf: async (identifierId: string): Promise<readonly Dispute[]> =>
      Promise.all(
        (await rows().where('identifier_id', '=', identifierId).orderBy('identifier_disputes.created_at', 'desc').limit(50).execute()).map(
          asDispute,
        ),
      ),

    /** Of the newest dispute, for everybody who looks it up: no word of anybody. Milliseconds since 1970 UTC; null: there is none. */
    async newestDispute(
      identifierId: string,
    ): Promise<{ readonly createdAt: number; readonly decision: 'removed' | 'kept' | null; readonly decidedAt: number | null } | null> {
      const row = await query
        .selectFrom('identifier_disputes')
        .select(['created_at', 'decision', 'decided_at'])
        .where('identifier_id', '=', identifierId)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { createdAt: row.created_at, decision: row.decision, decidedAt: row.decided_at } : null;
    },

    async identifierOfDispute(id: string): Promise<string | null> {
      const row = await query.selectFrom('identifier_disputes').select('identifier_id').where('id', '=', id).executeTakeFirst();
      return row?.identifier_id ?? null;
    },

    /**
     * One officer's decision; of two at the same moment one counts. Removing takes the identifier off the list at once.
     * @returns false when it was decided before, or there is no such dispute
     */
    async decideDispute(id: string, decision: 'removed' | 'kept', reason: string, officerId: string): Promise<boolean> {
      const now = sources.now();
      const decisionSealed = await sealer.sealOwn(reason);
      const open = query.selectFrom('identifier_disputes').where('identifier_disputes.id', '=', id).where('decided_at', 'is', null);
      const action: AuditAction = decision === 'removed' ? 'identifier.removed' : 'identifier.kept';
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            open.select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${officerId}`.as('officer_id'),
              val(action).as('action'),
              ref('identifier_id').as('subject'),
            ]),
          ),
        ...(decision === 'removed'
          ? [
              query
                .updateTable('identifiers')
                .set({ removed_at: now, removed_by: officerId })
                .where('id', 'in', open.select('identifier_id')),
            ]
          : []),
        query
          .updateTable('identifier_disputes')
          .set({ decision, decision_sealed: decisionSealed, decided_by: officerId, decided_at: now })
          .where('id', '=', id)
          .where('decided_at', 'is', null),
        // It was read for the last time.
        query
          .updateTable('identifier_disputes')
          .set({ reason_sealed: '' })
          .where('id', '=', id)
          .where('contact_sealed', '=', OBJECTOR_ERASED),
      ]);
      const after = await query.selectFrom('identifier_disputes').select('decision_sealed').where('id', '=', id).executeTakeFirst();
      return after?.decision_sealed === decisionSealed;
    },

    /** Without a dispute: a mistake that an officer sees himself. @returns false when it is off the list already */
    async removeIdentifier(id: string, reason: string, officerId: string): Promise<boolean> {
      const now = sources.now();
      const reasonSealed = await sealer.sealOwn(reason);
      const listed = query.selectFrom('identifiers').where('id', '=', id).where('removed_at', 'is', null);
      const before = await listed.select('id').executeTakeFirst();
      if (!before) return false;
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject', 'reason_sealed'])
          .expression(
            listed.select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${officerId}`.as('officer_id'),
              val<AuditAction>('identifier.removed').as('action'),
              ref('identifiers.id').as('subject'),
              val(reasonSealed).as('reason_sealed'),
            ]),
          ),
        query
          .updateTable('identifiers')
          .set({ removed_at: now, removed_by: officerId })
          .where('id', '=', id)
          .where('removed_at', 'is', null),
      ]);
      return true;
    },
  };
}
