/** What stands in package-lock.json, as far as it is read here. */
export interface Lock {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, Locked>>;
}
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Dependency extends Locked {
  readonly name: string;
  readonly path: string;
  readonly licence: string;
  /** Which of our own dependencies brings it; itself where it is one. */
  readonly broughtBy: readonly string[];
}

/** Why each of our own is there. A new one needs a line here. */
const REASONS: Readonly<Record<string, string>> = {
  '@hono/node-server': 'HTTP on Node for Hono',
  'fast-xml-parser': "WeChat's and WeCom's XML",
  'fuse.js': 'search in the library and in canned replies',
  grammy: 'Telegram; loaded only where it is switched on',
  hono: 'routes, pages (JSX), cookies, CSRF, compression',
  'htmx.org': 'pages that change in part, served by ourselves',
  kysely: 'SQL for all databases, typed',
  lowdb: 'the ledger of releases',
  natural: "the classifier's interface",
  'opencc-js': 'Traditional and Simplified Chinese',
  otpauth: "officers' one-time codes",
  pg: 'PostgreSQL',
  pino: 'logs',
  'pinyin-pro': 'code words by their sound',
  'prom-client': '/metrics',
  qr: 'QR codes of authenticators and personal codes',
  tldts: 'the registered domain in a link',
  yaml: 'patterns and intents',
  zod: 'every input and setting is checked',
  wechaty: 'personal WeChat accounts; optional, loaded only where it is switched on',
};

/** Where the package says nothing, or not in SPDX: read in its own licence file. */
const READ_IN_FILE: Readonly<Record<string, string>> = {
  'css-select@1.2.0': 'BSD-2-Clause',
  'dom-walk@0.1.2': 'MIT',
  'exif-parser@0.1.12': 'MIT',
  'domutils@1.5.1': 'BSD-2-Clause',
  'sylvester@0.0.21': 'MIT',
};

/** Licences under which a city may run and change the program without giving anything away. */
const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // Which of them is not said; each of them would do.
  'BSD',
  '0BSD',
  'Unlicense',
  'Zlib',
  'CC0-1.0',
  'BlueOak-1.0.0',
]);

/** All that is installed without the development's own, by name. */
export function productionDependencies({ packages }: Lock): readonly Dependency[] {
  const own = packages[''] ?? {};
  const brought = new Map<string, Set<string>>();
  for (const root of Object.keys({ ...own.dependencies, ...own.optionalDependencies })) {
    const queue = [`node_modules/${root}`];
    const seen = new Set<string>();
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const one = packages[path];
      if (!one || seen.has(path)) continue;
      seen.add(path);
      brought.set(path, (brought.get(path) ?? new Set()).add(root));
      for (const name of Object.keys({ ...one.dependencies, ...one.optionalDependencies })) queue.push(placeOf(packages, path, name));
      // What it wants beside it, where npm has put that in for its sake and not for the development.
      for (const name of Object.keys(one.peerDependencies ?? {})) {
        const beside = packages[placeOf(packages, path, name)];
        if (beside && !beside.dev && !beside.devOptional) queue.push(placeOf(packages, path, name));
      }
    }
  }
  return Object.entries(packages)
    .filter(([path]) => brought.has(path))
    .map(([path, one]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = READ_IN_FILE[`${name}@${one.version}`] ?? one.license ?? 'unknown';
      return { ...one, name, path, licence, broughtBy: [...(brought.get(path) ?? [])].sort() };
    })
    .sort((first, second) => (first.name + first.version < second.name + second.version ? -1 : 1));
}

/** Node looks beside whoever asks, then further and further up. */
function placeOf(packages: Lock['packages'], from: string, name: string): string {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at}/node_modules/${name}`;
    if (packages[path]) return path;
  }
  return `node_modules/${name}`;
}

/** A bill of materials as CycloneDX has it, as far as it is cut down here. */
export interface Bill {
  readonly components: readonly { readonly 'bom-ref': string; readonly name: string; readonly version: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/**
 * Of npm's bill of everything, what production has. npm's own `--omit dev` leaves out what the development wants as well.
 */
export function ofProduction<T extends Bill>(bill: T, own: string, lock: Lock): T {
  const kept = new Set(productionDependencies(lock).map(({ name, version }) => `${name}@${version}`));
  const isKept = (ref: string): boolean => ref === own || kept.has(ref);
  return {
    ...bill,
    components: bill.components.filter(({ name, version }) => kept.has(`${name}@${version}`)),
    dependencies: bill.dependencies
      .filter(({ ref }) => isKept(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isKept) })),
  };
}

/** Is a licence, or one of those that may be chosen from, allowed? Joined by AND, all must be. */
export function isAllowed(licence: string): boolean {
  const plain = licence.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isAllowed);
  return plain.split(' AND ').every((one) => ALLOWED_LICENCES.has(one.trim().replace('BSD-0-Clause', '0BSD')));
}

/** docs/dependencies.md, whole. */
export function dependencyDoc(lock: Lock): string {
  const all = productionDependencies(lock);
  const direct = all.filter(({ name, broughtBy, path }) => path === `node_modules/${name}` && broughtBy.includes(name));
  const rest = all.filter((one) => !direct.includes(one));
  const counts = new Map<string, number>();
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return `# Dependencies

What is installed with \`npm ci --omit=dev\`, with versions and integrity as the lock file has them. Written by \`npm run -s licences\`; a test fails when it is out of date, when a licence is none of ${[...ALLOWED_LICENCES].join(', ')}, or when a package brings an install script that \`allowScripts\` in package.json does not name. \`npm run -s licences -- --sbom FILE\` writes the same as CycloneDX 1.5 JSON.

npm verifies each package against its integrity when it is installed; nothing is fetched while the program runs.

Licences: ${[...counts]
    .sort(([, first], [, second]) => second - first)
    .map(([licence, count]) => `${licence} ${count}`)
    .join(', ')}.

Besides the packages: \`src/pages/assets/poster-glyphs.bin\`, outlines of letters of Noto Sans CJK SC Bold under the SIL Open Font License 1.1, text and copyright in \`poster-glyphs.txt\` beside it ([teaching.md](teaching.md#pictures-and-posters)).

## Our own choice: ${direct.length}

| package | version | licence | why | integrity |
|---|---|---|---|---|
${direct.map(({ name, version, licence, integrity }) => `| ${name} | ${version} | ${licence} | ${REASONS[name] ?? '**a reason is missing**'} | \`${integrity}\` |`).join('\n')}

## What they bring: ${rest.length}

| package | version | licence | brought by | integrity |
|---|---|---|---|---|
${rest.map(({ name, version, licence, integrity, broughtBy }) => `| ${name} | ${version} | ${licence} | ${broughtBy.join(', ')} | \`${integrity}\` |`).join('\n')}
`;
}
