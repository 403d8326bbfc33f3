import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { auditOfficerIf } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import { invitations } from './invitations.ts';
import type { Officer } from './officer.ts';
import type { Tables } from './schema.ts';

/** What signing in looks at. */
export interface Account extends Officer {
  readonly password: string;
  readonly totpSecret: string;
  readonly failures: number;
  readonly lockedUntil: number;
  readonly disabled: boolean;
}

export interface ListedOfficer extends Officer {
  readonly disabled: boolean;
  readonly lockedUntil: number;
  readonly createdAt: number;
}

/** Officers come and go rarely, their pages all the time: that somebody was here is written so often at most. Milliseconds. */
const SEEN_EVERY = 60_000;

export function officers(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  const sessionsOf = (officerId: string) => query.deleteFrom('sessions').where('officer_id', '=', officerId);

  return {
    ...invitations(context),

    async findOfficerByName(name: string): Promise<Account | null> {
      const row = await query.selectFrom('officers').selectAll().where('name', '=', name).executeTakeFirst();
      if (!row) return null;
      return {
        id: row.id,
        name: row.name,
        display: row.display,
        role: row.role,
        password: row.password,
        totpSecret: await sealer.openOwn(row.totp_sealed),
        failures: row.failures,
        lockedUntil: row.locked_until,
        disabled: row.disabled !== 0,
      };
    },

    /**
     * An attempt that goes wrong, compare-and-set: of attempts made at once one is counted, the others must not go on.
     * @param seen as the account stood when the attempt began
     * @returns false when it does not stand so any more, is locked or disabled
     */
    async noteFailure(officerId: string, seen: number, lockedUntil: number): Promise<boolean> {
      const rows = await query
        .updateTable('officers')
        .set({ failures: seen + 1, locked_until: lockedUntil })
        .where('id', '=', officerId)
        .where('failures', '=', seen)
        .where('locked_until', '<=', sources.now())
        .where('disabled', '=', 0)
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    /** @returns false when the code of this step, or of a later one, has served already */
    async noteSuccess(officerId: string, step: number): Promise<boolean> {
      const rows = await query
        .updateTable('officers')
        .set({ last_step: step, failures: 0, locked_until: 0 })
        .where('id', '=', officerId)
        .where('last_step', '<', step)
        .where('disabled', '=', 0)
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    async startSession(idHash: string, officerId: string, expiresAt: number): Promise<void> {
      const now = sources.now();
      await database.batch([
        query.deleteFrom('sessions').where('expires_at', '<=', now),
        query
          .insertInto('sessions')
          .values({ id_hash: idHash, officer_id: officerId, created_at: now, seen_at: now, expires_at: expiresAt }),
      ]);
    },

    /** @param seenSince a session that nobody used since then is over */
    async officerOfSession(idHash: string, seenSince: number): Promise<Officer | null> {
      const now = sources.now();
      const row = await query
        .selectFrom('sessions')
        .innerJoin('officers', 'officers.id', 'sessions.officer_id')
        .select(['officers.id', 'name', 'display', 'role', 'seen_at'])
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .where('seen_at', '>', seenSince)
        .where('disabled', '=', 0)
        .executeTakeFirst();
      if (!row) return null;
      const { seen_at, ...officer } = row;
      if (seen_at <= now - SEEN_EVERY) await query.updateTable('sessions').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
      return officer;
    },

    async endSession(idHash: string): Promise<void> {
      await query.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },

    /** Signs him out everywhere. @param byId who did it; null: the program */
    async endSessionsOf(officerId: string, byId: string | null = null): Promise<void> {
      const entry = { at: sources.now(), officerId: byId, action: 'officer.signed-out', subject: officerId } as const;
      await database.batch([auditOfficerIf(query, entry, (is) => is.lit(true)), sessionsOf(officerId)]);
    },

    /** @param byId who did it; null: the program */
    async setDisabled(officerId: string, disabled: boolean, byId: string | null = null): Promise<void> {
      const [before, after] = disabled ? [0, 1] : [1, 0];
      const action = disabled ? 'officer.disabled' : 'officer.enabled';
      const change = query.updateTable('officers').set({ disabled: after }).where('id', '=', officerId);
      await database.batch([
        auditOfficerIf(query, { at: sources.now(), officerId: byId, action, subject: officerId }, (is) => is('disabled', '=', before)),
        change,
        sessionsOf(officerId),
      ]);
    },

    /**
     * @param byId who did it; null: the program
     * @returns false, and nothing is done, when no administrator would be left who can sign in
     */
    async disableOfficer(officerId: string, byId: string | null = null): Promise<boolean> {
      const mayGo = (is: ExpressionBuilder<Tables, 'officers'>): Expression<SqlBool> =>
        is.and([
          is('officers.disabled', '=', 0),
          is.or([
            is('officers.role', '<>', 'administrator'),
            is.exists(
              is
                .selectFrom('officers as others')
                .select('others.id')
                .where('others.role', '=', 'administrator')
                .where('others.disabled', '=', 0)
                .where('others.id', '<>', officerId),
            ),
          ]),
        ]);
      const change = query.updateTable('officers').set({ disabled: 1 }).where('id', '=', officerId).where(mayGo);
      const entry = { at: sources.now(), officerId: byId, action: 'officer.disabled', subject: officerId } as const;
      const isDisabled = query.selectFrom('officers').select('id').where('id', '=', officerId).where('disabled', '=', 1);
      await database.batch([
        auditOfficerIf(query, entry, mayGo),
        change,
        query.deleteFrom('sessions').where('officer_id', 'in', isDisabled),
      ]);
      return (await isDisabled.executeTakeFirst()) !== undefined;
    },

    /** When each officer who is signed in was last here; milliseconds since 1970 UTC. */
    async lastSeen(): Promise<ReadonlyMap<string, number>> {
      const rows = await query
        .selectFrom('sessions')
        .select(({ fn }) => ['officer_id', fn.max('seen_at').as('at')])
        .where('expires_at', '>', sources.now())
        .groupBy('officer_id')
        .execute();
      return new Map(rows.map(({ officer_id, at }) => [officer_id, Number(at)]));
    },

    async listOfficers(): Promise<readonly ListedOfficer[]> {
      const rows = await query
        .selectFrom('officers')
        .select(['id', 'name', 'display', 'role', 'disabled', 'locked_until', 'created_at'])
        .orderBy('disabled')
        .orderBy('name')
        .execute();
      return rows.map(({ disabled, locked_until, created_at, ...officer }) => ({
        ...officer,
        disabled: disabled !== 0,
        lockedUntil: locked_until,
        createdAt: created_at,
      }));
    },

    async hasOfficers(): Promise<boolean> {
      return (await query.selectFrom('officers').select('id').limit(1).executeTakeFirst()) !== undefined;
    },
  };
}
