import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * Loaded before a server that is under a drill (`node --import`), and by nothing else: keeps its SQLite files from growing
 * while the file that DISASTER_PAGES names holds a 1, as a full disk does.
 */
const LOOK_EVERY_MS = 20;
/** SQLite's own limit. */
const NO_LIMIT = 4_294_967_294;
const path = process.env.DISASTER_PAGES ?? '';
const opened = new Set<DatabaseSync>();
const realExec = DatabaseSync.prototype.exec;
let full = false;

const limit = (file: DatabaseSync): void => {
  // A limit below what there is becomes what there is.
  if (file.isOpen) realExec.call(file, `PRAGMA max_page_count = ${full ? 1 : NO_LIMIT}`);
};
DatabaseSync.prototype.exec = function (sql: string): void {
  realExec.call(this, sql);
  if (opened.has(this)) return;
  opened.add(this);
  limit(this);
};
setInterval(() => {
  const wanted = readFileSync(path, 'utf8') === '1';
  if (wanted === full) return;
  full = wanted;
  for (const file of opened) limit(file);
}, LOOK_EVERY_MS).unref();
