/** What PostgreSQL itself found slow, from its log: `duration: 123.4 ms  execute <unnamed>: select …`. */
export class SlowStatements {
  readonly #slowest = new Map<string, { times: number; most: number }>();

  readonly hear = (line: string): void => {
    for (const [, milliseconds = '', statement = ''] of line.matchAll(/duration: ([\d.]+) ms +(?:execute [^:]*|statement): ([^\n]+)/g)) {
      const known = this.#slowest.get(statement) ?? { times: 0, most: 0 };
      this.#slowest.set(statement, { times: known.times + 1, most: Math.max(known.most, Number(milliseconds)) });
    }
  };

  forget(): void {
    this.#slowest.clear();
  }

  *report(): Generator<string> {
    const all = [...this.#slowest].sort(([, a], [, b]) => b.times * b.most - a.times * a.most);
    if (all.length > 0) yield 'statements over 100 ms in the database: how often, the slowest in ms';
    for (const [statement, { times, most }] of all.slice(0, 20))
      yield `${String(times).padStart(5)} ${most.toFixed(0).padStart(6)}  ${statement}`;
  }
}
