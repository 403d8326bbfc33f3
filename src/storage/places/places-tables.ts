/** Grids, the people who look after them, and their work. Names of places are nobody's; people are officers' accounts. */
export interface PlaceTables {
  /** A village, a company, a school, a housing estate: some hundred people, and one who looks after them ("1+300"). */
  grids: {
    id: string;
    name: string;
    /** The town or district that it belongs to. */
    town: string;
    kind: GridKind;
    /** How many people live or work there. */
    people: number;
    created_at: number;
    closed_at: number | null;
  };
  /** Who looks after which grid; an advisor sees his own alone. Now: `until` is null. */
  grid_advisors: { grid_id: string; officer_id: string; since: number; until: number | null };
  /** That an advisor has done a course, and who says so. */
  advisor_trainings: {
    officer_id: string;
    course: string;
    /** Start of the day, Asia/Shanghai. */
    done_on: number;
    confirmed_by: string;
    created_at: number;
  };
  /** What is to be done in a grid in a week; made once, by whichever server comes first. */
  grid_tasks: {
    id: string;
    grid_id: string;
    /** Of the list for its kind. */
    task: string;
    /** Monday, the start of the day, Asia/Shanghai. */
    week: number;
    due_at: number;
    done_at: number | null;
    done_by: string | null;
    /** Of the form that ticked it off. */
    step_id: string | null;
    created_at: number;
  };
  /** The officer who goes along to a visit. */
  visit_companions: { warning_id: string; officer_id: string; set_by: string; at: number };
  /** What was sent in from a doorstep, one row per form; only grows, and loses what is sealed when the person is erased. */
  visit_forms: {
    /** Made on the telephone: the same form sent twice is one row. */
    id: string;
    warning_id: string;
    officer_id: string;
    kind: VisitFormKind;
    result: VisitResult | null;
    companion_id: string | null;
    /** JSON of what was written: family contact, note, who signed. Under the program's own key, as the warning itself. */
    body_sealed: string | null;
    /** When it was done, as the telephone says; never later than it came. */
    at: number;
    created_at: number;
  };
}

export type GridKind = 'village' | 'estate' | 'company' | 'school' | 'market' | 'other';
export const GRID_KINDS: readonly GridKind[] = ['village', 'estate', 'company', 'school', 'market', 'other'];

export type VisitFormKind = 'begin' | 'family' | 'finish';
/** persuaded, unpersuaded: he was met · absent, refused: he was not · paid: money has gone already. */
export const VISIT_RESULTS = ['persuaded', 'unpersuaded', 'absent', 'refused', 'paid'] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

export const PLACE_STATEMENTS: readonly string[] = [
  `CREATE TABLE grids (id TEXT PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, kind TEXT NOT NULL, people INTEGER NOT NULL,
    created_at BIGINT NOT NULL, closed_at BIGINT, UNIQUE (town, name))`,
  `CREATE TABLE grid_advisors (grid_id TEXT NOT NULL REFERENCES grids(id), officer_id TEXT NOT NULL REFERENCES officers(id),
    since BIGINT NOT NULL, until BIGINT, PRIMARY KEY (grid_id, officer_id, since))`,
  'CREATE INDEX grid_advisors_by_officer ON grid_advisors (officer_id)',
  'CREATE UNIQUE INDEX grid_advisors_now ON grid_advisors (grid_id, officer_id) WHERE until IS NULL',
  `CREATE TABLE advisor_trainings (officer_id TEXT NOT NULL REFERENCES officers(id), course TEXT NOT NULL, done_on BIGINT NOT NULL,
    confirmed_by TEXT NOT NULL REFERENCES officers(id), created_at BIGINT NOT NULL, PRIMARY KEY (officer_id, course, done_on))`,
  `CREATE TABLE grid_tasks (id TEXT PRIMARY KEY, grid_id TEXT NOT NULL REFERENCES grids(id), task TEXT NOT NULL, week BIGINT NOT NULL,
    due_at BIGINT NOT NULL, done_at BIGINT, done_by TEXT REFERENCES officers(id), step_id TEXT, created_at BIGINT NOT NULL,
    UNIQUE (grid_id, week, task))`,
  'CREATE INDEX grid_tasks_by_week ON grid_tasks (week)',
  'CREATE INDEX grid_tasks_open ON grid_tasks (due_at) WHERE done_at IS NULL',
  `CREATE TABLE visit_companions (warning_id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers(id),
    set_by TEXT NOT NULL REFERENCES officers(id), at BIGINT NOT NULL)`,
  `CREATE TABLE visit_forms (id TEXT PRIMARY KEY, warning_id TEXT NOT NULL, officer_id TEXT NOT NULL REFERENCES officers(id),
    kind TEXT NOT NULL, result TEXT, companion_id TEXT REFERENCES officers(id), body_sealed TEXT, at BIGINT NOT NULL,
    created_at BIGINT NOT NULL)`,
  'CREATE INDEX visit_forms_by_warning ON visit_forms (warning_id, created_at)',
  'CREATE INDEX visit_forms_sealed ON visit_forms (warning_id) WHERE body_sealed IS NOT NULL',
];
