/** CSV as spreadsheets write and read it. Rows are counted as they count them, from 1. Pure. */

/** Characters; a row that is longer is no row but a file that is none. */
const LONGEST_ROW = 20_000;
const MOST_CELLS = 100;

/** Rows of a text that comes in pieces: quoted cells may hold separators, quotes and line breaks. */
export class CsvRows {
  /** The one that is being read. */
  row = 1;
  private cells: string[] = [];
  private cell = '';
  private length = 0;
  /** `quote`: a quotation mark inside quotes, which ends them unless another one follows. */
  private state: 'plain' | 'quoted' | 'quote' = 'plain';
  private lastWasReturn = false;
  private readonly separators: string;
  /** @param separators each of these characters ends a cell */
  constructor(separators = ',') {
    this.separators = separators;
  }

  /** @returns the rows that are whole now @throws RangeError a row is too long */
  push(text: string): string[][] {
    const rows: string[][] = [];
    for (const char of text) {
      if (++this.length > LONGEST_ROW) throw new RangeError('row');
      if (this.state === 'quoted') {
        if (char === '"') this.state = 'quote';
        else this.cell += char;
        continue;
      }
      if (this.state === 'quote' && char === '"') {
        this.cell += char;
        this.state = 'quoted';
        continue;
      }
      this.state = 'plain';
      const endsLine = char === '\n' || char === '\r';
      // CR LF is one end of a line.
      if (char === '\n' && this.lastWasReturn) {
        this.lastWasReturn = false;
        this.length = 0;
        continue;
      }
      this.lastWasReturn = char === '\r';
      if (endsLine) rows.push(this.endRow());
      else if (this.separators.includes(char)) this.endCell();
      else if (char === '"' && this.cell.trim() === '') {
        this.cell = '';
        this.state = 'quoted';
      } else this.cell += char;
    }
    return rows;
  }

  /**
   * What stands behind the last line break.
   * @throws RangeError a quotation mark is left open: all rows behind it would be taken for its cell
   */
  end(): string[][] {
    if (this.state === 'quoted') throw new RangeError('quote');
    return this.cells.length === 0 && this.cell === '' ? [] : [this.endRow()];
  }

  private endCell(): void {
    if (this.cells.length >= MOST_CELLS) throw new RangeError('row');
    this.cells.push(this.cell.trim());
    this.cell = '';
  }
  private endRow(): string[] {
    this.endCell();
    const row = this.cells;
    this.cells = [];
    this.length = 0;
    this.row++;
    return row;
  }
}

/** @returns the rows of a whole text, the first one is row 1; `broken`: the row that has no end */
export function csvRows(text: string, separators = ','): { readonly rows: readonly string[][]; readonly broken: number | null } {
  const reader = new CsvRows(separators);
  try {
    return { rows: [...reader.push(text.replace(/^\ufeff/, '')), ...reader.end()], broken: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { rows: [], broken: reader.row };
  }
}

/** The mark that stands between the cells of this row: a comma, or what an older spreadsheet writes, or copies. */
export function separatorOf(row: string): string {
  const parts = [',', '\t', ';'].map((mark) => [mark, row.split(mark).length] as const);
  return parts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** A row as a spreadsheet reads it; what looks like a formula is not one. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(noFormula(cell)))).join(',')}\r\n`;
}

function noFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d\s-]+$/.test(cell) ? `'${cell}` : cell;
}

/** A cell that `csvLine` kept from being a formula, as it was before. */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
