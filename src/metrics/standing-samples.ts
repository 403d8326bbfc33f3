import { percentile } from '../desk/waiting-times.ts';
import { DAY, HOUR } from '../durations.ts';
import { URGENCIES } from '../storage/desk-schema.ts';
import type { CaseTimes, ClosingCount, FailedSince, StandingFigures } from '../storage/operating-figures.ts';
import { QUEUES } from '../storage/set-aside-table.ts';
import type { FamilyName, Sample } from './families.ts';

/** From the database's figures to what is exported. Pure; times are milliseconds since 1970 UTC. */

/** How far back the times of cases are looked at. Milliseconds. */
export const LONGEST_WINDOW = DAY;
const WINDOWS = { '1h': HOUR, '24h': LONGEST_WINDOW } as const;
const QUANTILES = { '0.5': 0.5, '0.95': 0.95 } as const;

export function standingSamples(figures: StandingFigures, now: number): readonly Sample[] {
  const age = (since: number | null | undefined): number => (since === null || since === undefined ? 0 : Math.max(0, now - since) / 1000);
  const channels = [...new Set(figures.outbox.map(({ channel }) => channel))];
  const due = figures.outbox.filter(({ state }) => state === 'queued' || state === 'sending');
  const oldest = (rows: readonly { readonly since: number }[]): number =>
    age(rows.length === 0 ? null : Math.min(...rows.map(({ since }) => since)));
  return [
    ...URGENCIES.flatMap((urgency): Sample[] => {
      const waiting = figures.waiting.find((one) => one.urgency === urgency);
      return [
        { name: 'fanzha_cases_waiting', labels: { urgency }, value: waiting?.count ?? 0 },
        { name: 'fanzha_case_oldest_waiting_seconds', labels: { urgency }, value: age(waiting?.since) },
      ];
    }),
    ...figures.outbox.map(
      ({ channel, state, count }): Sample => ({ name: 'fanzha_outbox_messages', labels: { channel, state }, value: count }),
    ),
    ...channels.map(
      (channel): Sample => ({
        name: 'fanzha_outbox_oldest_seconds',
        labels: { channel },
        value: oldest(due.filter((one) => one.channel === channel)),
      }),
    ),
    ...figures.partnerPosts.map(({ state, count }): Sample => ({ name: 'fanzha_partner_posts', labels: { state }, value: count })),
    { name: 'fanzha_partner_posts_oldest_seconds', value: oldest(figures.partnerPosts.filter(({ state }) => state !== 'dead')) },
    ...QUEUES.map(
      (queue): Sample => ({
        name: 'fanzha_pieces_set_aside',
        labels: { queue },
        value: figures.aside.find((one) => one.queue === queue)?.count ?? 0,
      }),
    ),
    { name: 'fanzha_messages_unconcluded', value: figures.unconcluded.count },
    { name: 'fanzha_message_unconcluded_oldest_seconds', value: age(figures.unconcluded.since) },
    { name: 'fanzha_attachments_wanted', value: figures.attachmentsWanted },
    { name: 'fanzha_officers_on_duty', value: figures.onDuty },
    { name: 'fanzha_release_refused', value: figures.releaseRefused ? 1 : 0 },
    ...(figures.lastPurge === null ? [] : [{ name: 'fanzha_last_purge_timestamp_seconds' as const, value: figures.lastPurge / 1000 }]),
    ...(figures.databaseBytes === null ? [] : [{ name: 'fanzha_database_bytes' as const, value: figures.databaseBytes }]),
  ];
}

export function failedSamples({ deliveries, partnerPosts }: FailedSince): readonly Sample[] {
  return [
    ...deliveries.map(
      ({ channel, state, count }): Sample => ({ name: 'fanzha_deliveries_failed', labels: { channel, state }, value: count }),
    ),
    { name: 'fanzha_partner_posts_failed', value: partnerPosts },
  ];
}

/** @param times of cases opened within `LONGEST_WINDOW` */
export function caseTimeSamples(times: readonly CaseTimes[], now: number): readonly Sample[] {
  const samples: Sample[] = [];
  for (const [window, length] of Object.entries(WINDOWS))
    for (const urgency of URGENCIES) {
      const opened = times.filter((one) => one.urgency === urgency && one.createdAt > now - length);
      samples.push({ name: 'fanzha_cases_opened', labels: { urgency, window }, value: opened.length });
      const quantiles = (name: FamilyName, took: (one: CaseTimes) => number | null): void => {
        const all = opened.flatMap((one) => {
          const at = took(one);
          // Who waits still is no reason to look well: he counts with his time so far. What was closed without it never had it.
          if (at === null) return one.closed ? [] : [Math.max(0, now - one.createdAt)];
          return [Math.max(0, at - one.createdAt)];
        });
        for (const [quantile, share] of Object.entries(QUANTILES)) {
          const value = percentile(all, share);
          if (value !== null) samples.push({ name, labels: { urgency, window, quantile }, value: value / 1000 });
        }
      };
      quantiles('fanzha_case_claim_seconds', ({ claimedAt }) => claimedAt);
      quantiles('fanzha_case_answer_seconds', ({ answeredAt }) => answeredAt);
    }
  return samples;
}

/** A share of nothing is left out; its n says 0. */
export function closingSamples(closings: readonly ClosingCount[]): readonly Sample[] {
  const count = (truth: ClosingCount['truth'], colour?: string): number =>
    closings
      .filter((one) => one.truth === truth && (colour === undefined ? one.colour !== null : one.colour === colour))
      .reduce((sum, one) => sum + one.count, 0);
  const [scams, falseAlarms] = [count('scam'), count('false-alarm')];
  return [
    ...closings.map(
      ({ truth, colour, count: value }): Sample => ({ name: 'fanzha_closings', labels: { truth, colour: colour ?? 'none' }, value }),
    ),
    { name: 'fanzha_false_green_n', value: scams },
    { name: 'fanzha_false_alarm_n', value: falseAlarms },
    ...(scams === 0 ? [] : [{ name: 'fanzha_false_green_ratio' as const, value: count('scam', 'green') / scams }]),
    ...(falseAlarms === 0 ? [] : [{ name: 'fanzha_false_alarm_ratio' as const, value: count('false-alarm', 'red') / falseAlarms }]),
  ];
}
