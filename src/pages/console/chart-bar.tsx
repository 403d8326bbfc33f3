import { stacked } from '../../desk/charts.ts';
import { type ColourCounts, SHADES } from './colour-counts.ts';

const LENGTH = 200;

/** A line of a table as a bar; its numbers stand beside it. @param top the same for all lines */
export function ChartBar({ counts, top }: { counts: ColourCounts; top: number }) {
  const bars = stacked(
    SHADES.map((shade) => counts[shade]),
    top,
    LENGTH,
  );
  return (
    <svg class="chart-bar" viewBox={`0 0 ${LENGTH} 14`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {bars.map(({ start, length }, index) =>
        length > 0 ? <rect class={`shade-${SHADES[index]}`} x={start} y="1" width={length} height="12" /> : null,
      )}
    </svg>
  );
}
