/** A backtracking matcher that counts its steps: what a regular expression costs, the same on every machine. */
export interface Parsed {
  readonly node: Node;
  /** Of each part that repeats: what it repeats. */
  readonly repeated: readonly Node[];
}
export type Node =
  | { readonly kind: 'atom'; readonly source: string; readonly test: (unit: string) => boolean }
  | { readonly kind: 'edge'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'either'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly kind: 'look'; readonly of: Node; readonly behind: boolean; readonly not: boolean };

export function parse(source: string, flags: string): Parsed {
  const units = [...source];
  const repeated: Node[] = [];
  let at = 0;
  const either = (): Node => {
    const parts = [sequence()];
    while (units[at] === '|') {
      at += 1;
      parts.push(sequence());
    }
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'either', parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < units.length && units[at] !== '|' && units[at] !== ')') parts.push(quantified(one()));
    return { kind: 'sequence', parts };
  };
  const quantified = (of: Node): Node => {
    const written = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(units.slice(at, at + 16).join(''))?.[0];
    if (!written) return of;
    at += written.length;
    const lazy = written.length > 1 && written.endsWith('?');
    const plain = lazy ? written.slice(0, -1) : written;
    const [, low, comma, high] = /^\{(\d+)(,?)(\d*)\}$/.exec(plain) ?? [];
    const min = low === undefined ? (plain === '+' ? 1 : 0) : Number(low);
    const max =
      low === undefined
        ? plain === '?'
          ? 1
          : Number.POSITIVE_INFINITY
        : comma === ''
          ? min
          : high === ''
            ? Number.POSITIVE_INFINITY
            : Number(high);
    if (max > 1) repeated.push(of);
    return { kind: 'repeat', of, min, max, lazy };
  };
  const one = (): Node => {
    const unit = units[at];
    if (unit === '(') return group();
    if (unit === '^' || unit === '$') {
      at += 1;
      return { kind: 'edge', source: unit };
    }
    if (unit === '[') return atom(classEnd());
    if (unit !== '\\') return atom(at + 1);
    const next = units[at + 1] ?? '';
    if (next === 'b' || next === 'B') {
      at += 2;
      return { kind: 'edge', source: `\\${next}` };
    }
    // What was found before once more: counted as if it were there, which is the dearer case.
    if (/[1-9k]/.test(next)) {
      at = next === 'k' ? units.indexOf('>', at) + 1 : at + 2;
      return { kind: 'edge', source: 'again' };
    }
    if (next === 'p' || next === 'P' || (next === 'u' && units[at + 2] === '{')) return atom(units.indexOf('}', at) + 1);
    return atom(at + (next === 'u' ? 6 : next === 'x' ? 4 : 2));
  };
  const classEnd = (): number => {
    let end = at + 1;
    while (units[end] !== ']') end += units[end] === '\\' ? 2 : 1;
    return end + 1;
  };
  const atom = (end: number): Node => {
    const text = units.slice(at, end).join('');
    at = end;
    const known = new RegExp(`^(?:${text})$`, flags.replace(/[gym]/g, ''));
    const seen = new Map<string, boolean>();
    return {
      kind: 'atom',
      source: text,
      test: (unit) => {
        const before = seen.get(unit);
        if (before !== undefined) return before;
        const is = known.test(unit);
        seen.set(unit, is);
        return is;
      },
    };
  };
  const group = (): Node => {
    const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(units.slice(at, at + 40).join(''))?.[0] ?? '(';
    at += opening.length;
    const of = either();
    at += 1;
    const look = /^\(\?(<?)([=!])$/.exec(opening);
    return look ? { kind: 'look', of, behind: look[1] === '<', not: look[2] === '!' } : of;
  };
  return { node: either(), repeated };
}

class TooMany extends Error {}

/** Steps to look for it in the whole text, from every place where it may begin; `most` when there are more. */
export function stepsOf({ node }: Parsed, flags: string, text: string, most: number): number {
  const units = flags.includes('u') || flags.includes('v') ? [...text] : text.split('');
  let steps = 0;
  const isWord = (unit: string | undefined): boolean => unit !== undefined && /\w/.test(unit);
  const match = (part: Node, at: number, then: (at: number) => boolean): boolean => {
    if (++steps > most) throw new TooMany();
    if (part.kind === 'atom') return at < units.length && part.test(units[at] as string) && then(at + 1);
    if (part.kind === 'edge') return holds(part.source, at) && then(at);
    if (part.kind === 'either') return part.parts.some((one) => match(one, at, then));
    if (part.kind === 'sequence') {
      const from = (index: number, place: number): boolean =>
        index === part.parts.length ? then(place) : match(part.parts[index] as Node, place, (next) => from(index + 1, next));
      return from(0, at);
    }
    if (part.kind === 'look') {
      const found = part.behind ? endsHere(part.of, at) : match(part.of, at, () => true);
      return found !== part.not && then(at);
    }
    const again = (count: number, place: number): boolean => {
      const more = (): boolean =>
        count < part.max && match(part.of, place, (next) => (next > place || count < part.min) && again(count + 1, next));
      if (count < part.min) return more();
      return part.lazy ? then(place) || more() : more() || then(place);
    };
    return again(0, at);
  };
  const holds = (source: string, at: number): boolean => {
    if (source === 'again') return true;
    if (source === '^') return at === 0 || (flags.includes('m') && units[at - 1] === '\n');
    if (source === '$') return at === units.length || (flags.includes('m') && units[at] === '\n');
    return (isWord(units[at - 1]) !== isWord(units[at])) === (source === '\\b');
  };
  /** Engines read backwards from here; from the nearest place on comes to the same. */
  const endsHere = (of: Node, at: number): boolean => {
    for (let from = at; from >= 0 && at - from <= 40; from--) if (match(of, from, (end) => end === at)) return true;
    return false;
  };
  try {
    const starts = flags.includes('y') ? 1 : units.length + 1;
    for (let from = 0; from < starts; from++) if (match(node, from, () => true)) break;
  } catch (error) {
    if (!(error instanceof TooMany) && !(error instanceof RangeError)) throw error;
    return most;
  }
  return steps;
}
