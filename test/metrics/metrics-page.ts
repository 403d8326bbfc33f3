/** A page of `/metrics` as a test reads it: `name{label="value",…}` to its figure. */
export function readPage(body: string): ReadonlyMap<string, number> {
  const figures = new Map<string, number>();
  for (const line of body.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name = '', value = ''] = /^(.+) (\S+)$/.exec(line) ?? [];
    figures.set(name, Number(value));
  }
  return figures;
}

/** Those of ours, standard ones of the process left out. */
export function ours(body: string): Record<string, number> {
  return Object.fromEntries([...readPage(body)].filter(([name]) => name.startsWith('fanzha_') && !/_bucket\{/.test(name)));
}
