import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenStorage, START, type StorageUnderTest, twoOfficers } from './storage-under-test.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function testLibrarySources(name: string, open: OpenStorage): void {
  describe(`sources of releases in ${name}`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    /** @param files path → text */
    const keep = async (version: string, files: Readonly<Record<string, string>>) => {
      under.clock.now += 1000;
      await under.storage.keepRelease({ version, checksum: `${version}-sum` }, [new Uint8Array(3)]);
      await under.storage.keepSources(version, Object.entries(files));
    };
    const putToWork = async (version: string) =>
      under.storage.activateRelease(version, null, (await under.storage.newestActivation())?.seq ?? 0);
    const rowsOf = async (table: 'source_parts' | 'release_files') =>
      (await under.database.query.selectFrom(table).selectAll().execute()).length;

    it('are kept and read as they were, however large, also where a piece would end inside of a character', async () => {
      const files = {
        'scam-patterns/corpus/large.jsonl': `a${'😀套'.repeat(400_000)}`,
        'scam-patterns/patterns/a/b.yaml': 'id: b\r\n',
        'intents/empty.yaml': '',
      };
      expect(await under.storage.hasSources('1.0.0')).toBe(false);
      await keep('1.0.0', files);
      expect(await under.storage.hasSources('1.0.0')).toBe(true);
      const tree = await under.storage.readSourceTree('1.0.0');
      expect([...tree.keys()]).toEqual(Object.keys(files).sort());
      for (const [path, body] of Object.entries(files)) {
        expect(tree.get(path) === body).toBe(true);
        expect((await under.storage.readSource('1.0.0', path)) === body).toBe(true);
        expect((await under.storage.readSourceByChecksum(sha256(body))) === body).toBe(true);
      }
      expect(Object.fromEntries(await under.storage.sourceIndex('1.0.0'))).toEqual(
        Object.fromEntries(Object.entries(files).map(([path, body]) => [path, sha256(body)])),
      );
      expect([...(await under.storage.readSourceTree('1.0.0', ['intents/empty.yaml', 'nowhere.yaml']))]).toEqual([
        ['intents/empty.yaml', ''],
      ]);
    });

    it('are nothing where there are none', async () => {
      await keep('1.0.0', { 'intents/a.yaml': 'a' });
      expect(await under.storage.readSource('1.0.0', 'intents/b.yaml')).toBeNull();
      expect(await under.storage.readSource('2.0.0', 'intents/a.yaml')).toBeNull();
      expect(await under.storage.readSourceByChecksum(sha256('b'))).toBeNull();
      expect(await under.storage.sourceIndex('2.0.0')).toEqual(new Map());
      expect(await under.storage.readSourceTree('2.0.0')).toEqual(new Map());
      expect(await under.storage.readSourceTree('1.0.0', [])).toEqual(new Map());
      expect(await under.storage.fileHistory('intents/b.yaml')).toEqual([]);
    });

    it('hold the same text once, and a release keeps what it was made of', async () => {
      await keep('1.0.0', { 'intents/a.yaml': 'same', 'intents/b.yaml': 'same' });
      await keep('1.1.0', { 'intents/a.yaml': 'same', 'intents/b.yaml': 'other' });
      expect([await rowsOf('source_parts'), await rowsOf('release_files')]).toEqual([2, 4]);
      await under.storage.keepSources('1.0.0', [['intents/a.yaml', 'overwritten']]);
      expect([...(await under.storage.readSourceTree('1.0.0')).values()]).toEqual(['same', 'same']);
    });

    it('are kept once by two who keep them at the same time', async () => {
      const files = Array.from({ length: 100 }, (_, at) => [`intents/${at}.yaml`, `text ${at}`] as const);
      await Promise.all([under.storage.keepSources('1.0.0', files), under.storage.keepSources('1.0.0', files)]);
      expect((await under.storage.readSourceTree('1.0.0')).size).toBe(100);
      expect(
        await under.storage.readSourceTree(
          '1.0.0',
          files.map(([path]) => path),
        ),
      ).toEqual(new Map([...files].sort()));
    });

    it('show nothing of a release, or of a text, that was cut off half-way, and go on from there', async () => {
      const large = 'x'.repeat(200_000);
      const files = [['intents/a.yaml', large] as const, ['intents/b.yaml', 'b'] as const];
      let pauses = 0;
      const cut = under.storage.keepSources('1.0.0', files, async () => {
        pauses += 1;
        throw new Error('the program ends here');
      });
      await expect(cut).rejects.toThrow('ends here');
      expect(pauses).toBe(1);
      expect(await under.storage.hasSources('1.0.0')).toBe(false);
      // The first piece is written last: without it the text is not whole.
      await under.database.query.deleteFrom('source_parts').where('part', '=', 0).execute();
      expect(await under.storage.readSourceByChecksum(sha256(large))).toBeNull();
      await under.storage.keepSources('1.0.0', files);
      expect((await under.storage.readSource('1.0.0', 'intents/a.yaml')) === large).toBe(true);
    });

    it('tell in which releases a file was changed, and who published them', async () => {
      await twoOfficers(under);
      await keep('1.0.0', { 'intents/a.yaml': 'a' });
      await keep('1.1.0', { 'intents/a.yaml': 'a', 'intents/b.yaml': 'b' });
      await keep('1.2.0', { 'intents/a.yaml': 'a', 'intents/b.yaml': 'b, better' });
      await under.storage.keepRelease({ version: '1.2.1', checksum: 'without files' }, [new Uint8Array(3)]);
      await keep('2.0.0', { 'intents/a.yaml': 'a' });
      await keep('1.3.0', { 'intents/a.yaml': 'built, and never published', 'intents/b.yaml': 'the same' });
      await keep('1.4.0', { 'intents/a.yaml': 'a', 'intents/b.yaml': 'refused' });
      for (const version of ['1.0.0', '1.1.0', '1.4.0', '1.2.0', '1.0.0', '1.2.1', '2.0.0']) await putToWork(version);
      await under.storage.refuseActivation(3, 'library.probe');
      const draft = await under.storage.createDraft({ title: '新话术', base: '1.1.0', officerId: 'o1' });
      await under.database.query
        .updateTable('drafts')
        .set({ state: 'published', published_as: '1.2.0', published_by: 'o2' })
        .where('id', '=', draft)
        .execute();
      expect(await under.storage.fileHistory('intents/b.yaml')).toEqual([
        { version: '2.0.0', keptAt: START + 4000, checksum: null, publishedBy: null },
        { version: '1.2.0', keptAt: START + 3000, checksum: sha256('b, better'), publishedBy: '接线员o2' },
        { version: '1.1.0', keptAt: START + 2000, checksum: sha256('b'), publishedBy: null },
      ]);
      expect((await under.storage.fileHistory('intents/a.yaml')).map(({ version }) => version)).toEqual(['1.0.0']);
    });

    it('stand beside the line of the ledger, which is entered once', async () => {
      const keepWith = (entry?: string) => under.storage.keepRelease({ version: '1.0.0', checksum: 'sum', ...(entry && { entry }) }, []);
      expect(await under.storage.releaseEntry('1.0.0')).toBeNull();
      expect(await keepWith()).toBe(true);
      expect(await under.storage.releaseEntry('1.0.0')).toBeNull();
      expect(await under.storage.keepRelease({ version: '1.0.0', checksum: 'other', entry: '{"of":"another"}' }, [])).toBe(false);
      expect(await under.storage.releaseEntry('1.0.0')).toBeNull();
      await keepWith('{"version":"1.0.0"}');
      await keepWith('{"version":"1.0.0","later":true}');
      expect(await under.storage.releaseEntry('1.0.0')).toBe('{"version":"1.0.0"}');
    });
  });
}
