import { createDetector } from '../detection/detector.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { DueCallBacks } from '../storage/drafts.ts';
import type { Storage } from '../storage/storage.ts';
import { pastConsults, replayedSince, toldGreenOfRed } from './blast-radius.ts';
import { decodeKept } from './decode-kept.ts';
import type { BuildReport } from './workshop.ts';

interface LateDeps {
  readonly storage: Pick<Storage, 'newestBuild' | 'readRelease' | 'consultsSince' | 'endDueCallBacks'>;
  readonly keys: readonly ReleaseKey[];
  readonly now: () => number;
}

/**
 * A draft is published hours or days after it was measured, and all that time the release before went on saying green: whoever
 * was told so is put on the list too. Done twice, it changes nothing.
 * @throws AppError `library.unknown-release`, `library.artefact`, `library.unsigned`
 */
export async function addLateCallBacks({ storage, keys, now }: LateDeps, due: DueCallBacks): Promise<void> {
  const detector = createDetector(await decodeKept(storage, due.version, keys));
  const texts = pastConsults(storage, await unreadSince(storage, due, now()));
  await storage.endDueCallBacks(due, await toldGreenOfRed(detector, texts));
}

/** From where on the measuring has not read, or not read all. */
async function unreadSince(storage: LateDeps['storage'], { draftId }: DueCallBacks, now: number): Promise<number> {
  const build = await storage.newestBuild(draftId);
  const report = build?.report ? (JSON.parse(build.report) as BuildReport) : null;
  return build && report?.radius && !report.radius.cut ? build.wantedAt : replayedSince(now);
}
