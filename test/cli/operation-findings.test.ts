import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateFinding } from '../../src/cli/doctor/certificate.ts';
import type { OperationFacts } from '../../src/cli/doctor/operation-facts.ts';
import { operationFindings } from '../../src/cli/doctor/operation-findings.ts';
import { choresIn } from '../../src/cli/doctor/server-facts.ts';
import { lastBackup, lastRestoreProof } from '../../src/node/proof-files.ts';

const NOW = Date.UTC(2026, 10, 20, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A service that is run as it should be. */
const WELL: OperationFacts = {
  now: NOW,
  expected: true,
  standing: {
    waiting: [],
    outbox: [{ channel: 'wechat', state: 'queued', count: 1, since: NOW - 5 * MINUTE }],
    unconcluded: { count: 1, since: NOW - MINUTE },
    attachmentsWanted: 0,
    onDuty: 1,
    partnerPosts: [],
    aside: [],
    releaseRefused: false,
    lastPurge: null,
    databaseBytes: 1,
  },
  failed: { deliveries: [], partnerPosts: 0 },
  accounts: { all: 3, administrators: 2 },
  numbers: [{ id: '110', checked: '2026-05-24' }],
  backup: NOW - 26 * HOUR,
  proof: { at: NOW - 30 * DAY, tables: 100, rows: 5 },
  drill: { number: 'A1', at: NOW - DAY, claimedAt: NOW - DAY + 120_000 },
  drillPatience: 120_000,
  partnersWithoutKey: 0,
  disk: { free: 10_000_000_000, total: 100_000_000_000 },
  newestEventAt: NOW + MINUTE,
  release: { version: '3.0.0', signed: true },
  server: { kind: 'open', chores: [{ name: 'index', every: MINUTE, lastSuccess: NOW - 4 * MINUTE }] },
  worker: false,
};
const { standing } = WELL;

function failuresOf(changes: Partial<OperationFacts>): string[] {
  return operationFindings({ ...WELL, ...changes }).flatMap(({ channel, state, text, todo }) => {
    if (state !== 'missing') return [];
    expect(todo, channel).toMatch(/\w{3}/);
    return [`${channel}: ${text}`];
  });
}

describe('the doctor on how the service is run', () => {
  it('finds nothing wrong at the very edge of what is allowed', () => {
    const findings = operationFindings(WELL);
    expect(findings.filter(({ state }) => state !== 'works')).toEqual([]);
    expect(findings.map(({ channel }) => channel)).toEqual([
      'server',
      'chores',
      'accounts',
      'duty',
      'drill',
      'delivery',
      'release',
      'numbers',
      'backup',
      'restore',
      'disk',
    ]);
  });

  it.each<[string, Partial<OperationFacts>, string[]]>([
    ['nobody on duty in office hours', { standing: { ...standing, onDuty: 0 } }, ['duty: office hours, and nobody has the desk open']],
    ['nobody on duty at night', { expected: false, standing: { ...standing, onDuty: 0 } }, []],
    ['no office hours', { expected: null, standing: { ...standing, onDuty: 0 } }, []],
    [
      'a number unchecked for a day too long',
      { numbers: [{ id: '110', checked: '2026-05-23' }] },
      ['numbers: not checked for 180 days: 110'],
    ],
    ['a number that nobody checked', { numbers: [{ id: '96110', checked: undefined }] }, ['numbers: not checked for 180 days: 96110']],
    ['a number checked on no day', { numbers: [{ id: '96110', checked: 'lately' }] }, ['numbers: not checked for 180 days: 96110']],
    ['no backup', { backup: null }, ['backup: none was ever made']],
    ['a late backup', { backup: NOW - 26 * HOUR - 1 }, ['backup: the last one is of 2026-11-18']],
    ['no restore', { proof: null }, ['restore: no backup was ever proved by restoring it']],
    ['a restore too long ago', { proof: { at: NOW - 30 * DAY - 1, tables: 1, rows: 1 } }, ['restore: last proved on 2026-10-21']],
    ['a drill that waits within its time', { drill: { number: 'A1', at: NOW - 120_000, claimedAt: null } }, []],
    ['a drill that nobody claimed', { drill: { number: 'A1', at: NOW - 120_001, claimedAt: null } }, ['drill: A1 was not claimed']],
    [
      'a drill claimed late',
      { drill: { number: 'A1', at: NOW - DAY, claimedAt: NOW - DAY + 121_000 } },
      ['drill: A1 was claimed only after 121 s; 120 s are allowed'],
    ],
    ['no drill', { drill: null }, []],
    [
      'messages that did not arrive',
      { failed: { deliveries: [{ channel: 'twilio', state: 'dead', count: 2 }], partnerPosts: 0 } },
      ['delivery: not delivered in 24 hours: 2 dead (twilio)'],
    ],
    [
      'messages that are held up',
      { standing: { ...standing, outbox: [{ channel: 'wechat', state: 'sending', count: 3, since: NOW - 6 * MINUTE }] } },
      ['delivery: held up: wechat: 3, oldest 6 min'],
    ],
    [
      'messages that wait for the citizen',
      { standing: { ...standing, outbox: [{ channel: 'wechat', state: 'waiting', count: 3, since: NOW - DAY }] } },
      [],
    ],
    ['dead posts', { failed: { deliveries: [], partnerPosts: 4 } }, ['partners: 4 posts died in 24 hours']],
    ['a partner without a key', { partnersWithoutKey: 1 }, ['partners: 1 switched on without a key']],
    [
      'messages without an answer',
      { standing: { ...standing, unconcluded: { count: 9, since: NOW - 3 * MINUTE } } },
      ['answers: 9 messages have no answer, the oldest for 3 min'],
    ],
    ['a refused release', { standing: { ...standing, releaseRefused: true } }, ['release: the newest one was refused; 3.0.0 goes on']],
    ['an unsigned release', { release: { version: '3.0.0-dev.1', signed: false } }, ['release: 3.0.0-dev.1 is signed by nobody']],
    [
      'a disk of which less than a tenth is free',
      { disk: { free: 9_999_999_999, total: 100_000_000_000 } },
      ['disk: 10.0 of 100.0 GB free'],
    ],
    ['a small disk of which little is free', { disk: { free: 999_999_999, total: 2_000_000_000 } }, ['disk: 1.0 of 2.0 GB free']],
    ['a disk that cannot be asked', { disk: null }, []],
    ['a clock behind the database', { newestEventAt: NOW + 2 * MINUTE }, ['clock: the database has been written 2 min in the future']],
    ['a server that is away', { server: { kind: 'away', address: 'http://x' } }, ['server: does not answer at http://x, or is not ready']],
    ['a server that shows no figures', { server: { kind: 'closed', address: 'http://x' } }, []],
    [
      'an overdue chore',
      {
        server: {
          kind: 'open',
          chores: [
            { name: 'index', every: MINUTE, lastSuccess: NOW - 4 * MINUTE - 1 },
            { name: 'boards', every: HOUR, lastSuccess: NOW - 3 * HOUR },
          ],
        },
      },
      ['chores: overdue: index'],
    ],
    ['no account', { accounts: { all: 0, administrators: 0 } }, ['accounts: nobody can sign in at the desk']],
    ['one administrator', { accounts: { all: 5, administrators: 1 } }, []],
  ])('fails or not: %s', (_, changes, failures) => {
    expect(failuresOf(changes)).toEqual(failures);
  });

  it('reads the chores out of the metrics, in milliseconds', () => {
    const page = [
      'fanzha_chore_last_success_timestamp_seconds{chore="drop late lessons"} 1795208303.5',
      'fanzha_chore_period_seconds{chore="drop late lessons"} 60',
      'fanzha_chore_runs_total{chore="drop late lessons"} 7',
    ].join('\n');
    expect(choresIn(page)).toEqual([{ name: 'drop late lessons', every: 60_000, lastSuccess: 1_795_208_303_500 }]);
  });

  it.each([
    [14 * DAY, 'works', 'good for 14 days'],
    [14 * DAY - 1, 'missing', 'ends in 13 days'],
    [-1, 'missing', 'has ended: browsers and platforms refuse us'],
  ] as const)('looks at the certificate: %i ms left', (left, state, text) => {
    expect(certificateFinding(NOW + left, NOW)).toMatchObject({ state, text });
  });
});

describe('what the backup programs leave behind', () => {
  const inFolder = <Result>(files: Record<string, string>, work: (folder: string) => Result): Result => {
    const folder = mkdtempSync(join(tmpdir(), 'proofs-'));
    for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), body);
    try {
      return work(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const at = '2026-11-19T18:00:00.000Z';

  it('is read as it was agreed, with times as ISO text or in milliseconds', () => {
    inFolder(
      {
        'last-backup.json': JSON.stringify({ at, file: 'x' }),
        'last-restore-proof.json': JSON.stringify({ at: Date.parse(at), backup: 'b', tables: 3, rows: 9 }),
      },
      (folder) => {
        expect(lastBackup(folder)).toBe(Date.parse(at));
        expect(lastRestoreProof(folder)).toEqual({ at: Date.parse(at), tables: 3, rows: 9 });
      },
    );
  });

  it.each([
    ['no file', {}],
    ['half a file', { 'last-backup.json': '{"at":', 'last-restore-proof.json': '{"at":"2026' }],
    ['another form', { 'last-backup.json': '{"at":"yesterday"}', 'last-restore-proof.json': JSON.stringify({ at, tables: '3', rows: 9 }) }],
    ['a restore that brought nothing back', { 'last-restore-proof.json': JSON.stringify({ at, tables: 3, rows: 0 }) }],
  ])('proves nothing: %s', (_, files) => {
    expect(inFolder(files as Record<string, string>, (folder) => [lastBackup(folder), lastRestoreProof(folder)])).toEqual([null, null]);
  });
});
