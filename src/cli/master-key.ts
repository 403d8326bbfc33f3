import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

type KeySettings = Pick<Config, 'MASTER_KEY' | 'DATA_DIR'>;

/**
 * From MASTER_KEY, or from DATA_DIR/master.key, made at the first start and readable by its owner alone.
 * @returns 64 hexadecimal digits
 * @throws AppError `config.master-key`
 */
export function masterKey(settings: KeySettings): string {
  const path = keyFile(settings);
  if (!settings.MASTER_KEY && !existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  return existingMasterKey(settings);
}

/** The same for whoever only reads what is there: a key that is made now would open nothing. @throws AppError `config.master-key` */
export function existingMasterKey(settings: KeySettings): string {
  if (settings.MASTER_KEY) return settings.MASTER_KEY;
  const path = keyFile(settings);
  if (!existsSync(path))
    throw new AppError('config.master-key', `there is no master key at ${path}: set MASTER_KEY or DATA_DIR as the server has it`);
  const key = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(key))
    throw new AppError('config.master-key', `${path} must hold 64 hexadecimal digits; restore it from your backup`);
  return key;
}

function keyFile({ DATA_DIR }: KeySettings): string {
  return join(resolve(DATA_DIR), 'master.key');
}
