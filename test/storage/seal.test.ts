import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AES_SUITE, type Bytes, type CipherSuite, SealingKey } from '../../src/storage/cipher.ts';
import { NODE_SUITE } from '../../src/storage/node-cipher.ts';
import { createSealer, fingerprintKeyOf } from '../../src/storage/seal.ts';

const [ours, others] = ['0a'.repeat(32), '0b'.repeat(32)];
const sealer = await createSealer(ours);
const wellFormed = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed());
const REFUSED = { code: 'storage.sealed' };

describe.each([
  ['WebCrypto', AES_SUITE, NODE_SUITE],
  ['Node itself', NODE_SUITE, AES_SUITE],
])('sealing with %s', async (_, suite, elsewhere) => {
  const sealer = await createSealer(ours, { suites: [suite] });
  const other = await createSealer(others, { suites: [suite] });

  it('opens what the other one has sealed, and finds by the same fingerprints', async () => {
    const far = await createSealer(ours, { suites: [elsewhere] });
    const { key, wrapped } = await far.newPersonKey();
    await fc.assert(
      fc.asyncProperty(wellFormed, async (text) => {
        expect(await sealer.open(await sealer.unwrap(wrapped), await far.seal(key, text))).toBe(text);
        expect(await sealer.openOwn(await far.sealOwn(text))).toBe(text);
        expect(await sealer.fingerprint(text)).toBe(await far.fingerprint(text));
      }),
    );
  });

  it('gives every text back that it was given', async () => {
    const { key } = await sealer.newPersonKey();
    await fc.assert(
      fc.asyncProperty(wellFormed, async (text) => {
        expect(await sealer.open(key, await sealer.seal(key, text))).toBe(text);
      }),
    );
  });

  it('hides the text and never seals it the same way twice', async () => {
    const { key } = await sealer.newPersonKey();
    const [once, again] = [await sealer.seal(key, '转给李某某五千元'), await sealer.seal(key, '转给李某某五千元')];
    expect(once).not.toBe(again);
    expect(Buffer.from(once.slice('a1.'.length), 'base64').includes('李某某')).toBe(false);
  });

  it('does not open with another person’s key', async () => {
    const [mine, yours] = [await sealer.newPersonKey(), await sealer.newPersonKey()];
    await expect(sealer.open(yours.key, await sealer.seal(mine.key, '话'))).rejects.toMatchObject(REFUSED);
  });

  it('does not unwrap a person’s key with another master key', async () => {
    const { wrapped } = await sealer.newPersonKey();
    await expect(other.unwrap(wrapped)).rejects.toMatchObject(REFUSED);
  });

  it('unwraps a person’s key again after a restart', async () => {
    const { key, wrapped } = await sealer.newPersonKey();
    const restarted = await createSealer('0a'.repeat(32));
    expect(await restarted.open(await restarted.unwrap(wrapped), await sealer.seal(key, '还在'))).toBe('还在');
  });

  it('notices a change of any single byte', async () => {
    const { key } = await sealer.newPersonKey();
    const sealed = Buffer.from((await sealer.seal(key, '一字不能改')).slice('a1.'.length), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = Buffer.from(sealed);
        changed[place] = (changed[place] as number) ^ change;
        await expect(sealer.open(key, `a1.${changed.toString('base64')}`)).rejects.toMatchObject(REFUSED);
      }),
    );
  });

  it.each(['', 'x', '.', 'a1.', 'b9.AAAA', 'a1.0000.AAAA', '%%%', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='])(
    'refuses %j, which it never sealed',
    async (text) => {
      const { key } = await sealer.newPersonKey();
      await expect(sealer.open(key, text)).rejects.toMatchObject(REFUSED);
    },
  );

  it('gives equal fingerprints to equal texts only', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, wellFormed, async (a, b) => {
        const [first, second] = [await sealer.fingerprint(a), await sealer.fingerprint(b)];
        expect(first === second).toBe(a === b);
        expect(await sealer.fingerprint(a)).toBe(first);
      }),
    );
  });

  it('keys the fingerprint, so that nobody can try texts without the master key', async () => {
    expect(await sealer.fingerprint('110')).not.toBe(await other.fingerprint('110'));
  });
});

/** Sealed by the program of before suites had names, under the master key 0a…0a. */
const BEFORE = {
  wrapped: '457OyV3/T7HT2W3njEvGPthFez+pFvQqIVbM8Oo7oZ3rTFRklWIqnfvtCOpASeyIbxY5z7L3ptAet1m9',
  text: 'M+SKzZITAfawg3mSq0dc8SBuqOR1acdc829VrOWpR1uno5n4bTFWfQ==',
  own: '+Fulmh+eLxK6v9gbKfnyG9So3QZi6DENEsg2j27yUPJk3W67hLNTCw==',
  fingerprint: 'HRAyT6ql/27MqXRhUZY8Kr',
};

describe('what was sealed before sealed values named their algorithms', () => {
  it('is read as it stands', async () => {
    const key = await sealer.unwrap(BEFORE.wrapped);
    expect(await sealer.open(key, BEFORE.text)).toBe('原来的话');
    expect(await sealer.openOwn(BEFORE.own)).toBe('自己的话');
    expect(await sealer.fingerprint('13800138000')).toBe(BEFORE.fingerprint);
  });
});

/** Hides nothing; shows that another family of algorithms fits in. Its keys are half as long, as SM4's are. */
const TOY: CipherSuite = {
  id: 'toy',
  derive: (secret, purpose) => AES_SUITE.derive(secret, `toy ${purpose}`),
  importKey: async (secret) => secret.subarray(0, 16),
  encrypt: async (key, plain) => turned(key as Bytes, Uint8Array.from([...plain, sum(plain)])),
  async decrypt(key, sealed) {
    const plain = turned(key as Bytes, sealed);
    if (sum(plain.subarray(0, -1)) !== plain.at(-1)) throw new Error('changed');
    return plain.subarray(0, -1);
  },
  sign: (secret, text) => AES_SUITE.sign(secret, text),
};
const sum = (bytes: Bytes): number => bytes.reduce((total, byte) => (total + byte) % 256, 7);
const turned = (key: Bytes, bytes: Bytes): Bytes => bytes.map((byte, at) => byte ^ (key[at % key.length] as number));

describe('a second family of algorithms', () => {
  it('seals what comes, and both are read', async () => {
    const both = await createSealer('0a'.repeat(32), { suites: [TOY, AES_SUITE] });
    const { key: old, wrapped: oldWrapped } = await sealer.newPersonKey();
    const [oldText, oldOwn] = [await sealer.seal(old, '国际算法'), await sealer.sealOwn('国际')];
    const key = await both.unwrap(oldWrapped);
    expect(await both.open(key, oldText)).toBe('国际算法');
    expect(await both.openOwn(oldOwn)).toBe('国际');
    // The same person goes on with the new family, under the same key.
    const [text, own, { wrapped }] = [await both.seal(key, '国密算法'), await both.sealOwn('国密'), await both.newPersonKey()];
    expect([text, own, wrapped].map((sealed) => sealed.split('.')[0])).toEqual(['toy', 'toy', 'toy']);
    expect(await both.open(key, text)).toBe('国密算法');
    expect(await both.openOwn(own)).toBe('国密');
    expect(await both.open(await both.unwrap(wrapped), await both.seal(await both.unwrap(wrapped), '话'))).toBe('话');
    expect((await both.rewrap(oldWrapped)).startsWith(both.ownPrefix)).toBe(true);
    // Who does not have it says so.
    await expect(sealer.openOwn(own)).rejects.toMatchObject(REFUSED);
    expect(await both.fingerprint('110')).toBe(await sealer.fingerprint('110'));
  });
});

describe('two master keys', () => {
  it('opens with both, seals with the new one, and finds by the fingerprints of before', async () => {
    const [before, text] = [await sealer.newPersonKey(), '换钥匙'];
    const own = await sealer.sealOwn(text);
    const during = await createSealer('0b'.repeat(32), {
      oldMasterKey: '0a'.repeat(32),
      fingerprintKey: await fingerprintKeyOf('0a'.repeat(32)),
    });
    expect(await during.openOwn(own)).toBe(text);
    expect(await during.openOwn(BEFORE.own)).toBe('自己的话');
    expect(await during.fingerprint('110')).toBe(await sealer.fingerprint('110'));
    const rewrapped = await during.rewrap(before.wrapped);
    const after = await createSealer('0b'.repeat(32));
    expect(await after.open(await after.unwrap(rewrapped), await sealer.seal(before.key, text))).toBe(text);
    await expect(after.unwrap(before.wrapped)).rejects.toMatchObject(REFUSED);
    await expect(after.openOwn(own)).rejects.toMatchObject(REFUSED);
    expect(await after.openOwn(await during.sealOwn(text))).toBe(text);
  });
});

describe('a key', () => {
  it('does not show itself when somebody prints it', () => {
    const secret = new Uint8Array(32).fill(171);
    expect(`${JSON.stringify(new SealingKey(secret))}${String(new SealingKey(secret))}`).not.toContain('171');
  });
});
