import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { createApp } from './app.ts';
import { keepOpen } from './channels/keep-open.ts';
import { choresOf } from './chores.ts';
import { readConfig, settingsHelp } from './config.ts';
import { startDelivering } from './conversation/deliver.ts';
import { startFetching } from './conversation/fetch-attachments.ts';
import { latelyJudged } from './conversation/lately-judged.ts';
import type { IncomingMessage } from './conversation/message.ts';
import { ProbeWatch } from './conversation/probe-watch.ts';
import { secondReaderOf } from './conversation/second-reader.ts';
import { createSurroundings } from './conversation/surroundings.ts';
import { SWEPT, startSweeper } from './conversation/sweeper.ts';
import { takeMessage } from './conversation/take-message.ts';
import { createTraditional } from './conversation/traditional.ts';
import { startWorkers } from './conversation/workers.ts';
import { setUpLink } from './desk/accounts.ts';
import { ringingOf, startNotifier } from './desk/notifier.ts';
import { createChangingDetector } from './detection/changing-detector.ts';
import { AppError } from './errors.ts';
import { enterRelease, followRelease, seenAtStart, startFollowing } from './librarian/follow-releases.ts';
import { createWorkshop } from './librarian/workshop-client.ts';
import { isWorkingCopy } from './library/release-name.ts';
import { createLog } from './log.ts';
import { listRulesOf } from './lookups/list-rules.ts';
import { channelDeps, makeChannels } from './make-channels.ts';
import { createIds, newCaseNumber } from './new-ids.ts';
import { believedKeys } from './node/believed-keys.ts';
import { clientAddress } from './node/client-address.ts';
import { countAll, watched } from './node/count-all.ts';
import { endOnSignal } from './node/end-server.ts';
import { createErasureLedger } from './node/erasure-ledger.ts';
import { LEDGER_NAME } from './node/erasure-list.ts';
import { listen } from './node/listen.ts';
import { artefactPieces, loadDetector } from './node/load-library.ts';
import { makeFolder } from './node/make-folder.ts';
import { masterKeys } from './node/master-key.ts';
import { nodeRequestScope } from './node/node-request-scope.ts';
import { isD1, openDatabase } from './node/open-database.ts';
import { ROOT } from './node/paths.ts';
import { readAsset } from './node/read-asset.ts';
import { workshopThread } from './node/start-workshop.ts';
import { callerAt } from './routes/caller.ts';
import { OWN_MACHINE } from './routes/runtime.ts';
import { migrate } from './storage/migrate.ts';
import { NODE_SUITE } from './storage/node-cipher.ts';
import { openSealer } from './storage/privacy/keyring.ts';
import { createStorage } from './storage/storage.ts';

/** The server on Node: reads the environment, constructs everything, listens, and ends in order. */

const SWEEP_EVERY_MS = 15_000;
/** What was erased since the last look would come back with a restore, if the database itself were lost. */
const NOTE_ERASURES_EVERY_MS = 10_000;
const DELIVER_EVERY_MS = 1000;
const FETCH_EVERY_MS = 5000;
const RING_EVERY_MS = 2000;
/** All instances have a new release within five seconds. */
const FOLLOW_EVERY_MS = 2000;
const ENTER_AFTER_MS = 5000;
const ENTER_PAUSE_MS = 100;
const STREAM_AGAIN_MS = 30_000;
/** WeChat waits five seconds for an answer, and what it gets must still travel. */
const LONGEST_ANSWER_MS = 4500;
const LONGEST_SEND_MS = 15_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(settingsHelp());
    return;
  }
  const { config, warnings } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  // A log that cannot be written is no reason to leave a citizen alone: the line is lost, the server goes on.
  process.stdout.on('error', () => undefined);
  const requestScope = nodeRequestScope();
  const log = createLog(config.LOG_LEVEL, (line) => void process.stdout.write(line), requestScope.logFields);
  for (const warning of warnings) log.warn(warning);
  makeFolder(resolve(config.DATA_DIR));
  if (isD1(config.DATABASE_URL)) throw new AppError('config.invalid', 'DATABASE_URL: d1:// is for commands; on D1 the Worker serves');
  const database = await openDatabase(config, { log });
  await migrate(database, Date.now);
  const newId = createIds();
  const masters = masterKeys(config);
  const storage = createStorage(database, await openSealer(database, masters, Date.now, [NODE_SUITE]), { now: Date.now, id: newId });
  await storage.checkMasterKey();
  const ledger = createErasureLedger(database, join(resolve(config.DATA_DIR), LEDGER_NAME), Date.now);
  // Before anything is sent: the database may be one that was restored by other means than ours.
  const broughtBack = await ledger.eraseAgain();
  if (broughtBack > 0) log.warn({ erased: broughtBack }, 'a restore had brought back who was erased; they are erased again');
  const keys = believedKeys(config);
  const detector = createChangingDetector(await loadDetector(keys));
  const { library } = detector;
  const ownRelease = {
    version: library.version,
    checksum: library.checksum,
    artefact: artefactPieces,
    pause: () => sleep(ENTER_PAUSE_MS),
    workingCopy: isWorkingCopy(library.version),
  };
  const start = await seenAtStart(storage, ownRelease);
  const looked = await followRelease({ storage, detector, log, keys }, start.seq);
  const tooLong = (): Promise<void> => sleep(LONGEST_SEND_MS, undefined, { ref: false });
  const channels = await makeChannels(config, channelDeps(storage, Date.now), log);
  const ringing = ringingOf(config, channels.senders);
  const toTraditional = createTraditional();
  const startThread = workshopThread(new URL('./workshop.js', import.meta.url), { config, masters, root: ROOT });
  const workshop = createWorkshop({ storage, log, newId, startThread });
  const closing = new AbortController();
  const metrics = countAll({ config, storage, log, detector });
  // Nobody asks before the port is ours.
  const nudgeDelivery = (): void => requestScope.outside(() => delivering.nudge());
  const deps = {
    config,
    log,
    storage,
    detector: latelyJudged(detector, Date.now),
    newId,
    now: Date.now,
    closing: closing.signal,
    runtime: OWN_MACHINE,
    caller: (context: Context) => callerAt(clientAddress(context, config.TRUST_PROXY)),
    asset: readAsset,
    channels: channels.webhooks,
    canSend: channels.canSend,
    patience: () => sleep(LONGEST_ANSWER_MS, undefined, { ref: false }),
    mediaChannels: new Set(channels.media.keys()),
    secondReader: secondReaderOf(config, { storage, log, now: Date.now, fetch: requestScope.tracing(fetch), timeout: AbortSignal.timeout }),
    probes: new ProbeWatch(newId),
    listRules: listRulesOf(config),
    nudgeDelivery,
    metrics,
    requestScope,
    workshop,
    surroundings: createSurroundings(config, Date.now, newCaseNumber),
  };
  const app = createApp(deps);
  const setUp = await setUpLink(deps);
  // Nobody waits for it: this program has it at work already.
  const enter = (): void =>
    void enterRelease(storage, ownRelease, start, log).catch((error: unknown) =>
      log.error({ err: error }, 'could not keep this release in the database'),
    );
  await ledger.sync();
  const { server, port } = await listen(app, config, fail);
  log.info(
    { url: `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`, library: detector.library.version },
    '反诈一哥 is ready',
  );
  // Over plain HTTP the desk opens on this machine alone.
  const desk = config.PUBLIC_URL || `http://127.0.0.1:${port}`;
  if (setUp)
    log.warn(
      { url: `${desk}/console/invitation?token=${setUp}` },
      'nobody can sign in at the desk yet: this link makes the first administrator, once, within 24 hours',
    );

  // Not before: who was started a second time by mistake ends without having begun what he cannot end. And nothing waits
  // from here on, so that all of it is there for the first request and for a signal.
  const delivering = startDelivering(
    { storage, log, now: Date.now, random: Math.random, senders: channels.senders, tooLong },
    DELIVER_EVERY_MS,
  );
  database.onNews(({ outbox }) => outbox && delivering.nudge());
  const fetching = startFetching({ storage, log, now: Date.now, media: channels.media }, FETCH_EVERY_MS);
  const ringDeps = { storage, log, now: Date.now, fetch, tooLong, toTraditional, nudgeDelivery: delivering.nudge };
  const notifier = ringing && startNotifier(ringDeps, ringing, RING_EVERY_MS);
  const stopFollowing = startFollowing({ storage, detector, log, keys }, looked, FOLLOW_EVERY_MS);
  if (start.isNew) setTimeout(enter, ENTER_AFTER_MS).unref();
  const chores = [...choresOf(deps), { name: 'erasure-ledger', everyMs: NOTE_ERASURES_EVERY_MS, work: ledger.sync }].map((chore) =>
    startWorkers(
      watched(metrics, chore),
      (error) => log.error({ err: error, chore: chore.name }, 'a chore failed; it is tried again'),
      1,
      chore.everyMs,
    ),
  );
  for (const part of SWEPT) metrics.expectChore(part, SWEEP_EVERY_MS);
  const stopSweeper = startSweeper(deps, Date.now, SWEEP_EVERY_MS);
  const take = async (message: IncomingMessage): Promise<void> => void (await takeMessage(deps, message, false));
  const streams = channels.streams.map((stream) => keepOpen(stream, take, log, STREAM_AGAIN_MS));
  // What was begun is ended first: a message cut off in the middle would be sent twice.
  const stopWork = (): Promise<unknown>[] => [
    stopSweeper(),
    stopFollowing(),
    workshop.stop(),
    delivering.stop(),
    fetching.stop(),
    ...(notifier ? [notifier.stop()] : []),
    ...chores.map((chore) => chore.stop()),
    ...streams.map((end) => end()),
  ];
  endOnSignal({ server, closing, drainMs: config.DRAIN_SECONDS * 1000, stopWork, last: () => database.close(), log });
}

function fail(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

try {
  await main();
} catch (error) {
  fail(error);
}
