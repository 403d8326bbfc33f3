import { dayOf, PERIODS, type Period, startOfDay, startOfPeriod } from '../../desk/waiting-times.ts';
import type { AnsweredCase, ClosedCase, TopPattern, UnreachedCallBacks, VerdictCount, WaitingNow } from '../../storage/desk-numbers.ts';
import type { Storage } from '../../storage/storage.ts';
import type { PageDeps } from '../citizen/page-deps.ts';

/** All that the page counts, of the longest period; shorter ones are part of it. */
export interface DeskNumbers {
  /** When it was counted. Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly cursor: number;
  readonly waiting: readonly WaitingNow[];
  readonly inHand: ReadonlyMap<string, number>;
  readonly present: number;
  readonly answers: readonly AnsweredCase[];
  readonly verdicts: readonly VerdictCount[];
  readonly patterns: Readonly<Record<Period, readonly TopPattern[]>>;
  readonly closings: readonly ClosedCase[];
  readonly returns: readonly number[];
  readonly callBacks: UnreachedCallBacks;
  /** Of the stop leads that were received in each period. Fen. */
  readonly stops: Readonly<Record<Period, Awaited<ReturnType<Storage['stopFigures']>>>>;
  /** Of the month: verdicts in which a second reader's words counted. */
  readonly secondReader: readonly { readonly model: string; readonly verdicts: number }[];
}

const PATTERNS_SHOWN = 10;
/** Pages that keep themselves up to date get what was counted so long ago at most. Milliseconds. */
const COUNTED_EVERY = 10_000;

/** Counts for everybody who looks, and past days once: their verdicts do not change any more. */
export function createCounting({ storage, now }: Pick<PageDeps, 'storage' | 'now'>) {
  let last: { readonly at: number; readonly numbers: Promise<DeskNumbers> } | null = null;
  let past: { readonly day: number; readonly verdicts: readonly VerdictCount[] } | null = null;

  async function pastVerdicts(at: number): Promise<readonly VerdictCount[]> {
    const day = dayOf(at);
    if (past?.day !== day) past = { day, verdicts: await storage.verdictCounts(startOfPeriod('month', at), startOfDay(day)) };
    return past.verdicts;
  }

  async function count(at: number): Promise<DeskNumbers> {
    const from = startOfPeriod('month', at);
    const cursor = await storage.deskCursor();
    const top = (period: Period): Promise<readonly TopPattern[]> => storage.topPatterns(startOfPeriod(period, at), PATTERNS_SHOWN);
    const stops = (period: Period) => storage.stopFigures(startOfPeriod(period, at), at + 1);
    const [
      waiting,
      inHand,
      present,
      answers,
      before,
      today,
      closings,
      returns,
      callBacks,
      ofToday,
      ofWeek,
      ofMonth,
      secondReader,
      ...stopped
    ] = await Promise.all([
      storage.waitingNow(),
      storage.casesInHand(),
      storage.presentAt('desk'),
      storage.answeredCases(from),
      pastVerdicts(at),
      storage.verdictCounts(startOfDay(dayOf(at)), at + 1),
      storage.closedCases(from),
      storage.returnsSince(from),
      storage.unreachedCallBacks(from),
      top('today'),
      top('week'),
      top('month'),
      storage.secondReaderUse(from),
      stops('today'),
      stops('week'),
      stops('month'),
    ]);
    const verdicts = [...before, ...today];
    const patterns = { today: ofToday, week: ofWeek, month: ofMonth };
    return {
      at,
      cursor,
      waiting,
      inHand,
      present: present.length,
      answers,
      verdicts,
      patterns,
      closings,
      returns,
      callBacks,
      stops: { today: stopped[0], week: stopped[1], month: stopped[2] },
      secondReader,
    };
  }

  /** @param fresh now, not a moment ago */
  return (fresh: boolean): Promise<DeskNumbers> => {
    const at = now();
    if (!fresh && last && at - last.at < COUNTED_EVERY) return last.numbers;
    const numbers = count(at);
    last = { at, numbers };
    numbers.catch(() => {
      last = null;
    });
    return numbers;
  };
}

export const DAYS_SHOWN = PERIODS.month;
