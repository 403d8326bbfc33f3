import { type BoardCell, changeOf, ELSEWHERE } from '../../../teaching/town-board.ts';

/** A line of the board. */
export interface Row {
  readonly name: string;
  /** `town` or `town/community`; empty: the city. */
  readonly place: string;
  readonly cell: BoardCell;
  readonly change: ReturnType<typeof changeOf>;
}

export function boardRow(now: BoardCell & { readonly name: string }, before: BoardCell | null, place: string): Row {
  return { name: now.name === ELSEWHERE ? '没写明社区' : now.name, place, cell: now, change: changeOf(now, before) };
}

const HIDDEN = '·';

interface BoardTableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** There is a board of the month before. */
  readonly compared: boolean;
  readonly own?: boolean;
}

/** Counts, losses and how they changed, as numbers with their words. */
export function BoardTable({ caption, rows, compared, own = false }: BoardTableProps) {
  return (
    <table class={own ? 'board board-own' : 'board'}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">地方</th>
          <th scope="col">发案</th>
          <th scope="col">比上月</th>
          <th scope="col">损失（万元）</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cell, change }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">
              <Shown value={cell.cases} />
            </td>
            <td class="number">{compared ? <Change value={change.cases} /> : '没有上月'}</td>
            <td class="number">
              <Shown value={cell.loss === null ? null : cell.loss / 10} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shown({ value }: { value: number | null }) {
  // As a text: a lone 0 in a fragment is left out, and a place without a case would look as if nobody knew.
  if (value !== null) return <>{String(value)}</>;
  return (
    <>
      <span aria-hidden="true">{HIDDEN}</span>
      <span class="unseen">不公布</span>
    </>
  );
}

function Change({ value }: { value: number | null }) {
  if (value === null) return <Shown value={null} />;
  if (value === 0) return <>一样</>;
  return <>{value < 0 ? `少${-value}` : `多${value}`}</>;
}
