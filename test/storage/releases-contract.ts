import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStorage, StorageUnderTest } from './storage-under-test.ts';

export function testReleases(name: string, open: OpenStorage): void {
  describe(`releases in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const release = (version: string, checksum = `${version}-sum`) => ({ version, checksum });
    function* inPieces(whole: Uint8Array, size: number) {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
    }
    const bytes = (size: number, seed = 0) => Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed) % 256);

    it('are kept byte for byte, once, and never change', async () => {
      const artefact = bytes(1_600_003);
      expect(await under.storage.keepRelease(release('1.0.0'), inPieces(artefact, 96_000))).toBe(true);
      expect(await under.storage.keepRelease(release('1.0.0'), inPieces(artefact, 96_000))).toBe(true);
      expect(await under.storage.keepRelease(release('1.0.0', 'other'), [bytes(3)])).toBe(false);
      expect(Buffer.from((await under.storage.readRelease('1.0.0')) ?? []).equals(Buffer.from(artefact))).toBe(true);
      expect(await under.storage.readRelease('2.0.0')).toBeNull();
      expect((await under.storage.keptReleases()).map(({ version }) => version)).toEqual(['1.0.0']);
    });

    it('are put to work one after the other, each by one who knew how it stood', async () => {
      for (const version of ['1.0.0', '1.1.0']) await under.storage.keepRelease(release(version), [bytes(3)]);
      expect(await under.storage.newestActivation()).toBeNull();
      expect(await under.storage.activateRelease('9.9.9', null, 0)).toBe(false);
      expect(await under.storage.activateRelease('1.0.0', null, 0)).toBe(true);
      const both = await Promise.all(['1.1.0', '1.0.0'].map((version) => under.storage.activateRelease(version, null, 1)));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await under.storage.newestActivation()).toMatchObject({ seq: 2, refused: null, officer: null });
      await under.storage.refuseActivation(2, 'library.artefact');
      expect((await under.storage.listActivations(10)).map(({ seq, refused }) => [seq, refused])).toEqual([
        [2, 'library.artefact'],
        [1, null],
      ]);
      const audited = await under.database.query.selectFrom('audit').select(['action', 'subject']).execute();
      expect(audited.filter(({ action }) => action === 'release.activated')).toHaveLength(2);
    });
  });
}
