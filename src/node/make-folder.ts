import { mkdirSync } from 'node:fs';
import { AppError } from '../errors.ts';

/** The folder of the database and the key, for its owner alone. @throws AppError `config.invalid` */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError(
      'config.invalid',
      `DATA_DIR: cannot make the folder "${path}": ${cause instanceof Error ? cause.message : cause}`,
      500,
      { cause },
    );
  }
}
