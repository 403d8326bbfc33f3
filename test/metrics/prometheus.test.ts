import { beforeEach, describe, expect, it } from 'vitest';
import { FAMILIES } from '../../src/metrics/families.ts';
import { createPrometheus, type MachineFigures, type Prometheus } from '../../src/metrics/prometheus.ts';
import type { CaseTimes, ClosingCount, FailedSince, StandingFigures } from '../../src/storage/operating-figures.ts';
import { ours, readPage } from './metrics-page.ts';

const NOW = Date.UTC(2026, 10, 20, 2);
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const EMPTY: StandingFigures = {
  waiting: [],
  outbox: [],
  unconcluded: { count: 0, since: null },
  attachmentsWanted: 0,
  onDuty: 0,
  partnerPosts: [],
  aside: [],
  releaseRefused: false,
  lastPurge: null,
  databaseBytes: null,
};

describe('the metrics', () => {
  let standing: StandingFigures;
  let times: CaseTimes[];
  let failed: FailedSince;
  let closings: ClosingCount[];
  let machine: MachineFigures;
  let clock: { now: number; stopwatch: number };
  let asked: string[];
  let warned: number;
  let broken: boolean;
  let metrics: Prometheus;
  beforeEach(() => {
    [standing, times, closings, asked, warned, broken] = [EMPTY, [], [], [], 0, false];
    failed = { deliveries: [], partnerPosts: 0 };
    machine = { disk: null, lastBackup: null, lastRestoreProof: null };
    clock = { now: NOW, stopwatch: 0 };
    const read =
      <Result>(name: string, result: () => Result) =>
      async (from?: number): Promise<Result> => {
        asked.push(from === undefined ? name : `${name} ${clock.now - from}`);
        if (broken) throw new Error('the database is away');
        return result();
      };
    metrics = createPrometheus({
      storage: {
        standingFigures: read('standing', () => standing),
        caseTimes: read('times', () => times),
        closingCounts: read('closings', () => closings),
        failedSince: read('failed', () => failed),
      },
      log: { warn: () => void warned++ },
      now: () => clock.now,
      stopwatch: () => clock.stopwatch,
      release: () => ({ release: '3.0.0', engine: '1.2.3', signed: true }),
      officeHours: () => true,
      machine: async () => machine,
    });
  });
  const page = async (): Promise<Record<string, number>> => ours((await metrics.page()).body);

  it('measures a verdict from its text to its answer, by channel, and counts its colour', async () => {
    for (const [channel, ms, colour] of [
      ['wechat', 3, 'red'],
      ['wechat', 700, 'green'],
      ['check', 1, null],
    ] as const) {
      const answered = metrics.judging(channel);
      clock.stopwatch += ms;
      answered(colour);
    }
    metrics.judging('telegram');
    const { body } = await metrics.page();
    expect(ours(body)).toMatchObject({
      'fanzha_verdict_seconds_count{channel="wechat"}': 2,
      'fanzha_verdict_seconds_sum{channel="wechat"}': 0.703,
      'fanzha_verdict_seconds_count{channel="check"}': 1,
      'fanzha_messages_total{channel="wechat",colour="red"}': 1,
      'fanzha_messages_total{channel="wechat",colour="green"}': 1,
      'fanzha_messages_total{channel="check",colour="none"}': 1,
    });
    expect(body).not.toContain('telegram');
    const bucket = (le: string) => readPage(body).get(`fanzha_verdict_seconds_bucket{le="${le}",channel="wechat"}`);
    expect([bucket('0.0025'), bucket('0.005'), bucket('0.5'), bucket('1')]).toEqual([0, 1, 1, 2]);
  });

  it('counts requests by pattern, method and status; an invented method is one of many', async () => {
    for (const [method, status] of [
      ['GET', 200],
      ['GET', 200],
      ['BREW', 404],
    ] as const) {
      const answered = metrics.requested();
      clock.stopwatch += 250;
      answered({ method, route: '/api/v1/chat/:conversation/events', status });
    }
    expect(await page()).toMatchObject({
      'fanzha_http_requests_total{method="GET",route="/api/v1/chat/:conversation/events",status="200"}': 2,
      'fanzha_http_requests_total{method="other",route="/api/v1/chat/:conversation/events",status="404"}': 1,
      'fanzha_http_request_seconds_sum{route="/api/v1/chat/:conversation/events"}': 0.75,
      'fanzha_http_request_seconds_count{route="/api/v1/chat/:conversation/events"}': 3,
    });
  });

  it('counts runs and failures of chores, and keeps when one last ended well', async () => {
    metrics.expectChore('index', 60_000);
    metrics.expectChore('sweep', 15_000);
    clock.now += 5 * SECOND;
    metrics.chore('sweep', false);
    clock.now += 5 * SECOND;
    metrics.chore('sweep', true);
    metrics.chore('sweep', true);
    expect(await page()).toMatchObject({
      'fanzha_chore_runs_total{chore="sweep"}': 3,
      'fanzha_chore_failures_total{chore="sweep"}': 2,
      'fanzha_chore_last_success_timestamp_seconds{chore="sweep"}': NOW / 1000 + 5,
      'fanzha_chore_period_seconds{chore="sweep"}': 15,
      'fanzha_chore_runs_total{chore="index"}': 0,
      'fanzha_chore_failures_total{chore="index"}': 0,
      'fanzha_chore_last_success_timestamp_seconds{chore="index"}': NOW / 1000,
    });
  });

  it('shows who waits by urgency and for how long, and zero where nobody does', async () => {
    standing = { ...EMPTY, waiting: [{ urgency: 'P0', count: 2, since: NOW - 90 * SECOND }] };
    expect(await page()).toMatchObject({
      'fanzha_cases_waiting{urgency="P0"}': 2,
      'fanzha_case_oldest_waiting_seconds{urgency="P0"}': 90,
      'fanzha_cases_waiting{urgency="P1"}': 0,
      'fanzha_case_oldest_waiting_seconds{urgency="P3"}': 0,
    });
  });

  it('shows what has not gone out: the age is of what is due, not of what waits for the citizen or has failed', async () => {
    const row = (channel: string, state: 'queued' | 'sending' | 'waiting' | 'dead', count: number, age: number) => ({
      channel,
      state,
      count,
      since: NOW - age * SECOND,
    });
    standing = {
      ...EMPTY,
      outbox: [
        row('wechat', 'waiting', 4, 9000),
        row('wechat', 'dead', 1, 8000),
        row('telegram', 'queued', 3, 40),
        row('telegram', 'sending', 1, 70),
      ],
      partnerPosts: [
        { state: 'dead', count: 5, since: NOW - 900 * SECOND },
        { state: 'queued', count: 2, since: NOW - 30 * SECOND },
      ],
    };
    failed = { deliveries: [{ channel: 'twilio', state: 'refused', count: 6 }], partnerPosts: 8 };
    expect(await page()).toMatchObject({
      'fanzha_outbox_messages{channel="wechat",state="waiting"}': 4,
      'fanzha_outbox_messages{channel="wechat",state="dead"}': 1,
      'fanzha_outbox_messages{channel="telegram",state="queued"}': 3,
      'fanzha_outbox_messages{channel="telegram",state="sending"}': 1,
      'fanzha_outbox_oldest_seconds{channel="wechat"}': 0,
      'fanzha_outbox_oldest_seconds{channel="telegram"}': 70,
      'fanzha_partner_posts{state="dead"}': 5,
      'fanzha_partner_posts{state="queued"}': 2,
      fanzha_partner_posts_oldest_seconds: 30,
      'fanzha_deliveries_failed{channel="twilio",state="refused"}': 6,
      fanzha_partner_posts_failed: 8,
    });
  });

  it('shows the rest of how it stands', async () => {
    standing = {
      ...EMPTY,
      unconcluded: { count: 7, since: NOW - 12 * SECOND },
      attachmentsWanted: 3,
      onDuty: 2,
      releaseRefused: true,
      lastPurge: NOW - HOUR,
      databaseBytes: 4096,
    };
    machine = { disk: { free: 10, total: 100 }, lastBackup: NOW - 2 * HOUR, lastRestoreProof: NOW - 3 * HOUR };
    expect(await page()).toMatchObject({
      fanzha_messages_unconcluded: 7,
      fanzha_message_unconcluded_oldest_seconds: 12,
      fanzha_attachments_wanted: 3,
      fanzha_officers_on_duty: 2,
      fanzha_office_hours: 1,
      fanzha_release_refused: 1,
      fanzha_last_purge_timestamp_seconds: (NOW - HOUR) / 1000,
      fanzha_database_bytes: 4096,
      fanzha_disk_free_bytes: 10,
      fanzha_disk_total_bytes: 100,
      fanzha_last_backup_timestamp_seconds: (NOW - 2 * HOUR) / 1000,
      fanzha_last_restore_proof_timestamp_seconds: (NOW - 3 * HOUR) / 1000,
      fanzha_database_up: 1,
      'fanzha_release_info{release="3.0.0",engine="1.2.3",signed="true"}': 1,
    });
  });

  it('leaves out what never was: no backup is not one of 1970', async () => {
    const figures = Object.keys(await page());
    expect(figures.filter((name) => /backup|restore|purge|disk|database_bytes|_ratio/.test(name))).toEqual([]);
    expect(figures).toContain('fanzha_false_green_n');
  });

  it('says how long cases waited to be claimed and answered; who still waits counts with his time so far', async () => {
    const one = (age: number, claimed: number | null, answered: number | null, closed = false): CaseTimes => {
      const createdAt = clock.now - age * SECOND;
      const later = (seconds: number | null) => (seconds === null ? null : createdAt + seconds * SECOND);
      return { urgency: 'P0', createdAt, claimedAt: later(claimed), answeredAt: later(answered), closed };
    };
    // Closed without a claim: a citizen took it back. It never waited for a claim to the end.
    times = [one(100, 10, 20), one(600, 30, null, true), one(900, null, null), one(7200, 400, 500), one(50, null, null, true)];
    const figures = await page();
    expect(figures).toMatchObject({
      'fanzha_cases_opened{urgency="P0",window="1h"}': 4,
      'fanzha_cases_opened{urgency="P0",window="24h"}': 5,
      'fanzha_cases_opened{urgency="P1",window="24h"}': 0,
      // 10, 30, 900
      'fanzha_case_claim_seconds{urgency="P0",window="1h",quantile="0.5"}': 30,
      'fanzha_case_claim_seconds{urgency="P0",window="1h",quantile="0.95"}': 900,
      // 10, 30, 400, 900
      'fanzha_case_claim_seconds{urgency="P0",window="24h",quantile="0.5"}': 30,
      'fanzha_case_claim_seconds{urgency="P0",window="24h",quantile="0.95"}': 900,
      // 20, 900
      'fanzha_case_answer_seconds{urgency="P0",window="1h",quantile="0.5"}': 20,
      // 20, 500, 900
      'fanzha_case_answer_seconds{urgency="P0",window="24h",quantile="0.5"}': 500,
    });
    expect(Object.keys(figures).filter((name) => name.includes('claim_seconds{urgency="P1"'))).toEqual([]);
  });

  it('says how often the bot was wrong, of how many; cases without a verdict count for neither', async () => {
    const closed = (truth: ClosingCount['truth'], colour: ClosingCount['colour'], count: number): ClosingCount => ({
      truth,
      colour,
      count,
    });
    closings = [
      closed('scam', 'green', 1),
      closed('scam', 'yellow', 2),
      closed('scam', 'red', 5),
      closed('scam', null, 9),
      closed('false-alarm', 'red', 3),
      closed('false-alarm', 'green', 1),
      closed('unclear', 'red', 4),
    ];
    expect(await page()).toMatchObject({
      fanzha_false_green_ratio: 1 / 8,
      fanzha_false_green_n: 8,
      fanzha_false_alarm_ratio: 3 / 4,
      fanzha_false_alarm_n: 4,
      'fanzha_closings{truth="scam",colour="none"}': 9,
      'fanzha_closings{truth="unclear",colour="red"}': 4,
    });
  });

  it('forgets what is over: a channel whose outbox is empty is gone', async () => {
    standing = { ...EMPTY, outbox: [{ channel: 'wechat', state: 'dead', count: 1, since: NOW }], databaseBytes: 5 };
    await page();
    standing = EMPTY;
    clock.stopwatch += 10_000;
    const figures = await page();
    expect(Object.keys(figures).filter((name) => name.includes('wechat') || name === 'fanzha_database_bytes')).toEqual([]);
  });

  it('asks the database once for all who scrape within ten seconds, and seldom for what looks far back', async () => {
    await Promise.all([page(), page()]);
    clock.stopwatch += 9_999;
    await page();
    const day = [`times ${24 * HOUR}`, `failed ${24 * HOUR}`];
    expect(asked).toEqual(['standing', ...day, `closings ${30 * 24 * HOUR}`]);
    clock.stopwatch += 1;
    await page();
    expect(asked.slice(4)).toEqual(['standing']);
    clock.stopwatch += 50_000;
    await page();
    expect(asked.slice(5)).toEqual(['standing', ...day]);
    clock.stopwatch += 240_000;
    await page();
    expect(asked.slice(8)).toEqual(['standing', ...day, `closings ${30 * 24 * HOUR}`]);
  });

  it('still speaks when the database is away, says so, and asks again at once', async () => {
    broken = true;
    metrics.chore('sweep', true);
    const figures = await page();
    expect(figures).toMatchObject({ fanzha_database_up: 0, 'fanzha_chore_failures_total{chore="sweep"}': 1 });
    expect(Object.keys(figures).filter((name) => name.includes('cases_waiting'))).toEqual([]);
    expect(warned).toBe(3);
    broken = false;
    expect(await page()).toMatchObject({ fanzha_database_up: 1, 'fanzha_cases_waiting{urgency="P0"}': 0 });
  });

  it('exports every family of the table with its help, and figures of the process beside them', async () => {
    const { type, body } = await metrics.page();
    expect(type).toContain('version=0.0.4');
    for (const [name, { kind, help }] of Object.entries(FAMILIES)) {
      expect(body).toContain(`# HELP ${name} ${help}\n`);
      expect(body).toContain(`# TYPE ${name} ${kind}\n`);
    }
    expect(body).toMatch(/^process_resident_memory_bytes \d/m);
  });
});
