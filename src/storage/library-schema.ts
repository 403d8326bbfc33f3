import type { Generated } from 'kysely';

/** What the librarians' work keeps. As in schema.ts, nothing personal stands unsealed; the library's own texts are nobody's. */
export interface LibraryTables {
  /** Releases of the library, whole. */
  releases: {
    version: string;
    checksum: string;
    kept_at: number;
    /** JSON of its line in the ledger: changes, counts, figures, signature; null for what was kept before there were any. */
    entry: string | null;
  };
  /** By their content: the same bytes stand once. */
  release_parts: { checksum: string; part: number; body: string };
  /** Which release was put to work; the newest counts. */
  activations: { seq: number; version: string; officer_id: string | null; at: number; refused: string | null };
  /** Texts of source files by their SHA-256, in pieces: the same text stands once. */
  source_parts: { checksum: string; part: number; body: string };
  /** Which files a release was made of. */
  release_files: { version: string; path: string; checksum: string };
  drafts: {
    id: string;
    title: string;
    /** The release that it changes. */
    base: string;
    state: DraftState;
    /** Grows with every change of its files or its base. */
    edits: number;
    author_id: string;
    proposed_by: string | null;
    proposed_at: number | null;
    published_by: string | null;
    /** The version that came of it. */
    published_as: string | null;
    created_at: number;
    updated_at: number;
    /** When whoever was told green since the measuring is to be looked for (again); null: there is nothing to do. */
    call_backs_due: number | null;
  };
  /** The files that a draft changes; body null: it is taken away. */
  draft_files: {
    draft_id: string;
    path: string;
    body: string | null;
    /** What the base had there when it was changed first; null: nothing. */
    base_checksum: string | null;
    officer_id: string;
    updated_at: number;
  };
  /** What happened to a draft, in order. */
  draft_steps: { id: string; draft_id: string; kind: DraftStepKind; officer_id: string | null; remark: string | null; at: number };
  /** A draft compiled, trained and measured. */
  draft_builds: {
    id: string;
    draft_id: string;
    /** The draft as it was then. */
    edits: number;
    base: string;
    state: BuildState;
    wanted_by: string;
    wanted_at: number;
    /** Which program works on it, and until when it must have been heard of. */
    worker: string | null;
    lease_until: number | null;
    /** How often a program has begun with it. */
    attempts: Generated<number>;
    /** Steps done, of how many. */
    done: number;
    of: number;
    ended_at: number | null;
    version: string | null;
    checksum: string | null;
    /** JSON under the program's own key: it holds masked texts of citizens. */
    report_sealed: string | null;
  };
  /** Who was told green, of what a published release calls red. */
  release_call_backs: {
    version: string;
    conversation_id: string;
    message_id: string;
    case_id: string | null;
    created_at: number;
    attempts: number;
    last_attempt_at: number | null;
    done_at: number | null;
    result: string | null;
    officer_id: string | null;
  };
  /** Texts that no pattern knows and that belong together, for the librarian. */
  new_scripts: {
    id: string;
    kind: NewScriptKind;
    state: 'new' | 'drafted' | 'dismissed';
    texts: number;
    /** How many different citizens. */
    senders: number;
    first_at: number;
    last_at: number;
    /** JSON under the program's own key: which messages, and what they have in common. */
    body_sealed: string;
    draft_id: string | null;
    officer_id: string | null;
    /** Of the last decision, so that whoever decided knows that it was he. */
    step: string | null;
    found_at: number;
    updated_at: number;
  };
  /** When new scripts were looked for: one row per slot of the day. */
  script_looks: { slot: number; lease_until: number; ended_at: number | null; found: number | null };
  /** What a second reader named in a text; the id is a keyed hash of text, model and release. */
  second_readings: { id: string; reading_sealed: string; expires_at: number };
}

export type DraftState = 'open' | 'proposed' | 'published' | 'withdrawn';
export type DraftStepKind = 'begun' | 'changed' | 'rebased' | 'proposed' | 'returned' | 'withdrawn' | 'published';
export type BuildState = 'wanted' | 'running' | 'passed' | 'failed';
/** missed: closed as a scam, and it had not been red · burst: many alike in a short time · probing: somebody tries what gets through. */
export type NewScriptKind = 'missed' | 'burst' | 'probing';

export const LATE_CALL_BACKS: readonly string[] = [
  'ALTER TABLE drafts ADD COLUMN call_backs_due BIGINT',
  'CREATE INDEX drafts_call_backs_due ON drafts (call_backs_due) WHERE call_backs_due IS NOT NULL',
  'ALTER TABLE draft_builds ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0',
];

export const SCRIPT_LOOKS: readonly string[] = [
  'CREATE TABLE script_looks (slot BIGINT PRIMARY KEY, lease_until BIGINT NOT NULL, ended_at BIGINT, found INTEGER)',
];
