import { AppError } from '../../errors.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import type { Database } from '../database.ts';
import { createSealer, type FingerprintKey, fingerprintKeyOf, type Sealer, type SealerOptions } from '../seal.ts';

/** 64 hexadecimal digits each. */
export interface MasterKeys {
  readonly masterKey: string;
  /** The one of before, while keys are changed. */
  readonly oldMasterKey?: string | undefined;
}

const FINGERPRINTS = 'fingerprints';

/**
 * The sealer of a database: what it finds people and numbers by was made with the key of its first day, whatever the master key
 * is now. That key is kept in the database, sealed, from the first start on.
 * @throws AppError `storage.master-key` when the master key does not belong to the database
 */
export async function openSealer(
  database: Database,
  { masterKey, oldMasterKey }: MasterKeys,
  now: () => number,
  suites?: SealerOptions['suites'],
): Promise<Sealer> {
  const bare = await createSealer(masterKey, { oldMasterKey, suites });
  try {
    const kept = await keptFingerprintKey(database, bare);
    if (kept) return createSealer(masterKey, { oldMasterKey, suites, fingerprintKey: kept });
    const founder = oldMasterKey !== undefined && (await opensWithout(database, oldMasterKey)) ? oldMasterKey : masterKey;
    const { suite, secret } = await fingerprintKeyOf(founder);
    if (!(await fits(database, bare))) throw new AppError('storage.sealed', 'the newest key does not open');
    await database.query
      .insertInto('program_keys')
      .values({ id: FINGERPRINTS, key_sealed: await bare.sealOwn(`${suite}:${toBase64(secret)}`), created_at: now() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    // Somebody else may have been first.
    const fingerprintKey = (await keptFingerprintKey(database, bare)) ?? undefined;
    return createSealer(masterKey, { oldMasterKey, suites, fingerprintKey });
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'storage.sealed') throw cause;
    throw new AppError(
      'storage.master-key',
      'the master key does not open this database: restore master.key, or MASTER_KEY, that belongs to it; while keys are changed, MASTER_KEY_OLD too',
      500,
      { cause },
    );
  }
}

async function keptFingerprintKey({ query }: Database, sealer: Sealer): Promise<FingerprintKey | null> {
  const row = await query.selectFrom('program_keys').select('key_sealed').where('id', '=', FINGERPRINTS).executeTakeFirst();
  if (!row) return null;
  const [suite = '', secret = ''] = (await sealer.openOwn(row.key_sealed)).split(':');
  return { suite, secret: fromBase64(secret) };
}

/** Does it open what was wrapped last? Yes where nothing was. */
async function fits({ query }: Database, sealer: Sealer): Promise<boolean> {
  const newest = await query
    .selectFrom('persons')
    .select('key_wrapped')
    .where('key_wrapped', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return !newest?.key_wrapped || sealer.unwrap(newest.key_wrapped).then(() => true);
}

/** Was this database made with that key, and not with today's? */
async function opensWithout(database: Database, oldMasterKey: string): Promise<boolean> {
  const sealer = await createSealer(oldMasterKey);
  const { query } = database;
  const [person, officer] = await Promise.all([
    query
      .selectFrom('persons')
      .select('key_wrapped')
      .where('key_wrapped', 'is not', null)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst(),
    query.selectFrom('officers').select('totp_sealed').where('totp_sealed', '<>', '').orderBy('created_at').limit(1).executeTakeFirst(),
  ]);
  const opened = person?.key_wrapped ? sealer.unwrap(person.key_wrapped) : officer ? sealer.openOwn(officer.totp_sealed) : null;
  return opened === null
    ? false
    : opened.then(
        () => true,
        () => false,
      );
}
