import { lengthOf } from '../../desk/charts.ts';
import type { ErrorGroup, ErrorTable } from './evaluate-errors.ts';
import { drawing, GREY, INK, line, PALE, text } from './plot-parts.ts';

const NAMES = 150;
const COLUMN = 190;
const BAR = 120;
const ROW = 20;
const TOP = 58;
const WIDTH = NAMES + 3 * COLUMN + 10;
/** Of fewer texts a share tells little: its bar is an outline. */
const FEW = 10;
const TOPS = [0.1, 0.2, 0.5, 1];

interface Column {
  readonly title: string;
  readonly wrong: (group: ErrorGroup) => number;
  readonly of: (group: ErrorGroup) => number;
}
const COLUMNS: readonly Column[] = [
  { title: 'missed, of scams', wrong: ({ missed }) => missed, of: ({ scams }) => scams },
  { title: 'wrong type, of scams', wrong: ({ wrongType }) => wrongType, of: ({ scams }) => scams },
  { title: 'false red, of legit', wrong: ({ falseRed }) => falseRed, of: ({ legit }) => legit },
];

/** Shares of what went wrong, all bars on one scale, with the counts beside them. */
export function plotErrors(name: string, tables: readonly ErrorTable[]): string {
  const all = tables.flatMap(({ groups }) => groups);
  const largest = Math.max(0, ...all.flatMap((group) => COLUMNS.map((column) => (many(group, column) ? share(group, column) : 0))));
  const top = TOPS.find((value) => value >= largest) ?? 1;
  const parts: string[] = [];
  let y = TOP;
  for (const { by, groups } of tables) {
    parts.push(text(10, y + 14, `by ${by}`, { bold: true }), line(10, y + 20, WIDTH - 10, y + 20, PALE));
    y += ROW + 4;
    for (const group of groups) {
      parts.push(
        text(NAMES, y + 14, group.name, { anchor: 'end' }),
        ...COLUMNS.flatMap((column, index) => bar(group, column, index, y, top)),
      );
      y += ROW;
    }
    y += 10;
  }
  const title = `${name}: what went wrong`;
  return drawing(WIDTH, y, title, [
    text(10, 24, title, { bold: true }),
    text(WIDTH - 10, 24, `bars: share of the group, 0–${top * 100} %; outlined: fewer than ${FEW} texts`, { anchor: 'end', colour: GREY }),
    ...COLUMNS.map((column, index) => text(left(index), 50, column.title, { bold: true })),
    ...parts,
  ]);
}

function bar(group: ErrorGroup, column: Column, index: number, y: number, top: number): string[] {
  if (column.of(group) === 0) return [];
  const length = lengthOf(share(group, column), top, BAR);
  const fill = many(group, column) ? INK : 'none';
  const drawn = `<rect x="${left(index)}" y="${y + 4}" width="${length}" height="12" fill="${fill}" stroke="${INK}"/>`;
  const none = column.wrong(group) === 0;
  const counts = text(
    left(index) + (none ? 0 : length + 6),
    y + 14,
    `${column.wrong(group)}/${column.of(group)}`,
    none ? { colour: GREY } : {},
  );
  return none ? [counts] : [drawn, counts];
}

function share(group: ErrorGroup, { wrong, of }: Column): number {
  return of(group) === 0 ? 0 : wrong(group) / of(group);
}

function many(group: ErrorGroup, { of }: Column): boolean {
  return of(group) >= FEW;
}

function left(column: number): number {
  return NAMES + 14 + column * COLUMN;
}
