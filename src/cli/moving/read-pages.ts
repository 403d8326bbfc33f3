import { type DataEnd, type MovedTable, quoted, type Row, type Value } from './data-end.ts';

/** A page holds about so many characters: one of a hundred pictures is as heavy as one of ten thousand events. */
const PAGE_CHARACTERS = 2_000_000;
const FIRST_PAGE = 50;
const LARGEST_PAGE = 5000;

/** How many rows the next page should have, after this one. */
export type PageSize = (page: readonly Row[]) => number;

const byWeight: PageSize = (page) => {
  if (page.length === 0) return FIRST_PAGE;
  const characters = page.reduce((all, row) => all + row.reduce((sum, value) => sum + (value?.length ?? 0), 1), 0);
  return Math.max(1, Math.min(LARGEST_PAGE, Math.floor((PAGE_CHARACTERS * page.length) / characters)));
};

/** All rows behind `after`, by the primary key; a page begins where the one before has ended, however large the table is. */
export async function* readPages(
  { run }: DataEnd,
  { name, columns, key }: MovedTable,
  after: Row | null = null,
  size: PageSize = byWeight,
): AsyncGenerator<{ readonly rows: readonly Row[]; readonly last: Row }> {
  const names = columns.map((column) => quoted(column.name)).join();
  const order = key.map(quoted).join();
  const places = key.map((one) => columns.findIndex((column) => column.name === one));
  const bound = (row: Row): Value[] =>
    places.map((place, at) => {
      const value = row[at] ?? null;
      return value !== null && columns[place]?.kind === 'whole' ? BigInt(value) : value;
    });
  let last = after;
  let page: readonly Row[] = [];
  do {
    const where = last ? `WHERE (${order}) > (${key.map((_, at) => `$${at + 1}`).join()})` : '';
    const limit = `LIMIT $${(last ? key.length : 0) + 1}`;
    const values = [...(last ? bound(last) : []), BigInt(size(page))];
    page = await run(`SELECT ${names} FROM ${quoted(name)} ${where} ORDER BY ${order} ${limit}`, values);
    const end = page.at(-1);
    if (!end) return;
    last = places.map((place) => end[place] ?? null);
    yield { rows: page, last };
  } while (page.length > 0);
}
