import { signTable } from './sign-table.ts';
import { dropUnits, isChinese, type Units } from './units.ts';

const LINE_BREAK = 0x0a;
/** Two short lines, one behind the other, with room for what is not seen: a glance that spares nearly every text the rest. */
const NEEDED = /[\r\n][^\r\n]{1,24}[\r\n]+[^\r\n]{1,24}[\r\n]/;
const LONGEST = 8;
const FEWEST_LINES = 4;
/** Of the units, one in so many: addresses and numbers are cut as well. */
const LEAST_CHINESE = 3;
const CLAUSE_SIGNS = signTable(',。!?;:、.');

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * A gateway, or somebody with a purpose, cuts a text after every few characters. Four lines or more of the same length, that do not end
 * where clauses end, are one line with the one behind them.
 * @param written what the units were folded from
 */
export function joinCutLines(units: Units, written: string): void {
  if (!NEEDED.test(written)) return;
  const { codes } = units;
  const lines = linesOf(codes);
  const dropped = new Uint8Array(codes.length);
  let found = false;
  for (let at = 0; at < lines.length; ) {
    const size = sizeOf(lines[at] as Line);
    let next = at + 1;
    while (next < lines.length && sizeOf(lines[next] as Line) === size) next++;
    if (next - at >= FEWEST_LINES && size > 1 && size <= LONGEST && isCut(codes, lines.slice(at, next))) {
      const rest = lines[next];
      const last = rest && sizeOf(rest) < size ? next : next - 1;
      for (let line = at; line < last; line++) dropped.fill(1, (lines[line] as Line).end, (lines[line + 1] as Line).start);
      found = true;
    }
    at = next;
  }
  if (found) dropUnits(units, dropped);
}

function sizeOf({ start, end }: Line): number {
  return end - start;
}

/** Without the empty ones: another system ends a line with two signs. */
function linesOf(codes: readonly number[]): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < codes.length; start++) {
    const at = codes.indexOf(LINE_BREAK, start);
    const end = at < 0 ? codes.length : at;
    if (end > start) lines.push({ start, end });
    start = end;
  }
  return lines;
}

/** In a verse nearly every line ends with a sign; no line that anybody means begins with one. */
function isCut(codes: readonly number[], lines: readonly Line[]): boolean {
  const ended = lines.filter(({ end }) => CLAUSE_SIGNS[codes[end - 1] as number] === 1).length;
  const begun = lines.some(({ start }) => CLAUSE_SIGNS[codes[start] as number] === 1);
  const first = (lines[0] as Line).start;
  const last = (lines.at(-1) as Line).end;
  let chinese = 0;
  for (let at = first; at < last; at++) if (isChinese(codes[at] as number)) chinese++;
  return (begun || ended * FEWEST_LINES <= lines.length) && chinese * LEAST_CHINESE >= last - first;
}
