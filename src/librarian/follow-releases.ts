import { startWorkers } from '../conversation/workers.ts';
import type { ChangingDetector } from '../detection/changing-detector.ts';
import { createDetector, type Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import { isLater } from '../library/release-name.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { Log } from '../log.ts';
import type { Activation } from '../storage/releases.ts';
import type { Storage } from '../storage/storage.ts';
import { decodeKept } from './decode-kept.ts';

export interface FollowDeps {
  readonly storage: Pick<Storage, 'newestActivation' | 'listActivations' | 'readRelease' | 'refuseActivation' | 'acceptActivation'>;
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
 * Loads what was put to work since then and not refused, unless it already is at work. What others have refused is not tried.
 * @param known the newest activation that this program has looked at; 0: none, it has just started
 * @returns the newest one now
 * @throws what the database throws: it says nothing of the release, which is tried again
 */
export async function followRelease(deps: FollowDeps, known: number): Promise<number> {
  const newest = await deps.storage.newestActivation();
  if (!newest) return known;
  if (newest.seq <= known) {
    if (newest.refused !== null) await standByRelease(deps, known);
    return known;
  }
  // Whoever starts goes on with what the others go on with, not with what it was built with.
  for (const activation of await deps.storage.listActivations(ENOUGH_ACTIVATIONS))
    if (activation.seq <= known || (activation.refused === null && (await putToWork(deps, activation)))) break;
  return newest.seq;
}

/**
 * What judges here is refused by a server that cannot load it: not the release is at fault but that server, its keys or its
 * age. One that lacks a key must not take a release from the whole city.
 */
async function standByRelease({ storage, detector, log }: FollowDeps, known: number): Promise<void> {
  const { version } = detector.library;
  const activations = await storage.listActivations(ENOUGH_ACTIVATIONS);
  const goesOn = activations.find(({ refused }) => refused === null)?.seq ?? 0;
  const here = activations.find((one) => one.version === version && one.seq <= known);
  if (!here || here.refused === null || here.seq < goesOn) return;
  log.warn({ library: version, refused: here.refused }, 'another server cannot load the release that is at work: see its log and its keys');
  await storage.acceptActivation(here.seq);
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
type EnterStorage = Pick<Storage, 'keepRelease' | 'keptReleases' | 'listActivations' | 'activateRelease'>;

/** What a program finds in the database before it answers anybody. */
export interface AtStart {
  /** The database has never seen its own release: it is entered (`enterRelease`, which takes its time). */
  readonly isNew: boolean;
  /** The newest activation that need not be looked at again: meanwhile its own release judges. */
  readonly seq: number;
  /** The newest activation over which it puts its own release to work; null: what is at work is later, and counts. */
  readonly seen: number | null;
}

/** Whether this program's own release is to be put to work: only over an earlier one, whatever the database has seen. */
export async function seenAtStart(storage: EnterStorage, { version, workingCopy }: OwnRelease): Promise<AtStart> {
  const activations = await storage.listActivations(ENOUGH_ACTIVATIONS);
  const newest = activations[0]?.seq ?? 0;
  if (workingCopy) return { isNew: false, seq: newest, seen: null };
  const isNew = !(await storage.keptReleases()).some((one) => one.version === version);
  const atWork = activations.find(({ refused }) => refused === null);
  const counts = isNew && (!atWork || isLater(version, atWork.version));
  return { isNew, seq: counts ? newest : 0, seen: counts ? newest : null };
}

/**
 * Keeps a release that the database has never seen, and puts it to work over what was at work at the start: whoever has
 * decided otherwise meanwhile has decided.
 * @throws AppError `library.released`
 */
export async function enterRelease(storage: EnterStorage, own: OwnRelease, { seen }: Pick<AtStart, 'seen'>, log: Log): Promise<void> {
  const { version } = own;
  if (!(await storage.keepRelease(own, own.artefact(), own.pause)))
    throw new AppError('library.released', `the database keeps another release ${version}; a release never changes`);
  if (seen === null || !(await storage.activateRelease(version, null, seen)))
    log.warn({ library: version }, 'this release is kept and not put to work, another one counts; npm run library -- publish would do it');
}
