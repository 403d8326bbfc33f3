import { lengthOf, topOfTimes } from '../../desk/charts.ts';
import type { Waiting } from '../../desk/waiting-times.ts';
import { type DeskLanguage, useWords } from './language.tsx';
import { WORDS } from './numbers-words.ts';
import { waitedClock, waitedWord } from './waited-word.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Units of the drawing. */
const [LEFT, COLUMN, TOP, HEIGHT] = [68, 48, 22, 150];
/** In a drawing for a telephone, so that its words are as large as on the desk; below each other there. */
const HOURS_IN_A_ROW = 6;
const NOTHING: Waiting = { count: 0, p50: null, p95: null };

interface HoursProps {
  readonly hours: ReadonlyMap<number, Waiting>;
  /** Of all periods, so that the scale stays when another one is chosen. Milliseconds. */
  readonly longest: number;
  readonly language: DeskLanguage;
}

/** Waiting by the hour: what half waited in a dark bar within what nearly all waited. */
export function ChartHours({ hours, longest, language }: HoursProps) {
  const words = useWords(WORDS);
  const top = topOfTimes(longest);
  const of = (hour: number): Waiting => hours.get(hour) ?? NOTHING;
  const cell = (value: number | null, count: number): string =>
    value === null ? (count === 0 ? '–' : words.few) : waitedWord(value, language);
  return (
    <figure class="chart">
      <figcaption>{words.byHour}</figcaption>
      <div class="chart-scroll">
        <Drawing hours={HOURS} of={of} top={top} look="chart-wide" />
        {[0, 6, 12, 18].map((from) => (
          <Drawing hours={HOURS.slice(from, from + HOURS_IN_A_ROW)} of={of} top={top} look="chart-narrow" />
        ))}
      </div>
      <div class="unseen">
        <table>
          <caption>{words.byHour}</caption>
          <thead>
            <tr>
              {[words.hour, words.cases, words.half, words.most].map((word) => (
                <th scope="col">{word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {HOURS.map((hour) => (
              <tr>
                <th scope="row">{hour}</th>
                <td>{of(hour).count}</td>
                <td>{cell(of(hour).p50, of(hour).count)}</td>
                <td>{cell(of(hour).p95, of(hour).count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface DrawingProps {
  readonly hours: readonly number[];
  readonly of: (hour: number) => Waiting;
  /** The same in all drawings of a chart. */
  readonly top: number;
  readonly look: 'chart-wide' | 'chart-narrow';
}

function Drawing({ hours, of, top, look }: DrawingProps) {
  const words = useWords(WORDS);
  const width = LEFT + hours.length * COLUMN;
  return (
    <svg class={look} viewBox={`0 0 ${width} ${TOP + HEIGHT + 62}`} aria-hidden="true" focusable="false">
      {[1, 0.5, 0].map((share) => (
        <>
          <path class="chart-line" d={`M${LEFT} ${TOP + HEIGHT * (1 - share)}H${width}`} />
          <text class="chart-scale" x={LEFT - 8} y={TOP + HEIGHT * (1 - share) + 4} text-anchor="end">
            {share === 0 ? '0' : waitedClock(top * share)}
          </text>
        </>
      ))}
      {[words.hour, words.half, words.cases].map((word, line) => (
        <text class="chart-scale" x={LEFT - 8} y={TOP + HEIGHT + 18 + line * 19} text-anchor="end">
          {word}
        </text>
      ))}
      {hours.map((hour, column) => (
        <Hour hour={hour} x={LEFT + column * COLUMN} waiting={of(hour)} top={top} few={words.few} />
      ))}
    </svg>
  );
}

interface HourProps {
  readonly hour: number;
  readonly x: number;
  readonly waiting: Waiting;
  readonly top: number;
  readonly few: string;
}

function Hour({ hour, x, waiting: { count, p50, p95 }, top, few }: HourProps) {
  const middle = x + COLUMN / 2;
  const [dark, light] = [lengthOf(p50 ?? 0, top, HEIGHT), lengthOf(p95 ?? 0, top, HEIGHT)];
  const floor = TOP + HEIGHT;
  return (
    <>
      {p95 !== null && (
        <>
          <rect class="chart-most" x={x + 9} y={floor - light} width={COLUMN - 18} height={light} />
          <text class="chart-number" x={middle} y={floor - light - 5} text-anchor="middle">
            {waitedClock(p95)}
          </text>
        </>
      )}
      {p50 !== null && <rect class="chart-half" x={x + 9} y={floor - dark} width={COLUMN - 18} height={dark} />}
      <text class="chart-scale" x={middle} y={floor + 18} text-anchor="middle">
        {hour}
      </text>
      <text class="chart-number" x={middle} y={floor + 37} text-anchor="middle">
        {p50 === null ? (count === 0 ? '–' : few) : waitedClock(p50)}
      </text>
      <text class="chart-scale" x={middle} y={floor + 56} text-anchor="middle">
        {count === 0 ? '–' : count}
      </text>
    </>
  );
}
