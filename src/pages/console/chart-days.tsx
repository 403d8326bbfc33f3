import { stacked, topOfCounts } from '../../desk/charts.ts';
import { startOfDay } from '../../desk/waiting-times.ts';
import { HotlineTime } from '../../hotline-time.ts';
import type { VerdictCount } from '../../storage/desk-numbers.ts';
import { type ColourCounts, colourCounts, SHADES, type Shade } from './colour-counts.ts';
import { useWords } from './language.tsx';
import { WORDS } from './numbers-words.ts';

/** Units of the drawing. */
const [LEFT, COLUMN, TOP, HEIGHT] = [56, 39, 22, 150];
/** In a drawing for a telephone, so that its words are as large as on the desk; below each other there. */
const DAYS_IN_A_ROW = 8;
const DAY = new HotlineTime('zh-CN', { month: 'numeric', day: 'numeric' });

interface DaysProps {
  readonly verdicts: readonly VerdictCount[];
  /** The day of today, and how many days there are up to it. */
  readonly today: number;
  readonly days: number;
}

/** Verdicts of each day, the worst at the bottom. */
export function ChartDays({ verdicts, today, days }: DaysProps) {
  const words = useWords(WORDS);
  const byDay = Array.from({ length: days }, (_, index) => today - days + 1 + index).map((day) => ({
    day,
    counts: colourCounts(verdicts.filter((row) => row.day === day)),
  }));
  const top = topOfCounts(Math.max(...byDay.map(({ counts }) => counts.total)));
  const name: Readonly<Record<Shade, string>> = { red: words.red, yellow: words.yellow, green: words.green, none: words.none };
  return (
    <figure class="chart">
      <figcaption>
        {words.byDay}
        {SHADES.map((shade) => (
          <span class="chart-key">
            <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
              <rect class={`shade-${shade}`} x="1" y="1" width="12" height="12" />
            </svg>
            {name[shade]}
          </span>
        ))}
      </figcaption>
      <div class="chart-scroll">
        <Drawing days={byDay} top={top} columns={days} look="chart-wide" />
        {Array.from({ length: Math.ceil(days / DAYS_IN_A_ROW) }, (_, row) => (
          <Drawing
            days={byDay.slice(row * DAYS_IN_A_ROW, (row + 1) * DAYS_IN_A_ROW)}
            top={top}
            columns={DAYS_IN_A_ROW}
            look="chart-narrow"
          />
        ))}
      </div>
      <div class="unseen">
        <table>
          <caption>{words.byDay}</caption>
          <thead>
            <tr>
              <th scope="col">{words.date}</th>
              {SHADES.map((shade) => (
                <th scope="col">{name[shade]}</th>
              ))}
              <th scope="col">{words.total}</th>
            </tr>
          </thead>
          <tbody>
            {byDay.map(({ day, counts }) => (
              <tr>
                <th scope="row">{DAY.format(startOfDay(day))}</th>
                {SHADES.map((shade) => (
                  <td>{counts[shade]}</td>
                ))}
                <td>{counts.total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface DrawingProps {
  readonly days: readonly { readonly day: number; readonly counts: ColourCounts }[];
  /** The same in all drawings of a chart. */
  readonly top: number;
  readonly columns: number;
  readonly look: 'chart-wide' | 'chart-narrow';
}

function Drawing({ days, top, columns, look }: DrawingProps) {
  const width = LEFT + columns * COLUMN;
  return (
    <svg class={look} viewBox={`0 0 ${width} ${TOP + HEIGHT + 24}`} aria-hidden="true" focusable="false">
      {[1, 0.5, 0].map((share) => (
        <>
          <path class="chart-line" d={`M${LEFT} ${TOP + HEIGHT * (1 - share)}H${width}`} />
          <text class="chart-scale" x={LEFT - 8} y={TOP + HEIGHT * (1 - share) + 4} text-anchor="end">
            {top * share}
          </text>
        </>
      ))}
      {days.map(({ day, counts }, index) => (
        <Day x={LEFT + index * COLUMN} counts={counts} top={top} label={DAY.format(startOfDay(day))} />
      ))}
    </svg>
  );
}

function Day({ x, counts, top, label }: { x: number; counts: ColourCounts; top: number; label: string }) {
  const middle = x + COLUMN / 2;
  const floor = TOP + HEIGHT;
  const bars = stacked(
    SHADES.map((shade) => counts[shade]),
    top,
    HEIGHT,
  );
  const height = bars.reduce((sum, bar) => sum + bar.length, 0);
  return (
    <>
      {bars.map((bar, index) =>
        bar.length > 0 ? (
          <rect class={`shade-${SHADES[index]}`} x={x + 6} y={floor - bar.start - bar.length} width={COLUMN - 12} height={bar.length} />
        ) : null,
      )}
      <text class="chart-number" x={middle} y={floor - height - 5} text-anchor="middle">
        {counts.total === 0 ? '' : counts.total}
      </text>
      <text class="chart-scale" x={middle} y={floor + 17} text-anchor="middle">
        {label}
      </text>
    </>
  );
}
