import { readInputs } from '../../../work-index/index-day.ts';
import { useWords } from '../language.tsx';
import { areaPath, type IndexView } from './index-view.ts';
import { INDEX_WORDS } from './index-words.ts';

/** Towns or grids, the lowest index first: where help is needed. */
export function IndexPlaces({ view: { area, within } }: { view: IndexView }) {
  const words = useWords(INDEX_WORDS);
  if (within.length === 0) return null;
  return (
    <section class="numbers-part" aria-labelledby="index-places">
      <h2 id="index-places">{area.level === 'city' ? words.towns : words.grids}</h2>
      <table class="figures alone stacked">
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.people}</th>
            <th scope="col">{words.inputs.cases}</th>
            <th scope="col">{words.index}</th>
          </tr>
        </thead>
        <tbody>
          {within.map((one) => {
            const { people, cases } = readInputs(one.inputs);
            return (
              <tr>
                <th scope="row">
                  <a href={areaPath(one.area)} lang="zh-CN">
                    {one.name}
                  </a>
                </th>
                <td data-head={words.people}>{people?.toLocaleString('en-US') ?? '–'}</td>
                <td data-head={words.inputs.cases}>{cases ?? '–'}</td>
                <td class="big" data-head={words.index}>
                  {one.score?.toFixed(1) ?? '–'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
