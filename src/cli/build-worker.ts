import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Cloudflare takes assets of 25 MiB each. */
const LARGEST_ASSET = 25 * 1024 * 1024;

const textFiles = (folder: string): string[] => readdirSync(folder).filter((name) => !/\.(?:bin|txt)$/.test(name));

/**
 * `dist/worker`: the program in one file, as `wrangler deploy` sends it, and what it loads as assets: the compiled library,
 * which is larger than a program may be, and everything small in one file (`worker-assets.ts` reads it).
 */
export async function bundleWorker(root: string, dist: string): Promise<void> {
  const folder = join(dist, 'worker');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'assets'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['src/worker.ts'],
    outfile: join(folder, 'program', 'worker.js'),
    bundle: true,
    minify: true,
    // Names in error messages and stack traces.
    keepNames: true,
    platform: 'browser',
    // Not the field `browser`: pino's knows no redaction.
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*', ...builtinModules],
    // What packages in CommonJS require of Node, the runtime has itself.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire('/');" },
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  });
  const library = readFileSync(join(dist, 'library.bin'));
  const { version, checksum } = JSON.parse(library.subarray(0, library.indexOf('\n')).toString()) as Record<string, unknown>;
  const pages = Object.fromEntries(
    // Not what is no text: nobody waits for the letters of posters at every start.
    textFiles(join(dist, 'assets')).map((name) => [name, readFileSync(join(dist, 'assets', name), 'utf8')]),
  );
  writeFileSync(join(folder, 'assets', 'start.json'), JSON.stringify({ release: { version, checksum }, pages }));
  writeFileSync(join(folder, 'assets', 'library.bin'), library);
  for (const name of readdirSync(join(folder, 'assets')))
    if (statSync(join(folder, 'assets', name)).size > LARGEST_ASSET) throw new Error(`${name} is larger than an asset of a Worker may be`);
}
