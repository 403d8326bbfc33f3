import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import { believedKeys } from '../node/believed-keys.ts';

/** What the environment of this command says. @throws AppError `config.invalid` */
export function readSettings(): Config {
  return readConfig(process.env, (path) => readFileSync(path, 'utf8')).config;
}

/** Whose releases this command believes. @throws AppError `config.invalid` */
export function keysOfSettings(): readonly ReleaseKey[] {
  return believedKeys(readSettings());
}
