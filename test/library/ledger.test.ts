import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLedger, type ReleaseEntry } from '../../src/library/ledger.ts';

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

  test('takes a signature once', async () => {
    const path = join(dir, 'releases.json');
    const ledger = await openLedger(path);
    await ledger.append(entry('1.0.0'));
    await ledger.sign('1.0.0', { key: 'k', value: 'v' });
    expect((await openLedger(path)).entries()[0]?.signature).toEqual({ key: 'k', value: 'v' });
    await expect(ledger.sign('1.0.0', { key: 'k', value: 'w' })).rejects.toMatchObject({ code: 'library.released' });
    await expect(ledger.sign('9.0.0', { key: 'k', value: 'w' })).rejects.toMatchObject({ code: 'library.unknown-release' });
  });
});
