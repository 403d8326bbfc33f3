import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS_DIR } from './paths.ts';

const assets = new Map<string, Uint8Array<ArrayBuffer> | null>();
/** A file of `dist/assets`, or null; read once. */
export function readAsset(name: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) return null;
  const known = assets.get(name);
  if (known !== undefined) return known;
  const path = join(ASSETS_DIR, name);
  if (!existsSync(path)) return null;
  const bytes = new Uint8Array(readFileSync(path));
  assets.set(name, bytes);
  return bytes;
}
