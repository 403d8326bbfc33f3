/** Tables of daily scams, lessons, news and what is pushed. As in schema.ts, nothing personal stands unsealed. */
export interface TeachingTables {
  /** What officers write for citizens: a closed case in their own words, or news. Nobody reads it before a second officer has agreed. */
  teaching_texts: {
    id: string;
    kind: TeachingKind;
    /** Of a daily scam: a type of the library, the month of the case (`YYYY-MM`) and how much was lost. Never the case, never the town. */
    type: string | null;
    case_month: string | null;
    loss_band: LossBand | null;
    /** Under the program's own key: until it is agreed to, it may hold what must not be there. */
    body_sealed: string;
    state: TeachingState;
    author_id: string;
    decided_by: string | null;
    created_at: number;
    updated_at: number;
  };
  /** What an officer has chosen for a day, counted from 1 January 1970 in Shanghai. A day without a row is the library's own turn. */
  daily_turns: { day: number; type: string; text_id: string | null; officer_id: string; at: number };
  /** A registered citizen's best attempt at each lesson. Goes with his registration. */
  teaching_done: { citizen_id: string; lesson: string; kind: LessonKind; result: number; at: number };
  /** A lesson that was sent to a citizen; the week makes it one, whoever sends it. */
  lesson_pushes: { citizen_id: string; week: number; lesson: string; message_id: string; at: number };
  /** The board of a month that is over, as published: hidden cells are not in it. Never computed again. */
  board_months: { month: string; body: string; at: number };
}

export type TeachingKind = 'daily' | 'news';
export type TeachingState = 'proposed' | 'approved' | 'refused' | 'withdrawn';
export type LessonKind = 'dialogue' | 'quiz';
/** In 10,000 yuan. */
export type LossBand = 'none' | 'under-1' | '1-5' | '5-10' | '10-50' | 'over-50';

export const TEACHING_STATEMENTS: readonly string[] = [
  `CREATE TABLE teaching_texts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT, case_month TEXT, loss_band TEXT, body_sealed TEXT NOT NULL,
    state TEXT NOT NULL, author_id TEXT NOT NULL REFERENCES officers(id), decided_by TEXT REFERENCES officers(id), created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL)`,
  'CREATE INDEX teaching_texts_by_state ON teaching_texts (kind, state, updated_at)',
  `CREATE TABLE daily_turns (day INTEGER PRIMARY KEY, type TEXT NOT NULL, text_id TEXT UNIQUE REFERENCES teaching_texts(id),
    officer_id TEXT NOT NULL REFERENCES officers(id), at BIGINT NOT NULL)`,
  `CREATE TABLE teaching_done (citizen_id TEXT NOT NULL REFERENCES citizens(id), lesson TEXT NOT NULL, kind TEXT NOT NULL, result INTEGER NOT NULL,
    at BIGINT NOT NULL, PRIMARY KEY (citizen_id, lesson, kind))`,
  `CREATE TABLE lesson_pushes (citizen_id TEXT NOT NULL REFERENCES citizens(id), week INTEGER NOT NULL, lesson TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL, PRIMARY KEY (citizen_id, week))`,
  'CREATE INDEX lesson_pushes_by_time ON lesson_pushes (at)',
  'CREATE TABLE board_months (month TEXT PRIMARY KEY, body TEXT NOT NULL, at BIGINT NOT NULL)',
];
