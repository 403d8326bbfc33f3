import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';

export interface PartnerKey {
  readonly id: string;
  readonly createdAt: number;
  /** Milliseconds since 1970 UTC; null: in use. */
  readonly endsAt: number | null;
}

/** One in use, and a new one while it is changed. */
const MOST_KEYS = 2;

export function partnerKeys({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const inUse = (partnerId: string) =>
    query.selectFrom('partner_keys').where('partner_keys.partner_id', '=', partnerId).where('partner_keys.ends_at', 'is', null);

  return {
    /** Without the secrets; newest first. */
    async listPartnerKeys(partnerId: string): Promise<readonly PartnerKey[]> {
      const rows = await query
        .selectFrom('partner_keys')
        .select(['id', 'created_at', 'ends_at'])
        .where('partner_id', '=', partnerId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id, created_at, ends_at }) => ({ id, createdAt: created_at, endsAt: ends_at }));
    },

    /** The secrets in use, newest first; none of a partner that is switched off or not there. */
    async partnerSecrets(partnerId: string): Promise<readonly string[]> {
      const rows = await inUse(partnerId)
        .innerJoin('partners', 'partners.id', 'partner_keys.partner_id')
        .select('secret_sealed')
        .where('partners.closed_at', 'is', null)
        .orderBy('partner_keys.created_at', 'desc')
        .orderBy('partner_keys.id', 'desc')
        .execute();
      return Promise.all(rows.map(({ secret_sealed }) => sealer.openOwn(secret_sealed)));
    },

    /**
     * A further key; asked in the statement itself, so that two made at once are never a third one.
     * @returns false, and nothing is done, when two are in use, the partner is switched off, or this id was used before
     */
    async addPartnerKey(id: string, partnerId: string, secret: string, byId: string): Promise<boolean> {
      const now = sources.now();
      const secretSealed = await sealer.sealOwn(secret);
      const mayBe = () =>
        query
          .selectFrom('partners')
          .where('partners.id', '=', partnerId)
          .where('partners.closed_at', 'is', null)
          .where((is) => is.not(is.exists(is.selectFrom('partner_keys').select('partner_keys.id').where('partner_keys.id', '=', id))))
          .where(
            inUse(partnerId).select(({ fn }) => fn.countAll<number>().as('count')),
            '<',
            MOST_KEYS,
          );
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            mayBe().select(({ val }) => [
              val(now).as('at'),
              sql<string | null>`${byId}`.as('officer_id'),
              val('partner.key-made').as('action'),
              val(partnerId).as('subject'),
            ]),
          ),
        query
          .insertInto('partner_keys')
          .columns(['id', 'partner_id', 'secret_sealed', 'created_by', 'created_at'])
          .expression(
            mayBe().select(({ val, ref }) => [
              val(id).as('id'),
              ref('partners.id').as('partner_id'),
              val(secretSealed).as('secret_sealed'),
              val(byId).as('created_by'),
              val(now).as('created_at'),
            ]),
          ),
      ]);
      const made = await query.selectFrom('partner_keys').select('secret_sealed').where('id', '=', id).executeTakeFirst();
      return made?.secret_sealed === secretSealed;
    },

    /** @returns false when there is no such key in use */
    async endPartnerKey(id: string, partnerId: string, byId: string): Promise<boolean> {
      const now = sources.now();
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            inUse(partnerId)
              .where('partner_keys.id', '=', id)
              .select(({ val }) => [
                val(now).as('at'),
                sql<string | null>`${byId}`.as('officer_id'),
                val('partner.key-ended').as('action'),
                val(partnerId).as('subject'),
              ]),
          ),
        query
          .updateTable('partner_keys')
          .set({ ends_at: now })
          .where('id', '=', id)
          .where('partner_id', '=', partnerId)
          .where('ends_at', 'is', null),
      ]);
      const after = await query
        .selectFrom('partner_keys')
        .select('ends_at')
        .where('id', '=', id)
        .where('partner_id', '=', partnerId)
        .executeTakeFirst();
      return after !== undefined && after.ends_at !== null;
    },
  };
}
