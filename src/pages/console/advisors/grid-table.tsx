import type { CoveredGrid } from '../../../dissuasion/advisor-coverage.ts';
import { type Spoken, useWords } from '../language.tsx';
import { gridPath } from './advisor-addresses.ts';
import { KIND_WORDS } from './advisor-words.ts';

const COLUMNS: Spoken<readonly string[]> = {
  'zh-CN': ['乡镇', '网格', '类型', '人数', '顾问', '该有', '没人管的'],
  en: ['Town', 'Grid', 'Kind', 'People', 'Advisors', 'Needed', 'Without'],
};

/** Grids with how well they are looked after. */
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
              <td>{kinds[kind]}</td>
              <td class="number">{people}</td>
              <td class="number">{advisors}</td>
              <td class="number">{needed}</td>
              <td class="number">{without === 0 ? '–' : <b class="gap-word">▲ {without}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
