import { type ForwardRow, sameType } from '../../librarian/measure-rows.ts';
import { rate } from '../../librarian/rate.ts';
import { printTable } from '../print-table.ts';
import type { LoneJudge } from './lone-judges.ts';
import { shortRate } from './rates.ts';

const HEAD = ['judge', 'scam not green', 'scam red', 'legit red', 'green-only legit green', 'type of scams'];

/** Every judge on the same rows, with 95 % Wilson intervals: a Markdown table. */
export function compareJudges(judges: readonly LoneJudge[], rows: readonly ForwardRow[]): string {
  return printTable(
    HEAD,
    judges.map((judge) => [judge.name, ...cells(judge, rows)]),
  );
}

function cells({ judge, types }: LoneJudge, rows: readonly ForwardRow[]): string[] {
  const judged = rows.map((row) => ({ row, ...judge(row.text) }));
  const scams = judged.filter(({ row }) => row.kind === 'scam');
  const legit = judged.filter(({ row }) => row.kind === 'legit');
  const greenOnly = legit.filter(({ row }) => row.accept.length === 1 && row.accept[0] === 'green');
  const typed = scams.filter(({ row }) => row.type);
  // A type that nobody is told is not right: a green scam counts as wrong for all alike.
  const typeRight = ({ row, colour, type }: (typeof judged)[number]): boolean => colour !== 'green' && sameType(row.type, type);
  return [
    rate('', scams, ({ colour }) => colour !== 'green'),
    rate('', scams, ({ colour }) => colour === 'red'),
    rate('', legit, ({ colour }) => colour === 'red'),
    rate('', greenOnly, ({ colour }) => colour === 'green'),
    rate('', types ? typed : [], typeRight),
  ].map(shortRate);
}
