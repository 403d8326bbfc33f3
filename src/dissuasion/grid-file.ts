import { csvRows, separatorOf } from '../csv-rows.ts';
import type { GridFields } from '../storage/places/grid-changes.ts';
import { GRID_KINDS, type GridKind } from '../storage/places/places-tables.ts';

/** A list of grids as a file of a spreadsheet: town, grid, kind, people. Pure. */

export type GridProblem = 'columns' | 'town' | 'name' | 'kind' | 'people' | 'twice' | 'unending';
export interface BadRow {
  /** Row of the file, from 1, as a spreadsheet counts. */
  readonly line: number;
  readonly problem: GridProblem;
  /** What stands there, clipped. */
  readonly text: string;
}
export interface ReadGrids {
  readonly grids: readonly GridFields[];
  readonly bad: readonly BadRow[];
  /** null: a line of the file names its columns; else the first line is data, or none of it can be used. */
  readonly problem: 'empty' | 'header' | 'too-many' | null;
}

export const MOST_GRIDS = 5000;
const MOST_PEOPLE = 100_000;
const LONGEST_SHOWN = 80;

const COLUMNS: Readonly<Record<keyof GridFields, readonly string[]>> = {
  town: ['town', '乡镇', '镇街', '街道', '乡镇街道'],
  name: ['grid', 'name', '网格', '网格名称', '名称'],
  kind: ['kind', '类型', '类别'],
  people: ['people', '人数', '人口'],
};
export const KIND_NAMES: Readonly<Record<GridKind, { readonly zh: string; readonly en: string }>> = {
  village: { zh: '村', en: 'village' },
  estate: { zh: '小区', en: 'estate' },
  company: { zh: '企业', en: 'company' },
  school: { zh: '学校', en: 'school' },
  market: { zh: '市场', en: 'market' },
  other: { zh: '其他', en: 'other' },
};

/** Letters, digits and what names of places have in them. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}·#（）()' -]{0,38}[\p{L}\p{N}）)]?$/u;

/** A name of a town or grid; null for what is none. */
export function gridName(typed: string): string | null {
  const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ');
  return NAME.test(name) && !/\d{7}/.test(name) ? name : null;
}

/** 1 to 100,000; null for anything else. */
export function gridPeople(typed: string): number | null {
  const people = /^\d{1,6}$/.test(typed.trim().replaceAll(',', '')) ? Number(typed.trim().replaceAll(',', '')) : 0;
  return people >= 1 && people <= MOST_PEOPLE ? people : null;
}

export function gridKind(typed: string): GridKind | null {
  const word = typed.trim().toLowerCase();
  return GRID_KINDS.find((kind) => kind === word || KIND_NAMES[kind].zh === word) ?? null;
}

/** The first line names the columns, in Chinese or English, in any order. */
export function readGridFile(text: string): ReadGrids {
  const none = { grids: [], bad: [] };
  const { rows: all, broken } = csvRows(text, separatorOf(text.split('\n', 1)[0] ?? ''));
  if (broken !== null) return { grids: [], bad: [{ line: broken, problem: 'unending', text: '' }], problem: null };
  const rows = all.map((cells, at) => ({ line: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head, ...body] = rows;
  if (!head || body.length === 0) return { ...none, problem: head ? (columnsOf(head.cells) ? 'empty' : 'header') : 'empty' };
  const columns = columnsOf(head.cells);
  if (!columns) return { ...none, problem: 'header' };
  if (body.length > MOST_GRIDS) return { ...none, problem: 'too-many' };
  const seen = new Set<string>();
  const grids: GridFields[] = [];
  const bad: BadRow[] = [];
  for (const { line, cells } of body) {
    const read = readRow(cells, columns, head.cells.length);
    const key = typeof read === 'string' ? '' : `${read.town}\n${read.name}`;
    if (typeof read === 'string') bad.push({ line, problem: read, text: cells.join(',').slice(0, LONGEST_SHOWN) });
    else if (seen.has(key)) bad.push({ line, problem: 'twice', text: cells.join(',').slice(0, LONGEST_SHOWN) });
    else {
      seen.add(key);
      grids.push(read);
    }
  }
  return { grids, bad, problem: null };
}

type Columns = Readonly<Record<keyof GridFields, number>>;

function columnsOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const found = Object.entries(COLUMNS).map(([column, known]) => [column, names.findIndex((name) => known.includes(name))] as const);
  return found.some(([, at]) => at < 0) ? null : (Object.fromEntries(found) as unknown as Columns);
}

function readRow(cells: readonly string[], columns: Columns, width: number): GridFields | GridProblem {
  if (cells.length !== width) return 'columns';
  const cell = (column: keyof GridFields): string => cells[columns[column]] ?? '';
  const [town, name, kind, people] = [gridName(cell('town')), gridName(cell('name')), gridKind(cell('kind')), gridPeople(cell('people'))];
  if (town === null) return 'town';
  if (name === null) return 'name';
  if (kind === null) return 'kind';
  return people === null ? 'people' : { town, name, kind, people };
}
