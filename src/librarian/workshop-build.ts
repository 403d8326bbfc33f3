import { createDetector, type Detector } from '../detection/detector.ts';
import { checkExamples } from '../detection/library-checks.ts';
import { normalizeContent } from '../detection/normalize-content.ts';
import { trainModels } from '../detection/training.ts';
import { AppError } from '../errors.ts';
import { checksumOf, decodeArtefact, encodeArtefact, encodePayload } from '../library/artefact.ts';
import { compileContent } from '../library/compile.ts';
import type { ReleaseEntry, ReleaseMetrics } from '../library/ledger.ts';
import { parseSources, type SourceFiles } from '../library/sources.ts';
import type { Log } from '../log.ts';
import type { DraftBuild } from '../storage/drafts.ts';
import type { Storage } from '../storage/storage.ts';
import { blastRadius, MOST_TEXTS, pastConsults, replayedSince } from './blast-radius.ts';
import { contentBump, contentChanges } from './content-diff.ts';
import { decodeKept } from './decode-kept.ts';
import { applyDraft } from './draft-tree.ts';
import { failedProbes } from './follow-releases.ts';
import { checkFaults, checkSize, checkSpeed, compareMetrics, type GateLine, WELL_FORMED } from './gate.ts';
import type { Rehearsal } from './measure-dialogues.ts';
import { gateFiles, measureGate } from './measure-gate.ts';
import type { BuildReport, ContentChange } from './workshop.ts';
import { keepCandidate, type NamingDeps, signerOf } from './workshop-naming.ts';
import type { Progress } from './workshop-orders.ts';
import { brokenReport, reportedRadius } from './workshop-report.ts';
import { type BaseTreeDeps, keptBaseTree } from './workshop-tree.ts';

export interface BuildDeps extends NamingDeps, BaseTreeDeps {
  readonly storage: Storage;
  readonly rehearsal: Rehearsal;
  readonly log: Log;
}
type Noted = (progress: Progress) => void;

/** What came of it: `kept` is what its release would be called, null where this program does not sign. */
interface Built {
  readonly report: BuildReport;
  readonly checksum: string | null;
  readonly version: string | null;
}

const STEPS = 8;
const MOST_FAULTS = 50;

/**
 * Compiles, trains and measures a draft, keeps what has passed under its next number, and writes the report. Never throws
 * for what is wrong with the draft: the report says it.
 * @param worker the name under which the build was taken: when it is somebody else's now, nothing is written
 */
export async function buildDraft(deps: BuildDeps, build: DraftBuild, worker: string, noted: Noted): Promise<void> {
  let built: Built;
  try {
    built = await measureDraft(deps, build, noted);
  } catch (error) {
    const known = error instanceof AppError;
    if (!known) deps.log.error({ err: error, build: build.id }, 'a draft could not be measured');
    // What nobody foresaw may quote a citizen: it stands in the log alone.
    const why = known ? error.message : 'the program failed at it; the log of the server says where';
    built = { report: brokenReport(why), checksum: null, version: null };
  }
  const { report, checksum, version } = built;
  const passed = report.broken === null && report.gate.every(({ result }) => result !== 'FAIL');
  await deps.storage.endBuild(build.id, worker, {
    state: passed ? 'passed' : 'failed',
    ...{ version, checksum },
    report: JSON.stringify(report),
  });
}

async function measureDraft(deps: BuildDeps, build: DraftBuild, noted: Noted): Promise<Built> {
  const { storage, keys, rehearsal } = deps;
  let done = 0;
  const step = (): void => noted({ done: done++, of: STEPS });
  step();
  const library = await decodeKept(storage, build.base, keys);
  const before = await keptBaseTree(deps, library);
  const after = applyDraft(before, await storage.draftFiles(build.draftId));
  // Files and number are read one after the other.
  if ((await storage.readDraft(build.draftId))?.edits !== build.edits)
    throw new AppError('library.overtaken', 'the draft was changed while it was measured', 409);

  step();
  const content = changesOf(before, after);
  const failed = (why: string): Built => ({ report: brokenReport(why, content), checksum: null, version: null });
  let sources: ReturnType<typeof parseSources>;
  let compiled: ReturnType<typeof compileContent>;
  try {
    sources = parseSources(after);
    compiled = normalizeContent(compileContent(sources));
  } catch (error) {
    if (error instanceof AppError) return failed(error.message);
    throw error;
  }

  step();
  const payload = encodePayload(compiled, await trainModels(compiled, sources));
  const checksum = await checksumOf(payload);
  if (checksum === library.checksum) return failed('nothing changes: it compiles to the same as the release that it changes');
  // As it will be loaded: with rounded weights.
  const copy = encodeArtefact({ version: `${build.base}-dev.${checksum.slice(0, 8)}` }, checksum, payload);
  const [atWork, candidate] = [createDetector(library), createDetector(await decodeArtefact(copy, keys))];

  step();
  const faults = checkExamples(candidate, sources);

  step();
  const metrics = await measureGate(candidate, after, rehearsal);
  const released = await metricsOf(deps, atWork, before, after);

  step();
  const gate: GateLine[] = [
    WELL_FORMED,
    checkFaults(faults.length),
    ...compareMetrics(metrics, released),
    checkSize(copy.length),
    checkSpeed(candidate, atWork, sources.corpus),
    checkProbes(candidate),
  ];

  step();
  const radius = await blastRadius(atWork, candidate, pastConsults(storage, replayedSince(deps.now())), { most: MOST_TEXTS });

  step();
  let version: string | null = null;
  if (gate.every(({ result }) => result !== 'FAIL')) {
    const { signer, line } = await findSigner(deps);
    gate.push(line);
    const { forwards, chats } = sources.corpus;
    const counts = { signals: compiled.signals.length, patterns: compiled.patterns.length, texts: forwards.length + chats.length };
    const entry = { counts, changes: content.content.map(changeLine), metrics };
    const { base } = build;
    if (signer !== null) version = await keepCandidate(deps, { base, bump: content.bump, checksum, payload, tree: after, entry }, signer);
  }
  noted({ done: STEPS, of: STEPS });
  const report: BuildReport = {
    broken: null,
    gate,
    faults: faults.slice(0, MOST_FAULTS),
    faultCount: faults.length,
    ...content,
    radius: reportedRadius(radius),
  };
  return { report, checksum, version };
}

/** Of files that cannot be read the changes are not known: then the faults are what matters. */
function changesOf(before: SourceFiles, after: SourceFiles): Pick<BuildReport, 'content' | 'bump'> {
  try {
    return { content: contentChanges(before, after), bump: contentBump(before, after) };
  } catch {
    return { content: [], bump: 'patch' };
  }
}

/** The release's own figures; measured now where there are none, or where the draft measures by other texts. */
async function metricsOf(
  { storage, rehearsal }: BuildDeps,
  atWork: Detector,
  before: SourceFiles,
  after: SourceFiles,
): Promise<ReleaseMetrics> {
  const [own, now] = [gateFiles(before), gateFiles(after)];
  const entry = await storage.releaseEntry(atWork.library.version);
  const written = entry === null ? undefined : (JSON.parse(entry) as ReleaseEntry).metrics;
  if (written && [...own].every(([path, text]) => now.get(path) === text)) return written;
  return measureGate(atWork, new Map([...own].map(([path, text]) => [path, now.get(path) ?? text])), rehearsal);
}

/** What every server tries before it puts a release to work. */
function checkProbes(candidate: Detector): GateLine {
  const unknown = failedProbes(candidate);
  const found = unknown.length === 0 ? 'known' : `not known: ${unknown.join(', ')}`;
  return { what: 'texts that every release must know', found, wanted: 'known', result: unknown.length === 0 ? 'ok' : 'FAIL' };
}

async function findSigner({ signing, keys }: BuildDeps): Promise<{ readonly signer: string | null; readonly line: GateLine }> {
  const line = { what: 'signature', wanted: 'a key of this server' };
  try {
    const signer = await signerOf(signing, keys);
    if (signer !== null) return { signer, line: { ...line, found: signer, result: 'ok' } };
    return { signer, line: { ...line, found: 'this server has no signing key and cannot publish', result: 'skipped' } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { signer: null, line: { ...line, found: error.message, result: 'skipped' } };
  }
}

function changeLine({ kind, id, what, fields }: ContentChange): string {
  return `${what}: ${kind} ${id}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`;
}
