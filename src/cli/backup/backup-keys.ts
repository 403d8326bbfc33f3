import { hkdfSync } from 'node:crypto';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { existingMasterKeys } from '../../node/master-key.ts';

/** Whose key opens a backup: one of its own, or one that is derived from the master key. */
export type KeySource = 'backup-key' | 'master-key';
/** 32 bytes each; what is not at hand is missing. A new backup is made with the first that is there. */
export type BackupKeys = Readonly<Partial<Record<KeySource, Buffer>>>;

type KeySettings = Pick<Config, 'BACKUP_KEY' | 'MASTER_KEY' | 'MASTER_KEY_COMMAND' | 'MASTER_KEY_OLD' | 'DATA_DIR'>;

/**
 * What is at hand. The derived key opens backups and nothing else: the master key cannot be found from it.
 * @throws AppError `config.backup-key` when there is none, or when both are one and the same
 */
export function backupKeys(settings: KeySettings): BackupKeys {
  const master = masterKeyIfThere(settings);
  const own = settings.BACKUP_KEY.toLowerCase();
  if (own !== '' && own === master?.toLowerCase())
    throw new AppError(
      'config.backup-key',
      'BACKUP_KEY is the master key itself: whoever restores backups would hold both. Make another one: openssl rand -hex 32',
    );
  if (own === '' && master === null)
    throw new AppError('config.backup-key', 'there is no key for backups: set BACKUP_KEY, or MASTER_KEY or DATA_DIR as the server has it');
  return {
    ...(own === '' ? {} : { 'backup-key': Buffer.from(own, 'hex') }),
    ...(master === null
      ? {}
      : { 'master-key': Buffer.from(hkdfSync('sha256', Buffer.from(master, 'hex'), Buffer.alloc(0), 'backups', 32)) }),
  };
}

/** Null when it is kept elsewhere: a backup can be made and proved whole without it. */
export function masterKeyIfThere(settings: KeySettings): string | null {
  try {
    return existingMasterKeys(settings).masterKey;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
