import { type ChangingDetector, createChangingDetector } from '../detection/changing-detector.ts';
import { createDetector, type Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import { enterRelease, followRelease, seenAtStart } from '../librarian/follow-releases.ts';
import { decodeArtefact } from '../library/artefact.ts';
import type { Library } from '../library/library.ts';
import { isWorkingCopy } from '../library/release-name.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/storage.ts';
import type { AssetsBinding } from './bindings.ts';
import { loadArtefact, piecesOf } from './worker-assets.ts';

interface LibraryDeps {
  readonly assets: AssetsBinding;
  /** What lies among the assets. */
  readonly release: { readonly version: string; readonly checksum: string };
  readonly storage: Storage;
  readonly keys: readonly ReleaseKey[];
  readonly log: Log;
}
export interface LibraryAtWork {
  readonly detector: Detector;
  /** This program's release is kept in the database, so that every verdict can be replayed; does nothing the second time. */
  keep(): Promise<void>;
  /** Another release was put to work: this isolate has to start afresh. Looks now and then. */
  isOutdated(): Promise<boolean>;
}

const LOOK_EVERY_MS = 30_000;

/**
 * The release that counts, and only that one: two do not fit into an isolate's memory. What was put to work in the console
 * comes from the database, the program's own from its assets.
 * @throws AppError `worker.asset`, `library.artefact`, `library.unsigned`
 */
export async function libraryAtWork({ assets, release, storage, keys, log }: LibraryDeps): Promise<LibraryAtWork> {
  const own = { ...release, workingCopy: isWorkingCopy(release.version) };
  const detector = createChangingDetector(notLoaded(release.version));
  const start = await seenAtStart(storage, { ...own, artefact: () => [] });
  const looked = await followRelease({ storage, detector, log, keys }, start.seq);
  if (detector.library.version === release.version) await loadOwn(detector);
  let lookedAt = Date.now();
  let kept = !start.isNew;

  async function loadOwn(changing: ChangingDetector): Promise<void> {
    const library = await decodeArtefact(await loadArtefact(assets), keys);
    if (library.version !== release.version)
      throw new AppError('library.artefact', 'the assets are of two builds: npm run build, then npx wrangler deploy');
    changing.change(createDetector(library));
  }

  return {
    detector,
    async keep() {
      if (kept) return;
      const artefact = await loadArtefact(assets);
      await enterRelease(storage, { ...own, artefact: () => piecesOf(artefact) }, start, log);
      kept = true;
    },
    async isOutdated() {
      if (Date.now() - lookedAt < LOOK_EVERY_MS) return false;
      lookedAt = Date.now();
      const newest = await storage.newestActivation();
      return newest !== null && newest.seq > looked && newest.refused === null && newest.version !== detector.library.version;
    },
  };
}

/** Stands in until it is known which release is to be loaded. */
function notLoaded(version: string): Detector {
  const refuse = (): never => {
    throw new AppError('library.artefact', 'the library is not loaded yet');
  };
  const detector: Detector = { library: { version } as Library, judge: refuse, atThisMoment: () => detector };
  return detector;
}
