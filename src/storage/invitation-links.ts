import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import type { Database } from './database.ts';
import type { Role } from './desk-schema.ts';

export const INVITATIONS_WITHDRAWN: readonly string[] = [
  'ALTER TABLE invitations ADD COLUMN meant_for TEXT',
  'ALTER TABLE invitations ADD COLUMN withdrawn_at BIGINT',
];

/** A link that still makes an account of whoever opens it. */
export interface OpenInvitation {
  /** Names it to whoever withdraws it; it opens nothing. */
  readonly id: string;
  readonly role: Role;
  /** null: the inviter has said no name. */
  readonly meantFor: string | null;
  /** The partner whose person it is for. */
  readonly partner: string | null;
  /** Who made it; null: it was made on the server. */
  readonly by: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

/**
 * Neither used nor expired, and still backed: by an inviter who may still work here, or, for the link that sets the desk
 * up, by there being nobody yet.
 */
export function openInvitations(query: Database['query'], now: number) {
  return query
    .selectFrom('invitations')
    .leftJoin('officers as inviter', 'inviter.id', 'invitations.invited_by')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where((is) =>
      is.or([
        is('inviter.disabled', '=', 0),
        is.and([is('invited_by', 'is', null), is.not(is.exists(is.selectFrom('officers').select('officers.id')))]),
      ]),
    );
}

export function openLinks({ database, sources }: Pick<StorageContext, 'database' | 'sources'>) {
  const { query } = database;

  async function isWithdrawn(id: string): Promise<boolean> {
    const row = await query.selectFrom('invitations').select('withdrawn_at').where('token_hash', '=', id).executeTakeFirst();
    return row !== undefined && row.withdrawn_at !== null;
  }

  return {
    isWithdrawn,

    /** Which links are about; the soonest to end first. */
    async listOpenInvitations(): Promise<readonly OpenInvitation[]> {
      const rows = await openInvitations(query, sources.now())
        .leftJoin('partners', 'partners.id', 'invitations.partner_id')
        // In the name of an administrator who has not done it himself: only the log knows.
        .leftJoin('audit', (join) =>
          join.onRef('audit.subject', '=', 'token_hash').on('audit.action', '=', 'officer.invited').on('audit.officer_id', 'is', null),
        )
        .select([
          'token_hash as id',
          'invitations.role',
          'meant_for as meantFor',
          'partners.name as partner',
          'inviter.display as inviter',
          'audit.seq',
          'invitations.expires_at as expiresAt',
        ])
        .orderBy('invitations.expires_at')
        .orderBy('token_hash')
        .execute();
      return rows.map(({ inviter, seq, ...row }) => ({ ...row, by: seq === null ? inviter : null, expiresAt: Number(row.expiresAt) }));
    },

    /**
     * The link ends at once. A version from before this column was there sees it as expired.
     * @returns false when it was used, or had expired, before
     */
    async withdrawInvitation(id: string, byId: string): Promise<boolean> {
      const now = sources.now();
      const entry = query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression((is) =>
          is
            .selectFrom('invitations')
            .select(({ val, ref }) => [
              val(now).as('at'),
              sql<string | null>`${byId}`.as('officer_id'),
              val('officer.invitation-withdrawn').as('action'),
              ref('token_hash').as('subject'),
            ])
            .where('token_hash', '=', id)
            .where('used_at', 'is', null)
            .where('expires_at', '>', now),
        );
      const ended = query
        .updateTable('invitations')
        .set({ withdrawn_at: now, expires_at: now })
        .where('token_hash', '=', id)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now);
      await database.batch([entry, ended]);
      return isWithdrawn(id);
    },
  };
}
