import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReleaseEntry } from '../../src/library/ledger.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { ROOT } from '../compiled-library.ts';

/** The built program in a folder of its own, where the ledger and the content may be changed. */
describe('npm run library -- gate', () => {
  let folder: string;
  let ledger: string;
  let entries: ReleaseEntry[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'library-gate-'));
    for (const part of ['scam-patterns', 'intents', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    ledger = join(folder, 'scam-patterns', 'releases.json');
    entries = JSON.parse(readFileSync(ledger, 'utf8')).releases;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => write(entries));

  const write = (releases: readonly ReleaseEntry[]): void => writeFileSync(ledger, JSON.stringify({ releases }));
  const newestSigned = () => entries.findLast(({ signature }) => signature) as ReleaseEntry;
  const withMetrics = (metrics: ReleaseEntry['metrics']) =>
    entries.map((entry) => (entry === newestSigned() && metrics ? { ...entry, metrics } : entry));
  const library = (args: readonly string[], environment: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(folder, 'dist', 'library.js'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'nowhere'), ...environment },
    });
  /** The first column of the line that begins like this. */
  const resultOf = (stdout: string, what: string): string | undefined =>
    stdout
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, ...words]) => words.join(' ').startsWith(what))?.[0];

  it('says what it could not compare', () => {
    write(withMetrics(undefined).map(({ metrics: _metrics, ...entry }) => entry));
    const { status, stdout } = library(['gate']);
    expect(stdout).toMatch(new RegExp(`^library \\S+, against ${newestSigned().version}\n`));
    expect(resultOf(stdout, 'rates on the gate')).toBe('skipped');
    expect(resultOf(stdout, 'verdict of 70')).toBe('skipped');
    expect(resultOf(stdout, 'size')).toBe('ok');
    expect(status).toBe(stdout.includes('FAIL') ? 1 : 0);
  });

  it('fails when a rate is lower than the release had it, and not when it is as it was', () => {
    const worse = { 'forwards.jsonl': { 'scam not green': [1, 1000], 'green-only legit green': [1_000_000, 1_000_000] } } as const;
    write(withMetrics(worse));
    const { status, stdout } = library(['gate']);
    expect(resultOf(stdout, 'forwards.jsonl: scam not green')).toBe('ok');
    expect(resultOf(stdout, 'forwards.jsonl: green-only legit green')).toBe('FAIL');
    expect(status).toBe(1);
  });

  describe('of a release that was just made', () => {
    let run: { status: number | null; stderr: string };
    let written: ReleaseEntry | undefined;
    // It compiles the folder, and measures two thousand texts and thirteen hundred turns, which the gate does once more.
    beforeAll(() => {
      // A content has one number: what is built may be entered again only where nobody has entered it.
      write(entries.filter(({ checksum }) => checksum !== newestSigned().checksum));
      run = library(['release', '99.0.0', 'new: nothing']);
      written = (JSON.parse(readFileSync(ledger, 'utf8')).releases as ReleaseEntry[]).at(-1);
    });

    it('finds every figure in the ledger', () => {
      expect({ status: run.status, unsigned: run.stderr.includes('99.0.0 is not signed') }).toEqual({ status: 0, unsigned: true });
      expect(written?.version).toBe('99.0.0');
      expect(Object.keys(written?.metrics ?? {}).sort()).toEqual([
        'chats-2.jsonl',
        'chats.jsonl',
        'contacts.jsonl',
        'cries.jsonl',
        'dangers.jsonl',
        'dialogues.jsonl',
        'endings.jsonl',
        'follow-ups-2.jsonl',
        'follow-ups.jsonl',
        'forwards-2.jsonl',
        'forwards.jsonl',
        'stories.jsonl',
        'whose.jsonl',
      ]);
      expect(written?.metrics?.['forwards.jsonl']?.['scam in accept']?.[1]).toBeGreaterThan(100);
    });

    it('holds against these figures', () => {
      write(withMetrics(written?.metrics));
      const { stdout } = library(['gate']);
      expect(stdout.match(/ok +\w+\.jsonl: /g)?.length).toBeGreaterThan(15);
      expect(stdout).not.toMatch(/FAIL +\w+\.jsonl: /);
    });
  });

  it('measures the release that the database keeps in the same run', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    const database = openNodeSqlite(join(data, 'fanzha.db'));
    await migrate(database, Date.now);
    const storage = createStorage(database, await createSealer('0'.repeat(64)), { now: Date.now, id: () => 'id' });
    const { version, checksum } = newestSigned();
    await storage.keepRelease({ version, checksum }, [new Uint8Array(readFileSync(join(folder, 'dist', 'library.bin')))]);
    await database.close();
    // Without the rates of the ledger: they are what the test above is about, and most of the time.
    write(withMetrics(undefined).map(({ metrics: _metrics, ...entry }) => entry));
    const { stdout } = library(['gate'], { DATA_DIR: data });
    expect(stdout).toMatch(/(ok|FAIL) +verdict of 70 characters, p50 +\d+ µs, the release \d+ µs +≤ 2 × the release\n/);
  });

  it('fails when the library is not well formed, and says where', () => {
    const negators = join(folder, 'scam-patterns', 'negators.yaml');
    const before = readFileSync(negators, 'utf8');
    writeFileSync(negators, 'before: 3\n');
    const { status, stdout, stderr } = library(['gate']);
    writeFileSync(negators, before);
    expect(resultOf(stdout, 'lint')).toBe('FAIL');
    expect(stderr).toContain('negators.yaml');
    expect(status).toBe(1);
  });
});
