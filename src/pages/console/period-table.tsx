import { PERIODS, type Period } from '../../desk/waiting-times.ts';
import { useWords } from './language.tsx';
import { PERIOD_WORDS } from './numbers-words.ts';

interface Line {
  readonly name: string;
  readonly of: (period: Period) => string | number;
}

/** Figures by period: a column for each, a row for each line. @param stacked on a telephone each row is a card */
export function PeriodTable({ lines, stacked = false }: { lines: readonly Line[]; stacked?: boolean }) {
  const names = useWords(PERIOD_WORDS);
  const periods = Object.keys(PERIODS) as Period[];
  return (
    <table class={stacked ? 'figures alone stacked' : 'figures alone'}>
      <thead>
        <tr>
          <td />
          {periods.map((period) => (
            <th scope="col">{names[period]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">{line.name}</th>
            {periods.map((period) => (
              <td {...(stacked ? { 'data-head': names[period] } : {})}>{line.of(period)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
