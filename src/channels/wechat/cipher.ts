import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { textOf } from '../read-body.ts';
import { unproven } from '../refusals.ts';

/** Random bytes in front of every message. */
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** PKCS#7 over blocks of 32, although AES has blocks of 16: so padding is ours, OpenSSL would refuse more than 16. */
const PAD_BLOCK = 32;
const AES_BLOCK = 16;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const ENCODING_AES_KEY = /^[A-Za-z0-9+/]{43}$/;

export interface WechatCipher {
  /** @throws AppError 401 `channel.signature` when none of the keys opens it, or it is for another receiver */
  decrypt(encrypted: string): string;
  /** Seals with the first key. @param random16 16 bytes @returns base64 */
  encrypt(text: string, random16: Uint8Array): string;
  /**
   * The text, and how to answer it. WeChat wants the answer sealed with the key that opened the question; while a key is
   * being changed that need not be the first.
   * @throws AppError 401 `channel.signature` as decrypt does
   */
  open(encrypted: string): { readonly text: string; readonly encrypt: WechatCipher['encrypt'] };
}

/**
 * AES-256-CBC as WeChat and WeCom have it: 16 random bytes, length of the message (4 bytes, big-endian), message, receiver.
 * Source: WeChat's documentation, 消息加解密说明; WeCom's, 加解密方案说明.
 * @param settings.aesKeys EncodingAESKeys of 43 characters; several are valid while one is being changed, none: nothing opens
 * @param settings.receiveId the Official Account's app id, or the WeCom corporation's id; may be empty
 * @throws AppError 500 `channel.settings` when a key is none
 */
export function createWechatCipher(settings: { readonly aesKeys: readonly string[]; readonly receiveId: string }): WechatCipher {
  const keys = settings.aesKeys.map(keyOf);
  const { receiveId } = settings;

  const open: WechatCipher['open'] = (encrypted) => {
    for (const key of keys) {
      const plain = unpadded(deciphered(key, encrypted));
      const text = plain && messageIn(plain, receiveId);
      if (typeof text === 'string') return { text, encrypt: (answer, random16) => sealed(key, receiveId, answer, random16) };
    }
    throw unproven();
  };
  return {
    open,
    decrypt: (encrypted) => open(encrypted).text,
    encrypt(text, random16) {
      const [first] = keys;
      if (!first) throw new AppError('channel.settings', 'there is no EncodingAESKey to encrypt with');
      return sealed(first, receiveId, text, random16);
    },
  };
}

function keyOf(encodingAesKey: string): Buffer {
  if (!ENCODING_AES_KEY.test(encodingAesKey)) {
    throw new AppError('channel.settings', 'an EncodingAESKey has 43 letters and digits');
  }
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

function deciphered(key: Buffer, encrypted: string): Buffer | null {
  if (!BASE64.test(encrypted)) return null;
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % AES_BLOCK !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK)).setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

/** Strict: whoever takes a wrong padding for none lets a message through that nobody has sealed. */
function unpadded(bytes: Buffer | null): Buffer | null {
  const pad = bytes?.at(-1) ?? 0;
  if (!bytes || pad < 1 || pad > PAD_BLOCK || pad > bytes.length) return null;
  const end = bytes.length - pad;
  return bytes.subarray(end).every((byte) => byte === pad) ? bytes.subarray(0, end) : null;
}

function messageIn(plain: Buffer, receiveId: string): string | null {
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (plain.length < start) return null;
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length || !plain.subarray(end).equals(Buffer.from(receiveId))) return null;
  return textOf(plain.subarray(start, end));
}

function sealed(key: Buffer, receiveId: string, text: string, random16: Uint8Array): string {
  if (random16.length !== RANDOM_BYTES) throw new AppError('channel.random', 'the random part has 16 bytes');
  const message = Buffer.from(text);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random16, length, message, Buffer.from(receiveId)]);
  const pad = PAD_BLOCK - (plain.length % PAD_BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64');
}
