import { DAY, HOUR } from '../../durations.ts';
import type { Finding } from './finding.ts';
import type { OperationFacts } from './operation-facts.ts';

/** What the facts mean, and what is to be done. Pure. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A nightly backup that took its time is not late yet. */
const BACKUP_EVERY = 26 * HOUR;
const RESTORE_EVERY = 30 * DAY;
/** Whole days; the day itself is all that is written down. */
const NUMBER_CHECKED_DAYS = 180;
/** Messages are retried within minutes; what is older is held up. */
const OUTBOX_PATIENCE = 5 * MINUTE;
/** Sweeps come every 15 seconds. */
const SWEEP_PATIENCE = MINUTE;
const CLOCK_TOLERANCE = MINUTE;
/** Of the disk, and in bytes. */
const LEAST_SHARE = 0.1;
const LEAST_FREE = 1_000_000_000;
/** A chore may miss two of its turns. */
const TURNS = 3;

type Say = (facts: OperationFacts) => readonly Finding[];
const works = (channel: string, text: string): Finding => ({ channel, state: 'works', text });
const note = (channel: string, text: string, todo?: string): Finding => ({ channel, state: 'note', text, ...(todo ? { todo } : {}) });
const missing = (channel: string, text: string, todo: string): Finding => ({ channel, state: 'missing', text, todo });

export function operationFindings(facts: OperationFacts): readonly Finding[] {
  const checks: readonly Say[] = [
    server,
    accounts,
    duty,
    drill,
    delivery,
    partners,
    aside,
    sweeper,
    release,
    numbers,
    backup,
    restore,
    disk,
    clock,
  ];
  return checks.flatMap((check) => check(facts));
}

const server: Say = ({ server: found, now, worker }) => {
  if (worker)
    return found.kind === 'away'
      ? [missing('worker', `is not ready at ${found.address}`, 'npx wrangler tail says why; or give the doctor its PUBLIC_URL')]
      : [works('worker', 'is ready')];
  if (found.kind === 'away')
    return [
      missing(
        'server',
        `does not answer at ${found.address}, or is not ready`,
        'start it (npm start) and read its log; or give the doctor its PORT and HOST',
      ),
    ];
  if (found.kind === 'closed')
    return [works('server', 'answers'), note('chores', 'cannot be seen behind a proxy', 'set METRICS_TOKEN for the server and the doctor')];
  const late = found.chores.filter(({ every, lastSuccess }) => now - lastSuccess > TURNS * every + MINUTE).map(({ name }) => name);
  const chores =
    late.length === 0
      ? works('chores', `all ${found.chores.length} are on time`)
      : missing('chores', `overdue: ${late.join(', ')}`, 'look for "a chore failed" and "the sweep failed" in the log of the server');
  return [works('server', 'answers'), chores];
};

const accounts: Say = ({ accounts: { all, administrators } }) => {
  if (all === 0)
    return [missing('accounts', 'nobody can sign in at the desk', 'open the link that npm start prints and make the first administrator')];
  if (administrators === 1)
    return [note('accounts', 'there is one administrator: with his telephone the desk is lost', 'invite a second one under 值班员')];
  return [works('accounts', `${all} people may sign in`)];
};

const duty: Say = ({ expected, standing }) => {
  if (expected === null)
    return [note('duty', 'no office hours are set: the bot promises nobody', 'set OFFICE_HOURS_FROM and OFFICE_HOURS_TO to the truth')];
  if (standing.onDuty > 0) return [works('duty', `${standing.onDuty} on duty`)];
  if (expected)
    return [
      missing('duty', 'office hours, and nobody has the desk open', 'ring the officer on duty; citizens are told that somebody will come'),
    ];
  return [note('duty', 'nobody is on duty; it is not office hours')];
};

const drill: Say = ({ drill: found, drillPatience, now }) => {
  if (found === null) return [note('drill', 'no P0 was rehearsed in 90 days', 'npm run doctor -- --drill, with somebody on duty')];
  const { number, at, claimedAt } = found;
  const took = (claimedAt ?? now) - at;
  const seconds = Math.round(took / SECOND);
  if (took <= drillPatience)
    return [
      claimedAt === null ? note('drill', `${number} waits since ${seconds} s`) : works('drill', `${number} was claimed after ${seconds} s`),
    ];
  return [
    missing(
      'drill',
      claimedAt === null
        ? `${number} was not claimed`
        : `${number} was claimed only after ${seconds} s; ${drillPatience / SECOND} s are allowed`,
      'claim and close it; find out why nobody came (desk open? sound on? RING_…?) and rehearse again: npm run doctor -- --drill',
    ),
  ];
};

const delivery: Say = ({ failed, standing, now }) => {
  const findings: Finding[] = [];
  if (failed.deliveries.length > 0) {
    const lines = failed.deliveries.map(({ channel, state, count }) => `${count} ${state} (${channel})`);
    findings.push(
      missing(
        'delivery',
        `not delivered in 24 hours: ${lines.join(', ')}`,
        'npm run doctor -- --ledger says why; the desk shows them: ring these citizens',
      ),
    );
  }
  const stuck = standing.outbox.filter(({ state, since }) => (state === 'queued' || state === 'sending') && now - since > OUTBOX_PATIENCE);
  if (stuck.length > 0) {
    const lines = stuck.map(({ channel, count, since }) => `${channel}: ${count}, oldest ${Math.round((now - since) / MINUTE)} min`);
    findings.push(
      missing('delivery', `held up: ${lines.join('; ')}`, 'npm run doctor -- --online asks the platforms whether they take our keys'),
    );
  }
  return findings.length > 0 ? findings : [works('delivery', 'nothing is held up')];
};

const partners: Say = ({ failed, partnersWithoutKey }) => {
  const findings: Finding[] = [];
  if (failed.partnerPosts > 0)
    findings.push(
      missing(
        'partners',
        `${failed.partnerPosts} posts died in 24 hours`,
        'see 协作单位 in the console: ring the partner, then send them again',
      ),
    );
  if (partnersWithoutKey > 0)
    findings.push(
      missing(
        'partners',
        `${partnersWithoutKey} switched on without a key`,
        'make one in the console under 协作单位, or switch the partner off',
      ),
    );
  return findings;
};

const aside: Say = ({ standing, now }) =>
  standing.aside.length === 0
    ? []
    : [
        missing(
          'set aside',
          standing.aside.map(({ queue, count, since }) => `${queue}: ${count}, since ${Math.round((now - since) / MINUTE)} min`).join('; '),
          'npm run doctor -- --aside names them; look for "set aside" in the log; what concerns people, do by hand until it works',
        ),
      ];

const sweeper: Say = ({ standing: { unconcluded }, now }) =>
  unconcluded.since !== null && now - unconcluded.since > SWEEP_PATIENCE
    ? [
        missing(
          'answers',
          `${unconcluded.count} messages have no answer, the oldest for ${Math.round((now - unconcluded.since) / MINUTE)} min`,
          'look for "could not conclude a message" in the log; the bot goes on by itself once the cause is gone',
        ),
      ]
    : [];

const release: Say = ({ release: { version, signed }, standing }) => {
  if (standing.releaseRefused)
    return [
      missing('release', `the newest one was refused; ${version} goes on`, 'see 套路库 in the console why, and publish again or roll back'),
    ];
  if (!signed) return [missing('release', `${version} is signed by nobody`, 'publish it in the console, or build from a released version')];
  return [works('release', version)];
};

const numbers: Say = ({ numbers: all, now }) => {
  const old = all
    .filter(({ checked }) => checked === undefined || !(Math.floor((now - Date.parse(checked)) / DAY) <= NUMBER_CHECKED_DAYS))
    .map(({ id }) => id);
  if (old.length === 0) return [works('numbers', `all ${all.length} were checked within ${NUMBER_CHECKED_DAYS} days`)];
  return [
    missing(
      'numbers',
      `not checked for ${NUMBER_CHECKED_DAYS} days: ${old.join(', ')}`,
      'look each up at its source, then set `checked` in scam-patterns/numbers.yaml and release',
    ),
  ];
};

const backup: Say = ({ backup: at, now, worker }) => {
  if (worker) return [note('backup', 'D1 goes back 30 days by itself; before you do that: docs/workers.md, Backup')];
  if (at === null) return [missing('backup', 'none was ever made', 'see docs/operations.md, Backup and restore')];
  if (now - at > BACKUP_EVERY)
    return [missing('backup', `the last one is of ${dayOf(at)}`, 'look why the timer did not run; make one now')];
  return [works('backup', `of ${dayOf(at)}`)];
};

const restore: Say = ({ proof, now, worker }) => {
  if (worker) return [];
  if (proof === null)
    return [missing('restore', 'no backup was ever proved by restoring it', 'see docs/operations.md, Backup and restore')];
  if (now - proof.at > RESTORE_EVERY)
    return [missing('restore', `last proved on ${dayOf(proof.at)}`, 'restore a backup on trial: docs/operations.md, Day 30')];
  return [works('restore', `proved on ${dayOf(proof.at)}: ${proof.tables} tables, ${proof.rows} rows`)];
};

const disk: Say = ({ disk: room }) => {
  if (room === null) return [];
  const free = `${(room.free / 1e9).toFixed(1)} of ${(room.total / 1e9).toFixed(1)} GB free`;
  if (room.free < LEAST_FREE || room.free < LEAST_SHARE * room.total)
    return [missing('disk', free, 'make room, or move DATA_DIR: on a full disk nothing can be saved and nobody is answered')];
  return [works('disk', free)];
};

const clock: Say = ({ newestEventAt, now }) =>
  newestEventAt !== null && newestEventAt - now > CLOCK_TOLERANCE
    ? [
        missing(
          'clock',
          `the database has been written ${Math.round((newestEventAt - now) / MINUTE)} min in the future`,
          'set the clocks of all machines by NTP',
        ),
      ]
    : [];

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
