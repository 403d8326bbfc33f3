import type { Generated } from 'kysely';
import type { StepKind, StepResult, TaskKind, Tier, VoidReason } from './tier-plan.ts';

/** Tables of warnings about people who are being cheated now, and every step taken. As in schema.ts, nothing personal stands unsealed. */
export interface DissuasionTables {
  /** A plan as it was when warnings came in under it: its deadlines hold for them also after it was changed. */
  warning_plans: { id: string; body: string; created_at: number };
  warnings: {
    id: string;
    /** Whose system it came from; `desk` for those that officers enter. */
    source: string;
    /** The source's own number; unique there. */
    external_id: string;
    /** Keyed hash of what came, to tell a retry from another warning under the same number. */
    body_hash: string;
    plan_id: string;
    tier: Tier;
    /** Of the tier, for sorting: 0 low to 3 urgent. */
    rank: number;
    /** Id of a scam type. */
    type: string | null;
    town: string | null;
    grid_id: string | null;
    case_id: string | null;
    import_id: string | null;
    /** JSON of WarnedPerson under the program's own key; null once erased. */
    subject_sealed: string | null;
    phone_hash: string | null;
    status: 'open' | 'closed';
    /** Grows with every step; unique in the steps, so that of two at once the later one decides anew. */
    turn: number;
    owner_id: string | null;
    /** When the first open task is due; null: none is. */
    due_at: number | null;
    /** Until when he has to be met to be met in time. */
    meet_by: number;
    /** First met in person. */
    met_at: number | null;
    /** Persuaded, at a meeting or where his tier lets a call count; null again when he turns out not to be. */
    settled_at: number | null;
    /** 1: he has paid after we were warned. */
    cheated: number;
    /** 1: he has asked to be forgotten; whom it is about goes once it is over. */
    forget: Generated<number>;
    closed_at: number | null;
    /** Ended without anybody being warned, and why: it counts in no figure. Null again when it is opened again. */
    void_reason: VoidReason | null;
    created_at: number;
    updated_at: number;
  };
  /** What has to be done, and until when; at most one open of a kind. */
  warning_tasks: {
    id: string;
    warning_id: string;
    kind: TaskKind;
    /** A call-back is not made before. */
    starts_at: number;
    due_at: number;
    done_at: number | null;
    /** The overdue task has raised its warning; it does so once. */
    escalated_at: number | null;
    created_at: number;
  };
  /** What was done or happened, one row each; only grows. */
  warning_steps: {
    /** Given by whoever sends it, so that it can be sent again. */
    id: string;
    warning_id: string;
    turn: number;
    kind: StepKind;
    result: StepResult;
    /** After the step. */
    tier: Tier;
    officer_id: string | null;
    /** The officer who went along. */
    companion_id: string | null;
    note_sealed: string | null;
    /** When it was done. */
    at: number;
    /** When we heard of it. */
    created_at: number;
  };
  /** The message to him, and the page that it leads to. */
  warning_notices: {
    warning_id: string;
    token_hash: string;
    /** To say it again with the same address; under the program's own key. */
    token_sealed: string | null;
    sends: number;
    /** When it is said again; null: not any more. */
    again_at: number | null;
    answered_at: number | null;
    created_at: number;
  };
  warning_imports: {
    id: string;
    officer_id: string;
    source: string;
    status: 'receiving' | 'checking' | 'ready' | 'live' | 'discarded';
    /** JSON: the columns of the file in their order. */
    columns: string;
    parts: number;
    parts_done: number;
    rows: number;
    good: number;
    bad: number;
    /** Of the good ones, those that were there before. */
    known: number;
    created_at: number;
    updated_at: number;
  };
  /** Rows as they came, some hundred in a part, under the program's own key; null once checked. */
  warning_import_parts: { import_id: string; part: number; first_line: number; rows: number; body_sealed: string | null };
  /** One row of the file: ready to go live, or with what is wrong. */
  warning_import_rows: {
    import_id: string;
    line: number;
    external_id: string | null;
    body_hash: string | null;
    tier: Tier | null;
    type: string | null;
    town: string | null;
    grid_id: string | null;
    phone_hash: string | null;
    /** JSON of the person, or of the row as it came where something is wrong. */
    body_sealed: string;
    /** Codes of what is wrong, divided by blanks. */
    problem: string | null;
  };
}

export const DISSUASION_STATEMENTS: readonly string[] = [
  'CREATE TABLE warning_plans (id TEXT PRIMARY KEY, body TEXT NOT NULL, created_at BIGINT NOT NULL)',
  `CREATE TABLE warnings (id TEXT PRIMARY KEY, source TEXT NOT NULL, external_id TEXT NOT NULL, body_hash TEXT NOT NULL,
    plan_id TEXT NOT NULL REFERENCES warning_plans(id), tier TEXT NOT NULL, rank INTEGER NOT NULL, type TEXT, town TEXT,
    grid_id TEXT REFERENCES grids(id), case_id TEXT, import_id TEXT, subject_sealed TEXT, phone_hash TEXT, status TEXT NOT NULL,
    turn INTEGER NOT NULL, owner_id TEXT REFERENCES officers(id), due_at BIGINT, meet_by BIGINT NOT NULL, met_at BIGINT,
    settled_at BIGINT, cheated INTEGER NOT NULL, forget INTEGER NOT NULL DEFAULT 0, closed_at BIGINT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
    UNIQUE (source, external_id))`,
  'CREATE INDEX warnings_lane ON warnings (status, rank, due_at)',
  'CREATE INDEX warnings_by_import ON warnings (import_id) WHERE import_id IS NOT NULL',
  'CREATE INDEX warnings_by_phone ON warnings (phone_hash) WHERE phone_hash IS NOT NULL',
  'CREATE INDEX warnings_by_time ON warnings (created_at)',
  `CREATE TABLE warning_tasks (id TEXT PRIMARY KEY, warning_id TEXT NOT NULL REFERENCES warnings(id), kind TEXT NOT NULL,
    starts_at BIGINT NOT NULL, due_at BIGINT NOT NULL, done_at BIGINT, escalated_at BIGINT, created_at BIGINT NOT NULL)`,
  'CREATE UNIQUE INDEX one_open_task ON warning_tasks (warning_id, kind) WHERE done_at IS NULL',
  'CREATE INDEX warning_tasks_due ON warning_tasks (due_at) WHERE done_at IS NULL AND escalated_at IS NULL',
  'CREATE INDEX warning_tasks_open ON warning_tasks (kind, due_at) WHERE done_at IS NULL',
  `CREATE TABLE warning_steps (id TEXT PRIMARY KEY, warning_id TEXT NOT NULL REFERENCES warnings(id), turn INTEGER NOT NULL,
    kind TEXT NOT NULL, result TEXT NOT NULL, tier TEXT NOT NULL, officer_id TEXT REFERENCES officers(id),
    companion_id TEXT REFERENCES officers(id), note_sealed TEXT, at BIGINT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (warning_id, turn))`,
  `CREATE TABLE warning_notices (warning_id TEXT PRIMARY KEY REFERENCES warnings(id), token_hash TEXT NOT NULL UNIQUE,
    token_sealed TEXT, sends INTEGER NOT NULL, again_at BIGINT, answered_at BIGINT, created_at BIGINT NOT NULL)`,
  'CREATE INDEX warning_notices_again ON warning_notices (again_at) WHERE again_at IS NOT NULL',
  `CREATE TABLE warning_imports (id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers(id), source TEXT NOT NULL,
    status TEXT NOT NULL, columns TEXT NOT NULL, parts INTEGER NOT NULL, parts_done INTEGER NOT NULL, rows INTEGER NOT NULL,
    good INTEGER NOT NULL, bad INTEGER NOT NULL, known INTEGER NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL)`,
  `CREATE TABLE warning_import_parts (import_id TEXT NOT NULL REFERENCES warning_imports(id), part INTEGER NOT NULL,
    first_line INTEGER NOT NULL, rows INTEGER NOT NULL, body_sealed TEXT, PRIMARY KEY (import_id, part))`,
  `CREATE TABLE warning_import_rows (import_id TEXT NOT NULL REFERENCES warning_imports(id), line INTEGER NOT NULL, external_id TEXT,
    body_hash TEXT, tier TEXT, type TEXT, town TEXT, grid_id TEXT, phone_hash TEXT, body_sealed TEXT NOT NULL, problem TEXT,
    PRIMARY KEY (import_id, line))`,
  'CREATE UNIQUE INDEX import_external_ids ON warning_import_rows (import_id, external_id) WHERE problem IS NULL',
];

export const WARNINGS_VOIDED: readonly string[] = ['ALTER TABLE warnings ADD COLUMN void_reason TEXT'];
