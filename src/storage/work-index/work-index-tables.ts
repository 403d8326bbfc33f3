/** Tables of the index of the work, its inputs, bulletins and reviews. As in schema.ts, nothing personal stands unsealed. */
export interface WorkIndexTables {
  /** One row for each day and formula that was made. `day`: days since 1 January 1970 in Shanghai. */
  index_days: { day: number; version: number; checksum: string; made_at: number };
  /** Counts of places; of nobody. */
  index_areas: {
    day: number;
    version: number;
    /** `city`, `town:<name>`, `grid:<id>` */
    area: string;
    level: 'city' | 'town' | 'grid';
    name: string;
    town: string | null;
    /** JSON: the inputs in the order of work-index/formula.ts. */
    inputs: string;
    /** Tenths of a point, 0 to 1000; null: nothing is known. */
    score: number | null;
  };
  /** Daily bulletins and weekly reviews, as they were made. */
  bulletins: {
    kind: BulletinKind;
    /** Its first day; of a week the Monday. */
    day: number;
    /** JSON, under the program's own key: what new scripts have in common stands in it. */
    body_sealed: string;
    made_at: number;
  };
}
export type BulletinKind = 'day' | 'week';

export const WORK_INDEX_STATEMENTS: readonly string[] = [
  `CREATE TABLE index_days (day INTEGER NOT NULL, version INTEGER NOT NULL, checksum TEXT NOT NULL, made_at BIGINT NOT NULL,
    PRIMARY KEY (day, version))`,
  `CREATE TABLE index_areas (day INTEGER NOT NULL, version INTEGER NOT NULL, area TEXT NOT NULL, level TEXT NOT NULL, name TEXT NOT NULL,
    town TEXT, inputs TEXT NOT NULL, score INTEGER, PRIMARY KEY (day, version, area))`,
  'CREATE INDEX index_areas_by_area ON index_areas (area, day, version, score)',
  `CREATE TABLE bulletins (kind TEXT NOT NULL, day INTEGER NOT NULL, body_sealed TEXT NOT NULL, made_at BIGINT NOT NULL,
    PRIMARY KEY (kind, day))`,
];
