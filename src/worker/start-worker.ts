import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { createApp } from '../app.ts';
import { choresOf } from '../chores.ts';
import type { Config } from '../config.ts';
import { deliverOne } from '../conversation/deliver.ts';
import { fetchOne } from '../conversation/fetch-attachments.ts';
import { latelyJudged } from '../conversation/lately-judged.ts';
import { ProbeWatch } from '../conversation/probe-watch.ts';
import { secondReaderOf } from '../conversation/second-reader.ts';
import { createSurroundings } from '../conversation/surroundings.ts';
import { LEFT_BEHIND, sweep } from '../conversation/sweeper.ts';
import { createTraditional } from '../conversation/traditional.ts';
import { setUpLink } from '../desk/accounts.ts';
import { ringingOf, ringOne } from '../desk/notifier.ts';
import { RELEASE_KEYS } from '../library/release-keys.ts';
import { createLog } from '../log.ts';
import { listRulesOf } from '../lookups/list-rules.ts';
import { channelDeps, makeChannels } from '../make-channels.ts';
import { createIds, newCaseNumber } from '../new-ids.ts';
import { callerAt } from '../routes/caller.ts';
import type { SwitchedOff } from '../routes/runtime.ts';
import { openD1 } from '../storage/d1.ts';
import { migrate } from '../storage/migrate.ts';
import { openSealer } from '../storage/privacy/keyring.ts';
import { createStorage } from '../storage/storage.ts';
import { type Bindings, forWorker, readBindings } from './bindings.ts';
import { countedD1 } from './counted-d1.ts';
import { cronRun, PAUSE_MS } from './cron-run.ts';
import { edgeFetch } from './edge-fetch.ts';
import { libraryAtWork } from './library-at-work.ts';
import { loadStartFile, pageFiles } from './worker-assets.ts';

/** What an isolate makes of its bindings, once. */
export interface StartedWorker {
  readonly app: Hono;
  /** A message may have made a case for which nobody is there: the telephone does not wait for the next minute. */
  ring(): Promise<void>;
  /** One minute of what a server does all the time. @param at when it began, milliseconds since 1970 UTC */
  cron(at: number): Promise<void>;
  /** Another release of the library was put to work: it is time to start afresh. */
  isOutdated(): Promise<boolean>;
}

/** WeChat waits five seconds for an answer, and what it gets must still travel. */
const LONGEST_ANSWER_MS = 4500;
const LONGEST_SEND_MS = 15_000;
const LONGEST_CALL_MS = 15_000;
/** Polls of a stream are queries, of which a request may make 1,000. */
const STREAM_POLLS = 40;
const NUDGED_PIECES = 8;
/** With the one that it brought: a piece of WeCom's is eight messages, which make up to 18 queries each. */
const BACKLOG_PIECES = 3;
/** Where the names of chores stand that found no place in their minute. */
const LEFT_OVER = 'worker/chores-left-over';

/**
 * @param afterwards keeps the request alive that is being answered
 * @throws AppError `config.invalid`, `config.master-key`, `worker.asset`, `storage.newer`, `library.artefact`
 */
export async function startWorker(bindings: Bindings, afterwards: (work: Promise<unknown>) => void): Promise<StartedWorker> {
  const given = readBindings(bindings);
  const config = forWorker(given.config);
  const log = createLog(config.LOG_LEVEL, (line) => console.log(line.trimEnd()));
  for (const warning of given.warnings) log.warn(warning);
  const keys = [...RELEASE_KEYS, ...config.LIBRARY_PUBLIC_KEYS];
  const database = openD1(bindings.DB);
  const [startFile] = await Promise.all([loadStartFile(bindings.ASSETS), migrate(database, Date.now)]);
  const newId = createIds();
  const sealer = await openSealer(database, { masterKey: config.MASTER_KEY, oldMasterKey: config.MASTER_KEY_OLD || undefined }, Date.now);
  const sources = { now: Date.now, id: newId };
  const storage = createStorage(database, sealer, sources);
  await storage.checkMasterKey();
  const library = await libraryAtWork({ assets: bindings.ASSETS, release: startFile.release, storage, keys, log });
  const { detector } = library;

  const calls: typeof fetch = (input, init) => edgeFetch(input, { signal: AbortSignal.timeout(LONGEST_CALL_MS), ...init });
  const channels = await makeChannels(config, { ...channelDeps(storage, Date.now), fetch: calls }, log);
  const ringing = ringingOf(config, channels.senders);
  const toTraditional = createTraditional();
  const tooLong = (): Promise<void> => sleep(LONGEST_SEND_MS);
  const nudgeDelivery = (): void => afterwards(some(delivery(storage)));
  const deps = {
    config,
    log,
    storage,
    detector: latelyJudged(detector, Date.now),
    newId,
    now: Date.now,
    closing: new AbortController().signal,
    runtime: {
      streamPolls: STREAM_POLLS,
      backlogPieces: BACKLOG_PIECES,
      afterwards,
      allRead: () => Promise.resolve(),
      switchedOff: switchedOff(given.config),
      storedAbroad: true,
    },
    // Cloudflare sets it; no client can.
    caller: (context: Context) => callerAt(context.req.header('cf-connecting-ip') ?? 'unknown'),
    asset: pageFiles(startFile),
    channels: channels.webhooks,
    canSend: channels.canSend,
    patience: () => sleep(LONGEST_ANSWER_MS),
    mediaChannels: new Set(channels.media.keys()),
    secondReader: secondReaderOf(config, { storage, log, now: Date.now, fetch: edgeFetch, timeout: (ms) => AbortSignal.timeout(ms) }),
    probes: new ProbeWatch(newId),
    listRules: listRulesOf(config),
    nudgeDelivery,
    workshop: null,
    surroundings: createSurroundings(config, Date.now, newCaseNumber),
  };
  const app = createApp(deps);
  const setUp = await setUpLink(deps);
  if (setUp)
    log.warn(
      { url: `${config.PUBLIC_URL}/console/invitation?token=${setUp}` },
      'nobody can sign in at the desk yet: this link makes the first administrator, once, within 24 hours',
    );
  log.info({ library: detector.library.version }, '反诈一哥 is ready');

  // One piece each, of what somebody waits for.
  type Work = readonly (() => Promise<boolean>)[];
  const rings = (of: typeof storage): Work =>
    ringing ? [() => ringOne({ storage: of, log, now: Date.now, fetch: edgeFetch, tooLong, toTraditional, nudgeDelivery }, ringing)] : [];
  const delivery = (of: typeof storage): Work => {
    const { senders } = channels;
    const delivering = { storage: of, log, now: Date.now, random: Math.random, senders, tooLong };
    return [...senders.keys()].map((channel) => () => deliverOne(delivering, channel));
  };
  const pictures = (of: typeof storage): Work =>
    channels.media.size > 0 ? [() => fetchOne({ storage: of, log, now: Date.now, media: channels.media })] : [];

  /** All at once: a platform that does not answer holds up no other. */
  async function some(works: Work): Promise<void> {
    const pieces = async (work: Work[number]): Promise<void> => {
      try {
        for (let done = 0; done < NUDGED_PIECES; done++) if (!(await work())) break;
      } catch (error) {
        log.error({ err: error }, 'what is due could not be done; the next minute tries again');
      }
    };
    await Promise.all(works.map(pieces));
  }

  return {
    app,
    ring: () => some(rings(storage)),
    async cron(at) {
      await library
        .keep()
        .catch((error: unknown) => log.error({ err: error }, 'could not keep this release in the database; the next minute tries again'));
      const counted = countedD1(bindings.DB);
      const counting = createStorage(openD1(counted.binding), sealer, sources);
      // What is taken in here is answered here: of that the queries count too.
      const withCount = { ...deps, storage: counting, nudgeDelivery: () => afterwards(some(delivery(counting))) };
      await cronRun({
        log,
        sweep: (most) => sweep(withCount, Date.now() - LEFT_BEHIND, most),
        prompt: [...rings(counting), ...delivery(counting), ...pictures(counting)],
        chores: choresOf(withCount),
        at,
        calls: counted.calls,
        pause: () => sleep(PAUSE_MS),
        leftOver: { read: () => counting.recall(LEFT_OVER), write: (names) => counting.remember(LEFT_OVER, names, null) },
      });
    },
    isOutdated: () =>
      library.isOutdated().catch((error: unknown) => {
        log.error({ err: error }, 'could not look for a new release; it is tried again');
        return false;
      }),
  };
}

/** What the operator may look for in vain. */
function switchedOff({ WECHATY_PUPPET, TELEGRAM_POLLING }: Config): SwitchedOff[] {
  return [
    'library-builds',
    ...(WECHATY_PUPPET === '' ? [] : (['wechaty'] as const)),
    ...(TELEGRAM_POLLING ? (['telegram-polling'] as const) : []),
  ];
}
