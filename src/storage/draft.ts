import type { BuildState, DraftState, DraftStepKind } from './library-schema.ts';

/** A change of the library in the making. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  /** The release that it changes. */
  readonly base: string;
  readonly state: DraftState;
  /** Grows with every change: what is proposed, measured and published is one and the same. */
  readonly edits: number;
  readonly authorId: string;
  /** Shown name. */
  readonly author: string;
  readonly proposedBy: string | null;
  readonly publishedAs: string | null;
  /** Milliseconds since 1970 UTC, as all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
}
export interface DraftFile {
  readonly path: string;
  /** null: the draft takes the file away. */
  readonly body: string | null;
  /** SHA-256 of what the base had there when it was changed first; null: nothing. */
  readonly baseChecksum: string | null;
  readonly officer: string;
  readonly updatedAt: number;
}
export interface DraftStep {
  readonly kind: DraftStepKind;
  readonly officer: string | null;
  readonly remark: string | null;
  readonly at: number;
}
export interface DraftBuild {
  readonly id: string;
  readonly draftId: string;
  readonly edits: number;
  readonly base: string;
  readonly state: BuildState;
  readonly wantedAt: number;
  readonly done: number;
  readonly of: number;
  /** How often a program has begun with it. */
  readonly attempts: number;
  readonly endedAt: number | null;
  /** What it would be called, once it has passed. */
  readonly version: string | null;
  readonly checksum: string | null;
  /** JSON of a `BuildReport` (librarian/workshop.ts); null until it has ended. */
  readonly report: string | null;
}
/** What was meant to be changed is no longer what it was; `state`: it is not open (proposed) any more. */
export type DraftChange = 'done' | 'overtaken' | 'state' | 'unknown';

/** Somebody who was told green of what a release calls red. */
export interface ToldGreen {
  readonly conversationId: string;
  readonly messageId: string;
}

/** A publication after which is looked once more who must be called back. */
export interface DueCallBacks {
  readonly draftId: string;
  readonly version: string;
}

export interface Publication {
  readonly officerId: string;
  readonly edits: number;
  readonly buildId: string;
  readonly version: string;
  readonly callBacks: readonly ToldGreen[];
  /** A one-person city: who proposed it may publish it; written down as such. */
  readonly alone: boolean;
  /** The newest activation that he knew of. */
  readonly seen: number;
}

/** Drafts of librarians: every act is compare-and-set, with its step and its audit row in one batch. */
export interface Drafts {
  /**
   * @param draft `id`: of the form; the same one sent twice is one draft. `files`: what it changes from the beginning
   * @returns its id
   */
  createDraft(draft: {
    readonly id?: string;
    readonly title: string;
    readonly base: string;
    readonly officerId: string;
    readonly files?: readonly Pick<DraftFile, 'path' | 'body' | 'baseChecksum'>[];
  }): Promise<string>;
  /** Newest change first. */
  listDrafts(states: readonly DraftState[], most: number): Promise<readonly Draft[]>;
  readDraft(id: string): Promise<Draft | null>;
  draftFiles(id: string): Promise<readonly DraftFile[]>;
  draftSteps(id: string): Promise<readonly DraftStep[]>;
  /** The text that it has already changes nothing. @param file body null takes it away @param by edits: the draft as he saw it */
  saveDraftFile(
    id: string,
    file: { readonly path: string; readonly body: string | null; readonly baseChecksum: string | null },
    by: { readonly officerId: string; readonly edits: number },
  ): Promise<DraftChange>;
  /** The file is again as the base has it. Each change ends the build that is wanted or running: it would measure another draft. */
  dropDraftFile(id: string, path: string, by: { readonly officerId: string; readonly edits: number }): Promise<DraftChange>;
  /** The draft now changes another release; its files are as given: conflicts have been solved. */
  rebaseDraft(
    id: string,
    to: { readonly base: string; readonly files: readonly Pick<DraftFile, 'path' | 'body' | 'baseChecksum'>[] },
    by: { readonly officerId: string; readonly edits: number },
  ): Promise<DraftChange>;
  proposeDraft(
    id: string,
    by: { readonly officerId: string; readonly edits: number; readonly remark: string | null },
  ): Promise<DraftChange>;
  /** Back to its author, with the reason. */
  returnDraft(id: string, by: { readonly officerId: string; readonly edits: number; readonly remark: string }): Promise<DraftChange>;
  withdrawDraft(
    id: string,
    by: { readonly officerId: string; readonly edits: number; readonly remark: string | null },
  ): Promise<DraftChange>;
  /**
   * Proposed → published, put to work, and whoever must be called back on the list: all in one batch. The release is kept
   * already. `overtaken`: also when its base is not at work any more; `same-person`: he proposed it himself; `not-passed`: the
   * newest build is another one, or of other edits or another base, or it has not passed as this version.
   */
  publishDraft(id: string, publication: Publication): Promise<DraftChange | 'same-person' | 'not-passed'>;

  /** Of an open or a proposed draft. One that waits or runs for the same edits is not wanted twice. */
  wantBuild(draftId: string, by: { readonly officerId: string; readonly edits: number }): Promise<DraftChange>;
  /** The oldest that waits, or whose worker was not heard of in time. @param leaseMs milliseconds */
  takeBuild(worker: string, leaseMs: number): Promise<DraftBuild | null>;
  /** false: it is somebody else's now, or the draft was changed and nobody wants it any more. Also renews the lease. */
  noteBuildProgress(
    id: string,
    worker: string,
    progress: { readonly done: number; readonly of: number },
    leaseMs: number,
  ): Promise<boolean>;
  endBuild(
    id: string,
    worker: string,
    result: {
      readonly state: 'passed' | 'failed';
      readonly version: string | null;
      readonly checksum: string | null;
      readonly report: string;
    },
  ): Promise<boolean>;
  newestBuild(draftId: string): Promise<DraftBuild | null>;

  /**
   * A publication some time ago of which nobody has looked yet whom the release before told green since the measuring.
   * Whoever does not end it in time leaves it to the next. @param leaseMs milliseconds
   */
  takeDueCallBacks(leaseMs: number): Promise<DueCallBacks | null>;
  /** They are on the list, each once, and the looking has ended. */
  endDueCallBacks(due: DueCallBacks, callBacks: readonly ToldGreen[]): Promise<void>;
}
