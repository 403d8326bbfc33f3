import { KEEP_RULES } from './keep-rules.ts';
import { citizensKept } from './kept-citizens.ts';
import { consultsKept } from './kept-consults.ts';
import { deskKept } from './kept-desk.ts';
import { dissuasionKept } from './kept-dissuasion.ts';
import { libraryKept } from './kept-library.ts';
import { merchantsKept } from './kept-merchants.ts';
import { partnersKept } from './kept-partners.ts';
import { stopLossKept } from './kept-stop-loss.ts';
import { COLUMN_KINDS, type ColumnKind, type KeepRule, type KeptTables, type Whose } from './kept-table.ts';

/**
 * The inventory of everything that is kept: each table, each column, what it is, whose, how long and what removes it. A test
 * compares it with the tables as they are; rotation, erasure and docs/privacy.md work from it.
 */
export const KEPT: KeptTables = {
  ...consultsKept,
  ...deskKept,
  ...libraryKept,
  ...citizensKept,
  ...dissuasionKept,
  ...stopLossKept,
  ...partnersKept,
  ...merchantsKept,
};

export interface KeptColumns {
  readonly table: string;
  readonly whose: Whose;
  readonly keep: KeepRule;
  readonly key: readonly string[];
  readonly columns: { readonly [Kind in ColumnKind]?: readonly string[] };
}

export const KEPT_TABLES: readonly KeptColumns[] = Object.entries(KEPT)
  .map(([table, kept]) => ({ table, ...(kept as Omit<KeptColumns, 'table'>) }))
  .sort((one, other) => (one.table < other.table ? -1 : 1));

/** Every column of these kinds, with the key of its table. */
export function columnsOf(
  kinds: readonly ColumnKind[],
): readonly { table: string; key: readonly string[]; column: string; kind: ColumnKind }[] {
  return KEPT_TABLES.flatMap(({ table, key, columns }) =>
    kinds.flatMap((kind) => (columns[kind] ?? []).map((column) => ({ table, key, column, kind }))),
  );
}

/** Of these a column tells something about somebody. */
const TELLING: readonly ColumnKind[] = ['sealed', 'sealedLead', 'sealedOwn', 'hash', 'foreignId', 'place', 'staff'];

/** The table of docs/privacy.md, in Markdown. @param daysOf what a setting stands at by default */
export function inventoryTable(daysOf: (setting: string) => string): string {
  const rules = Object.entries(KEEP_RULES).map(([rule, { howLong, removedBy }]) => {
    const tables = KEPT_TABLES.filter(({ keep }) => keep === rule);
    const tells = tables.flatMap(({ table, columns }) =>
      TELLING.flatMap((kind) => (columns[kind] ?? []).map((column) => ({ kind, name: `${table}.${column}` }))),
    );
    const whose = [...new Set(tables.map((one) => one.whose))].join(', ');
    const kept = howLong.replace(/\{([A-Z_]+)\}/g, (_, name: string) => `${daysOf(name)} (\`${name}\`)`);
    const columns = TELLING.flatMap((kind) => {
      const names = tells.filter((one) => one.kind === kind).map(({ name }) => `\`${name}\``);
      return names.length === 0 ? [] : [`${COLUMN_KINDS[kind]}: ${names.join(', ')}`];
    });
    return `| ${rule} | ${whose} | ${tables.map(({ table }) => `\`${table}\``).join(', ')} | ${columns.join('; ') || '–'} | ${kept} | ${removedBy} |`;
  });
  return ['| kind | whose | tables | columns that tell something | kept | ended by |', '|---|---|---|---|---|---|', ...rules].join('\n');
}
