import { useWords } from './language.tsx';
import type { NumbersView } from './numbers-view.ts';
import { PERIOD_WORDS, WORDS } from './numbers-words.ts';

/** Which patterns of the library most conversations of the period met. */
export function TopPatterns({ view: { numbers, period, patternTitleOf } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  const names = useWords(PERIOD_WORDS);
  const patterns = numbers.patterns[period];
  return (
    <table class="figures">
      <caption>
        {words.patterns} · {names[period]}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.pattern}</th>
          <th scope="col">{words.conversations}</th>
        </tr>
      </thead>
      <tbody>
        {patterns.map(({ pattern, conversations }) => (
          <tr>
            {/* The library names its patterns in Chinese alone. */}
            <th scope="row" lang="zh-CN">
              {patternTitleOf(pattern)}
            </th>
            <td>{conversations}</td>
          </tr>
        ))}
        {patterns.length === 0 && (
          <tr>
            <td colspan={2}>{words.noPatterns}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
