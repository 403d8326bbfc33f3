import { csvLine } from '../csv-rows.ts';
import type { KeptArea } from '../storage/work-index/index-days.ts';
import { INPUTS, PART_IDS } from './formula.ts';
import { CITY_ID } from './gather-inputs.ts';
import { partsOf, readInputs } from './index-day.ts';

/** All areas of a day with inputs, points and weights; UTF-8 with its mark, so that spreadsheets read the names. Pure. */
export function indexCsv(day: string, version: number, rows: readonly KeptArea[]): string {
  const city = rows.find(({ area }) => area === CITY_ID);
  const head = [
    'day',
    'formula',
    'level',
    'town',
    'name',
    'index',
    ...INPUTS,
    ...PART_IDS.flatMap((id) => [`${id} points`, `${id} weight`]),
  ];
  const lines = rows.map((row) => {
    const inputs = readInputs(row.inputs);
    const { parts } = partsOf(row, city ?? row, version);
    return [
      day,
      version,
      row.level,
      row.town ?? '',
      row.name,
      row.score,
      ...INPUTS.map((name) => inputs[name]),
      ...parts.flatMap(({ points, weight }) => [points, weight]),
    ];
  });
  // Unknown is empty.
  return `\uFEFF${[head, ...lines].map((line) => csvLine(line.map((cell) => cell ?? ''))).join('')}`;
}
