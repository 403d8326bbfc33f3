import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../errors.ts';

/**
 * A lead as a file that may be carried into a network that is not connected: one JSON object of `header` fields and `body`.
 * Key: scrypt of the passphrase in NFKC, UTF-8. Body: AES-256-GCM, the tag of 16 bytes behind it, base64; authenticated with it
 * are the header's fields as they stand in HEADER, joined by line feeds. docs/stop-loss.md has the format.
 */
const HEADER = ['format', 'kdf', 'n', 'r', 'p', 'salt', 'cipher', 'nonce'] as const;
const FORMAT = 'fanzha-stop-lead-file/1';
/** 64 MB and about a tenth of a second for each guess. */
const COST = { n: 65_536, r: 8, p: 1 } as const;
const MOST_MEMORY = 256 * 1024 * 1024;
const TAG = 16;
export const SHORTEST_PASSPHRASE = 12;
const LONGEST_PASSPHRASE = 200;

interface Header {
  readonly format: string;
  readonly kdf: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly cipher: 'aes-256-gcm';
  readonly nonce: string;
}

const stretch = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const keyOf = (passphrase: string, { salt, n, r, p }: Pick<Header, 'salt' | 'n' | 'r' | 'p'>): Promise<Buffer> =>
  stretch(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { N: n, r, p, maxmem: MOST_MEMORY });
const authenticated = (header: Header): Buffer => Buffer.from(HEADER.map((name) => String(header[name])).join('\n'));

/** @throws AppError 422 `stop-file.passphrase` for one that is too short, or of which nobody could type so much */
export function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length < SHORTEST_PASSPHRASE || passphrase.length > LONGEST_PASSPHRASE)
    throw new AppError('stop-file.passphrase', `口令要有${SHORTEST_PASSPHRASE}到${LONGEST_PASSPHRASE}个字，几个词连起来就行。`, 422);
}

/** @throws AppError 422 `stop-file.passphrase` */
export async function sealOfflineFile(document: unknown, passphrase: string): Promise<string> {
  checkPassphrase(passphrase);
  const nonce = randomBytes(12);
  const header: Header = {
    format: FORMAT,
    kdf: 'scrypt',
    ...COST,
    salt: randomBytes(16).toString('base64'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
  };
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, header), nonce).setAAD(authenticated(header));
  const body = Buffer.concat([cipher.update(JSON.stringify(document), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ ...header, body: body.toString('base64') }, null, 1)}\n`;
}

/** @throws AppError `stop-file.unreadable`: it is no such file, was changed, or the passphrase is another one */
export async function openOfflineFile(text: string, passphrase: string): Promise<unknown> {
  try {
    const { body, ...header } = JSON.parse(text) as Header & { readonly body: string };
    if (header.format !== FORMAT || header.n !== COST.n || header.r !== COST.r || header.p !== COST.p) throw new Error('another format');
    const bytes = Buffer.from(body, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, header), Buffer.from(header.nonce, 'base64'), {
      authTagLength: TAG,
    })
      .setAAD(authenticated(header))
      .setAuthTag(bytes.subarray(-TAG));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]).toString('utf8'));
  } catch (cause) {
    throw new AppError('stop-file.unreadable', 'the file is no stop lead of ours, was changed, or the passphrase is another one', 422, {
      cause,
    });
  }
}
