import { useWords } from '../language.tsx';
import type { BulletinView } from './bulletin-figures.tsx';
import { BULLETIN_WORDS } from './bulletin-words.ts';

/**
 * Which schemes rise and which fall. Inside alone: together with the places, a type's total would tell small numbers that are
 * hidden there.
 */
export function Rises({ view: { bulletin, outside, titleOf } }: { view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  const { types, kind } = bulletin;
  if (outside || types === undefined || types.length === 0) return null;
  return (
    <section class="sheet-part">
      <h2>{words.rises}</h2>
      <table class="figures alone stacked">
        <thead>
          <tr>
            {[words.type, words.now, words.before[kind], words.change].map((word) => (
              <th scope="col">{word}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map(({ type, cases, before }) => (
            <tr>
              <th scope="row">{type === null ? words.unnamed : titleOf(type)}</th>
              <td class="big" data-head={words.now}>
                {cases}
              </td>
              <td data-head={words.before[kind]}>{before}</td>
              <td data-head={words.change}>{changeOf(cases - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function changeOf(change: number): string {
  if (change === 0) return '±0';
  return change > 0 ? `▲ +${change}` : `▼ −${-change}`;
}
