import { auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';

/** Where somebody of the desk is signed in. Times in milliseconds since 1970 UTC. */
export interface OwnSession {
  readonly idHash: string;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Sessions as their owner sees them, and when he last proved who he is. */
export function sessions({ database, sources }: StorageContext) {
  const { query } = database;
  const alive = (officerId: string, seenSince: number) =>
    query
      .selectFrom('sessions')
      .where('officer_id', '=', officerId)
      .where('expires_at', '>', sources.now())
      .where('seen_at', '>', seenSince);

  return {
    /** Those that still open something, the newest first. @param seenSince a session that nobody used since then is over */
    async ownSessions(officerId: string, seenSince: number): Promise<readonly OwnSession[]> {
      const rows = await alive(officerId, seenSince)
        .select(['id_hash', 'created_at', 'seen_at'])
        .orderBy('created_at', 'desc')
        .orderBy('id_hash')
        .execute();
      return rows.map(({ id_hash, created_at, seen_at }) => ({ idHash: id_hash, createdAt: created_at, seenAt: seen_at }));
    },

    /** Signs him out everywhere but here, and writes it down. */
    async endOtherSessions(officerId: string, keptHash: string): Promise<void> {
      await database.batch([
        auditEntry(query, { at: sources.now(), officerId, action: 'officer.signed-out', subject: officerId }),
        query.deleteFrom('sessions').where('officer_id', '=', officerId).where('id_hash', '<>', keptHash),
      ]);
    },

    /** Signing in is a proof; 0: there is no such session. */
    async provedAt(idHash: string): Promise<number> {
      const row = await query.selectFrom('sessions').select(['created_at', 'proved_at']).where('id_hash', '=', idHash).executeTakeFirst();
      return row ? Math.max(row.created_at, row.proved_at ?? 0) : 0;
    },

    async noteProof(idHash: string): Promise<void> {
      await query.updateTable('sessions').set({ proved_at: sources.now(), proof_tries: 0 }).where('id_hash', '=', idHash).execute();
    },

    /** @returns how many codes were tried in this session since the last right one, this one with them; null: there is none */
    async noteProofTry(idHash: string): Promise<number | null> {
      const row = await query
        .updateTable('sessions')
        .set(({ eb, fn, val }) => ({ proof_tries: eb(fn.coalesce('proof_tries', val(0)), '+', 1) }))
        .where('id_hash', '=', idHash)
        .returning('proof_tries')
        .executeTakeFirst();
      return row ? Number(row.proof_tries) : null;
    },

    /** @returns false when so many were wrong in this session that it may not sign for a while; milliseconds */
    async noteSignatureTry(idHash: string, most: number, pause: number): Promise<boolean> {
      const now = sources.now();
      const rows = await query
        .updateTable('sessions')
        .set(({ eb, fn, val }) => ({
          sign_tries: eb
            .case()
            .when('sign_tried_at', '<=', now - pause)
            .then(eb.lit(1))
            .else(eb(fn.coalesce('sign_tries', val(0)), '+', 1))
            .end(),
          sign_tried_at: now,
        }))
        .where('id_hash', '=', idHash)
        .where((is) => is.or([is('sign_tries', 'is', null), is('sign_tries', '<', most), is('sign_tried_at', '<=', now - pause)]))
        .returning('id_hash')
        .execute();
      return rows.length > 0;
    },

    async noteSignature(idHash: string): Promise<void> {
      await query.updateTable('sessions').set({ sign_tries: 0 }).where('id_hash', '=', idHash).execute();
    },

    /** Of somebody who is signed in: says nothing about who else tries his name. @returns false when it has served already */
    async useCode(officerId: string, step: number): Promise<boolean> {
      const rows = await query
        .updateTable('officers')
        .set({ last_step: step })
        .where('id', '=', officerId)
        .where('last_step', '<', step)
        .where('disabled', '=', 0)
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    /** For his colleagues and himself to see: he came in, or somebody guessed until the name was locked. */
    async noteSignIn(officerId: string, action: 'officer.signed-in' | 'officer.locked'): Promise<void> {
      await auditEntry(query, {
        at: sources.now(),
        officerId: action === 'officer.signed-in' ? officerId : null,
        action,
        subject: officerId,
      }).execute();
    },
  };
}
