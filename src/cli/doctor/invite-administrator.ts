import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../../config.ts';
import { INVITATION_LASTS } from '../../desk/accounts.ts';
import { AppError } from '../../errors.ts';
import { inDatabase } from '../in-database.ts';

/**
 * The way back for an only administrator who has lost his telephone: whoever may open the database on the server's own
 * machine may make an administrator. The link hangs on an administrator who is there; it dies with his account.
 * @returns the one-time link
 * @throws AppError `database.missing`, `officer.no-administrator`
 */
export function inviteAdministrator(config: Config): Promise<string> {
  return inDatabase(async (storage) => {
    const administrator = (await storage.listOfficers()).find(({ role, disabled }) => role === 'administrator' && !disabled);
    if (!administrator && (await storage.hasOfficers()))
      throw new AppError(
        'officer.no-administrator',
        'no administrator is enabled, so that nobody can answer for a new one; restore a backup',
      );
    const token = randomBytes(32).toString('base64url');
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const invitation = { tokenHash, invitedBy: administrator?.id ?? null, expiresAt: Date.now() + INVITATION_LASTS };
    // In whose name it hangs has not done it himself.
    await storage.createInvitation('administrator', invitation, null);
    return `${config.PUBLIC_URL || `http://127.0.0.1:${config.PORT}`}/console/invitation?token=${token}`;
  }, config);
}
