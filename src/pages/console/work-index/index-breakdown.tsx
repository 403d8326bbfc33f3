import type { InputName, Inputs } from '../../../work-index/formula.ts';
import { FORMULA, FORMULAS, MONEY_INPUTS } from '../../../work-index/formula.ts';
import { partsOf, readInputs } from '../../../work-index/index-day.ts';
import { PART_WORDS, shareText } from '../../citizen/public-index/part-words.ts';
import { useWords } from '../language.tsx';
import type { IndexView } from './index-view.ts';
import { INDEX_WORDS } from './index-words.ts';

const LANGUAGES = { 'zh-CN': 'zh-CN', en: 'en' } as const;

/** Every part with the numbers that it is made of. */
export function IndexBreakdown({ view: { area, city, at } }: { view: IndexView }) {
  const words = useWords(INDEX_WORDS);
  const parts = useWords(PART_WORDS);
  const language = useWords(LANGUAGES);
  const inputs = readInputs(area.inputs);
  const formula = FORMULAS.get(at.version) ?? FORMULA;
  const { parts: scored } = partsOf(area, city, at.version);
  return (
    <section class="numbers-part" aria-labelledby="index-breakdown">
      <h2 id="index-breakdown">{words.breakdown}</h2>
      <div class="index-scroll">
        <table class="figures index-parts stacked">
          <thead>
            <tr>
              {[words.part, words.counted, words.own, words.steadied, words.points, words.weight].map((word) => (
                <th scope="col">{word}</th>
              ))}
              <th class="bar">
                <span class="unseen">{words.points}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {formula.parts.map(({ id, counted, of }) => {
              const part = scored.find((one) => one.id === id);
              return (
                <tr>
                  <th scope="row">
                    {parts[id].name}
                    <small>{parts[id].share}</small>
                  </th>
                  <td data-head={words.counted}>
                    {countText(inputs, counted)} ÷ {countText(inputs, of)}
                  </td>
                  <td data-head={words.own}>
                    {part?.own === null || part === undefined ? words.nothing : shareText(id, part.own, language)}
                  </td>
                  {part?.points === null || part?.steadied === null || part === undefined ? (
                    <td class="quiet" colspan={4}>
                      {words.leftOut}
                    </td>
                  ) : (
                    <>
                      <td data-head={words.steadied}>{shareText(id, part.steadied, language)}</td>
                      <td class="big" data-head={words.points}>
                        {part.points.toFixed(1)}
                      </td>
                      <td data-head={words.weight}>{part.weight}%</td>
                      <td class="bar">
                        <svg class="index-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                          <rect class="index-bar-all" width="100" height="6" />
                          <rect class="index-bar-part" width={part.points} height="6" />
                        </svg>
                      </td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function countText(inputs: Inputs, name: InputName): string {
  const value = inputs[name];
  if (value === null) return '?';
  return (MONEY_INPUTS.has(name) ? Math.round(value / 100) : value).toLocaleString('en-US');
}
