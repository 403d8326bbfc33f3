import { csvLine } from '../csv-rows.ts';
import type { KeptArea } from '../storage/work-index/index-days.ts';
import { INPUTS, type InputName, MONEY_INPUTS, PART_IDS, type PartId } from './formula.ts';
import { CITY_ID } from './gather-inputs.ts';
import { partsOf, readInputs } from './index-day.ts';

/** How the columns and levels are called by whoever opens it. */
export interface CsvWords {
  readonly first: readonly [day: string, formula: string, level: string, town: string, name: string, index: string];
  readonly levels: Readonly<Record<KeptArea['level'], string>>;
  readonly inputs: Readonly<Record<InputName, string>>;
  readonly parts: Readonly<Record<PartId, string>>;
  readonly points: (part: string) => string;
  readonly weight: (part: string) => string;
}

/**
 * All areas of a day with inputs, points and weights; money in yuan, as on the page. UTF-8 with its mark, so that spreadsheets
 * read the names. Pure.
 */
export function indexCsv(day: string, version: number, rows: readonly KeptArea[], words: CsvWords): string {
  const city = rows.find(({ area }) => area === CITY_ID);
  const head = [
    ...words.first,
    ...INPUTS.map((name) => words.inputs[name]),
    ...PART_IDS.flatMap((id) => [words.points(words.parts[id]), words.weight(words.parts[id])]),
  ];
  const lines = rows.map((row) => {
    const inputs = readInputs(row.inputs);
    const { parts } = partsOf(row, city ?? row, version);
    return [
      day,
      version,
      words.levels[row.level],
      row.town ?? '',
      row.name,
      row.score,
      ...INPUTS.map((name) => inYuan(name, inputs[name])),
      ...parts.flatMap(({ points, weight }) => [points, weight]),
    ];
  });
  // Unknown is empty.
  return `\uFEFF${[head, ...lines].map((line) => csvLine(line.map((cell) => cell ?? ''))).join('')}`;
}

function inYuan(name: InputName, value: number | null): number | null {
  return value === null || !MONEY_INPUTS.has(name) ? value : value / 100;
}
