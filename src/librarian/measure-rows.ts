import type { Detector } from '../detection/detector.ts';
import type { Colour } from '../library/schema.ts';
import { type Rate, rate } from './rate.ts';

export interface Report {
  readonly colours: Readonly<Record<string, Record<Colour, number>>>;
  readonly rates: readonly Rate[];
  /** Ids of the rows that were not as wanted. */
  readonly missed: readonly string[];
}

export interface ForwardRow {
  readonly id?: string;
  readonly text: string;
  readonly kind: string;
  readonly accept: readonly Colour[];
  readonly type?: string | readonly string[] | null;
  readonly trick?: string;
  readonly lang?: string;
}
interface ChatRow {
  readonly id?: string;
  readonly text: string;
  readonly intent: string;
  readonly accept: readonly Colour[] | null;
  readonly type?: string | readonly string[] | null;
  readonly escalate: boolean;
}

const NOT_DISGUISED = new Set(['plain', 'long', 'short', 'url-only']);

export function evaluateForwards(detector: Detector, rows: readonly ForwardRow[]): Report {
  const judged = rows.map((row) => ({ row, verdict: detector.judge(row.text).verdict }));
  const scams = judged.filter(({ row }) => row.kind === 'scam');
  const legit = judged.filter(({ row }) => row.kind === 'legit');
  const typed = scams.filter(({ row }) => row.type);
  const hidden = scams.filter(({ row }) => row.trick && !NOT_DISGUISED.has(row.trick));
  const accepted = ({ row, verdict }: (typeof judged)[number]): boolean => row.accept.includes(verdict.colour);
  const greenOnly = legit.filter(({ row }) => row.accept.length === 1 && row.accept[0] === 'green');
  return {
    colours: countColours(judged.map(({ row, verdict }) => [row.kind, verdict.colour])),
    rates: [
      rate('scam in accept', scams, accepted),
      rate('scam not green', scams, ({ verdict }) => verdict.colour !== 'green'),
      rate('obfuscated scam not green', hidden, ({ verdict }) => verdict.colour !== 'green'),
      rate('legit red', legit, ({ verdict }) => verdict.colour === 'red'),
      rate('green-only legit green', greenOnly, ({ verdict }) => verdict.colour === 'green'),
      rate(
        'marketing in accept',
        judged.filter(({ row }) => row.kind === 'marketing'),
        accepted,
      ),
      rate('type of scams', typed, ({ row, verdict }) => sameType(row.type, verdict.type?.id)),
      rate('all in accept', judged, accepted),
      rate('escalated', judged, ({ verdict }) => verdict.escalate),
    ],
    missed: judged.filter((entry) => !accepted(entry)).map(({ row, verdict }) => `${row.id ?? '?'}:${verdict.colour}`),
  };
}

export function evaluateChats(detector: Detector, rows: readonly ChatRow[]): Report {
  const judged = rows.map((row) => ({ row, verdict: detector.judge(row.text).verdict }));
  const coloured = judged.filter(({ row }) => row.accept !== null);
  const advice = coloured.filter(({ row }) => row.intent === 'advice');
  const accepted = ({ row, verdict }: (typeof judged)[number]): boolean => row.accept?.includes(verdict.colour) ?? true;
  return {
    colours: countColours(judged.map(({ row, verdict }) => [row.intent, verdict.colour])),
    rates: [
      rate(
        'escalate recall',
        judged.filter(({ row }) => row.escalate),
        ({ verdict }) => verdict.escalate,
      ),
      rate(
        'escalate false',
        judged.filter(({ row }) => !row.escalate),
        ({ verdict }) => verdict.escalate,
      ),
      rate('advice colour', advice, accepted),
      rate('colour of all judged', coloured, accepted),
      rate('intent', judged, ({ row, verdict }) => sameIntent(row.intent, verdict.intent)),
      rate(
        'type',
        judged.filter(({ row }) => row.type),
        ({ row, verdict }) => sameType(row.type, verdict.type?.id),
      ),
    ],
    missed: judged
      .filter((entry) => !accepted(entry) || entry.row.escalate !== entry.verdict.escalate)
      .map(({ row, verdict }) => `${row.id ?? '?'}:${verdict.colour}${verdict.escalate ? '!' : ''}`),
  };
}

/** Whether money went now or yesterday, and whether he says hello or talks about the weather, changes nothing of what is done. */
const SAME_INTENT: Readonly<Record<string, string>> = { 'stop-loss': 'emergency', smalltalk: 'greeting' };
function sameIntent(a: string, b: string): boolean {
  return (SAME_INTENT[a] ?? a) === (SAME_INTENT[b] ?? b);
}

export function sameType(wanted: ForwardRow['type'], found: string | undefined): boolean {
  return found !== undefined && (Array.isArray(wanted) ? wanted.includes(found) : wanted === found);
}

function countColours(pairs: readonly (readonly [string, Colour])[]): Record<string, Record<Colour, number>> {
  const counts: Record<string, Record<Colour, number>> = {};
  for (const [kind, colour] of pairs) {
    counts[kind] ??= { red: 0, yellow: 0, green: 0 };
    counts[kind][colour] += 1;
  }
  return counts;
}
