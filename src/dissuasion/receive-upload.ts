import { CsvRows, separatorOf } from '../csv-rows.ts';
import { AppError } from '../errors.ts';
import type { Storage } from '../storage/storage.ts';
import { readColumns } from './csv-columns.ts';
import { multipartParts } from './multipart-parts.ts';
import { isSource } from './warning-fields.ts';

/** Of a file, header and form around it. */
export const MOST_UPLOAD_BYTES = 48_000_000;
const MOST_ROWS = 100_000;
const ROWS_IN_A_PART = 500;
/** UTF-16 units; a file without line ends is no table. */
const LONGEST_HEADER = 20_000;
/** So much is looked at to tell UTF-8 from the national encoding of older spreadsheets. */
const SAMPLE_BYTES = 65_536;

interface Upload {
  /** Of the import that it becomes. */
  readonly id: string;
  readonly officerId: string;
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads a file of warnings as it comes in and lays it down in sealed parts; its rows are checked afterwards. Cut off in the
 * middle it stays `receiving`, and is thrown away.
 * @throws AppError 422 `import.source`, `import.columns`, `import.empty`, `import.encoding`, `import.row`, 413
 */
export async function receiveUpload(storage: Storage, { id, officerId, contentType, body }: Upload): Promise<void> {
  let source = '';
  let file: FileRows | null = null;
  try {
    for await (const piece of multipartParts(body, contentType, MOST_UPLOAD_BYTES)) {
      if (piece.kind === 'field' && piece.name === 'source') source = piece.value.trim();
      if (piece.kind === 'file' && piece.name === 'file') {
        if (!isSource(source)) throw new AppError('import.source', '写上这些预警从哪个平台来，例如“省平台”。', 422);
        file = new FileRows(storage, id, officerId, source);
      }
      if (piece.kind === 'bytes') await file?.take(piece.bytes);
    }
    if (!file) throw empty();
    await file.end();
  } catch (error) {
    if (file?.begun) await storage.discardImport(id, officerId);
    throw error;
  }
}

class FileRows {
  begun = false;
  private decoder: TextDecoder | null = null;
  private sample: Uint8Array[] = [];
  private sampled = 0;
  private csv: CsvRows | null = null;
  private header = '';
  private rows: string[][] = [];
  private firstLine = 2;
  private line = 1;
  private part = 0;
  private readonly storage: Storage;
  private readonly id: string;
  private readonly officerId: string;
  private readonly source: string;
  constructor(storage: Storage, id: string, officerId: string, source: string) {
    this.storage = storage;
    this.id = id;
    this.officerId = officerId;
    this.source = source;
  }

  async take(bytes: Uint8Array): Promise<void> {
    if (this.decoder) return this.read(this.text(bytes));
    this.sample.push(bytes.slice());
    this.sampled += bytes.length;
    if (this.sampled >= SAMPLE_BYTES) await this.begin();
  }

  async end(): Promise<void> {
    if (!this.decoder) await this.begin();
    await this.read(this.text(new Uint8Array(), false));
    if (!this.csv && this.header.trim() === '') throw empty();
    if (!this.csv) await this.readHeader(`${this.header}\n`);
    for (const row of this.rowsOf(() => this.csv?.end())) await this.add(row);
    if (this.rows.length > 0) await this.put();
    if (this.part === 0) throw empty();
    await this.storage.endUpload(this.id);
  }

  private async begin(): Promise<void> {
    const sample = new Uint8Array(await new Blob(this.sample as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    this.sample = [];
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
      this.decoder = new TextDecoder('utf-8', { fatal: true });
    } catch {
      this.decoder = new TextDecoder('gb18030', { fatal: true });
    }
    await this.read(this.text(sample));
  }

  private text(bytes: Uint8Array, stream = true): string {
    try {
      return this.decoder?.decode(bytes, { stream }) ?? '';
    } catch (cause) {
      throw new AppError('import.encoding', '文件里有读不出的字。请另存为“CSV UTF-8”，再上传。', 422, { cause });
    }
  }

  private async read(text: string): Promise<void> {
    const whole = this.csv ? text : await this.readHeader(text);
    for (const row of this.rowsOf(() => this.csv?.push(whole))) await this.add(row);
  }

  /** The first line alone, and which mark stands between its cells. @returns what comes behind it */
  private async readHeader(text: string): Promise<string> {
    this.header += text;
    const over = /[\r\n]/.exec(this.header)?.index ?? -1;
    if (over < 0) {
      if (this.header.length > LONGEST_HEADER) throw brokenRow(1);
      return '';
    }
    const first = this.header.slice(0, over).replace(/^\ufeff/, '');
    this.csv = new CsvRows(separatorOf(first));
    const [columns = []] = this.rowsOf(() => this.csv?.push(`${first}\n`));
    readColumns(columns);
    await this.storage.beginImport(this.id, this.officerId, this.source, columns);
    this.begun = true;
    return this.header.slice(over).replace(/^\r?\n|^\r/, '');
  }

  private rowsOf(read: () => string[][] | undefined): string[][] {
    try {
      return read() ?? [];
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw brokenRow(this.csv?.row ?? 1, cause);
    }
  }

  private async add(row: string[]): Promise<void> {
    this.line++;
    // An empty line at the end of a file is no warning.
    if (row.every((cell) => cell === '')) {
      if (this.rows.length === 0) this.firstLine = this.line + 1;
      else await this.put();
      return;
    }
    if (this.line - 1 > MOST_ROWS) throw new AppError('import.too-many', `一个文件最多${MOST_ROWS}行。请分成几个文件上传。`, 422);
    this.rows.push(row);
    if (this.rows.length === ROWS_IN_A_PART) await this.put();
  }

  /** Lines of a part follow each other without a gap. */
  private async put(): Promise<void> {
    await this.storage.addImportPart(this.id, this.part++, this.firstLine, this.rows);
    this.rows = [];
    this.firstLine = this.line + 1;
  }
}

function brokenRow(row: number, cause?: unknown): AppError {
  return new AppError('import.row', `第${row}行太长，或者有一个引号没有合上，后面的行都会算进这一行。改好再上传。`, 422, { cause });
}

function empty(): AppError {
  return new AppError('import.empty', '文件里一行预警也没有。选一个CSV文件，第一行是列名。', 422);
}
