import type { Bytes, SealingKey } from './cipher.ts';
import type { Sealer } from './seal.ts';

/** Bytes of a part: sealed and in base64 it stays under the 2 MB that D1 allows for a row. */
const PART = 1_000_000;

/** A piece of a file as it stands in a row. */
export interface SealedPart {
  /** Its place, from 0 on. */
  readonly part: number;
  readonly body_sealed: string;
}

export async function sealFile(sealer: Sealer, key: SealingKey, file: Bytes): Promise<SealedPart[]> {
  const parts = [];
  for (let at = 0; at < file.length; at += PART)
    parts.push({ part: at / PART, body_sealed: await sealer.sealBytes(key, file.slice(at, at + PART)) });
  return parts;
}

/** @param parts all of one file, in their order @throws AppError `storage.sealed` */
export async function openFile(sealer: Sealer, key: SealingKey, parts: readonly Pick<SealedPart, 'body_sealed'>[]): Promise<Bytes> {
  const opened = await Promise.all(parts.map(({ body_sealed }) => sealer.openBytes(key, body_sealed)));
  return new Uint8Array(await new Blob(opened).arrayBuffer());
}
