import { csvRows } from '../csv-rows.ts';
import { canonicalIdentifier } from '../storage/lookups/canonical-identifier.ts';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../storage/lookups/lookups-tables.ts';
import type { NotedIdentifier } from '../storage/lookups/note-identifiers.ts';
import { identify } from './identify.ts';

export type RowFault = 'kind' | 'value' | 'type' | 'columns' | 'twice';
export interface FaultyRow {
  /** From 1, as a spreadsheet counts. */
  readonly line: number;
  readonly text: string;
  readonly fault: RowFault;
}
export interface ReadRows {
  readonly items: readonly NotedIdentifier[];
  readonly faults: readonly FaultyRow[];
}

export const MOST_ROWS = 2000;
const KIND_NAMES: ReadonlyMap<string, IdentifierKind> = new Map([
  ...IDENTIFIER_KINDS.map((kind) => [kind, kind] as const),
  ...(['电话', '手机', '号码'] as const).map((name) => [name, 'phone'] as const),
  ...(['链接', '网址', '网站'] as const).map((name) => [name, 'link'] as const),
  ...(['账号', '帐号', '账户', '银行卡', '卡号'] as const).map((name) => [name, 'account'] as const),
  ...(['应用', '软件'] as const).map((name) => [name, 'app'] as const),
]);
const HEAD = /^(?:kind|类别|种类)\s*[,，\t]/i;

/**
 * A list as CSV: `kind,value,type` a line, the type may be left out; or a bare value, whose kind is found. Chinese names of the
 * kinds do as well. A first line of headings is left out.
 * @param types that the library knows
 */
export function readImport(text: string, types: ReadonlySet<string>): ReadRows {
  const items: NotedIdentifier[] = [];
  const faults: FaultyRow[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || (index === 0 && HEAD.test(line))) continue;
    const read = readRow(line, types);
    const fault = 'fault' in read ? read.fault : seen.has(`${read.item.kind} ${read.value}`) ? 'twice' : null;
    if (fault !== null) faults.push({ line: index + 1, text: line, fault });
    else if ('item' in read) {
      seen.add(`${read.item.kind} ${read.value}`);
      items.push(read.item);
    }
  }
  return { items, faults };
}

type Row = { readonly item: NotedIdentifier; readonly value: string } | { readonly fault: RowFault };

function readRow(line: string, types: ReadonlySet<string>): Row {
  // Line by line: a list has no line breaks in its cells, and an open quotation mark spoils its own line alone.
  const { rows, broken } = csvRows(line, ',，\t');
  const [cells = []] = rows;
  if (broken !== null || cells.length > 3) return { fault: 'columns' };
  const [first = '', second, third = ''] = cells;
  if (second === undefined) {
    const found = identify(first)?.found;
    return found ? { item: { kind: found.kind, value: first, type: null }, value: found.value } : { fault: 'value' };
  }
  const kind = KIND_NAMES.get(first.toLowerCase());
  if (!kind) return { fault: 'kind' };
  if (third !== '' && !types.has(third)) return { fault: 'type' };
  const found = canonicalIdentifier(kind, second);
  return found ? { item: { kind, value: second, type: third === '' ? null : third }, value: found.value } : { fault: 'value' };
}
