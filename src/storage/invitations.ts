import { sql } from 'kysely';
import { AppError } from '../errors.ts';
import { auditEntry, auditOfficerIf } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import type { Role } from './desk-schema.ts';
import { openInvitations, openLinks } from './invitation-links.ts';
import type { Officer } from './officer.ts';

export interface NewOfficer {
  readonly name: string;
  readonly display: string;
  /** Sealed by desk/passwords.ts. */
  readonly password: string;
  readonly totpSecret: string;
  /** Of the one-time code that proved the secret. */
  readonly step: number;
}

export interface NewInvitation {
  readonly tokenHash: string;
  /** Null: the link that sets the desk up. */
  readonly invitedBy: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
  /** Whose person it is, of a partner. */
  readonly partnerId?: string | null;
  /** For whom, as the inviter calls him. */
  readonly meantFor?: string | null;
}

/** No name can have it: what stands behind it is history. */
const OLD = '#old-';

/** Whether an account of this name was closed for a new one. */
export function isReplaced(name: string): boolean {
  return name.includes(OLD);
}

export function invitations(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;

  const openInvitation = (tokenHash: string, now: number) => openInvitations(query, now).where('token_hash', '=', tokenHash);

  const invited = (role: Role, { tokenHash, invitedBy, expiresAt, partnerId = null, meantFor = null }: NewInvitation) => ({
    token_hash: tokenHash,
    role,
    partner_id: partnerId,
    invited_by: invitedBy,
    meant_for: meantFor,
    created_at: sources.now(),
    expires_at: expiresAt,
    used_at: null,
    withdrawn_at: null,
  });
  const invite = (role: Role, invitation: NewInvitation) => query.insertInto('invitations').values(invited(role, invitation));

  return {
    ...openLinks(context),

    /** @param byId who is written down for it; null: the program itself; left out: nobody */
    async createInvitation(role: Role, invitation: NewInvitation, byId?: string | null): Promise<void> {
      const entry = { at: sources.now(), action: 'officer.invited', subject: invitation.tokenHash } as const;
      await database.batch([invite(role, invitation), ...(byId === undefined ? [] : [auditEntry(query, { ...entry, officerId: byId })])]);
    },

    /** What the link makes of whoever opens it; null when it opens nothing any more. */
    async invitedAs(tokenHash: string): Promise<Role | null> {
      const row = await openInvitation(tokenHash, sources.now()).select('invitations.role').executeTakeFirst();
      return row?.role ?? null;
    },

    /**
     * The account and the end of its link, both or none.
     * @throws AppError 404 `invitation.unknown`, 409 `officer.name-taken`
     */
    async useInvitation(tokenHash: string, { name, display, password, totpSecret, step }: NewOfficer): Promise<Officer> {
      const now = sources.now();
      const id = sources.id();
      const totpSealed = await sealer.sealOwn(totpSecret);
      const officer = query
        .insertInto('officers')
        .columns([
          'id',
          'name',
          'display',
          'role',
          'partner_id',
          'password',
          'totp_sealed',
          'last_step',
          'failures',
          'locked_until',
          'disabled',
          'created_at',
        ])
        .expression(
          openInvitation(tokenHash, now).select(({ val }) => [
            val(id).as('id'),
            val(name).as('name'),
            val(display).as('display'),
            'invitations.role',
            'invitations.partner_id',
            val(password).as('password'),
            val(totpSealed).as('totp_sealed'),
            val(step).as('last_step'),
            val(0).as('failures'),
            val(0).as('locked_until'),
            val(0).as('disabled'),
            val(now).as('created_at'),
          ]),
        );
      const used = query
        .updateTable('invitations')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now);
      try {
        await database.batch([officer, used]);
      } catch (cause) {
        if (!database.isUniqueViolation(cause)) throw cause;
        throw new AppError('officer.name-taken', '这个登录名已经有人用了，请换一个。', 409, { cause });
      }
      const made = await query.selectFrom('officers').select('role').where('id', '=', id).executeTakeFirst();
      if (!made) throw new AppError('invitation.unknown', '它已经用过，或者过期了。请管理员再发一个邀请链接。', 404);
      return { id, name, display, role: made.role };
    },

    /**
     * Closes an account and opens a link for a new one of the same role. What he did stays with the old account; its name
     * becomes free. It is written down as done by the inviter.
     * @returns false when there is no such account, or it was replaced before
     */
    async replaceOfficer(officerId: string, invitation: NewInvitation): Promise<boolean> {
      const row = await query.selectFrom('officers').select(['name', 'role']).where('id', '=', officerId).executeTakeFirst();
      if (!row || isReplaced(row.name)) return false;
      const older = await query
        .selectFrom('officers')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('name', 'like', `${row.name}${OLD}%`)
        .executeTakeFirstOrThrow();
      const { token_hash, role, invited_by, created_at, expires_at } = invited(row.role, invitation);
      // As he is called until the last statement but one: of two at the same moment one makes a link.
      const link = query
        .insertInto('invitations')
        .columns(['token_hash', 'role', 'partner_id', 'invited_by', 'meant_for', 'created_at', 'expires_at'])
        .expression((is) =>
          is
            .selectFrom('officers')
            .select(({ val }) => [
              val(token_hash).as('token_hash'),
              val(role).as('role'),
              'officers.partner_id',
              sql<string | null>`${invited_by}`.as('invited_by'),
              'officers.display as meant_for',
              val(created_at).as('created_at'),
              val(expires_at).as('expires_at'),
            ])
            .where('id', '=', officerId)
            .where('name', '=', row.name),
        );
      const entry = { at: created_at, officerId: invited_by, action: 'officer.reset', subject: officerId } as const;
      const renamed = query
        .updateTable('officers')
        .set({ name: `${row.name}${OLD}${Number(older.count) + 1}`, disabled: 1 })
        .where('id', '=', officerId)
        .where('name', '=', row.name);
      await database.batch([
        link,
        auditOfficerIf(query, entry, (is) => is('name', '=', row.name)),
        renamed,
        query.deleteFrom('sessions').where('officer_id', '=', officerId),
      ]);
      return (await query.selectFrom('invitations').select('role').where('token_hash', '=', token_hash).executeTakeFirst()) !== undefined;
    },
  };
}
