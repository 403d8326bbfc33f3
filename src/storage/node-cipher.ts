import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto';
import { AES_SUITE, type Bytes, type CipherSuite } from './cipher.ts';

const AES = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES_SUITE on Node's own functions: the same name, the same bytes, and either opens what the other has sealed. WebCrypto
 * hands each of a message's dozen small values to another thread and waits for its turn there, which takes longer on a busy
 * machine than everything else; here a value is sealed in microseconds, where one stands.
 */
export const NODE_SUITE: CipherSuite = {
  id: AES_SUITE.id,
  derive: AES_SUITE.derive,
  importKey: async (secret) => createSecretKey(secret),
  async encrypt(key, plain) {
    const sealed = new Uint8Array(NONCE_BYTES + plain.length + TAG_BYTES);
    const nonce = randomFillSync(sealed.subarray(0, NONCE_BYTES));
    const cipher = createCipheriv(AES, key as KeyObject, nonce, { authTagLength: TAG_BYTES });
    sealed.set(cipher.update(plain), NONCE_BYTES);
    cipher.final();
    sealed.set(cipher.getAuthTag(), NONCE_BYTES + plain.length);
    return sealed;
  },
  async decrypt(key, sealed) {
    const end = sealed.length - TAG_BYTES;
    if (end < NONCE_BYTES) throw new RangeError('too short to be sealed');
    const decipher = createDecipheriv(AES, key as KeyObject, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(end));
    const plain: Bytes = new Uint8Array(decipher.update(sealed.subarray(NONCE_BYTES, end)));
    decipher.final();
    return plain;
  },
  sign: async (secret, text) => new Uint8Array(createHmac('sha256', secret).update(text).digest()),
};
