import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { BuildReport } from '../../librarian/workshop.ts';
import type { Draft, DraftBuild, DraftFile, DraftStep } from '../../storage/draft.ts';
import type { Officer } from '../../storage/officer.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { planRebase, type RebasePlan } from './draft-rebase.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';

/** Activations that could not be loaded stand behind the one that counts. */
const LOOKED_BACK = 50;

export interface AtWork {
  /** The release that judges everywhere; null: nothing was ever put to work. */
  readonly version: string | null;
  /** The newest activation, also one that was refused. */
  readonly seq: number;
}

/** A file of a draft beside what its base has there; null: no such file. */
export interface ChangedFile extends DraftFile {
  readonly before: string | null;
}

/** A draft as whoever looks at it sees it. */
export interface DraftView {
  readonly draft: Draft;
  readonly files: readonly ChangedFile[];
  readonly steps: readonly DraftStep[];
  readonly measured: Measured;
  readonly atWork: AtWork;
  /** null: its base is at work, or it is not open any more. */
  readonly rebase: RebasePlan | null;
  readonly officer: Officer;
  /** He may change drafts. */
  readonly writes: boolean;
  /** A city in which one person may do both. */
  readonly onePerson: boolean;
  readonly types: PageDeps['detector']['library']['types'];
  /** This program measures drafts itself. */
  readonly measures: boolean;
}
export interface Measured {
  readonly build: DraftBuild | null;
  readonly report: BuildReport | null;
  /** It measured the draft as it is now. */
  readonly current: boolean;
  /** What was measured is kept as a release, signed. */
  readonly kept: boolean;
}

const UNKNOWN: Spoken<string> = {
  'zh-CN': '没有这个草稿，网址可能打错了。',
  en: 'There is no such draft; perhaps the address is mistyped.',
};

export async function loadAtWork({ storage }: Pick<PageDeps, 'storage'>): Promise<AtWork> {
  const activations = await storage.listActivations(LOOKED_BACK);
  return { version: activations.find(({ refused }) => refused === null)?.version ?? null, seq: activations[0]?.seq ?? 0 };
}

/** @throws AppError 404 `draft.unknown` */
export async function draftOf({ storage }: Pick<PageDeps, 'storage'>, context: Context): Promise<Draft> {
  const draft = await storage.readDraft(context.req.param('id') ?? '');
  if (!draft) throw new AppError('draft.unknown', UNKNOWN[deskLanguage(context)], 404);
  return draft;
}

export async function loadMeasured({ storage }: Pick<PageDeps, 'storage'>, draft: Draft): Promise<Measured> {
  const build = await storage.newestBuild(draft.id);
  const passed = build?.state === 'passed' && build.version !== null;
  const kept =
    passed && (await storage.keptReleases()).some(({ version, checksum }) => version === build.version && checksum === build.checksum);
  return {
    build,
    report: build?.report ? (JSON.parse(build.report) as BuildReport) : null,
    current: build !== null && build.edits === draft.edits && build.base === draft.base,
    kept,
  };
}

/** What of its files another release would dispute. */
export async function loadRebase(
  { storage }: Pick<PageDeps, 'storage'>,
  files: readonly DraftFile[],
  version: string,
): Promise<RebasePlan> {
  const paths = files.map(({ path }) => path);
  const [checksums, texts] = await Promise.all([storage.sourceIndex(version), storage.readSourceTree(version, paths)]);
  return planRebase(files, checksums, texts, storage.readSourceByChecksum);
}

/** @throws AppError 404 `draft.unknown` */
export async function loadDraft(deps: PageDeps, context: Context): Promise<DraftView> {
  const { storage, config, detector, workshop } = deps;
  const draft = await draftOf(deps, context);
  const officer = officerOf(context);
  const [files, steps, measured, atWork] = await Promise.all([
    storage.draftFiles(draft.id),
    storage.draftSteps(draft.id),
    loadMeasured(deps, draft),
    loadAtWork(deps),
  ]);
  const before =
    files.length === 0
      ? new Map<string, string>()
      : await storage.readSourceTree(
          draft.base,
          files.map(({ path }) => path),
        );
  const moved = draft.state === 'open' && atWork.version !== null && atWork.version !== draft.base;
  return {
    draft,
    files: files.map((file) => ({ ...file, before: before.get(file.path) ?? null })),
    steps,
    measured,
    atWork,
    rebase: moved && atWork.version !== null ? await loadRebase(deps, files, atWork.version) : null,
    officer,
    writes: LIBRARIANS.includes(officer.role),
    onePerson: config.LIBRARY_ONE_PERSON,
    types: detector.library.types,
    measures: workshop !== null,
  };
}
