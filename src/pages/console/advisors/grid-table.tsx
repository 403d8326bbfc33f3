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
      <table class="advisor-table">
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
              <td lang="zh-CN">{town}</td>
              <th scope="row" lang="zh-CN">
                <a href={gridPath(id)}>{name}</a>
              </th>
              <td class="number">{without === 0 ? '–' : <b class="gap-word">▲ {without}</b>}</td>
              <td class="number">{advisors}</td>
              <td class="number">{needed}</td>
              <td class="number">{people}</td>
              <td>{kinds[kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
