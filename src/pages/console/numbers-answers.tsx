import { PERIODS, type Period, startOfPeriod, type Waiting, waitingBy, waitingOf } from '../../desk/waiting-times.ts';
import { useWords } from './language.tsx';
import type { NumbersView } from './numbers-view.ts';
import { PERIOD_WORDS, WORDS } from './numbers-words.ts';
import { waitedWord } from './waited-word.ts';

/** How long citizens waited for a human: today, in seven days, in thirty. */
export function AnswersByPeriod({ view: { numbers, language } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  const names = useWords(PERIOD_WORDS);
  return (
    <table class="figures stacked">
      <caption>{words.byPeriod}</caption>
      <thead>
        <tr>
          {[words.period, words.opened, words.answered, words.half, words.most].map((word) => (
            <th scope="col">{word}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(PERIODS) as Period[]).map((period) => {
          const opened = numbers.answers.filter(({ createdAt }) => createdAt >= startOfPeriod(period, numbers.at));
          const waiting = waitingBy(opened, () => '').get('') ?? waitingOf([]);
          return (
            <tr>
              <th scope="row">{names[period]}</th>
              <td data-head={words.opened}>{opened.length}</td>
              <Times waiting={waiting} language={language} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The same by the officer who answered first, in the period chosen. */
export function AnswersByOfficer({ view: { numbers, period, language } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  const names = useWords(PERIOD_WORDS);
  const opened = numbers.answers.filter(({ createdAt }) => createdAt >= startOfPeriod(period, numbers.at));
  const lines = [...waitingBy(opened, ({ officer }) => officer)].sort(([, a], [, b]) => b.count - a.count);
  return (
    <table class="figures stacked">
      <caption>
        {words.byOfficer} · {names[period]}
      </caption>
      <thead>
        <tr>
          {[words.officer, words.answered, words.half, words.most].map((word) => (
            <th scope="col">{word}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([officer, waiting]) => (
          <tr>
            <th scope="row">{officer ?? words.unknown}</th>
            <Times waiting={waiting} language={language} />
          </tr>
        ))}
        {lines.length === 0 && (
          <tr>
            <td colspan={4}>{words.nothing}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Times({ waiting: { count, p50, p95 }, language }: { waiting: Waiting; language: NumbersView['language'] }) {
  const words = useWords(WORDS);
  const told = (time: number | null): string => (time === null ? (count === 0 ? '–' : words.few) : waitedWord(time, language));
  return (
    <>
      <td data-head={words.answered}>{count}</td>
      <td data-head={words.half}>{told(p50)}</td>
      <td data-head={words.most}>{told(p95)}</td>
    </>
  );
}
