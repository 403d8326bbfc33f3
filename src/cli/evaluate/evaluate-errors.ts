import type { Detector } from '../../detection/detector.ts';
import { type ForwardRow, sameType } from '../../librarian/measure-rows.ts';
import { printTable } from '../print-table.ts';

/** The rows that have one thing in common, and what went wrong with them. Every wrong scam counts once. */
export interface ErrorGroup {
  readonly name: string;
  readonly n: number;
  readonly scams: number;
  /** Scams that are green. */
  readonly missed: number;
  /** Scams that are not green, and told no type or another one than theirs; only those whose type is known. */
  readonly wrongType: number;
  readonly legit: number;
  /** Honest texts that are red. */
  readonly falseRed: number;
}
export interface ErrorTable {
  readonly by: 'type' | 'trick' | 'length' | 'language';
  readonly groups: readonly ErrorGroup[];
}

interface Judged {
  readonly row: ForwardRow;
  readonly language: string;
  readonly missed: boolean;
  readonly wrongType: boolean;
  readonly falseRed: boolean;
}

/** UTF-16 units, from and to. */
const LENGTHS = [
  { name: '≤ 20', from: 0, to: 20 },
  { name: '21–70', from: 21, to: 70 },
  { name: '71–350', from: 71, to: 350 },
  { name: '> 350', from: 351, to: Number.POSITIVE_INFINITY },
];

/** Where the mistakes are: counts only, never a text. */
export function analyseErrors(detector: Detector, rows: readonly ForwardRow[]): ErrorTable[] {
  const judged = rows.map((row): Judged => {
    const { colour, type, language } = detector.judge(row.text).verdict;
    const scam = row.kind === 'scam';
    return {
      row,
      language: row.lang ?? language,
      missed: scam && colour === 'green',
      wrongType: scam && colour !== 'green' && Boolean(row.type) && !sameType(row.type, type?.id),
      falseRed: row.kind === 'legit' && colour === 'red',
    };
  });
  const scams = judged.filter(({ row }) => row.kind === 'scam');
  return [
    { by: 'type', groups: grouped(scams, ({ row }) => [row.type ?? 'none given'].flat()[0] ?? 'none given') },
    { by: 'trick', groups: grouped(judged, ({ row }) => row.trick ?? 'none given') },
    { by: 'length', groups: byLength(judged) },
    { by: 'language', groups: grouped(judged, ({ language }) => language) },
  ];
}

/** The largest group first. */
function grouped(judged: readonly Judged[], nameOf: (one: Judged) => string): ErrorGroup[] {
  return [...Map.groupBy(judged, nameOf)]
    .map(([name, group]) => count(name, group))
    .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
}

function byLength(judged: readonly Judged[]): ErrorGroup[] {
  return LENGTHS.map(({ name, from, to }) =>
    count(
      name,
      judged.filter(({ row }) => row.text.length >= from && row.text.length <= to),
    ),
  ).filter(({ n }) => n > 0);
}

function count(name: string, group: readonly Judged[]): ErrorGroup {
  const those = (wanted: (one: Judged) => boolean): number => group.filter(wanted).length;
  return {
    name,
    n: group.length,
    scams: those(({ row }) => row.kind === 'scam'),
    missed: those(({ missed }) => missed),
    wrongType: those(({ wrongType }) => wrongType),
    legit: those(({ row }) => row.kind === 'legit'),
    falseRed: those(({ falseRed }) => falseRed),
  };
}

/** @returns a Markdown table */
export function printErrors({ by, groups }: ErrorTable): string {
  return printTable(
    [by, 'n', 'scams', 'missed', 'wrong type', 'legit', 'false red'],
    groups.map(({ name, n, scams, missed, wrongType, legit, falseRed }) => [
      name,
      ...[n, scams, missed, wrongType, legit, falseRed].map(String),
    ]),
  );
}
