import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DAY } from '../durations.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import { FAMILIES, type FamilyName, type Sample } from './families.ts';
import type { Observer } from './observer.ts';
import { caseTimeSamples, closingSamples, failedSamples, LONGEST_WINDOW, standingSamples } from './standing-samples.ts';

/** What the machine tells of itself; an entry reads it. Times are milliseconds since 1970 UTC. */
export interface MachineFigures {
  readonly disk: { readonly free: number; readonly total: number } | null;
  readonly lastBackup: number | null;
  readonly lastRestoreProof: number | null;
}

export interface PrometheusDeps {
  readonly storage: Pick<Storage, 'standingFigures' | 'caseTimes' | 'closingCounts' | 'failedSince'>;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Milliseconds that never go backwards, for how long something took. */
  readonly stopwatch: () => number;
  /** The release that judges in this process. */
  readonly release: () => { readonly release: string; readonly engine: string; readonly signed: boolean };
  /** Are officers expected now? */
  readonly officeHours: () => boolean;
  readonly machine: () => Promise<MachineFigures>;
}

/** Counts, and writes down what it has counted as Prometheus reads it. */
export interface Prometheus extends Observer {
  /** This process does that work, so often; until it has ended well once, it counts from now. Milliseconds. */
  expectChore(name: string, everyMs: number): void;
  page(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Milliseconds that the figures of the database are kept: many may scrape, and what looks far back asks seldom. */
const STANDING_KEPT = 10_000;
const LAST_DAY_KEPT = 60_000;
const CLOSINGS_KEPT = 300_000;
const CLOSINGS_BACK = 30 * DAY;
/** Seconds: a verdict takes milliseconds, and WeChat waits four and a half seconds at most. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 4.5, 10];
/** A caller may invent methods without end; each would be a row of its own. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The one place that knows prom-client; entries alone construct it. */
export function createPrometheus(deps: PrometheusDeps): Prometheus {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const made = <Name extends FamilyName>(name: Name) => ({
    name,
    help: FAMILIES[name].help,
    labelNames: [...FAMILIES[name].labels] as string[],
    registers,
  });
  const verdicts = new Histogram({ ...made('fanzha_verdict_seconds'), buckets: BUCKETS });
  const messages = new Counter(made('fanzha_messages_total'));
  const requests = new Counter(made('fanzha_http_requests_total'));
  const requestTimes = new Histogram({ ...made('fanzha_http_request_seconds'), buckets: BUCKETS });
  const runs = new Counter(made('fanzha_chore_runs_total'));
  const failures = new Counter(made('fanzha_chore_failures_total'));
  const successes = new Gauge(made('fanzha_chore_last_success_timestamp_seconds'));
  const periods = new Gauge(made('fanzha_chore_period_seconds'));
  const standing = new Map<FamilyName, Gauge>();
  for (const name of Object.keys(FAMILIES) as FamilyName[])
    if (FAMILIES[name].kind === 'gauge' && !name.startsWith('fanzha_chore_')) standing.set(name, new Gauge(made(name)));

  const { storage, now, stopwatch } = deps;
  const database = [
    kept(STANDING_KEPT, stopwatch, async () => standingSamples(await storage.standingFigures(), now())),
    kept(LAST_DAY_KEPT, stopwatch, async () => [
      ...caseTimeSamples(await storage.caseTimes(now() - LONGEST_WINDOW), now()),
      ...failedSamples(await storage.failedSince(now() - LONGEST_WINDOW)),
    ]),
    kept(CLOSINGS_KEPT, stopwatch, async () => closingSamples(await storage.closingCounts(now() - CLOSINGS_BACK))),
  ];

  async function current(): Promise<readonly Sample[]> {
    let up = 1;
    const samples: Sample[] = [];
    for (const read of database)
      try {
        samples.push(...(await read()));
      } catch (error) {
        // The process itself must be seen most of all when its database is away.
        up = 0;
        deps.log.warn({ err: error }, 'figures of the database are missing in the metrics');
      }
    const { release, engine, signed } = deps.release();
    return [
      ...samples,
      ...machineSamples(await deps.machine()),
      { name: 'fanzha_database_up', value: up },
      { name: 'fanzha_office_hours', value: deps.officeHours() ? 1 : 0 },
      { name: 'fanzha_release_info', labels: { release, engine, signed: String(signed) }, value: 1 },
    ];
  }

  return {
    judging(channel) {
      const began = stopwatch();
      return (colour) => {
        verdicts.observe({ channel }, (stopwatch() - began) / 1000);
        messages.inc({ channel, colour: colour ?? 'none' });
      };
    },
    requested() {
      const began = stopwatch();
      return ({ method, route, status }) => {
        requests.inc({ method: METHODS.has(method) ? method : 'other', route, status: String(status) });
        requestTimes.observe({ route }, (stopwatch() - began) / 1000);
      };
    },
    expectChore(name, everyMs) {
      periods.set({ chore: name }, everyMs / 1000);
      runs.inc({ chore: name }, 0);
      failures.inc({ chore: name }, 0);
      successes.set({ chore: name }, now() / 1000);
    },
    chore(name, failed) {
      runs.inc({ chore: name });
      if (failed) failures.inc({ chore: name });
      else successes.set({ chore: name }, now() / 1000);
    },
    async page() {
      const samples = await current();
      // Without a pause in between: what is not there any more must not stay as it was.
      for (const [name, gauge] of standing) {
        gauge.reset();
        // One without labels would stand at 0, which is a figure too.
        if (FAMILIES[name].labels.length === 0) gauge.remove();
      }
      for (const { name, labels, value } of samples) standing.get(name)?.set({ ...labels }, value);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}

function machineSamples({ disk, lastBackup, lastRestoreProof }: MachineFigures): readonly Sample[] {
  return [
    ...(disk === null
      ? []
      : [
          { name: 'fanzha_disk_free_bytes' as const, value: disk.free },
          { name: 'fanzha_disk_total_bytes' as const, value: disk.total },
        ]),
    ...(lastBackup === null ? [] : [{ name: 'fanzha_last_backup_timestamp_seconds' as const, value: lastBackup / 1000 }]),
    ...(lastRestoreProof === null
      ? []
      : [{ name: 'fanzha_last_restore_proof_timestamp_seconds' as const, value: lastRestoreProof / 1000 }]),
  ];
}

/** Whoever asks within `forMs` gets the same; a failure is not kept. */
function kept<Result>(forMs: number, stopwatch: () => number, read: () => Promise<Result>): () => Promise<Result> {
  let last: { readonly at: number; readonly result: Promise<Result> } | null = null;
  return async () => {
    if (last === null || stopwatch() - last.at >= forMs) last = { at: stopwatch(), result: read() };
    const mine = last;
    try {
      return await mine.result;
    } catch (error) {
      if (last === mine) last = null;
      throw error;
    }
  };
}
