import type { Detector } from '../detection/detector.ts';
import type { ReleaseMetrics } from '../library/ledger.ts';
import type { Corpus } from '../library/sources.ts';
import { medianTimes } from './verdict-speed.ts';
import { wilson } from './wilson.ts';

/** One line of what must hold before a release is published. */
export interface GateLine {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;
  readonly result: 'ok' | 'FAIL' | 'skipped';
}

/** Of these less is better: a harmless text taken for a scam, a human called or a question answered for nothing. */
const LESS_IS_BETTER: ReadonlySet<string> = new Set(['legit red', 'escalate false', 'short answer for nothing']);
/** Says what is in the file, not how good it is judged. */
const NEUTRAL: ReadonlySet<string> = new Set(['escalated']);

/** Nothing may be worse than chance allows against the release's own figures. Rates that one of both does not have are told. */
export function compareMetrics(now: ReleaseMetrics, released: ReleaseMetrics): GateLine[] {
  const lines: GateLine[] = [];
  for (const [file, rates] of Object.entries(released))
    for (const [name, [hits, of]] of Object.entries(rates)) {
      if (NEUTRAL.has(name) || of === 0) continue;
      const what = `${file}: ${name}`;
      const less = LESS_IS_BETTER.has(name);
      const [low, high] = wilson(hits, of);
      const wanted = less ? `≤ ${percent(high)}` : `≥ ${percent(low)}`;
      const [found, foundOf] = now[file]?.[name] ?? [0, 0];
      if (foundOf === 0) {
        lines.push({ what, found: 'not measured', wanted, result: 'FAIL' });
        continue;
      }
      const rate = found / foundOf;
      const holds = less ? rate <= high : rate >= low;
      lines.push({ what, found: `${percent(rate)} (${found}/${foundOf})`, wanted, result: holds ? 'ok' : 'FAIL' });
    }
  return [...lines, ...unknownRates(now, released)];
}

/** A rate that the release does not have, or has of no text, may be as bad as it likes: nobody shall take it for compared. */
function unknownRates(now: ReleaseMetrics, released: ReleaseMetrics): GateLine[] {
  return Object.entries(now).flatMap(([file, rates]) =>
    Object.entries(rates)
      .filter(([name, [, of]]) => !NEUTRAL.has(name) && of > 0 && (released[file]?.[name]?.[1] ?? 0) === 0)
      .map(([name, [hits, of]]): GateLine => {
        const found = `${percent(hits / of)} (${hits}/${of})`;
        return { what: `${file}: ${name}`, found, wanted: 'the release has no such figure', result: 'skipped' };
      }),
  );
}

const MOST_BYTES = 16_000_000;

/** @param bytes of the compiled library */
export function checkSize(bytes: number): GateLine {
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
  return { what: 'size', found: megabytes(bytes), wanted: `≤ ${megabytes(MOST_BYTES)}`, result: bytes <= MOST_BYTES ? 'ok' : 'FAIL' };
}

const TIMED_LENGTH = 70;
const SLOWEST = 2;

/** Both measured in the same run. @param released null: nobody has it */
export function checkSpeed(detector: Detector, released: Detector | null, { forwards, chats }: Corpus): GateLine {
  const line = { what: `verdict of ${TIMED_LENGTH} characters, p50`, wanted: `≤ ${SLOWEST} × the release` };
  if (!released) return { ...line, found: 'the database does not keep the release', result: 'skipped' };
  const texts = [...forwards, ...chats].map(({ text }) => text);
  const [now = 0, before = 0] = medianTimes([detector, released], texts, TIMED_LENGTH);
  const found = `${now.toFixed(0)} µs, the release ${before.toFixed(0)} µs`;
  return { ...line, found, result: now <= SLOWEST * before ? 'ok' : 'FAIL' };
}

/** @param faults how many examples do not hold */
export function checkFaults(faults: number): GateLine {
  const found = faults === 0 ? 'all hold' : `${faults} faults`;
  return { what: 'examples and clean corpus', found, wanted: 'all hold', result: faults === 0 ? 'ok' : 'FAIL' };
}

export const WELL_FORMED: GateLine = { what: 'lint', found: 'well formed', wanted: 'well formed', result: 'ok' };

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
