import { dayOf, percentile, startOfDay } from '../desk/waiting-times.ts';
import { HOUR } from '../durations.ts';
import type { Storage } from '../storage/storage.ts';
import type { BulletinKind } from '../storage/work-index/work-index-tables.ts';
import type { SourceStorage } from './storage-sources.ts';

/** What is counted of a day or a week, and of the one before it. Money in fen, times in milliseconds. */
export interface BulletinFigures {
  readonly opened: number;
  readonly answered: number;
  /** Until a human answered; null: nobody was answered. */
  readonly waitedHalf: number | null;
  readonly waitedMost: number | null;
  /** Closed as scams, also those without a loss. */
  readonly scams: number;
  readonly withLoss: number;
  readonly lost: number;
  readonly saved: number;
  readonly consults: number;
  readonly red: number;
  /** People about whom a warning came. */
  readonly warned: number;
  /** Of them, those whose deadline is over or who were met. */
  readonly toMeet: number;
  readonly met: number;
  readonly inTime: number;
  readonly cheated: number;
}
export interface TypeAtPlace {
  /** null: not said. */
  readonly type: string | null;
  readonly place: string | null;
  readonly cases: number;
  readonly lost: number;
}
/** How often a scheme cheated somebody, and how often the day or week before; what rises most comes first. */
interface TypeRise {
  readonly type: string | null;
  readonly cases: number;
  readonly before: number;
}
interface BulletinScript {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly texts: number;
  readonly senders: number;
  readonly phrases: readonly string[];
}
export interface Bulletin {
  readonly format: 1;
  readonly kind: BulletinKind;
  /** Its first day and the one after its last: days since 1 January 1970 in Shanghai. */
  readonly from: number;
  readonly to: number;
  readonly figures: BulletinFigures;
  readonly before: BulletinFigures;
  readonly places: readonly TypeAtPlace[];
  /** Left out in bulletins from before it was kept. */
  readonly types?: readonly TypeRise[];
  readonly scripts: readonly BulletinScript[];
  /** As it stood when the bulletin was made; null where that was days later, because no server ran: nobody noted it. */
  readonly now: {
    readonly waiting: number;
    readonly overdueCallBacks: number;
    readonly unreachedCallBacks: number;
    readonly overdueWarningTasks: number;
  } | null;
}

export type BulletinStorage = SourceStorage &
  Pick<
    Storage,
    | 'answeredCases'
    | 'verdictCounts'
    | 'scamsByTypeAndPlace'
    | 'scriptsFound'
    | 'waitingNow'
    | 'unreachedCallBacks'
    | 'bulletinsMade'
    | 'keepBulletin'
    | 'overdueWarningTasks'
  >;

interface BulletinDeps {
  readonly storage: BulletinStorage;
  readonly now: () => number;
}

/** A bulletin is there when the day's shift begins: at six. */
const MADE_AT = 6 * HOUR;
const DAYS_OF: Readonly<Record<BulletinKind, number>> = { day: 1, week: 7 };
const MOST_SCRIPTS = 50;
/** Of each script. */
const MOST_PHRASES = 6;
/** Days that are made up later at most, when no server ran. */
const MADE_UP = 60;

/** Monday of the week that this day is in; 1 January 1970 was a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** The first day of the last bulletin that should be there at this moment. */
export function dueBulletin(kind: BulletinKind, now: number): number {
  const today = dayOf(now - MADE_AT);
  return kind === 'day' ? today - 1 : mondayOf(today) - DAYS_OF.week;
}

/**
 * Each bulletin is made once, by whichever instance is first, and stays as it was made: the one that is due, then, one at a time
 * and the oldest first, those for which no server ran, no further back than sixty days and none from before the first.
 * @returns false when there was nothing to do
 */
export async function makeBulletin({ storage, now }: BulletinDeps): Promise<boolean> {
  for (const kind of ['day', 'week'] as const) {
    const due = dueBulletin(kind, now());
    const step = DAYS_OF[kind];
    const earliest = due - Math.floor(MADE_UP / step) * step;
    const { first, made } = await storage.bulletinsMade(kind, earliest);
    const from = made.has(due) ? missedOf(made, Math.max(first ?? due, earliest), due, step) : due;
    if (from === null) continue;
    if (await storage.keepBulletin(kind, from, JSON.stringify(await writeBulletin(storage, kind, from, now(), from !== due)))) return true;
  }
  return false;
}

function missedOf(made: ReadonlySet<number>, first: number, due: number, step: number): number | null {
  for (let day = first; day < due; day += step) if (!made.has(day)) return day;
  return null;
}

async function writeBulletin(storage: BulletinStorage, kind: BulletinKind, from: number, now: number, late: boolean): Promise<Bulletin> {
  const to = from + DAYS_OF[kind];
  const [start, end] = [startOfDay(from), startOfDay(to)];
  const [figures, before, places, placesBefore, scripts, waiting, callBacks, overdueWarningTasks] = await Promise.all([
    figuresOf(storage, start, end),
    figuresOf(storage, startOfDay(from - DAYS_OF[kind]), start),
    storage.scamsByTypeAndPlace(start, end),
    storage.scamsByTypeAndPlace(startOfDay(from - DAYS_OF[kind]), start),
    storage.scriptsFound(start, end, MOST_SCRIPTS),
    storage.waitingNow(),
    storage.unreachedCallBacks(now),
    storage.overdueWarningTasks(),
  ]);
  return {
    format: 1,
    kind,
    from,
    to,
    figures,
    before,
    places: places
      .map(({ type, community, cases, lost }) => ({ type, place: community, cases, lost }))
      .sort((a, b) => b.cases - a.cases || b.lost - a.lost || order(a.place, b.place) || order(a.type, b.type)),
    types: risesOf(places, placesBefore),
    scripts: scripts.map((script) => ({ ...script, phrases: script.phrases.slice(0, MOST_PHRASES) })),
    now: late
      ? null
      : {
          waiting: waiting.reduce((sum, { count }) => sum + count, 0),
          overdueCallBacks: callBacks.overdue,
          unreachedCallBacks: callBacks.unreached,
          overdueWarningTasks,
        },
  };
}

type Counted = Pick<TypeAtPlace, 'type' | 'cases'>;

function risesOf(now: readonly Counted[], before: readonly Counted[]): readonly TypeRise[] {
  const types = [...new Set([...now, ...before].map(({ type }) => type))];
  const sum = (rows: readonly Counted[], type: string | null): number =>
    rows.reduce((total, row) => total + (row.type === type ? row.cases : 0), 0);
  return types
    .map((type) => ({ type, cases: sum(now, type), before: sum(before, type) }))
    .sort((a, b) => b.cases - b.before - (a.cases - a.before) || b.cases - a.cases || order(a.type, b.type));
}

async function figuresOf(storage: BulletinStorage, from: number, to: number): Promise<BulletinFigures> {
  const [answers, verdicts, scams, withLoss, warnings, toMeet] = await Promise.all([
    storage.answeredCases(from),
    storage.verdictCounts(from, to),
    storage.scamsByTypeAndPlace(from, to),
    storage.casesByCommunity(from, to),
    storage.warningFigures(from, to),
    storage.warningsToMeet(from, to),
  ]);
  const opened = answers.filter(({ createdAt }) => createdAt < to);
  const waited = opened.flatMap(({ createdAt, answeredAt }) => (answeredAt === null ? [] : [Math.max(0, answeredAt - createdAt)]));
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    opened: opened.length,
    answered: waited.length,
    waitedHalf: percentile(waited, 0.5),
    waitedMost: percentile(waited, 0.95),
    scams: sum(scams, ({ cases }) => cases),
    withLoss: sum(withLoss, ({ cases }) => cases),
    lost: sum(scams, ({ lost }) => lost),
    saved: sum(scams, ({ saved }) => saved),
    consults: sum(verdicts, ({ count }) => count),
    red: sum(
      verdicts.filter(({ colour }) => colour === 'red'),
      ({ count }) => count,
    ),
    warned: sum(warnings, (row) => row.warned),
    toMeet: sum([...toMeet.values()], (count) => count),
    met: sum(warnings, (row) => row.met),
    inTime: sum(warnings, (row) => row.metInTime),
    cheated: sum(warnings, (row) => row.cheated),
  };
}

function order(a: string | null, b: string | null): number {
  const [one, other] = [a ?? '', b ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
