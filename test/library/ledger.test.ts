import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLedger, type ReleaseEntry, versionOf } from '../../src/library/ledger.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const entry = (version: string, checksum = `${version}-sum`): ReleaseEntry => ({
  version,
  checksum,
  date: '2026-11-20',
  counts: { signals: 1, patterns: 1, texts: 1 },
  changes: ['new'],
});

describe('the ledger', () => {
  test('begins empty, keeps releases in order and on disk', async () => {
    const path = join(dir, 'releases.json');
    const ledger = await openLedger(path);
    expect(ledger.entries()).toEqual([]);
    await ledger.append(entry('1.0.0'));
    await ledger.append(entry('1.1.0'));
    expect((await openLedger(path)).entries().map(({ version }) => version)).toEqual(['1.0.0', '1.1.0']);
  });

  test('refuses a version twice and stays as it was', async () => {
    const path = join(dir, 'releases.json');
    const ledger = await openLedger(path);
    await ledger.append(entry('1.0.0'));
    const before = readFileSync(path, 'utf8');
    await expect(ledger.append(entry('1.0.0', 'other'))).rejects.toMatchObject({ code: 'library.released' });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('refuses a version that is there already when it is opened', async () => {
    const path = join(dir, 'releases.json');
    writeFileSync(path, JSON.stringify({ releases: [entry('2.0.0')] }));
    await expect((await openLedger(path)).append(entry('2.0.0'))).rejects.toMatchObject({ code: 'library.released' });
  });
});

describe('the name of what was compiled', () => {
  const entries = [entry('1.0.0', 'aaaaaaaaaa'), entry('1.1.0', 'bbbbbbbbbb')];

  test.each([
    ['is the release with its checksum', 'bbbbbbbbbb', '1.1.0'],
    ['is an older release after a roll-back', 'aaaaaaaaaa', '1.0.0'],
    ['is a working copy of the last release otherwise', 'cccccccccc', '1.1.0-dev.cccccccc'],
  ])('%s', (_, checksum, version) => {
    expect(versionOf(checksum, entries)).toBe(version);
  });

  test('before any release is 0.0.0', () => {
    expect(versionOf('cccccccccc', [])).toBe('0.0.0-dev.cccccccc');
  });
});
