import { AppError } from '../../errors.ts';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';

/** A file of warnings on its way into the lane. */
export interface WarningImport {
  readonly id: string;
  readonly officer: string;
  readonly source: string;
  /** receiving: the file is coming in · checking: row by row · ready: an officer decides · live, discarded: he has. */
  readonly status: 'receiving' | 'checking' | 'ready' | 'live' | 'discarded';
  readonly columns: readonly string[];
  readonly rows: number;
  /** Rows that have been looked at. */
  readonly checked: number;
  readonly good: number;
  readonly bad: number;
  /** Of the good ones, those that are there already, under the same number of the source. */
  readonly known: number;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

export function warningImports({ database, sealer, sources }: StorageContext) {
  const { query } = database;

  return {
    async beginImport(id: string, officerId: string, source: string, columns: readonly string[]): Promise<void> {
      const now = sources.now();
      await query
        .insertInto('warning_imports')
        .values({
          id,
          officer_id: officerId,
          source,
          status: 'receiving',
          columns: JSON.stringify(columns),
          parts: 0,
          parts_done: 0,
          rows: 0,
          good: 0,
          bad: 0,
          known: 0,
          created_at: now,
          updated_at: now,
        })
        .execute();
    },

    /** Parts come in their order, from 0. */
    async addImportPart(importId: string, part: number, firstLine: number, rows: readonly (readonly string[])[]): Promise<void> {
      await database.batch([
        query.insertInto('warning_import_parts').values({
          import_id: importId,
          part,
          first_line: firstLine,
          rows: rows.length,
          body_sealed: await sealer.sealOwn(JSON.stringify(rows)),
        }),
        query
          .updateTable('warning_imports')
          .set((is) => ({ parts: is('parts', '+', 1), rows: is('rows', '+', rows.length), updated_at: sources.now() }))
          .where('id', '=', importId),
      ]);
    },

    /** The file is here, whole: its rows are looked at from now on. */
    async endUpload(importId: string): Promise<void> {
      await query
        .updateTable('warning_imports')
        .set({ status: 'checking', updated_at: sources.now() })
        .where('id', '=', importId)
        .where('status', '=', 'receiving')
        .execute();
    },

    async readImport(id: string): Promise<WarningImport | null> {
      return (await imports().where('warning_imports.id', '=', id).execute()).map(toImport)[0] ?? null;
    },

    /** The newest twenty. */
    async listImports(): Promise<readonly WarningImport[]> {
      return (await imports().orderBy('warning_imports.created_at', 'desc').limit(20).execute()).map(toImport);
    },

    /** How many of the good rows of a file are in the lane already. */
    async knownInImport(importId: string): Promise<number> {
      const { count } = await query
        .selectFrom('warning_import_rows as staged')
        .innerJoin('warning_imports as file', 'file.id', 'staged.import_id')
        .innerJoin('warnings as there', (join) =>
          join.onRef('there.source', '=', 'file.source').onRef('there.external_id', '=', 'staged.external_id'),
        )
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('staged.import_id', '=', importId)
        .where('staged.problem', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /** Rows with something wrong, as they came, in the order of the file. @param after line */
    async importProblems(
      importId: string,
      after: number,
      limit: number,
    ): Promise<readonly { readonly line: number; readonly cells: readonly string[]; readonly problems: readonly string[] }[]> {
      const rows = await query
        .selectFrom('warning_import_rows')
        .select(['line', 'body_sealed', 'problem'])
        .where('import_id', '=', importId)
        .where('problem', 'is not', null)
        .where('line', '>', after)
        .orderBy('line')
        .limit(limit)
        .execute();
      return Promise.all(
        rows.map(async ({ line, body_sealed, problem }) => ({
          line,
          cells: JSON.parse(await sealer.openOwn(body_sealed)) as string[],
          problems: (problem ?? '').split(' '),
        })),
      );
    },

    /** Nothing of it goes live. False when it has gone live, or was discarded. */
    async discardImport(id: string, officerId: string | null): Promise<boolean> {
      const now = sources.now();
      const before = await query.selectFrom('warning_imports').select('status').where('id', '=', id).executeTakeFirst();
      if (!before) throw new AppError('import.unknown', '没有这次导入，可能已经清理了。', 404);
      const done = await query
        .updateTable('warning_imports')
        .set({ status: 'discarded', updated_at: now })
        .where('id', '=', id)
        .where('status', 'in', ['receiving', 'checking', 'ready'])
        .returning('id')
        .execute();
      if (done.length > 0) await auditEntry(query, { at: now, officerId, action: 'warnings.discarded', subject: id }).execute();
      return done.length > 0;
    },
  };

  function imports() {
    return query
      .selectFrom('warning_imports')
      .innerJoin('officers', 'officers.id', 'warning_imports.officer_id')
      .select([
        'warning_imports.id',
        'display',
        'source',
        'status',
        'columns',
        'rows',
        'good',
        'bad',
        'known',
        'warning_imports.created_at',
      ]);
  }
  function toImport(row: Awaited<ReturnType<ReturnType<typeof imports>['execute']>>[number]): WarningImport {
    return {
      id: row.id,
      officer: row.display,
      source: row.source,
      status: row.status,
      columns: JSON.parse(row.columns) as string[],
      rows: row.rows,
      checked: row.good + row.bad,
      good: row.good,
      bad: row.bad,
      known: row.known,
      createdAt: row.created_at,
    };
  }
}
