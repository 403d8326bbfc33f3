import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../storage/database.ts';
import { migrate } from '../../storage/migrate.ts';
import { openNodeSqlite } from '../../storage/node-sqlite.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage } from '../../storage/storage.ts';
import type { BackupManifest } from './backup-content.ts';
import type { BackupKeys } from './backup-keys.ts';
import type { Progress } from './progress.ts';
import { takeDatabaseOut } from './take-database-out.ts';

export interface VerifySettings {
  readonly file: string;
  /** Where there is room for the restored database; it is deleted again. */
  readonly within: string;
  readonly keys: BackupKeys;
  /** Null: whether sealed values open is not tried. */
  readonly masterKey: string | null;
  readonly progress: Progress;
}
/** opened: a value was unsealed · nothing-sealed: nobody has written yet · not-tried: without the master key. */
export type Unsealing = 'opened' | 'nothing-sealed' | 'not-tried';

/**
 * A restore drill: into a folder of its own, compared, migrated as this program would at its start, and one sealed value opened.
 * @throws AppError `backup.damaged`, `backup.key`, `backup.no-room`, `storage.newer`, `storage.master-key`, `storage.sealed`
 */
export async function verifyBackup(settings: VerifySettings): Promise<{ manifest: BackupManifest; unsealing: Unsealing }> {
  const folder = mkdtempSync(join(settings.within, '.backup-drill-'));
  try {
    const path = join(folder, 'restored.db');
    const manifest = takeDatabaseOut(settings.file, path, settings.keys, settings.progress);
    const database = openNodeSqlite(path);
    try {
      await migrate(database, Date.now);
      return { manifest, unsealing: settings.masterKey === null ? 'not-tried' : await unseal(database, settings.masterKey) };
    } finally {
      await database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unseal(database: Database, masterKey: string): Promise<Unsealing> {
  const sealer = await createSealer(masterKey);
  await createStorage(database, sealer, { now: Date.now, id: () => '' }).checkMasterKey();
  const newest = await database.query
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('persons', 'persons.id', 'conversations.person_id')
    .select(['body_sealed', 'key_wrapped'])
    .where('key_wrapped', 'is not', null)
    // Whoever was erased and came back has another key than his old messages.
    .whereRef('messages.created_at', '>=', 'persons.created_at')
    .orderBy('messages.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest?.key_wrapped) return 'nothing-sealed';
  await sealer.open(await sealer.unwrap(newest.key_wrapped), newest.body_sealed);
  return 'opened';
}
