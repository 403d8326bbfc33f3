import { type Compilable, sql } from 'kysely';
import { AppError } from '../../errors.ts';
import type { AuditAction } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { PartnerKind } from './partners-tables.ts';

export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly legalBasis: string;
  readonly webhook: string | null;
  /** Milliseconds since 1970 UTC; null: switched on. */
  readonly closedAt: number | null;
  readonly createdAt: number;
  /** Grows with every change. */
  readonly version: number;
}

export interface PartnerDetails {
  readonly name: string;
  readonly kind: PartnerKind;
  readonly legalBasis: string;
  readonly webhook: string | null;
}

export function partnerAccounts({ database, sources }: StorageContext) {
  const { query } = database;
  const columns = ['id', 'name', 'kind', 'legal_basis', 'webhook', 'closed_at', 'created_at', 'version'] as const;
  const all = () => query.selectFrom('partners').select(columns);
  type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];
  const asPartner = ({ legal_basis, closed_at, created_at, ...row }: Row): Partner => ({
    ...row,
    legalBasis: legal_basis,
    closedAt: closed_at,
    createdAt: created_at,
  });
  const taken = (cause: unknown): AppError =>
    new AppError('partner.name-taken', '已经有一个同名的协作单位，请换一个名字。', 409, { cause });

  async function readPartner(id: string): Promise<Partner | null> {
    const row = await all().where('id', '=', id).executeTakeFirst();
    return row ? asPartner(row) : null;
  }

  /** An audit row, only when the partner stands as it was seen; before the statement that changes it. */
  const auditIf = (id: string, seen: number, byId: string, action: AuditAction): Compilable =>
    query
      .insertInto('audit')
      .columns(['at', 'officer_id', 'action', 'subject'])
      .expression((is) =>
        is
          .selectFrom('partners')
          .select(({ val, ref }) => [
            val(sources.now()).as('at'),
            sql<string | null>`${byId}`.as('officer_id'),
            val(action).as('action'),
            ref('partners.id').as('subject'),
          ])
          .where('id', '=', id)
          .where('version', '=', seen),
      );

  return {
    readPartner,

    /** Those that are switched on first, by name. */
    async listPartners(): Promise<readonly Partner[]> {
      return (await all().orderBy(sql`CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END`).orderBy('name').execute()).map(asPartner);
    },

    /** The partner whose person an officer is; null also when it is switched off. */
    async partnerOf(officerId: string): Promise<Partner | null> {
      const row = await query.selectFrom('officers').select('partner_id').where('id', '=', officerId).executeTakeFirst();
      const partner = row?.partner_id ? await readPartner(row.partner_id) : null;
      return partner?.closedAt === null ? partner : null;
    },

    /** Who of a partner may sign in. */
    peopleOf: (partnerId: string) =>
      query
        .selectFrom('officers')
        .select(['id', 'name', 'display', 'disabled'])
        .where('partner_id', '=', partnerId)
        .orderBy('name')
        .execute(),

    /** The same id again adds nothing. @throws AppError 409 `partner.name-taken` */
    async addPartner(id: string, { name, kind, legalBasis, webhook }: PartnerDetails, byId: string): Promise<void> {
      const now = sources.now();
      const row = { id, name, kind, legal_basis: legalBasis, webhook, created_by: byId, created_at: now, closed_at: null, version: 1 };
      const audit = query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression((is) =>
          is
            .selectFrom('officers')
            .select(({ val, ref }) => [
              val(now).as('at'),
              ref('officers.id').as('officer_id'),
              val('partner.added').as('action'),
              val(id).as('subject'),
            ])
            .where('officers.id', '=', byId)
            .where((one) => one.not(one.exists(one.selectFrom('partners').select('partners.id').where('partners.id', '=', id)))),
        );
      try {
        await database.batch([
          audit,
          query
            .insertInto('partners')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doNothing()),
        ]);
      } catch (cause) {
        if (database.isUniqueViolation(cause)) throw taken(cause);
        throw cause;
      }
    },

    /**
     * Compare-and-set. What waits for it goes to the new address, or to its page where there is none any more.
     * @param seen the version that the form showed
     * @returns false when somebody has changed it since
     * @throws AppError 409 `partner.name-taken`
     */
    async changePartner(id: string, seen: number, { name, kind, legalBasis, webhook }: PartnerDetails, byId: string): Promise<boolean> {
      const waiting = query
        .updateTable('partner_exchanges')
        .set({ state: webhook === null ? 'offered' : 'queued', updated_at: sources.now() })
        .where('partner_id', '=', id)
        .where('state', 'in', webhook === null ? ['queued', 'sending'] : ['offered']);
      try {
        await database.batch([
          auditIf(id, seen, byId, 'partner.changed'),
          query
            .updateTable('partners')
            .set({ name, kind, legal_basis: legalBasis, webhook, version: seen + 1 })
            .where('id', '=', id)
            .where('version', '=', seen),
          waiting.where((is) =>
            is.exists(
              is
                .selectFrom('partners')
                .select('id')
                .where('id', '=', id)
                .where('version', '=', seen + 1),
            ),
          ),
        ]);
      } catch (cause) {
        if (database.isUniqueViolation(cause)) throw taken(cause);
        throw cause;
      }
      const now = await readPartner(id);
      return (
        now !== null &&
        now.version === seen + 1 &&
        [now.name === name, now.kind === kind, now.legalBasis === legalBasis, now.webhook === webhook].every(Boolean)
      );
    },

    /** Switches it off, with its people's sessions, or on again. @returns false when it has changed since it was seen */
    async setPartnerClosed(id: string, seen: number, closed: boolean, byId: string): Promise<boolean> {
      const now = sources.now();
      await database.batch([
        auditIf(id, seen, byId, closed ? 'partner.closed' : 'partner.opened'),
        query
          .updateTable('partners')
          .set({ closed_at: closed ? now : null, version: seen + 1 })
          .where('id', '=', id)
          .where('version', '=', seen)
          .where('closed_at', closed ? 'is' : 'is not', null),
        query
          .deleteFrom('sessions')
          .where('officer_id', 'in', (is) =>
            is
              .selectFrom('officers')
              .innerJoin('partners', 'partners.id', 'officers.partner_id')
              .select('officers.id')
              .where('partners.id', '=', id)
              .where('partners.closed_at', 'is not', null),
          ),
      ]);
      const after = await readPartner(id);
      return after !== null && after.version === seen + 1 && (after.closedAt !== null) === closed;
    },
  };
}
