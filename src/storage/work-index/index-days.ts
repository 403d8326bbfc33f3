import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { WorkIndexTables } from './work-index-tables.ts';

/** An area's index of one day. */
export interface KeptArea {
  readonly area: string;
  readonly level: WorkIndexTables['index_areas']['level'];
  readonly name: string;
  readonly town: string | null;
  /** JSON, see work-index/formula.ts. */
  readonly inputs: string;
  /** 0 to 100, tenths; null: nothing is known. */
  readonly score: number | null;
}
/** Which formula a day was made with; the newest counts. */
export interface IndexDay {
  /** Days since 1 January 1970 in Shanghai. */
  readonly day: number;
  readonly version: number;
}
export interface DatedScore extends IndexDay {
  readonly score: number | null;
  /** Milliseconds since 1970 UTC; null: not known any more. */
  readonly madeAt: number | null;
}

/** Eight columns, and at most a hundred parameters in a statement. */
const ROWS_AT_ONCE = 12;

export function indexDays({ database, sources }: StorageContext) {
  const { query } = database;
  const kept = (row: WorkIndexTables['index_areas']): KeptArea => ({
    area: row.area,
    level: row.level,
    name: row.name,
    town: row.town,
    inputs: row.inputs,
    score: row.score === null ? null : Number(row.score) / 10,
  });
  const areasOf = ({ day, version }: IndexDay) =>
    query.selectFrom('index_areas').selectAll().where('day', '=', day).where('version', '=', version);

  return {
    async indexDayMade(day: number, version: number): Promise<boolean> {
      return (
        (await query.selectFrom('index_days').select('day').where('day', '=', day).where('version', '=', version).executeTakeFirst()) !==
        undefined
      );
    },

    /** The first day that was made, with whichever formula; null: none yet. */
    async firstIndexDay(): Promise<number | null> {
      const row = await query
        .selectFrom('index_days')
        .select(({ fn }) => fn.min('day').as('day'))
        .executeTakeFirst();
      return row?.day ?? null;
    },

    /** Days that were made, with whichever formula, `from` and `to` counted. */
    async indexDaysMade(from: number, to: number): Promise<ReadonlySet<number>> {
      const rows = await query.selectFrom('index_days').select('day').distinct().where('day', '>=', from).where('day', '<=', to).execute();
      return new Set(rows.map(({ day }) => day));
    },

    async indexChecksum(day: number, version: number): Promise<string | null> {
      const row = await query
        .selectFrom('index_days')
        .select('checksum')
        .where('day', '=', day)
        .where('version', '=', version)
        .executeTakeFirst();
      return row?.checksum ?? null;
    },

    /** The whole day or nothing of it. False when another instance was faster. */
    async keepIndexDay(day: number, version: number, checksum: string, areas: readonly KeptArea[]): Promise<boolean> {
      const rows = areas.map(({ score, ...area }) => ({ day, version, ...area, score: score === null ? null : Math.round(score * 10) }));
      const inserts = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, at) =>
        query.insertInto('index_areas').values(rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE)),
      );
      try {
        await database.batch([query.insertInto('index_days').values({ day, version, checksum, made_at: sources.now() }), ...inserts]);
        return true;
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        return false;
      }
    },

    /** The newest day that was made, up to this one; null: none yet. */
    async newestIndexDay(upTo: number): Promise<IndexDay | null> {
      const row = await query
        .selectFrom('index_days')
        .select(['day', 'version'])
        .where('day', '<=', upTo)
        .orderBy('day', 'desc')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ?? null;
    },

    /** All of a day, by id. */
    async indexAreas(day: number, version: number): Promise<readonly KeptArea[]> {
      return (await areasOf({ day, version }).orderBy('area').execute()).map(kept);
    },

    async indexArea(at: IndexDay, area: string): Promise<KeptArea | null> {
      const row = await areasOf(at).where('area', '=', area).executeTakeFirst();
      return row ? kept(row) : null;
    },

    /** @param town of grids; null: all towns */
    async indexAreasWithin(at: IndexDay, town: string | null): Promise<readonly KeptArea[]> {
      const within =
        town === null ? areasOf(at).where('level', '=', 'town') : areasOf(at).where('level', '=', 'grid').where('town', '=', town);
      return (await within.orderBy('score').orderBy('name').execute()).map(kept);
    },

    /** Of the days from `from` to `to`, both counted; of a day that was made twice the newer formula's. */
    async indexHistory(area: string, from: number, to: number): Promise<readonly DatedScore[]> {
      const rows = await query
        .selectFrom('index_areas')
        .leftJoin('index_days', (join) =>
          join.onRef('index_days.day', '=', 'index_areas.day').onRef('index_days.version', '=', 'index_areas.version'),
        )
        .select(['index_areas.day', 'index_areas.version', 'score', 'made_at'])
        .where('area', '=', area)
        .where('index_areas.day', '>=', from)
        .where('index_areas.day', '<=', to)
        .orderBy('index_areas.day')
        .orderBy('index_areas.version')
        .execute();
      const byDay = new Map(
        rows.map(({ day, version, score, made_at }) => [
          day,
          { day, version, score: score === null ? null : Number(score) / 10, madeAt: made_at },
        ]),
      );
      return [...byDay.values()];
    },

    /** Towns' and grids' rows of days before; the city's stay. Such a day cannot be counted again, so it is none that was made. */
    async forgetOldGrids(before: number): Promise<void> {
      await database.batch([
        query.deleteFrom('index_areas').where('day', '<', before).where('level', '<>', 'city'),
        query.deleteFrom('index_days').where('day', '<', before),
      ]);
    },

    /** Somebody takes a day out of the program. */
    async auditIndexExport({ day, version }: IndexDay, officerId: string): Promise<void> {
      await auditEntry(query, { at: sources.now(), officerId, action: 'index.exported', subject: `${day}/${version}` }).execute();
    },
  };
}
