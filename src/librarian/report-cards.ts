import { DAY } from '../durations.ts';
import type { Pattern } from '../library/schema.ts';
import type { PatternTally } from '../storage/pattern-cards.ts';
import { wilson } from './wilson.ts';

/** How a pattern has done at the desk, and what is proposed. Pure. */
export interface ReportCard extends Omit<PatternTally, 'lastHit'> {
  /** null: the library does not have it any more. */
  readonly severity: Pattern['severity'] | null;
  readonly status: Pattern['status'] | null;
  readonly lastHit: number | null;
  /** Scams among the closings that said yes or no, 0–1; null: none did. */
  readonly precision: number | null;
  readonly interval: readonly [low: number, high: number];
  readonly trend: 'rising' | 'falling' | 'steady';
  readonly proposal: 'yellow' | 'retirement' | null;
}

interface Circumstances {
  readonly now: number;
  /** When the first message was judged; null: none yet. */
  readonly judgingSince: number | null;
  /** Patterns that were at work `UNUSED_DAYS` ago; null: nobody knows, the time since the first message counts alone. */
  readonly oldPatterns: ReadonlySet<string> | null;
}

/** Days of the two stretches whose hits are compared. */
export const TREND_DAYS = 30;
/** Days without a hit after which a pattern is proposed for retirement. */
export const UNUSED_DAYS = 180;
export const DAY_MS = DAY;

const PRECISE_ENOUGH = 0.7;
const ENOUGH_CLOSINGS = 10;

/** The worst first: whose precision is at best low. Then those that nobody has judged, the most frequent first. */
export function reportCards(
  patterns: readonly Pick<Pattern, 'id' | 'severity' | 'status'>[],
  tallies: readonly PatternTally[],
  circumstances: Circumstances,
): ReportCard[] {
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const met = new Map(tallies.map((tally) => [tally.pattern, tally]));
  return [...new Set([...known.keys(), ...met.keys()])]
    .map((id) => cardOf(id, known.get(id), met.get(id), circumstances))
    .sort(
      (a, b) =>
        Number(b.proposal === 'yellow') - Number(a.proposal === 'yellow') ||
        a.interval[1] - b.interval[1] ||
        b.conversations - a.conversations ||
        (a.pattern < b.pattern ? -1 : 1),
    );
}

const NEVER_MET = { conversations: 0, recent: 0, before: 0, scam: 0, falseAlarm: 0, unclear: 0 };

function cardOf(
  id: string,
  pattern: Pick<Pattern, 'severity' | 'status'> | undefined,
  tally: PatternTally | undefined,
  circumstances: Circumstances,
): ReportCard {
  const counts = tally ?? { ...NEVER_MET, pattern: id };
  const { scam, falseAlarm, recent, before } = counts;
  const judged = scam + falseAlarm;
  const lastHit = tally?.lastHit ?? null;
  const card = {
    ...counts,
    lastHit,
    severity: pattern?.severity ?? null,
    status: pattern?.status ?? null,
    precision: judged === 0 ? null : scam / judged,
    interval: wilson(scam, judged),
    trend: recent > before ? 'rising' : recent < before ? 'falling' : 'steady',
  } as const;
  return { ...card, proposal: proposalFor(card, judged, circumstances) };
}

function proposalFor(
  { pattern, status, severity, precision, lastHit }: Omit<ReportCard, 'proposal'>,
  judged: number,
  { now, judgingSince, oldPatterns }: Circumstances,
): ReportCard['proposal'] {
  if (status === null || status === 'deprecated') return null;
  // Medium alone makes no red: it is yellow already.
  if (severity !== 'medium' && precision !== null && precision < PRECISE_ENOUGH && judged >= ENOUGH_CLOSINGS) return 'yellow';
  const longAgo = now - UNUSED_DAYS * DAY_MS;
  const couldHaveHit = judgingSince !== null && judgingSince <= longAgo && (oldPatterns === null || oldPatterns.has(pattern));
  return couldHaveHit && (lastHit === null || lastHit <= longAgo) ? 'retirement' : null;
}
