import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundleWorker } from './build-worker.ts';

/** Builds `dist/`: the programs, the page's assets and the compiled library, each only when its sources changed. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const PROGRAMS = {
  node: 'src/node.ts',
  workshop: 'src/workshop-thread.ts',
  learning: 'src/learning-thread.ts',
  check: 'src/cli/check.ts',
  evaluate: 'src/cli/evaluate.ts',
  library: 'src/cli/library.ts',
  bench: 'src/cli/bench.ts',
  doctor: 'src/cli/doctor.ts',
  'open-stop-lead': 'src/cli/open-stop-lead.ts',
  backup: 'src/cli/backup.ts',
  'migrate-data': 'src/cli/migrate-data.ts',
  bundle: 'src/cli/bundle.ts',
  'run-worker': 'src/cli/run-worker.ts',
  'bench-worker': 'src/cli/bench-worker.ts',
  privacy: 'src/cli/privacy.ts',
  fuzz: 'src/cli/fuzz.ts',
  licences: 'src/cli/licences.ts',
  disaster: 'src/cli/disaster.ts',
  glyphs: 'src/cli/glyphs.ts',
};
const PROGRAM_SOURCES = ['src', 'package.json', 'tsconfig.json'];
const LIBRARY_SOURCES = ['scam-patterns', 'intents', 'src/library', 'src/detection', 'src/cli/library.ts'];

export async function buildStale(): Promise<void> {
  mkdirSync(DIST, { recursive: true });
  await unlessFresh('programs', PROGRAM_SOURCES, bundlePrograms);
  await unlessFresh('library', LIBRARY_SOURCES, compileLibrary);
}

/** Besides, what Cloudflare gets; `npm start` needs none of it. */
export async function buildAll(): Promise<void> {
  await buildStale();
  await unlessFresh('worker', [...PROGRAM_SOURCES, ...LIBRARY_SOURCES], () => bundleWorker(ROOT, DIST));
}

/** Sizes and times of all sources: a stamp that is quick to take and changes with every edit. */
async function unlessFresh(name: string, sources: readonly string[], make: () => Promise<void>): Promise<void> {
  const stamp = join(DIST, `${name}.stamp`);
  const now = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  const started = performance.now();
  process.stderr.write(`building ${name} …\n`);
  await make();
  writeFileSync(stamp, now);
  process.stderr.write(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of sources) add(join(ROOT, source));
  return hash.digest('hex');
}

async function bundlePrograms(): Promise<void> {
  const made = mkdtempSync(join(DIST, '.programs-'));
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: Object.fromEntries(Object.entries(PROGRAMS).filter(([, path]) => existsSync(join(ROOT, path)))),
      outdir: made,
      bundle: true,
      // What is imported on demand is loaded on demand: grammY alone would cost 20 MB where nobody uses Telegram.
      splitting: true,
      // Beside the programs, which find the project by where they lie.
      chunkNames: 'part-[hash]',
      platform: 'node',
      format: 'esm',
      target: 'node24',
      // For packages that are taken in and ask for Node's own modules in the old way.
      banner: { js: "const require = process.getBuiltinModule('module').createRequire(import.meta.url);" },
      plugins: [packagesOutside],
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
      sourcemap: true,
      logLevel: 'warning',
    });
    for (const name of readdirSync(made)) if (name.endsWith('.js')) writeAsAscii(join(made, name));
    const assets = join(ROOT, 'src/pages/assets');
    if (existsSync(assets)) cpSync(assets, join(made, 'assets'), { recursive: true });
    cpSync(join(ROOT, 'node_modules/htmx.org/dist/htmx.min.js'), join(made, 'assets', 'htmx.min.js'));
    const names = readdirSync(made);
    for (const name of names) moveInto(join(made, name));
    // Parts of an earlier build have other names; nobody asks for them any more.
    rmSync(join(DIST, 'compiled'), { recursive: true, force: true });
    for (const name of readdirSync(DIST)) if (name.startsWith('part-') && !names.includes(name)) rmSync(join(DIST, name));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/**
 * V8 keeps a program's text, and one Chinese character makes two bytes of every letter. esbuild writes what stands in
 * strings as escapes and leaves regular expressions and `String.raw` as they are: there an escape means the same, because
 * what is written raw becomes an expression.
 */
function writeAsAscii(path: string): void {
  const escaped = (char: string): string => Array.from({ length: char.length }, (_, at) => unitEscape(char.charCodeAt(at))).join('');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\P{ASCII}/gu, escaped));
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Of these the most lies unused; taken into the program, only the rest is read at the start and kept in memory. */
const TAKEN_IN: ReadonlySet<string> = new Set([
  'zod',
  'kysely',
  'tldts',
  'hono',
  '@hono/node-server',
  'fuse.js',
  // And of these every start would read two hundred small files.
  'yaml',
  'prom-client',
  ...['tdigest', 'bintrees', '@opentelemetry/api'],
  'fast-xml-parser',
  ...['@nodable/entities', 'xml-naming', 'strnum', 'anynum', 'path-expression-matcher', 'is-unsafe', 'fast-xml-builder'],
]);

/** All other packages are loaded from where they were installed. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup(making) {
    making.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      return kind === 'entry-point' || TAKEN_IN.has(name) ? undefined : { path, external: true };
    });
  },
};

/** Files are replaced in one step; whoever reads sees the old one or the new one, whole. */
function moveInto(path: string): void {
  const target = join(DIST, basename(path));
  if (statSync(path).isDirectory()) {
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(path)) renameSync(join(path, name), join(target, name));
  } else renameSync(path, target);
}

async function compileLibrary(): Promise<void> {
  await run(process.execPath, [join(DIST, 'library.js'), 'build']);
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] })
      .on('error', reject)
      .on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}
