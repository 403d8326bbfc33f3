import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { BackupKeys, KeySource } from './backup-keys.ts';

/**
 * A file of sealed chunks:
 *
 *     "FANZHA-BACKUP-1\n"  header length (2 bytes)  header (JSON)  chunk  chunk  …  last chunk
 *
 * Every chunk is 1 MiB under AES-256-GCM with its tag behind it; only the last may be shorter. The nonce counts the chunks
 * and says which is the last, and all that stands before the first chunk goes into every tag. So a changed byte, a chunk that
 * is missing, moved or taken from another file, a cut-off end and anything appended are all refused. The key is derived anew
 * for every file, so a nonce never comes twice under one key.
 */
const MAGIC = 'FANZHA-BACKUP-1\n';
const CHUNK = 1024 * 1024;
const TAG = 16;
const LONGEST_HEADER = 1000;

const headerSchema = z.strictObject({
  /** When it was made, milliseconds since 1970 UTC. */
  at: z.int().min(0),
  key: z.enum(['backup-key', 'master-key']),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** Tells a wrong key from a damaged file; says nothing about the key. */
  keyCheck: z.string().regex(/^[0-9a-f]{32}$/),
});
export type BackupHeader = z.output<typeof headerSchema>;

/**
 * Writes a new file and makes sure that the disk has it.
 * @param pieces of any size; what is read back is their bytes one after the other
 * @throws the file system's error, such as ENOSPC
 */
export function writeBackupFile(path: string, at: number, keys: BackupKeys, pieces: Iterable<Uint8Array>): void {
  const source: KeySource = keys['backup-key'] ? 'backup-key' : 'master-key';
  const salt = randomBytes(32);
  const derived = deriveKeys(keyOf(keys, source), salt);
  const header: BackupHeader = { at, key: source, salt: salt.toString('hex'), keyCheck: derived.check };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  const front = Buffer.concat([Buffer.from(MAGIC), length, text]);
  const file = openSync(path, 'wx', 0o600);
  try {
    writeAll(file, front);
    let index = 0;
    let waiting: Buffer = Buffer.alloc(0);
    const seal = (plain: Uint8Array, last: boolean): void => {
      const cipher = createCipheriv('aes-256-gcm', derived.key, nonceOf(index++, last));
      cipher.setAAD(front);
      writeAll(file, Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    };
    for (const piece of pieces) {
      waiting = Buffer.concat([waiting, piece]);
      // A full chunk waits until it is known whether it is the last.
      for (; waiting.length > CHUNK; waiting = waiting.subarray(CHUNK)) seal(waiting.subarray(0, CHUNK), false);
    }
    seal(waiting, true);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * What was written, a chunk at a time; nothing of a chunk is handed out before its tag was verified, and whoever takes all
 * of it without an error has all of it.
 * @throws AppError `backup.damaged`, `backup.key`
 */
export function* readBackupFile(path: string, keys: BackupKeys): Generator<Buffer, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const { header, front } = readFront(file);
    const derived = deriveKeys(keyOf(keys, header.key), Buffer.from(header.salt, 'hex'));
    if (derived.check !== header.keyCheck)
      throw new AppError('backup.key', `this backup was made with another key: ${HOW_TO_FIND[header.key]}; or its first bytes are damaged`);
    const chunks = Math.max(1, Math.ceil((size - front.length) / (CHUNK + TAG)));
    const sealed = Buffer.alloc(CHUNK + TAG);
    for (let index = 0; index < chunks; index++) {
      const got = readSync(file, sealed, 0, sealed.length, front.length + index * sealed.length);
      const decipher = createDecipheriv('aes-256-gcm', derived.key, nonceOf(index, index === chunks - 1));
      decipher.setAAD(front);
      yield openChunk(decipher, sealed.subarray(0, got), index + 1, chunks);
    }
  } finally {
    closeSync(file);
  }
}

/** The header alone, which is not sealed; believed only once the chunks were read. @throws AppError `backup.damaged` */
export function readBackupHeader(path: string): BackupHeader {
  const file = openSync(path, 'r');
  try {
    return readFront(file).header;
  } finally {
    closeSync(file);
  }
}

const HOW_TO_FIND: Readonly<Record<KeySource, string>> = {
  'backup-key': 'set BACKUP_KEY as it was then',
  'master-key': 'set MASTER_KEY (or DATA_DIR with its master.key) as it was then',
};

function readFront(file: number): { header: BackupHeader; front: Buffer } {
  const start = Buffer.alloc(MAGIC.length + 2 + LONGEST_HEADER);
  const got = readSync(file, start, 0, start.length, 0);
  const end = MAGIC.length + 2 + (got < MAGIC.length + 2 ? 0 : start.readUInt16BE(MAGIC.length));
  if (start.toString('latin1', 0, MAGIC.length) !== MAGIC || end > got)
    throw new AppError('backup.damaged', 'this is no backup of this program, or its beginning is damaged');
  const header = headerSchema.safeParse(jsonOf(start.toString('utf8', MAGIC.length + 2, end)));
  if (!header.success) throw new AppError('backup.damaged', 'the header of this backup is damaged: use another one');
  return { header: header.data, front: Buffer.from(start.subarray(0, end)) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function openChunk(decipher: ReturnType<typeof createDecipheriv>, sealed: Buffer, number: number, of: number): Buffer {
  const gcm = decipher as ReturnType<typeof createDecipheriv> & { setAuthTag(tag: Buffer): void };
  try {
    if (sealed.length < TAG) throw new Error('shorter than its tag');
    gcm.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([gcm.update(sealed.subarray(0, sealed.length - TAG)), gcm.final()]);
  } catch (cause) {
    throw new AppError('backup.damaged', `this backup is damaged or cut off (part ${number} of ${of}): use another one`, 500, { cause });
  }
}

function keyOf(keys: BackupKeys, source: KeySource): Buffer {
  const key = keys[source];
  if (!key) throw new AppError('backup.key', `the key of this backup is missing: ${HOW_TO_FIND[source]}`);
  return key;
}

function deriveKeys(key: Buffer, salt: Buffer): { key: Buffer; check: string } {
  const derive = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, salt, purpose, bytes));
  return { key: derive('backup-file', 32), check: derive('backup-key-check', 16).toString('hex') };
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(last ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}
