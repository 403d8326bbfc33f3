/** A text in UTF-16 units, and for each where it came from: what it stands for may be shorter or longer than what was written. */
export interface Units {
  readonly codes: number[];
  readonly starts: number[];
  readonly ends: number[];
}

export function push(units: Units, code: number, start: number, end: number): void {
  units.codes.push(code);
  units.starts.push(start);
  units.ends.push(end);
}

export function copyUnits(from: Units, start: number, end: number, to: Units): void {
  for (let i = start; i < end; i++) push(to, from.codes[i] as number, from.starts[i] as number, from.ends[i] as number);
}

/** Takes units out; the others move up in place. */
export function dropUnits({ codes, starts, ends }: Units, dropped: Uint8Array): void {
  let kept = 0;
  for (let i = 0; i < codes.length; i++) {
    if (dropped[i] === 1) continue;
    codes[kept] = codes[i] as number;
    starts[kept] = starts[i] as number;
    ends[kept] = ends[i] as number;
    kept++;
  }
  codes.length = starts.length = ends.length = kept;
}

const CHUNK = 4096;

export function textOf(codes: readonly number[]): string {
  if (codes.length <= CHUNK) return String.fromCharCode(...codes);
  let text = '';
  for (let at = 0; at < codes.length; at += CHUNK) text += String.fromCharCode(...codes.slice(at, at + CHUNK));
  return text;
}

export function isChinese(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
}
