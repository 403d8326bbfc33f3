import { startOfDay } from '../../../desk/waiting-times.ts';
import type { DatedScore } from '../../../storage/work-index/index-days.ts';

/** Units of the drawing; the scale is always 0 to 100, so that two days and two places can be compared. */
const [LEFT, RIGHT, TOP, WIDTH, HEIGHT, FOOT] = [52, 72, 16, 620, 210, 40];
export const DAYS_DRAWN = 90;

/** `2026-11-19` of a day as `dayOf` counts. */
export function dateOfDay(day: number): string {
  return new Date(startOfDay(day) + 12 * 3_600_000).toISOString().slice(0, 10);
}

interface IndexChartProps {
  readonly history: readonly DatedScore[];
  /** The last day of the drawing. */
  readonly to: number;
  readonly caption: string;
  readonly digits: 0 | 1;
}

/** The last ninety days as a line. A day that was not made is a gap; one alone is a dot. */
export function IndexChart({ history, to, caption, digits }: IndexChartProps) {
  const from = to - DAYS_DRAWN + 1;
  const x = (day: number): number => round(LEFT + ((day - from) / (DAYS_DRAWN - 1)) * (WIDTH - LEFT - RIGHT));
  const y = (score: number): number => round(TOP + (1 - score / 100) * HEIGHT);
  const known = history.flatMap(({ day, score }) => (score === null || day < from ? [] : [{ day, score }]));
  const last = known.at(-1);
  return (
    <figure class="index-chart">
      <figcaption>{caption}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + FOOT}`} aria-hidden="true" focusable="false">
        {[0, 25, 50, 75, 100].map((score) => (
          <>
            <path class="index-grid" d={`M${LEFT} ${y(score)}H${WIDTH - RIGHT}`} />
            <text class="index-scale" x={LEFT - 8} y={y(score) + 5} text-anchor="end">
              {score}
            </text>
          </>
        ))}
        {[from, from + 30, from + 60, to].map((day) => (
          <text class="index-scale" x={x(day)} y={TOP + HEIGHT + 30} text-anchor="middle">
            {dateOfDay(day).slice(5)}
          </text>
        ))}
        {linesOf(known).map((line) =>
          line.length === 1 ? (
            <circle class="index-dot" cx={x(line[0]?.day ?? 0)} cy={y(line[0]?.score ?? 0)} r="3" />
          ) : (
            <path class="index-line" d={`M${line.map(({ day, score }) => `${x(day)} ${y(score)}`).join('L')}`} />
          ),
        )}
        {last && (
          <>
            <circle class="index-dot" cx={x(last.day)} cy={y(last.score)} r="4" />
            <text class="index-last" x={x(last.day) + 9} y={y(last.score) + 6}>
              {last.score.toFixed(digits)}
            </text>
          </>
        )}
      </svg>
    </figure>
  );
}

/** Days that follow each other. */
function linesOf<Dated extends { readonly day: number }>(points: readonly Dated[]): readonly (readonly Dated[])[] {
  const lines: Dated[][] = [];
  for (const point of points) {
    const line = lines.at(-1);
    if (line && line.at(-1)?.day === point.day - 1) line.push(point);
    else lines.push([point]);
  }
  return lines;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
