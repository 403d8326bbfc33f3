import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { MasterKeys } from '../storage/privacy/keyring.ts';

type KeySettings = Pick<Config, 'MASTER_KEY' | 'MASTER_KEY_COMMAND' | 'MASTER_KEY_OLD' | 'DATA_DIR'>;

/** A key store that answers later than this does not answer. Milliseconds. */
const LONGEST_COMMAND = 10_000;

/** The key of today, and the one of before while keys are changed. @throws AppError `config.master-key` */
export function masterKeys(settings: KeySettings): MasterKeys {
  return { masterKey: masterKey(settings), oldMasterKey: settings.MASTER_KEY_OLD || undefined };
}

/** The same for whoever only reads what is there. @throws AppError `config.master-key` */
export function existingMasterKeys(settings: KeySettings): MasterKeys {
  return { masterKey: existingMasterKey(settings), oldMasterKey: settings.MASTER_KEY_OLD || undefined };
}

/**
 * From MASTER_KEY, from the program that MASTER_KEY_COMMAND names, or from DATA_DIR/master.key, made at the first start and
 * readable by its owner alone.
 * @returns 64 hexadecimal digits
 * @throws AppError `config.master-key`
 */
function masterKey(settings: KeySettings): string {
  const path = keyFile(settings);
  if (!settings.MASTER_KEY && !settings.MASTER_KEY_COMMAND && !existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  return existingMasterKey(settings);
}

/** The same for whoever only reads what is there: a key that is made now would open nothing. @throws AppError `config.master-key` */
function existingMasterKey(settings: KeySettings): string {
  if (settings.MASTER_KEY) return settings.MASTER_KEY;
  if (settings.MASTER_KEY_COMMAND) return askedFor(settings.MASTER_KEY_COMMAND);
  const path = keyFile(settings);
  if (!existsSync(path))
    throw new AppError('config.master-key', `there is no master key at ${path}: set MASTER_KEY or DATA_DIR as the server has it`);
  const key = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(key))
    throw new AppError('config.master-key', `${path} must hold 64 hexadecimal digits; restore it from your backup`);
  return key;
}

/** What it prints is shown to nobody, neither what it says of an error: keys have been seen there. */
function askedFor(command: string): string {
  const { status, signal, error, stdout } = spawnSync(command, {
    shell: true,
    timeout: LONGEST_COMMAND,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 4096,
  });
  const ended = error ? (error as NodeJS.ErrnoException).code : (signal ?? `code ${status}`);
  if (error || status !== 0)
    throw new AppError('config.master-key', `MASTER_KEY_COMMAND ended with ${ended}; run it by hand as the server's user to see why`);
  const key = stdout.trim();
  if (!/^[0-9a-f]{64}$/i.test(key))
    throw new AppError('config.master-key', 'MASTER_KEY_COMMAND must print 64 hexadecimal digits and nothing else');
  return key;
}

function keyFile({ DATA_DIR }: Pick<KeySettings, 'DATA_DIR'>): string {
  return join(resolve(DATA_DIR), 'master.key');
}
