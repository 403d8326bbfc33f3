import type { Config } from '../config.ts';
import { RELEASE_KEYS } from '../library/release-keys.ts';
import type { ReleaseKey } from '../library/release-signature.ts';

/** Whose releases are believed: those that the program knows, and those of the settings. */
export function believedKeys({ LIBRARY_PUBLIC_KEYS }: Pick<Config, 'LIBRARY_PUBLIC_KEYS'>): readonly ReleaseKey[] {
  return [...RELEASE_KEYS, ...LIBRARY_PUBLIC_KEYS];
}
