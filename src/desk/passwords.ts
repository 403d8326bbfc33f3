import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';

/** Characters; NIST SP 800-63B asks for at least 15 where a password stands alone, 8 beside a second factor. */
const SHORTEST = 10;
const LONGEST = 200;
/** 32 MiB and some 100 ms for each guess (OWASP, Password Storage Cheat Sheet: N=2^15, r=8, p=3). */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 } as const;
const KEY_BYTES = 32;
const SCHEME = 'scrypt-15-8-3';

/** @throws AppError 422 `password.weak` naming what is missing */
export function checkPassword(password: string, name: string): void {
  const length = [...password].length;
  const weak = (message: string): AppError => new AppError('password.weak', message, 422);
  if (length < SHORTEST) throw weak(`密码至少${SHORTEST}个字符，几个词连起来就行。`);
  if (length > LONGEST) throw weak(`密码最多${LONGEST}个字符。`);
  if (new Set(password).size < SHORTEST / 2) throw weak('密码里重复的字符太多。');
  if (name !== '' && password.toLowerCase().includes(name.toLowerCase())) throw weak('密码里不要有登录名。');
}

/** What is stored of a password: scheme, salt and key, divided by `$`. */
export async function sealPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return [SCHEME, salt.toString('base64url'), (await derive(password, salt)).toString('base64url')].join('$');
}

/** Takes as long for a name that does not exist: `stored` null. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, salt = '', key = ''] = (stored ?? NOBODY).split('$');
  const expected = Buffer.from(key, 'base64url');
  const derived = await derive(password.slice(0, LONGEST), Buffer.from(salt, 'base64url'));
  return scheme === SCHEME && expected.length === derived.length && timingSafeEqual(expected, derived) && stored !== null;
}
/** Whatever is tried, it is not this one. Not random: a Worker has no randomness before its first request. */
const NOBODY = [SCHEME, Buffer.alloc(16).toString('base64url'), Buffer.alloc(KEY_BYTES).toString('base64url')].join('$');

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One way of writing a character for all keyboards.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
