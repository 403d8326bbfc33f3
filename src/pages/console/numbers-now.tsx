import { Elapsed } from './elapsed.tsx';
import { useWords } from './language.tsx';
import type { NumbersView } from './numbers-view.ts';
import { WORDS } from './numbers-words.ts';
import { UrgencySign } from './urgency-sign.tsx';

/** Who waits at this moment, and what else must not wait. */
export function NumbersNow({ view: { numbers } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  const { waiting, inHand, present, callBacks, at } = numbers;
  const figures: readonly (readonly [string, number])[] = [
    [words.inHand, [...inHand.values()].reduce((sum, count) => sum + count, 0)],
    [words.present, present],
    [words.unreached, callBacks.unreached],
    [words.overdue, callBacks.overdue],
  ];
  return (
    <section class="numbers-part numbers-pair" aria-label={words.now}>
      {waiting.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{words.urgency}</th>
              <th scope="col">{words.waiting}</th>
              <th scope="col">{words.longest}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ urgency, count, since }) => (
              <tr>
                <th scope="row">
                  <UrgencySign urgency={urgency} />
                </th>
                <td class="big">{count}</td>
                <td class="big">
                  <Elapsed since={since} now={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="numbers-figures">
        {figures.map(([name, count]) => (
          <div>
            <dt>{name}</dt>
            <dd class="number">{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
