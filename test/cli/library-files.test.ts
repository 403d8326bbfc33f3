import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffReleases } from '../../src/cli/library/diff-library.ts';
import { keepFiles } from '../../src/cli/library/publish-library.ts';
import { pullInto } from '../../src/cli/library/pull-library.ts';
import { pushFrom } from '../../src/cli/library/push-library.ts';
import { checksumOf, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import type { ReleaseEntry } from '../../src/library/ledger.ts';
import { readSourceFiles } from '../../src/library/source-files.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import { account, type StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import { run } from './run-program.ts';

const CORPUS = 'scam-patterns/corpus/small.jsonl';
const GATE = 'scam-patterns/gate/chats.jsonl';
const SIGNAL = 'scam-patterns/negators.yaml';
const TITLE = 'scam-patterns/links.yaml';
const ROW = (text: string) => `${JSON.stringify({ text, kind: 'legit' })}\n`;

describe('the library between a folder and the database', () => {
  let under: StorageUnderTest;
  let root: string;
  /** What lies in the folder, as release 1.0.0 and as it was checked out. */
  let first: Map<string, string>;
  beforeEach(async () => {
    under = await openTemporarySqlite();
    root = mkdtempSync(join(tmpdir(), 'library-files-'));
    cpSync(join(ROOT, 'intents'), join(root, 'intents'), { recursive: true });
    cpSync(join(ROOT, 'scam-patterns'), join(root, 'scam-patterns'), {
      recursive: true,
      filter: (path) => !/\/(?:patterns|signals|corpus|gate)\/./.test(path),
    });
    cpSync(join(ROOT, GATE), join(root, GATE));
    cpSync(join(ROOT, 'scam-patterns/corpus/elder.jsonl'), join(root, CORPUS));
    writeLedger([entry('1.0.0')]);
    first = new Map(readSourceFiles(root));
    await release('1.0.0', first);
    await under.database.query
      .insertInto('officers')
      .values([account('o1', '安娜', 'librarian'), account('o2', '管理员', 'administrator'), account('o3', '接线员')])
      .execute();
  });
  afterEach(async () => {
    rmSync(root, { recursive: true, force: true });
    await under.close();
  });

  const entry = (version: string, hits = 90): ReleaseEntry => ({
    version,
    checksum: `${version}-sum`,
    date: '2026-11-20',
    counts: { signals: 1, patterns: 1, texts: 1 },
    changes: ['tune: one'],
    metrics: { 'forwards.jsonl': { 'scam not green': [hits, 100] }, 'labels.jsonl': { 'danger: held': [hits - 50, 50] } },
  });
  const ledgerFile = () => join(root, 'scam-patterns', 'releases.json');
  const writeLedger = (releases: readonly ReleaseEntry[]) => writeFileSync(ledgerFile(), JSON.stringify({ releases }));
  const ledger = () => (JSON.parse(readFileSync(ledgerFile(), 'utf8')).releases as ReleaseEntry[]).map(({ version }) => version);
  const release = async (version: string, files: ReadonlyMap<string, string>, line: ReleaseEntry | null = entry(version)) => {
    under.clock.now += 1000;
    await under.storage.keepRelease({ version, checksum: `${version}-sum`, entry: line && JSON.stringify(line) }, [new Uint8Array(3)]);
    await under.storage.keepSources(version, files);
    await under.storage.activateRelease(version, null, (await under.storage.newestActivation())?.seq ?? 0);
  };
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const folder = () => Object.fromEntries(readSourceFiles(root));
  const pull = (parts: Partial<Parameters<typeof pullInto>[2]> = {}) =>
    pullInto(under.storage, root, { draft: null, force: false, ...parts });
  const push = (officer: string | null = null) => pushFrom(under.storage, root, { title: '违停罚款', officer });
  /** 1.0.0 with other texts; null takes a file away. */
  const changed = (texts: Readonly<Record<string, string | null>>) => {
    const files = new Map(first);
    for (const [path, text] of Object.entries(texts)) text === null ? files.delete(path) : files.set(path, text);
    return files;
  };
  const onlyDraft = async () => (await under.storage.listDrafts(['open'], 10))[0] ?? expect.fail('there is no draft');

  describe('pull', () => {
    it('brings what was published, takes away what was removed, and enters the releases in between', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的') }));
      const second = changed({
        [SIGNAL]: `${first.get(SIGNAL)}# better\n`,
        [CORPUS]: null,
        'scam-patterns/corpus/console-1.jsonl': ROW('一'),
      });
      // Built in the console, and never published.
      await under.storage.keepRelease({ version: '1.3.0', checksum: 'x', entry: JSON.stringify(entry('1.3.0')) }, []);
      await release('1.2.0', second);
      const told = await pull();
      expect(folder()).toEqual(Object.fromEntries(second));
      expect(ledger()).toEqual(['1.0.0', '1.1.0', '1.2.0']);
      expect(told).toBe(
        `release 1.2.0: 2 written, 1 removed, ${second.size} in all\nrelease 1.1.0 is entered into scam-patterns/releases.json\nrelease 1.2.0 is entered into scam-patterns/releases.json\ncompile them with npm run build\n`,
      );
      expect(await pull()).toBe(`release 1.2.0: 0 written, 0 removed, ${second.size} in all\n`);
    });

    it('goes back with a rollback', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的') }));
      await pull();
      await under.storage.activateRelease('1.0.0', null, 2);
      await pull();
      expect(folder()).toEqual(Object.fromEntries(first));
      expect(ledger()).toEqual(['1.0.0', '1.1.0']);
    });

    it('writes nothing where something was changed here alone, unless it is told to', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的'), [SIGNAL]: null, [TITLE]: `${first.get(TITLE)}# newer\n` }));
      write(CORPUS, ROW('我的'));
      write(SIGNAL, `${first.get(SIGNAL)}# mine\n`);
      write('scam-patterns/corpus/mine.jsonl', ROW('只在这里'));
      const before = folder();
      const failed = await pull().catch((error: Error & { code?: string }) => error);
      expect(failed).toMatchObject({ code: 'library.conflict' });
      expect(String(failed).match(/^ {2}\S+$/gm)).toEqual([`  ${CORPUS}`, `  ${SIGNAL}`]);
      expect(folder()).toEqual(before);
      expect(ledger()).toEqual(['1.0.0']);
      expect(await pull({ force: true })).toMatch(/^release 1\.1\.0: 2 written, 1 removed, /);
      expect(read(CORPUS)).toBe(ROW('新的'));
      // No release has ever had it: it is nobody's but the folder's.
      expect(read('scam-patterns/corpus/mine.jsonl')).toBe(ROW('只在这里'));
    });

    it('brings a draft on its base', async () => {
      const id = await under.storage.createDraft({
        ...{ title: '新话术', base: '1.0.0', officerId: 'o1' },
        files: [
          { path: CORPUS, body: null, baseChecksum: 'x' },
          { path: 'intents/advice.yaml', body: 'draft\n', baseChecksum: 'x' },
        ],
      });
      await release('1.1.0', changed({ [SIGNAL]: 'before: [不]\n' }));
      expect(await pull({ draft: id })).toContain('draft "新话术" on release 1.0.0: 1 written, 1 removed');
      expect(folder()).toEqual(Object.fromEntries(changed({ [CORPUS]: null, 'intents/advice.yaml': 'draft\n' })));
      await expect(pull({ draft: 'nobody' })).rejects.toMatchObject({ code: 'draft.unknown' });
    });

    it('says so when a release was kept without its files or without its line', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的') }), null);
      expect(await pull()).toContain('release 1.1.0 has no line for scam-patterns/releases.json');
      await under.storage.keepRelease({ version: '1.2.0', checksum: 'x' }, []);
      await under.storage.activateRelease('1.2.0', null, 2);
      await expect(pull()).rejects.toMatchObject({ code: 'library.no-sources', message: expect.stringContaining('publish') });
    });

    it('tells a release that the ledger has otherwise', async () => {
      writeLedger([{ ...entry('1.0.0'), checksum: 'another' }]);
      expect(await pull()).toContain('1.0.0 is another release in scam-patterns/releases.json');
      expect(ledger()).toEqual(['1.0.0']);
    });

    it('writes no file outside of the library', async () => {
      await release('1.1.0', changed({ 'intents/../../outside.yaml': 'x' }));
      await expect(pull({ force: true })).rejects.toMatchObject({ code: 'library.invalid' });
      expect(folder()).toEqual(Object.fromEntries(first));
    });
  });

  describe('push', () => {
    it('makes a draft of what was changed here, on the release at work', async () => {
      write(CORPUS, ROW('我的'));
      write('scam-patterns/corpus/console-1.jsonl', ROW('新的'));
      const told = await push();
      const draft = await onlyDraft();
      expect(draft).toMatchObject({ title: '违停罚款', base: '1.0.0', authorId: 'o1' });
      expect(told).toContain(`draft ${draft.id} on release 1.0.0, by 安娜: 2 files\n`);
      expect(told).toContain(`see /console/library/drafts/${draft.id}\n`);
      const index = await under.storage.sourceIndex('1.0.0');
      expect((await under.storage.draftFiles(draft.id)).map(({ path, body, baseChecksum }) => [path, body, baseChecksum])).toEqual([
        ['scam-patterns/corpus/console-1.jsonl', ROW('新的'), null],
        [CORPUS, ROW('我的'), index.get(CORPUS)],
      ]);
    });

    it('takes a file away, leaves the gate out, and does not undo what the folder has not seen yet', async () => {
      await release('1.1.0', changed({ [SIGNAL]: `${first.get(SIGNAL)}# newer\n`, 'scam-patterns/corpus/newer.jsonl': ROW('新的') }));
      rmSync(join(root, CORPUS));
      write(GATE, '');
      expect(await push()).toMatch(new RegExp(`^left out, it is changed in Git alone: ${GATE}\n[^]* {2}removed {2}${CORPUS}\n`));
      expect((await onlyDraft()).base).toBe('1.1.0');
      expect((await under.storage.draftFiles((await onlyDraft()).id)).map(({ path, body }) => [path, body])).toEqual([[CORPUS, null]]);
    });

    it('shows what a release has changed too, and leaves the decision to the page', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的') }));
      write(CORPUS, ROW('我的'));
      write('scam-patterns/corpus/mine.jsonl', ROW('也是我的'));
      expect(await push()).toContain(`release 1.1.0 has changed these too; the page shows both and asks:\n  ${CORPUS}\n`);
      const draft = await onlyDraft();
      expect(draft.base).toBe('1.0.0');
      const files = await under.storage.draftFiles(draft.id);
      expect(files.map(({ path, baseChecksum }) => [path, baseChecksum])).toEqual([
        ['scam-patterns/corpus/mine.jsonl', null],
        [CORPUS, (await under.storage.sourceIndex('1.0.0')).get(CORPUS)],
      ]);
    });

    it('takes a text of an older release for an old one where nobody knows what the folder was made of', async () => {
      await release('1.1.0', changed({ [CORPUS]: ROW('新的') }));
      writeLedger([]);
      await expect(push()).rejects.toMatchObject({ code: 'library.unchanged' });
      write(SIGNAL, `${first.get(SIGNAL)}# mine\n`);
      await push();
      expect((await under.storage.draftFiles((await onlyDraft()).id)).map(({ path }) => path)).toEqual([SIGNAL]);
    });

    it.each([
      ['nothing that differs', async () => undefined, null, 'library.unchanged'],
      ['files that are not well formed', async () => write(SIGNAL, 'before: 3\n'), null, 'library.invalid'],
      ['nobody of that name', async () => write(CORPUS, ROW('我的')), 'o9', 'officer.unknown'],
      ['somebody who is no librarian', async () => write(CORPUS, ROW('我的')), 'o3', 'officer.unknown'],
    ])('refuses %s, and makes no draft', async (_, prepare, officer, code) => {
      await prepare();
      await expect(push(officer)).rejects.toMatchObject({ code });
      expect(await under.storage.listDrafts(['open'], 10)).toEqual([]);
    });

    it('asks whose it is where there are two librarians', async () => {
      write(CORPUS, ROW('我的'));
      await under.database.query
        .insertInto('officers')
        .values(account('o4', '鲍里斯', 'librarian'))
        .execute();
      await expect(push()).rejects.toThrow(/--officer .*: o1, o2, o4$/);
      await push('o4');
      expect((await onlyDraft()).authorId).toBe('o4');
    });
  });

  describe('diff', () => {
    it('lists what changed, and the figures side by side', async () => {
      await release('1.1.0', changed({ [CORPUS]: null, 'scam-patterns/corpus/a.jsonl': ROW('一') }), entry('1.1.0', 95));
      const rows = (first.get(CORPUS) ?? '').trim().split('\n').length;
      const lines = (await diffReleases(under.storage, '1.0.0', '1.1.0')).split('\n');
      expect(lines.map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
        '1.0.0 → 1.1.0, by their files: 2 changed; patch',
        'new other corpus/a.jsonl +1',
        `removed other corpus/small.jsonl −${rows}`,
        'figures 1.0.0 1.1.0',
        'forwards.jsonl: scam not green 90.0 % (90/100) 95.0 % (95/100)',
        'labels.jsonl: danger: held 80.0 % (40/50) 90.0 % (45/50)',
        '',
      ]);
      expect(await diffReleases(under.storage, '1.0.0', '1.0.0')).toMatch(/: nothing has changed\n/);
    });

    it('goes by the artefacts where files are not kept, and by the ledger of the folder where a line is not', async () => {
      const { models, version: _version, checksum: _checksum, ...content } = await loadLibraryForTests();
      const keep = async (version: string, patterns: typeof content.patterns) => {
        const payload = encodePayload({ ...content, patterns }, models);
        const checksum = await checksumOf(payload);
        await under.storage.keepRelease({ version, checksum }, [encodeArtefact({ version: `${version}-dev.test` }, checksum, payload)]);
        return checksum;
      };
      await keep('2.0.0', content.patterns);
      const checksum = await keep('2.0.1', content.patterns.slice(1));
      const told = await diffReleases(under.storage, '2.0.0', '2.0.1', [{ ...entry('2.0.1'), checksum }]);
      expect(told).toMatch(/^2\.0\.0 → 2\.0\.1, by their artefacts \(the files of one are not kept\): 1 changed; major\n/);
      expect(told).toContain(` ${content.patterns[0]?.id}\n`);
      expect(told).toMatch(/scam not green +- +90\.0 %/);
      await expect(diffReleases(under.storage, '2.0.0', '9.9.9')).rejects.toThrow(/does not keep a release 9\.9\.9/);
    });
  });

  describe('publish', () => {
    it('keeps the files that make the release, once, and no others', async () => {
      const made = { version: '3.0.0', checksum: 'sum' };
      const compile = async (files: ReadonlyMap<string, string>) => ({ checksum: files.size === first.size ? 'sum' : 'another' });
      expect(await keepFiles(under.storage, made, changed({ [CORPUS]: null }), compile)).toContain('its files are not kept');
      expect(await under.storage.hasSources('3.0.0')).toBe(false);
      expect(await keepFiles(under.storage, made, first, compile)).toBe(`its ${first.size} files are kept\n`);
      expect(await under.storage.readSourceTree('3.0.0')).toEqual(first);
      expect(await keepFiles(under.storage, made, first, () => expect.fail('it is known already'))).toBe('');
    });
  });
});

describe('npm run library -- diff, pull, push', () => {
  it.each([
    [['diff', '1.0.0'], /^usage: [^\n]+ diff /],
    [['diff', '1.0.0', '--all'], /^usage: [^\n]+ diff /],
    [['pull', 'here'], /^usage: [^\n]+ pull /],
    [['pull', '--draft'], /^usage: [^\n]+ pull /],
    [['push'], /^usage: [^\n]+ push /],
    [['push', ' '], /^usage: [^\n]+ push /],
    [['push', 'one', 'two'], /^usage: [^\n]+ push /],
    [['diff', '1.0.0', '1.1.0'], /^there is no database at /],
    [['pull'], /^there is no database at /],
    [['push', 'one'], /^there is no database at /],
  ])('refuses %j in one line', (args, message) => {
    const { status, stdout, stderr } = run('library', args, undefined, { DATA_DIR: join(tmpdir(), 'nowhere') });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
