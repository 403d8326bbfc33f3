import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createDetector } from '../../detection/detector.ts';
import { AppError } from '../../errors.ts';
import {
  type BlastRadius,
  blastRadius,
  type Change,
  MOST_TEXTS,
  pastConsults,
  type ReplayedText,
  replayedSince,
} from '../../librarian/blast-radius.ts';
import { loadDetector } from '../../node/load-library.ts';
import type { Storage } from '../../storage/storage.ts';
import { inSealedDatabase } from '../in-database.ts';
import { keysOfSettings } from '../read-settings.ts';
import { loadKept, versionAtWork } from './kept-release.ts';

const PROGRESS_EVERY = 1000;

/**
 * `npm run -s library -- blast-radius [--against 2.2.0] [FILE.jsonl …]`: what would be judged otherwise if the compiled
 * library were at work.
 * @throws AppError `library.usage`, `database.missing`, `config.master-key`, `library.unknown-release`
 */
export async function replayConsults(args: readonly string[]): Promise<string> {
  const { against, files } = readArguments(args);
  const candidate = await loadDetector(keysOfSettings());
  return inSealedDatabase(async (storage) => {
    const version = against ?? (await versionAtWork(storage));
    if (version === null)
      throw new AppError('library.unknown-release', 'no release is at work in the database; name one: --against 2.2.0', 404);
    const atWork = createDetector(await loadKept(storage, version));
    const onText = (texts: number): void => {
      if (texts % PROGRESS_EVERY === 0) process.stderr.write(`${texts} texts judged twice\n`);
    };
    const found = await blastRadius(atWork, candidate, textsOf(storage, files), { most: MOST_TEXTS, onText });
    return `${atWork.library.version} → ${candidate.library.version}: ${printed(found)}`;
  });
}

function readArguments(args: readonly string[]): { against: string | undefined; files: readonly string[] } {
  const usage = 'usage: npm run -s library -- blast-radius [--against 2.2.0] [FILE.jsonl …]';
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { against: { type: 'string' } }, allowPositionals: true });
    const missing = positionals.find((file) => !existsSync(file));
    if (missing !== undefined) throw new AppError('library.usage', `${usage}\nthere is no file ${missing}`, 400);
    return { against: values.against, files: positionals };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('library.usage', usage, 400, { cause: error });
  }
}

/** A page and a line at a time. */
async function* textsOf(storage: Storage, files: readonly string[]): AsyncGenerator<ReplayedText> {
  yield* pastConsults(storage, replayedSince(Date.now()));
  for (const file of files) yield* textsOfFile(file);
}

const rowSchema = z.union([
  z.object({ text: z.string(), sender: z.string().optional(), kind: z.string().optional() }),
  z.object({ turns: z.array(z.object({ user: z.string() })) }),
]);

async function* textsOfFile(file: string): AsyncGenerator<ReplayedText> {
  const nobody = { asked: null, told: null, truth: null };
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const place = `${basename(file)}:${number}`;
    const row = rowOf(line, place);
    if ('turns' in row) for (const { user } of row.turns) yield { ...nobody, text: user, sender: null, place };
    else yield { ...nobody, text: row.text, sender: row.sender ?? null, place: row.kind ? `${place} ${row.kind}` : place };
  }
}

function rowOf(line: string, place: string): z.infer<typeof rowSchema> {
  try {
    return rowSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError('library.usage', `${place}: a row needs a "text", or "turns" of which each has a "user"`, 400, { cause });
  }
}

function printed({ texts, cut, changes, colours, types, callBacks }: BlastRadius): string {
  const counts = (name: string, counted: ReadonlyMap<string, number>): string =>
    `${name}: ${[...counted].map(([change, count]) => `${change} ${count}`).join(' · ') || 'no change'}\n`;
  return [
    `${texts} texts judged twice${cut ? `; there are more than ${MOST_TEXTS}, the others were left out` : ''}\n`,
    counts('colours', colours),
    counts('types', types),
    `changes: ${changes.length}\n`,
    ...changes.map(changeLine),
    `to be called back, told green and now red: ${callBacks.length}\n`,
    ...[...countPlaces(callBacks)].map(([place, count]) => `  ${place}${count > 1 ? ` (${count})` : ''}\n`),
  ].join('');
}

function changeLine({ place, truth, from, to, text }: Change): string {
  const side = ({ colour, type }: Change['from']): string => `${colour} ${type ?? '-'}`;
  return `  ${(truth ?? '-').padEnd(11)} ${`${side(from)} → ${side(to)}`.padEnd(44)} ${place.padEnd(20)} ${text}\n`;
}

/** Who has no case has no number by which he could be named: his channel, and how many there are. */
function countPlaces(callBacks: BlastRadius['callBacks']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { place, truth } of callBacks) {
    const name = truth === null ? place : `${place} closed as ${truth}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
