import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import { RELEASE_KEYS } from '../library/release-keys.ts';
import type { ReleaseKey } from '../library/release-signature.ts';

/** Whose releases are believed: those that the program knows, and those of the settings. @throws AppError `config.invalid` */
export function believedKeys(config: Pick<Config, 'LIBRARY_PUBLIC_KEYS'> = readSettings()): readonly ReleaseKey[] {
  return [...RELEASE_KEYS, ...config.LIBRARY_PUBLIC_KEYS];
}

function readSettings(): Config {
  return readConfig(process.env, (path) => readFileSync(path, 'utf8')).config;
}
