import { type Period, startOfPeriod } from '../../desk/waiting-times.ts';
import type { ClosedCase } from '../../storage/desk-numbers.ts';
import { useWords } from './language.tsx';
import type { DeskNumbers } from './load-numbers.ts';
import type { NumbersView } from './numbers-view.ts';
import { WORDS } from './numbers-words.ts';
import { PeriodTable } from './period-table.tsx';

/** What cases turned out to be, and where the machine was wrong. */
export function Closings({ view: { numbers } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  const since = (period: Period) => countClosings(numbers, startOfPeriod(period, numbers.at));
  const closed = { today: since('today'), week: since('week'), month: since('month') };
  const lines = [
    'closed',
    'scam',
    'falseAlarm',
    'unclear',
    'missedGreen',
    'missedYellow',
    'falseRed',
    'lost',
    'saved',
    'returned',
    'givenUp',
  ] as const;
  return (
    <section class="numbers-part" aria-labelledby="numbers-closings">
      <h2 id="numbers-closings">{words.closings}</h2>
      <p class="quiet">{words.closingsNote}</p>
      <PeriodTable
        lines={lines.map((line) => ({
          name: words[line],
          of: (period) => (line === 'lost' || line === 'saved' ? yuan(closed[period][line]) : closed[period][line]),
        }))}
      />
    </section>
  );
}

/** @param from the first millisecond that counts */
export function countClosings({ closings, returns, callBacks }: Pick<DeskNumbers, 'closings' | 'returns' | 'callBacks'>, from: number) {
  const closed = closings.filter(({ closedAt }) => closedAt >= from);
  const count = (truth: ClosedCase['truth'], colour?: ClosedCase['colour']): number =>
    closed.filter((one) => one.truth === truth && (colour === undefined || one.colour === colour)).length;
  const sum = (which: 'lost' | 'saved'): number => closed.reduce((total, one) => total + one[which], 0);
  return {
    closed: closed.length,
    scam: count('scam'),
    falseAlarm: count('false-alarm'),
    unclear: count('unclear'),
    missedGreen: count('scam', 'green'),
    missedYellow: count('scam', 'yellow'),
    falseRed: count('false-alarm', 'red'),
    lost: sum('lost'),
    saved: sum('saved'),
    returned: returns.filter((at) => at >= from).length,
    givenUp: callBacks.givenUpAt.filter((at) => at >= from).length,
  };
}

/** @param fen hundredths */
/** Whole yuan and what is left of one. @param fen an amount */
export function yuan(fen: number): string {
  return `¥${(fen / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
}
