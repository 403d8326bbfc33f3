import { maskText } from '../../desk/masking.ts';
import { AppError } from '../../errors.ts';
import { AHEAD_OF_UTC, hotlineDate } from '../../hotline-time.ts';
import { DAY_MS, type ReportCard, reportCards, TREND_DAYS, UNUSED_DAYS } from '../../librarian/report-cards.ts';
import { loadLibrary } from '../../node/load-library.ts';
import type { Storage } from '../../storage/storage.ts';
import { inDatabase, inSealedDatabase } from '../in-database.ts';
import { keysOfSettings } from '../read-settings.ts';
import { loadKept, versionAtWork } from './kept-release.ts';

/** What the desk's closings say of the library. */

const MOST_MISSES = 200;
const TRENDS = { rising: '↑', falling: '↓', steady: '=' } as const;
const PROPOSALS = { yellow: 'make it yellow', retirement: 'retire it' } as const;

/** `npm run -s library -- cards`. @throws AppError `database.missing` */
export async function printCards(): Promise<string> {
  const { patterns } = await loadLibrary(keysOfSettings());
  return inDatabase(async (storage) => {
    const now = Date.now();
    const [tallies, judgingSince, oldPatterns] = await Promise.all([
      storage.patternTallies(TREND_DAYS),
      storage.judgingSince(),
      patternsAtWork(storage, now - UNUSED_DAYS * DAY_MS),
    ]);
    const cards = reportCards(patterns, tallies, { now, judgingSince, oldPatterns });
    const shown = cards.filter(({ conversations, proposal }) => conversations > 0 || proposal !== null);
    return [
      `${HEAD}\n`,
      ...shown.map((card) => `${cardLine(card)}\n`),
      `${cards.filter(({ conversations }) => conversations === 0).length} of ${patterns.length} patterns have not been met yet\n`,
    ].join('');
  });
}

/** null when the database keeps no release that old, or one that this program cannot read any more. */
async function patternsAtWork(storage: Storage, until: number): Promise<ReadonlySet<string> | null> {
  const version = await versionAtWork(storage, until);
  if (version === null) return null;
  try {
    return new Set((await loadKept(storage, version)).patterns.map(({ id }) => id));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const HEAD = `${'pattern'.padEnd(36)} ${'severity'.padEnd(9)} precision (95 %)         scam false unclear   30 days  before     all  last hit    proposal`;

function cardLine(card: ReportCard): string {
  const { pattern, severity, precision, interval, scam, falseAlarm, unclear, recent, before, trend, conversations, lastHit } = card;
  const [low, high] = interval.map((end) => (end * 100).toFixed(0));
  const number = (value: number, width: number): string => String(value).padStart(width);
  return [
    pattern.padEnd(36),
    (severity ?? 'gone').padEnd(9),
    (precision === null ? '–' : `${(precision * 100).toFixed(0)} % (${low}–${high} %)`).padEnd(22),
    `${number(scam, 6)} ${number(falseAlarm, 5)} ${number(unclear, 7)}`,
    `${number(recent, 6)} ${TRENDS[trend]} ${number(before, 6)} ${number(conversations, 7)} `,
    lastHit === null ? 'never     ' : hotlineDate(lastHit),
    ` ${card.proposal ? PROPOSALS[card.proposal] : ''}`,
  ]
    .join(' ')
    .trimEnd();
}

/** `npm run -s library -- misses`. @throws AppError `database.missing`, `config.master-key`, `storage.master-key` */
export function printMisses(): Promise<string> {
  return inSealedDatabase(async (storage) => {
    const missed = await storage.missedScams(MOST_MISSES);
    if (missed.length === 0) return 'no case was closed as a scam that had been green or yellow\n';
    const lines = missed.flatMap(({ caseNumber, colour, closedAt, trueType, texts }) => [
      `${caseNumber}  ${colour.padEnd(6)}  closed ${minuteOf(closedAt)}  ${trueType ?? 'no type'}\n`,
      ...(texts.length === 0 ? ['    (nothing that can be read: erased since, or not a text)\n'] : []),
      ...texts.map((said) => `    ${minuteOf(said.at)}  ${said.colour.padEnd(6)}  ${maskText(said.text).replace(/\s+/g, ' ').trim()}\n`),
    ]);
    if (missed.length === MOST_MISSES) lines.push(`the newest ${MOST_MISSES}; there may be more\n`);
    return lines.join('');
  });
}

function minuteOf(at: number): string {
  return new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 16).replace('T', ' ');
}
