/** Characters; a row that is longer is no row but a file that is none. */
const LONGEST_ROW = 20_000;
const MOST_CELLS = 100;

/** Rows of a CSV text that comes in pieces: quoted cells may hold commas, quotes and line breaks. Pure. */
export class CsvRows {
  private cells: string[] = [];
  private cell = '';
  private length = 0;
  /** `quote`: a quotation mark inside quotes, which ends them unless another one follows. */
  private state: 'plain' | 'quoted' | 'quote' = 'plain';
  private lastWasReturn = false;
  private readonly separator: string;
  constructor(separator = ',') {
    this.separator = separator;
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
      else if (char === this.separator) this.endCell();
      else if (char === '"' && this.cell.trim() === '') {
        this.cell = '';
        this.state = 'quoted';
      } else this.cell += char;
    }
    return rows;
  }

  /** What stands behind the last line break. */
  end(): string[][] {
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
    return row;
  }
}

/** A row as a spreadsheet reads it; what looks like a formula is not one. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(/^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d\s-]+$/.test(cell) ? `'${cell}` : cell)).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
