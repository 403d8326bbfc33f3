import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/storage/seal.ts';

const sealer = await createSealer('0a'.repeat(32));
const other = await createSealer('0b'.repeat(32));
const wellFormed = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed());
const REFUSED = { code: 'storage.sealed' };

describe('sealing', () => {
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
    expect(Buffer.from(once, 'base64').includes('李某某')).toBe(false);
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
    const sealed = Buffer.from(await sealer.seal(key, '一字不能改'), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = Buffer.from(sealed);
        changed[place] = (changed[place] as number) ^ change;
        await expect(sealer.open(key, changed.toString('base64'))).rejects.toMatchObject(REFUSED);
      }),
    );
  });

  it.each(['', 'x', '%%%', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='])(
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
