import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseEntered } from '../../src/cli/library/release-library.ts';
import type { ReleaseEntry } from '../../src/library/ledger.ts';
import { ROOT } from '../compiled-library.ts';
import { run } from './run-program.ts';

const LEDGER = join(ROOT, 'scam-patterns', 'releases.json');

describe('npm run library', () => {
  it('finds the library well formed', () => {
    expect(run('library', ['lint'])).toMatchObject({ status: 0, stdout: 'the library is well formed\n', stderr: '' });
  });

  it('finds that all examples hold', () => {
    expect(run('library', ['test'])).toMatchObject({ status: 0, stdout: 'all examples hold\n', stderr: '' });
  });

  it('explains a text from its normal form to its verdict', () => {
    const { status, stdout, stderr } = run('library', ['explain', '先垫付，加微信dai款，点http://abc.example.top']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const section of ['normalised', 'speakers', 'entities', 'signals', 'patterns and classifier', 'verdict'])
      expect(stdout).toContain(`── ${section}\n`);
    expect(stdout).toContain('贷款');
    expect(stdout).toContain('abc.example.top');
  });

  it.each([['release'], ['release', '1.0', 'a line'], ['release', 'v1.0.0', 'a line'], ['release', '1.0.0']])(
    'refuses %s %s %s without touching the ledger',
    (...args) => {
      const before = readLedger();
      const { status, stdout, stderr } = run('library', args.filter(Boolean));
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^usage: [^\n]+\n$/);
      expect(readLedger()).toBe(before);
    },
  );

  it('enters neither a number nor a content twice', () => {
    const entries = [{ version: '5.7.0', checksum: 'a' }] as unknown as readonly ReleaseEntry[];
    const enter = (version: string, checksum: string) => () => refuseEntered(entries, { version, checksum });
    expect(enter('5.7.0', 'b')).toThrow(/release 5\.7\.0 exists already/);
    expect(enter('5.8.0', 'a')).toThrow(/what is built is release 5\.7\.0 already/);
    expect(enter('5.8.0', 'b')).not.toThrow();
  });

  it('shows how it is used', () => {
    for (const [args, status] of [
      [['--help'], 0],
      [[], 0],
      [['nonsense'], 1],
      [['explain'], 1],
    ] as const)
      expect(run('library', args)).toMatchObject({ status, stdout: expect.stringContaining('npm run library -- <command>') });
  });
});

function readLedger(): string {
  try {
    return readFileSync(LEDGER, 'utf8');
  } catch {
    return '';
  }
}
