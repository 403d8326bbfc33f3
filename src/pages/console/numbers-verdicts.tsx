import { topOfCounts } from '../../desk/charts.ts';
import { dayOf, startOfPeriod } from '../../desk/waiting-times.ts';
import { ChartBar } from './chart-bar.tsx';
import { type ColourCounts, colourCounts, colourCountsBy } from './colour-counts.ts';
import { channelIn } from './desk-words.ts';
import { useWords } from './language.tsx';
import { TopPatterns } from './numbers-patterns.tsx';
import type { NumbersView } from './numbers-view.ts';
import { PERIOD_WORDS, WORDS } from './numbers-words.ts';

interface Line {
  readonly name: string;
  readonly counts: ColourCounts;
}

/** What the machine said in the period, by type of scam and by channel. */
export function VerdictTables({ view }: { view: NumbersView }) {
  const { numbers, period, titleOf } = view;
  const words = useWords(WORDS);
  const channelName = useWords(channelIn);
  const firstDay = dayOf(startOfPeriod(period, numbers.at));
  const verdicts = numbers.verdicts.filter(({ day }) => day >= firstDay);
  const byType = colourCountsBy(verdicts, ({ type }) => type);
  const types = byType.flatMap(({ key, counts }) => (key === null ? [] : [{ name: titleOf(key), counts }]));
  const untyped = byType.find(({ key }) => key === null);
  const channels = colourCountsBy(verdicts, ({ channel }) => channel).map(({ key, counts }) => ({ name: channelName(key), counts }));
  const all = colourCounts(verdicts);
  return (
    <div class="numbers-pair">
      <VerdictTable
        caption={words.byType}
        head={words.type}
        lines={types}
        rest={untyped ? { name: words.noType, counts: untyped.counts } : null}
        all={all}
        period={period}
      />
      <div>
        <VerdictTable caption={words.byChannel} head={words.channel} lines={channels} rest={null} all={all} period={period} />
        <TopPatterns view={view} />
        {numbers.secondReader.map(({ model, verdicts: count }) => (
          <p class="quiet">{words.secondReader(model, count)}</p>
        ))}
      </div>
    </div>
  );
}

interface VerdictTableProps {
  readonly caption: string;
  readonly head: string;
  readonly lines: readonly Line[];
  /** Without a bar, which would dwarf all others. */
  readonly rest: Line | null;
  readonly all: ColourCounts;
  readonly period: NumbersView['period'];
}

function VerdictTable({ caption, head, lines, rest, all, period }: VerdictTableProps) {
  const words = useWords(WORDS);
  const names = useWords(PERIOD_WORDS);
  const top = topOfCounts(Math.max(0, ...lines.map(({ counts }) => counts.total)));
  return (
    <table class="figures stacked">
      <caption>
        {caption} · {names[period]}
      </caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <td class="bar" />
          {columnsOf(words).map((word) => (
            <th scope="col">{word}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, counts }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="bar">
              <ChartBar counts={counts} top={top} />
            </td>
            <Counts counts={counts} />
          </tr>
        ))}
        {rest && (
          <tr>
            <th scope="row">{rest.name}</th>
            <td class="bar" />
            <Counts counts={rest.counts} />
          </tr>
        )}
        <tr class="sum">
          <th scope="row">{words.total}</th>
          <td class="bar" />
          <Counts counts={all} />
        </tr>
      </tbody>
    </table>
  );
}

function columnsOf(words: (typeof WORDS)['zh-CN']): readonly string[] {
  return [words.red, words.yellow, words.green, words.total, words.called];
}

function Counts({ counts }: { counts: ColourCounts }) {
  const heads = columnsOf(useWords(WORDS));
  return (
    <>
      {[counts.red, counts.yellow, counts.green, counts.total, counts.escalated].map((count, at) => (
        <td data-head={heads[at]}>{count}</td>
      ))}
    </>
  );
}
