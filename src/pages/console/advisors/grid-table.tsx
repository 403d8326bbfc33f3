import type { CoveredGrid } from '../../../dissuasion/advisor-coverage.ts';
import { type Spoken, useWords } from '../language.tsx';
import { gridPath } from './advisor-addresses.ts';
import { KIND_WORDS } from './advisor-words.ts';

const COLUMNS: Spoken<readonly string[]> = {
  'zh-CN': ['乡镇', '网格', '没人管的', '顾问', '该有', '人数', '类型'],
  en: ['Town', 'Grid', 'Without', 'Advisors', 'Needed', 'People', 'Kind'],
};

/** Grids with how well they are looked after; what matters most is in sight on a telephone too. */
export function GridTable({ grids }: { grids: readonly CoveredGrid[] }) {
  const columns = useWords(COLUMNS);
  const kinds = useWords(KIND_WORDS);
  return (
    <div class="advisor-scroll">
      <table class="advisor-table stacked">
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grids.map(({ id, town, name, kind, people, advisors, needed, without }) => (
            <tr class={advisors < needed ? 'gap' : undefined}>
              <td data-head={columns[0]} lang="zh-CN">
                {town}
              </td>
              <th scope="row" data-head={columns[1]} lang="zh-CN">
                <a href={gridPath(id)}>{name}</a>
              </th>
              <td class="number" data-head={columns[2]}>
                {without === 0 ? '–' : <b class="gap-word">▲ {without}</b>}
              </td>
              <td class="number" data-head={columns[3]}>
                {advisors}
              </td>
              <td class="number" data-head={columns[4]}>
                {needed}
              </td>
              <td class="number" data-head={columns[5]}>
                {people}
              </td>
              <td data-head={columns[6]}>{kinds[kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
