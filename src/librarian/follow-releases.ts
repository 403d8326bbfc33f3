import { startWorkers } from '../conversation/workers.ts';
import type { ChangingDetector } from '../detection/changing-detector.ts';
import { createDetector, type Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { Log } from '../log.ts';
import type { Activation } from '../storage/releases.ts';
import type { Storage } from '../storage/storage.ts';
import { decodeKept } from './decode-kept.ts';

export interface FollowDeps {
  readonly storage: Pick<Storage, 'newestActivation' | 'listActivations' | 'readRelease' | 'refuseActivation'>;
  readonly detector: ChangingDetector;
  readonly log: Log;
  /** Whose releases are believed. */
  readonly keys: readonly ReleaseKey[];
}

const ENOUGH_ACTIVATIONS = 100;

/** A text and its colour that every release must know: one that does not is broken, whatever its signature says. */
const PROBES = [
  { text: '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销', colour: 'red' },
  { text: '妈，我今晚加班，饭不用等我了', colour: 'green' },
] as const;

/** The colours that a release does not know; empty: it may be put to work. */
export function failedProbes(detector: Pick<Detector, 'judge'>): readonly ('red' | 'green')[] {
  return PROBES.filter(({ text, colour }) => detector.judge(text).verdict.colour !== colour).map(({ colour }) => colour);
}

/**
 * Loads what was put to work since then, unless it already is at work.
 * @param known the newest activation that this program has looked at; 0: none, it has just started
 * @returns the newest one now
 * @throws what the database throws: it says nothing of the release, which is tried again
 */
export async function followRelease(deps: FollowDeps, known: number): Promise<number> {
  const newest = await deps.storage.newestActivation();
  if (!newest || newest.seq <= known) return known;
  if ((await putToWork(deps, newest)) || known > 0) return newest.seq;
  // Whoever starts now goes on with what the others go on with, not with what it was built with.
  for (const before of await deps.storage.listActivations(ENOUGH_ACTIVATIONS))
    if (before.seq < newest.seq && before.refused === null && (await putToWork(deps, before))) break;
  return newest.seq;
}

/** @returns false when it is broken; whatever is at work goes on */
async function putToWork({ storage, detector, log, keys }: FollowDeps, { seq, version }: Activation): Promise<boolean> {
  if (version === detector.library.version) return true;
  const artefact = await storage.readRelease(version);
  try {
    const library = await decodeKept({ readRelease: async () => artefact }, version, keys);
    // A signed older one, or a working copy, under the name of a release: verdicts would name another than what is at work.
    if (library.version !== version)
      throw new AppError('library.artefact', `what is kept as release ${version} calls itself ${library.version}`);
    const next = createDetector(library);
    const [unknown] = failedProbes(next);
    if (unknown) throw new AppError('library.probe', `release ${version} does not say ${unknown} of a text of which every release must`);
    detector.change(next);
    log.info({ library: version }, 'another release of the library is at work');
    return true;
  } catch (error) {
    // A broken release must not leave anybody without an answer.
    log.error({ err: error, library: version }, 'a release could not be loaded');
    await storage.refuseActivation(seq, error instanceof AppError ? error.code : 'library.broken');
    return false;
  }
}

/** Looks regularly, so that all instances have the same release within seconds; returns what stops it. */
export function startFollowing(deps: FollowDeps, from: number, everyMs: number): () => Promise<void> {
  let known = from;
  const look = async (): Promise<boolean> => {
    known = await followRelease(deps, known);
    return false;
  };
  const failed = (error: unknown): void => deps.log.error({ err: error }, 'could not look for a new release; it is tried again');
  return startWorkers(look, failed, 1, everyMs).stop;
}

/** What a program starts with. */
export interface OwnRelease {
  readonly version: string;
  readonly checksum: string;
  /** A piece at a time. */
  readonly artefact: () => Iterable<Uint8Array>;
  /** Between two pieces, while citizens are being answered. */
  readonly pause?: () => Promise<void>;
  /** Nobody's release: it is not kept, and stays at work until something is put to work. */
  readonly workingCopy: boolean;
}
type EnterStorage = Pick<Storage, 'keepRelease' | 'keptReleases' | 'newestActivation' | 'activateRelease'>;

/**
 * Whether this program's own release is a new one for the database: then it is entered (`enterRelease`, which takes its time)
 * and goes on working meanwhile; else what was put to work counts.
 * @returns the newest activation that need not be looked at again
 */
export async function seenAtStart(
  storage: EnterStorage,
  { version, workingCopy }: OwnRelease,
): Promise<{ readonly isNew: boolean; readonly seq: number }> {
  const newest = (await storage.newestActivation())?.seq ?? 0;
  if (workingCopy) return { isNew: false, seq: newest };
  const kept = (await storage.keptReleases()).some((one) => one.version === version);
  return { isNew: !kept, seq: kept ? 0 : newest };
}

/** Keeps a release that the database has never seen, and puts it to work. @throws AppError `library.released` */
export async function enterRelease(storage: EnterStorage, own: OwnRelease): Promise<void> {
  if (!(await storage.keepRelease(own, own.artefact(), own.pause)))
    throw new AppError('library.released', `the database keeps another release ${own.version}; a release never changes`);
  await storage.activateRelease(own.version, null, (await storage.newestActivation())?.seq ?? 0);
}
