/** As much of PromQL as our rules and panels need, read strictly: what Prometheus would refuse is refused here. */

/** A metric as an expression asks for it. */
export interface Asked {
  readonly metric: string;
  /** It is matched by these labels, or grouped by them. */
  readonly labels: readonly string[];
}

const TOKEN =
  /\s*(?:([a-zA-Z_:][\w:]*)|(\d+(?:\.\d+)?(?:e\d+)?)|("(?:[^"\\]|\\.)*")|(\[\d+[smhdw]\])|(=~|!~|!=|==|>=|<=|[-+*/%^<>=(){},]))/y;
const AGGREGATIONS = new Set(['sum', 'max', 'min', 'avg', 'count']);
/** How many arguments each has, and whether its last one is a range. */
const FUNCTIONS: Readonly<Record<string, readonly [number, boolean]>> = {
  rate: [1, true],
  increase: [1, true],
  delta: [1, true],
  absent: [1, false],
  time: [0, false],
  histogram_quantile: [2, false],
};
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '>', '<', '>=', '<='],
  ['+', '-'],
  ['*', '/', '%'],
];

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`what is this, at ${at}: ${text.slice(at)}`);
    tokens.push(found[0].trim());
  }
  return tokens;
}

/** @throws Error saying what is wrong */
export function readPromql(text: string): readonly Asked[] {
  const tokens = tokensOf(text);
  const asked: { metric: string; labels: string[] }[] = [];
  let at = 0;
  const next = (): string => tokens[at] ?? '';
  const take = (wanted?: string): string => {
    const token = next();
    if (token === '' || (wanted !== undefined && token !== wanted))
      throw new Error(`${wanted ?? 'something'} is missing at "${token}": ${text}`);
    at++;
    return token;
  };
  const names = (): string[] => {
    const all: string[] = [];
    take('(');
    while (next() !== ')') {
      all.push(take());
      if (next() === ',') take();
    }
    take(')');
    return all;
  };

  function binary(level: number): boolean {
    const operators = PRECEDENCE[level];
    if (!operators) return unary();
    let range = binary(level + 1);
    while (operators.includes(next())) {
      take();
      if (binary(level + 1) || range) throw new Error(`a range cannot be reckoned with: ${text}`);
      range = false;
    }
    return range;
  }

  /** @returns whether it is a range */
  function unary(): boolean {
    if (next() === '(') {
      take();
      const range = binary(0);
      take(')');
      return range;
    }
    if (/^\d/.test(next())) {
      take();
      return false;
    }
    const name = take();
    if (!/^[a-zA-Z_]/.test(name)) throw new Error(`"${name}" begins nothing: ${text}`);
    if (AGGREGATIONS.has(name)) return aggregation();
    const known = FUNCTIONS[name];
    if (known) return call(name, known);
    return selector(name);
  }

  function aggregation(): boolean {
    const from = asked.length;
    const grouped = next() === 'by';
    if (grouped) take();
    const by = grouped ? names() : [];
    take('(');
    if (binary(0)) throw new Error(`a range cannot be added up: ${text}`);
    take(')');
    for (const one of asked.slice(from)) one.labels.push(...by);
    return false;
  }

  function call(name: string, [arity, wantsRange]: readonly [number, boolean]): boolean {
    take('(');
    let range = false;
    for (let argument = 0; argument < arity; argument++) {
      if (argument > 0) take(',');
      range = binary(0);
    }
    take(')');
    if (range !== wantsRange) throw new Error(`${name} ${wantsRange ? 'needs' : 'cannot take'} a range: ${text}`);
    return false;
  }

  function selector(metric: string): boolean {
    const labels: string[] = [];
    if (next() === '{') {
      take();
      while (next() !== '}') {
        labels.push(take());
        if (!['=', '!=', '=~', '!~'].includes(take())) throw new Error(`a label is compared with nothing: ${text}`);
        if (!take().startsWith('"')) throw new Error(`a label's value stands in quotes: ${text}`);
        if (next() === ',') take();
      }
      take('}');
    }
    asked.push({ metric, labels });
    if (!next().startsWith('[')) return false;
    take();
    return true;
  }

  if (binary(0)) throw new Error(`a range is no answer: ${text}`);
  if (at < tokens.length) throw new Error(`too much: "${tokens.slice(at).join(' ')}" in ${text}`);
  return asked;
}
