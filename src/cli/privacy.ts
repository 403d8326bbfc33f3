import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { copyAsText } from '../citizens/copy-as-text.ts';
import { type Config, readConfig, SETTINGS } from '../config.ts';
import { DAY } from '../durations.ts';
import { AppError } from '../errors.ts';
import { believedKeys } from '../node/believed-keys.ts';
import { createErasureLedger } from '../node/erasure-ledger.ts';
import { LEDGER_NAME, readLedger } from '../node/erasure-list.ts';
import { loadLibrary } from '../node/load-library.ts';
import { makeFolder } from '../node/make-folder.ts';
import { inventoryTable } from '../storage/privacy/kept.ts';
import { ROTATION_BEGINS, type RotationPlace } from '../storage/privacy/rotate-keys.ts';
import { endWith } from './end-with.ts';
import { inDatabase, inSealedDatabase, inTables } from './in-database.ts';

/** Characters. */
const SHORTEST_REASON = 4;

const HELP = `npm run privacy -- report               what is kept, since when, and what was removed because its time was over
npm run privacy -- inventory            the table of docs/privacy.md: every kind of data, how long, what ends it
npm run privacy -- key-check            whether the master key opens this database, and what stands under an older one
npm run privacy -- export --case A123456 --reason "…" [--text]          one citizen's copy of everything, as JSON or to be read
npm run privacy -- export --conversation telegram:123 --reason "…" [--text]
npm run privacy -- note-erasures        writes down in DATA_DIR/erasures.ledger who was erased; before a restore of D1
npm run privacy -- erase-again          erases whoever stands there and was brought back; after a restore of D1
npm run privacy -- rotate-master-key    puts everything under MASTER_KEY; servers run on with MASTER_KEY and MASTER_KEY_OLD
`;

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2);
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  if (command === 'export') return exported(config, rest);
  if (rest.length === 0) {
    if (command === 'report') return report(config);
    if (command === 'inventory') return say(`${inventoryTable(defaultOf)}\n`);
    if (command === 'key-check') return keyCheck(config);
    if (command === 'note-erasures' || command === 'erase-again') return ledger(config, command === 'erase-again');
    if (command === 'rotate-master-key') return rotate(config);
  }
  return say(HELP, command === '--help' ? 0 : 2);
}

function defaultOf(name: string): string {
  return SETTINGS[name as keyof typeof SETTINGS]?.default ?? '?';
}

/** Counts and days alone; opens nothing that is sealed. */
function report(config: Config): Promise<number> {
  return inDatabase(async (storage) => {
    say(`${'kind'.padEnd(16)} ${'rows'.padStart(10)}  ${'oldest'.padEnd(12)} removed\n`);
    for (const { keep, rows, oldest, removed } of await storage.keptReport()) {
      const days = removed.slice(0, 3).map((day) => `${day.removed} on ${date(day.day * DAY)}`);
      say(
        `${keep.padEnd(16)} ${String(rows).padStart(10)}  ${(oldest === null ? '–' : date(oldest)).padEnd(12)} ${days.join(', ') || '–'}\n`,
      );
    }
    return 0;
  }, config);
}

function keyCheck(config: Config): Promise<number> {
  return inSealedDatabase(async (storage) => {
    const left = await storage.rotationLeft();
    if (left === 0) return say('the master key opens this database; everything stands under it\n');
    return say(
      `the master key opens this database; ${left} values stand under an older key or name none: npm run privacy -- rotate-master-key\n`,
    );
  }, config);
}

/** Who asks has shown that it is he: that is for whoever types this to make sure of, and to say in the reason. */
async function exported(config: Config, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { case: { type: 'string' }, conversation: { type: 'string' }, reason: { type: 'string' }, text: { type: 'boolean' } },
  });
  const { reason = '', text = false } = values;
  const of = values.case ? { caseNumber: values.case } : values.conversation ? { conversationId: values.conversation } : null;
  if (of === null || reason.trim().length < SHORTEST_REASON)
    return say('name --case or --conversation, and say with --reason for whom it is and how he has shown that it is he\n', 2);
  const library = text ? await loadLibrary(believedKeys(config)) : null;
  return inSealedDatabase(async (storage) => {
    const copy = await storage.citizenCopy({ of, officerId: null, reason });
    if (copy === null)
      throw new AppError('privacy.nobody', 'nothing is kept of anybody there: no such case or conversation, or he was erased');
    if (library === null) return say(`${JSON.stringify(copy, null, 2)}\n`);
    return say(copyAsText(copy, (type) => library.types.find(({ id }) => id === type)?.title));
  }, config);
}

/** A server keeps its ledger by itself; a Worker has no file, and whoever restores its database keeps it on his own machine. */
function ledger(config: Config, again: boolean): Promise<number> {
  const folder = resolve(config.DATA_DIR);
  const path = join(folder, LEDGER_NAME);
  if (again && !existsSync(path))
    throw new AppError('backup.erasures', `there is no ${path}: privacy -- note-erasures makes it, from the database before the restore`);
  makeFolder(folder);
  return inTables(async (database) => {
    const erasures = createErasureLedger(database, path, Date.now);
    if (again) return say(`${await erasures.eraseAgain()} had been brought back and are erased again\n`);
    await erasures.sync();
    return say(`${readLedger(path).size} erasures stand in ${path}; it says nothing of anybody\n`);
  }, config);
}

/** Can be stopped and begun anew at any time: what is done is passed over. */
function rotate(config: Config): Promise<number> {
  return inSealedDatabase(async (storage) => {
    const all = await storage.rotationLeft();
    let done = 0;
    for (let place: RotationPlace | null = ROTATION_BEGINS; place; ) {
      const { next, changed, column } = await storage.rotateSome(place);
      done += changed;
      if (changed > 0) process.stderr.write(`\r${done} of ${all}  ${column.padEnd(40)}`);
      place = next;
    }
    if (done > 0) process.stderr.write('\n');
    const left = await storage.rotationLeft();
    if (left > 0) return say(`${left} values came in under the old key meanwhile: give every server both keys, then run this again\n`, 1);
    if (done > 0) await storage.noteRotation();
    return say(`everything stands under MASTER_KEY; ${done} values were changed. MASTER_KEY_OLD can be taken away.\n`);
  }, config);
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** @returns the exit code that goes with it */
function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

await endWith(main);
