import { parseArgs } from 'node:util';
import { ENGINE_VERSION } from '../../conversation/answer.ts';
import { createTraditional } from '../../conversation/traditional.ts';
import { createDetector, type Detector } from '../../detection/detector.ts';
import { AppError } from '../../errors.ts';
import { rememberDetectors } from '../../librarian/replay-releases.ts';
import { type Missing, type Replay, type ReplayedTurn, replayTurns } from '../../librarian/replay-turns.ts';
import { DAY_MS } from '../../librarian/report-cards.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import { isWorkingCopy } from '../../library/release-name.ts';
import { loadLibrary } from '../../node/load-library.ts';
import type { FoundTurns, KeptTurns, VerdictName } from '../../storage/replayable.ts';
import type { Storage } from '../../storage/storage.ts';
import { inSealedDatabase } from '../in-database.ts';
import { keysOfSettings } from '../read-settings.ts';
import { loadKept } from './kept-release.ts';

/** An `id` that stands in a verdict is looked for so far back. */
const DAYS = 30;
const VERDICT_ID = /^[0-9a-f]{32}$/;

/**
 * `npm run -s library -- replay <message> | <verdict> | --case A123456`: the stored verdict is made again with the release that
 * it names, and so is every one before it in its conversation.
 * @returns what is printed, and whether everything that was asked for is the same to the byte
 * @throws AppError `library.usage`, `database.missing`, `config.master-key`, `storage.master-key`, `replay.unknown`,
 * `replay.no-verdict`, `replay.erased`, `replay.inputs`, `replay.text`, `replay.release`
 */
export async function replayVerdict(args: readonly string[]): Promise<{ readonly text: string; readonly identical: boolean }> {
  const named = readArguments(args);
  return inSealedDatabase(async (storage) => {
    const found = await find(storage, named);
    const kept = await storage.openTurns(found);
    if (!kept) throw refused('erased');
    const replay = await replayTurns(kept, {
      detectorOf: rememberDetectors((release) => loadRelease(storage, release)),
      toTraditional: createTraditional(),
    });
    return report(replay, kept, found.messageId);
  });
}

/** Ids of messages and of verdicts; `--case=A123456` is none. */
const ANY_ID = /^[\w-]{16,}$/;

function readArguments(args: readonly string[]): VerdictName {
  const usage = 'usage: npm run -s library -- replay <id of a message or of a verdict> | --case A123456';
  const wrong = (cause?: unknown): AppError => new AppError('library.usage', usage, 400, { cause });
  let parsed: { values: { case?: string | undefined }; positionals: string[] };
  try {
    // One id in 64 begins with a dash.
    const named = args.length === 1 && ANY_ID.test(args[0] as string) ? ['--', ...args] : [...args];
    parsed = parseArgs({ args: named, options: { case: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw wrong(error);
  }
  const { values, positionals } = parsed;
  const [id] = positionals;
  if (positionals.length + (values.case === undefined ? 0 : 1) !== 1) throw wrong();
  if (values.case) return { caseNumber: values.case.toUpperCase() };
  if (!id) throw wrong();
  return VERDICT_ID.test(id) ? { verdict: id, since: Date.now() - DAYS * DAY_MS } : { message: id };
}

async function find(storage: Storage, named: VerdictName): Promise<Extract<FoundTurns, { kind: 'found' }>> {
  const found = await storage.findTurns(named);
  if (found.kind === 'found') return found;
  // What looks like a verdict's id may be a message's.
  const again = found.kind === 'unknown' && 'verdict' in named ? await storage.findTurns({ message: named.verdict }) : found;
  if (again.kind === 'found') return again;
  throw refused(again.kind, named);
}

function refused(kind: 'unknown' | 'no-verdict' | 'erased', named?: VerdictName): AppError {
  if (kind === 'erased') return new AppError('replay.erased', 'he was erased: nothing that he wrote or was told can be read any more', 404);
  if (kind === 'no-verdict')
    return new AppError('replay.no-verdict', 'this message has no verdict: an officer wrote it, or it is not answered yet', 404);
  const where = named && 'verdict' in named ? `no message, and no verdict of the last ${DAYS} days,` : 'nothing';
  const what = named && 'caseNumber' in named ? `there is no case ${named.caseNumber}` : `${where} in this database has that id`;
  return new AppError('replay.unknown', `${what}; /api/v1/check keeps nothing, so its answers cannot be replayed`, 404);
}

/** A working copy is kept nowhere; it may be the one that lies compiled here. */
async function loadRelease(storage: Storage, release: string): Promise<Detector | null> {
  const kept = (await storage.keptReleases()).some(({ version }) => version === release);
  if (kept) return createDetector(await readable(storage, release));
  if (!isWorkingCopy(release)) return null;
  const compiled = await loadLibrary(keysOfSettings()).catch(() => null);
  return compiled?.version === release ? createDetector(compiled) : null;
}

/** An older program's artefact may be of another form. */
async function readable(storage: Storage, release: string): Promise<TrainedLibrary> {
  try {
    return await loadKept(storage, release);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const message = `the database keeps library ${release}, and this program cannot read it (${cause.code}): use the program of that time`;
    throw new AppError('replay.release', message, 404, { cause });
  }
}

function report(replay: Replay, { turns }: KeptTurns, messageId: string | null): { text: string; identical: boolean } {
  const asked = messageId === null ? replay.turns : replay.turns.filter(({ kept }) => kept.messageId === messageId);
  const first = asked.find(({ missing }) => missing !== null);
  // One verdict that cannot be made again is an error; of a whole conversation the others are worth reading.
  if (first?.missing && asked.every(({ missing }) => missing !== null)) throw cannot(first, replay);
  const identical = replay.turns.every(({ result }) => result !== 'differs') && replay.memory !== 'differs';
  const left = replay.turns.filter(({ missing }) => missing !== null).length;
  const verdict = `${identical ? 'identical to the byte' : 'NOT identical'}${left > 0 ? `; ${left} of ${turns.length} turns could not be replayed` : ''}`;
  const engines = [...new Set(replay.turns.filter(({ otherEngine }) => otherEngine).map(({ kept }) => kept.engine))];
  const lines = [
    `${messageId === null ? `${turns.length} turns` : `message ${messageId}`}, engine ${ENGINE_VERSION}: ${verdict}\n`,
    ...engines.map(
      (engine) =>
        `warning: engine ${engine} judged some of it, this program is ${ENGINE_VERSION}: id and engineVersion were not compared\n`,
    ),
    ...replay.turns.map((turn) => turnLine(turn, turn.kept.messageId === messageId)),
    replay.memory === null ? '' : `what is remembered of the conversation: ${replay.memory}\n`,
  ];
  return { text: lines.join(''), identical };
}

function turnLine({ kept, result, difference, missing }: ReplayedTurn, asked: boolean): string {
  const { turn, at, kind, colour, release, engine, messageId } = kept;
  const place = `${String(turn).padStart(4)}  ${new Date(at).toISOString()}  ${kind.padEnd(10)} ${(colour ?? '-').padEnd(6)}`;
  const by = `library ${release}, engine ${engine}`;
  const head = `${asked ? '→' : ' '}${place} ${by}  ${missing ? `cannot be replayed: ${WHY[missing]}` : result}  ${messageId}\n`;
  return difference ? `${head}      ${difference.at}: stored “${difference.was}”, now “${difference.is}”\n` : head;
}

const WHY: Readonly<Record<Missing, string>> = {
  inputs: 'what it was decided from was not kept, or not in a way that this program knows',
  text: 'its text is not kept any more',
  release: 'the database does not keep its release',
  before: 'a turn before it cannot be replayed',
};

function cannot({ kept, missing }: ReplayedTurn, { turns }: Replay): AppError {
  const possible = turns.find((turn) => turn.missing === null)?.kept;
  const from = possible ? `; in this conversation it can be from turn ${possible.turn} on, ${new Date(possible.at).toISOString()}` : '';
  const cause = turns.find((turn) => turn.missing !== null && turn.missing !== 'before');
  if (missing === 'release' || (missing === 'before' && cause?.missing === 'release'))
    return new AppError('replay.release', releaseLine(missing === 'release' ? kept.release : (cause?.kept.release ?? '')), 404);
  if (missing === 'text') return new AppError('replay.text', 'its text is not kept any more, so it cannot be judged again', 404);
  return new AppError(
    'replay.inputs',
    `it was judged on ${new Date(kept.at).toISOString()} by library ${kept.release} and engine ${kept.engine}, and ${WHY[missing === 'before' ? 'before' : 'inputs']}${from}`,
    404,
  );
}

function releaseLine(release: string): string {
  const advice = isWorkingCopy(release)
    ? 'it is a working copy, which no database keeps: check out its sources and build them'
    : 'see npm run library -- releases';
  return `library ${release} judged it, and the database does not keep it; ${advice}`;
}
