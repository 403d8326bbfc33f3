/** A line of two texts that are compared; numbers count from 1, null where the text does not have it. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}
/** Lines that are the same in both and left out. */
export interface SkippedLines {
  readonly kind: 'skipped';
  readonly count: number;
}

/** Above so many pairs of lines, what lies between the first and the last change is shown as taken out and put in. */
const MOST_PAIRS = 4_000_000;

/** Which lines were taken out and put in: as few as possible, in the order of both texts. An end of line at the end says nothing. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const kinds: DiffLine['kind'][] = [
    ...Array<'same'>(start).fill('same'),
    ...kindsOf(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...Array<'same'>(end).fill('same'),
  ];
  let [from, to] = [0, 0];
  return kinds.map((kind) => {
    if (kind !== 'added') from++;
    if (kind !== 'removed') to++;
    return {
      kind,
      text: (kind === 'removed' ? old[from - 1] : fresh[to - 1]) ?? '',
      before: kind === 'added' ? null : from,
      after: kind === 'removed' ? null : to,
    };
  });
}

/** The changes with some lines around them. @param around how many */
export function foldDiff(lines: readonly DiffLine[], around: number): readonly (DiffLine | SkippedLines)[] {
  const shown = new Set<number>();
  lines.forEach(({ kind }, at) => {
    if (kind !== 'same') for (let near = at - around; near <= at + around; near++) shown.add(near);
  });
  const folded: (DiffLine | SkippedLines)[] = [];
  let skipped = 0;
  const skip = (): void => {
    if (skipped > 0) folded.push({ kind: 'skipped', count: skipped });
    skipped = 0;
  };
  lines.forEach((line, at) => {
    if (!shown.has(at)) {
      skipped++;
      return;
    }
    skip();
    folded.push(line);
  });
  skip();
  return folded;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The longest common row of lines, found from the end; what was taken out stands before what was put in. */
function kindsOf(old: readonly string[], fresh: readonly string[]): readonly DiffLine['kind'][] {
  const [rows, columns] = [old.length, fresh.length];
  if (rows === 0 || columns === 0 || rows * columns > MOST_PAIRS)
    return [...Array<'removed'>(rows).fill('removed'), ...Array<'added'>(columns).fill('added')];
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      common[row * width + column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const kinds: DiffLine['kind'][] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && old[row] === fresh[column]) {
      kinds.push('same');
      row++;
      column++;
    } else if (row < rows && (column === columns || at(row + 1, column) >= at(row, column + 1))) {
      kinds.push('removed');
      row++;
    } else {
      kinds.push('added');
      column++;
    }
  }
  return kinds;
}
