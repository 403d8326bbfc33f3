import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { INVITATION_LASTS } from '../desk/accounts.ts';
import { AppError } from '../errors.ts';
import { auditEntry } from '../storage/audit-entry.ts';
import { migrate } from '../storage/migrate.ts';
import { createSealer } from '../storage/seal.ts';
import { createStorage } from '../storage/storage.ts';
import { databaseFile, openDatabase } from './open-database.ts';

/**
 * The way back for an only administrator who has lost his telephone: whoever may open the database on the server's own
 * machine may make an administrator. The link hangs on an administrator who is there; it dies with his account.
 * @returns the one-time link
 * @throws AppError `database.missing`, `officer.no-administrator`
 */
export async function inviteAdministrator(config: Config): Promise<string> {
  if (!existsSync(databaseFile(config)))
    throw new AppError(
      'database.missing',
      `there is no database at ${databaseFile(config)}: start the server first, or set DATA_DIR as it has it`,
    );
  const database = openDatabase(config);
  try {
    await migrate(database, Date.now);
    // Nothing that is sealed is opened or made.
    const storage = createStorage(database, await createSealer('0'.repeat(64)), { now: Date.now, id: () => '' });
    const administrator = (await storage.listOfficers()).find(({ role, disabled }) => role === 'administrator' && !disabled);
    if (!administrator && (await storage.hasOfficers()))
      throw new AppError(
        'officer.no-administrator',
        'no administrator is enabled, so that nobody can answer for a new one; restore a backup',
      );
    const token = randomBytes(32).toString('base64url');
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const now = Date.now();
    await storage.createInvitation('administrator', {
      tokenHash,
      invitedBy: administrator?.id ?? null,
      expiresAt: now + INVITATION_LASTS,
    });
    // He did not do it himself. And nobody has seen the link before this is written.
    await auditEntry(database.query, { at: now, officerId: null, action: 'officer.invited', subject: tokenHash }).execute();
    return `${config.PUBLIC_URL || `http://127.0.0.1:${config.PORT}`}/console/invitation?token=${token}`;
  } finally {
    await database.close();
  }
}
