import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: every program is run from `dist/`, one step below it. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const LIBRARY_FILE = join(ROOT, 'dist', 'library.bin');
/** What is made of the library for the program that reads it, and can be made again (kept-tables.ts). */
export const TABLES_FILE = join(ROOT, 'dist', 'library.tables');
export const LEDGER_FILE = join(ROOT, 'scam-patterns', 'releases.json');
export const ASSETS_DIR = join(ROOT, 'dist', 'assets');
