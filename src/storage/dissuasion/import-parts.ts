import type { StorageContext } from '../context.ts';
import { notAside } from '../set-aside.ts';
import { chunks } from './receive-warnings.ts';
import type { NewWarning } from './warned-person.ts';

/** Some rows of a file, as they came. */
export interface ImportPart {
  readonly importId: string;
  readonly part: number;
  readonly source: string;
  readonly columns: readonly string[];
  /** Of the first row; the header is line 1. */
  readonly firstLine: number;
  readonly rows: readonly (readonly string[])[];
}

export interface CheckedRow {
  readonly line: number;
  /** null: something is wrong with it. */
  readonly warning: NewWarning | null;
  /** The cells as they came. */
  readonly cells: readonly string[];
  /** Codes of what is wrong. */
  readonly problems: readonly string[];
}

/** A row has eleven columns, a statement a hundred parameters at most. */
const ROWS_AT_ONCE = 8;
const IDS_AT_ONCE = 80;
const MOST_ATTEMPTS = 5;

/** A file is looked at some hundred rows at a time; what was looked at is never looked at again. */
export function importParts({ database, sealer, sources }: StorageContext) {
  const { query } = database;

  async function takenIds(importId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    for (const some of chunks(ids, IDS_AT_ONCE)) {
      const rows = await query
        .selectFrom('warning_import_rows')
        .select('external_id')
        .where('import_id', '=', importId)
        .where('problem', 'is', null)
        .where('external_id', 'in', [...some])
        .execute();
      for (const { external_id } of rows) if (external_id !== null) taken.add(external_id);
    }
    return taken;
  }

  async function asRow(importId: string, { line, warning, cells, problems }: CheckedRow) {
    return {
      import_id: importId,
      line,
      external_id: warning?.externalId ?? null,
      body_hash: warning ? await sealer.fingerprint(JSON.stringify(warning)) : null,
      tier: warning?.tier ?? null,
      type: warning?.type ?? null,
      town: warning?.town ?? null,
      grid_id: warning?.gridId ?? null,
      phone_hash: warning ? await sealer.fingerprint(warning.person.phone) : null,
      body_sealed: await sealer.sealOwn(JSON.stringify(warning ? warning.person : cells)),
      problem: problems.length === 0 ? null : problems.join(' '),
    };
  }

  /** The same number twice in a file: the first row counts, the others are told. */
  async function withoutRepeats(importId: string, rows: readonly CheckedRow[]): Promise<readonly CheckedRow[]> {
    const seen = new Set(
      await takenIds(
        importId,
        rows.flatMap(({ warning }) => warning?.externalId ?? []),
      ),
    );
    return rows.map((row) => {
      if (!row.warning) return row;
      if (seen.has(row.warning.externalId)) return { ...row, warning: null, problems: ['repeated'] };
      seen.add(row.warning.externalId);
      return row;
    });
  }

  return {
    /** Rows that nobody has looked at yet; after a crash the same ones again. null: none. */
    async nextImportPart(): Promise<Pick<ImportPart, 'importId' | 'part'> | null> {
      const row = await query
        .selectFrom('warning_import_parts')
        .innerJoin('warning_imports', 'warning_imports.id', 'warning_import_parts.import_id')
        .select(['import_id', 'part'])
        .where('status', '=', 'checking')
        .where('body_sealed', 'is not', null)
        .where(notAside('warning-import', 'warning_import_parts.import_id', sources.now()))
        .orderBy('warning_imports.created_at')
        .orderBy('import_id')
        .orderBy('part')
        .limit(1)
        .executeTakeFirst();
      return row ? { importId: row.import_id, part: row.part } : null;
    },

    /** Its rows; null: somebody else has looked at them meanwhile. */
    async readImportPart({ importId, part }: Pick<ImportPart, 'importId' | 'part'>): Promise<ImportPart | null> {
      const row = await query
        .selectFrom('warning_import_parts')
        .innerJoin('warning_imports', 'warning_imports.id', 'warning_import_parts.import_id')
        .select(['source', 'columns', 'first_line', 'body_sealed'])
        .where('import_id', '=', importId)
        .where('part', '=', part)
        .executeTakeFirst();
      if (!row || row.body_sealed === null) return null;
      return {
        importId,
        part,
        source: row.source,
        columns: JSON.parse(row.columns) as string[],
        firstLine: row.first_line,
        rows: JSON.parse(await sealer.openOwn(row.body_sealed)) as string[][],
      };
    },

    /** All rows of a part in one batch, once, whoever looks at it at the same time. */
    async saveImportPart({ importId, part }: Pick<ImportPart, 'importId' | 'part'>, checked: readonly CheckedRow[]): Promise<void> {
      for (let attempt = 1; ; attempt++) {
        const rows = await withoutRepeats(importId, checked);
        const sealed = await Promise.all(rows.map((row) => asRow(importId, row)));
        const good = rows.filter(({ warning }) => warning !== null).length;
        const ofImport = () => query.updateTable('warning_imports').where('id', '=', importId);
        try {
          await database.batch([
            ...chunks(sealed, ROWS_AT_ONCE).map((some) => query.insertInto('warning_import_rows').values([...some])),
            query.updateTable('warning_import_parts').set({ body_sealed: null }).where('import_id', '=', importId).where('part', '=', part),
            ofImport().set((is) => ({
              parts_done: is('parts_done', '+', 1),
              good: is('good', '+', good),
              bad: is('bad', '+', rows.length - good),
              updated_at: sources.now(),
            })),
            ofImport().set({ status: 'ready' }).where('status', '=', 'checking').whereRef('parts_done', '=', 'parts'),
          ]);
          return;
        } catch (error) {
          if (!database.isUniqueViolation(error) || attempt === MOST_ATTEMPTS) throw error;
          const left = await query
            .selectFrom('warning_import_parts')
            .select('body_sealed')
            .where('import_id', '=', importId)
            .where('part', '=', part)
            .executeTakeFirst();
          // Another instance has done it; else another part has brought one of its numbers meanwhile.
          if (!left?.body_sealed) return;
        }
      }
    },
  };
}
