import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReleaseEntry } from '../../src/library/ledger.ts';
import { nameOf } from '../../src/library/release-name.ts';
import { isSigned, newReleaseKey, type ReleaseKey, signRelease } from '../../src/library/release-signature.ts';

let keys: readonly ReleaseKey[];
let mine: string;
let foreign: string;
beforeAll(async () => {
  const [own, other] = [await newReleaseKey(), await newReleaseKey()];
  keys = [{ id: 'own', publicKey: own.publicKey }];
  mine = own.privateKey;
  foreign = other.privateKey;
});

const RELEASE = { version: '1.2.0', checksum: 'ab'.repeat(32) };

describe('a signature', () => {
  test('stands for one version and one checksum', async () => {
    const signature = await signRelease(RELEASE, 'own', mine);
    expect(await isSigned(RELEASE, signature, keys)).toBe(true);
    expect(await isSigned({ ...RELEASE, version: '1.2.1' }, signature, keys)).toBe(false);
    expect(await isSigned({ ...RELEASE, checksum: 'ac'.repeat(32) }, signature, keys)).toBe(false);
  });

  test('is worth nothing from a stranger, under a name that we do not know, or changed anywhere', async () => {
    expect(await isSigned(RELEASE, await signRelease(RELEASE, 'own', foreign), keys)).toBe(false);
    expect(await isSigned(RELEASE, await signRelease(RELEASE, 'else', mine), keys)).toBe(false);
    expect(await isSigned(RELEASE, undefined, keys)).toBe(false);
    const { value } = await signRelease(RELEASE, 'own', mine);
    await fc.assert(
      fc.asyncProperty(fc.nat(value.length - 1), fc.constantFrom(...'AZaz09+/!'), async (at, char) => {
        const changed = value.slice(0, at) + char + value.slice(at + 1);
        // The last character before the padding holds bits that mean nothing.
        fc.pre(changed !== value && at < value.length - 3);
        expect(await isSigned(RELEASE, { key: 'own', value: changed }, keys)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('cannot be made with what is no key', async () => {
    await expect(signRelease(RELEASE, 'own', 'bm8ga2V5')).rejects.toMatchObject({ code: 'library.signing-key' });
    await expect(signRelease(RELEASE, 'own', '%')).rejects.toMatchObject({ code: 'library.signing-key' });
  });
});

describe('the name of what was compiled', () => {
  const entry = async (version: string, checksum: string, key = mine): Promise<ReleaseEntry> => ({
    version,
    checksum,
    date: '2026-11-20',
    counts: { signals: 1, patterns: 1, texts: 1 },
    changes: ['new'],
    signature: await signRelease({ version, checksum }, 'own', key),
  });

  test('is the signed release with its checksum, also an older one after a roll-back', async () => {
    const entries = [await entry('1.0.0', 'aaaaaaaaaa'), await entry('1.1.0', 'bbbbbbbbbb')];
    expect(await nameOf('bbbbbbbbbb', entries, keys)).toMatchObject({ version: '1.1.0', signature: { key: 'own' } });
    expect((await nameOf('aaaaaaaaaa', entries, keys)).version).toBe('1.0.0');
  });

  test('is a working copy of the last release otherwise', async () => {
    const { signature: _signature, ...unsigned } = await entry('1.1.0', 'bbbbbbbbbb');
    const entries = [await entry('1.0.0', 'aaaaaaaaaa', foreign), unsigned];
    for (const checksum of ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'])
      expect(await nameOf(checksum, entries, keys)).toEqual({ version: `1.1.0-dev.${checksum.slice(0, 8)}` });
    expect(await nameOf('cccccccccc', [], keys)).toEqual({ version: '0.0.0-dev.cccccccc' });
  });
});
