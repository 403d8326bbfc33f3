import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { FEWEST_SHOWN } from '../../../teaching/hidden-cells.ts';
import { monthBefore, monthInWords } from '../../../teaching/shanghai-days.ts';
import { ELSEWHERE, type TownBoard } from '../../../teaching/town-board.ts';
import type { PageDeps } from '../page-deps.ts';
import { publicIndexLink } from '../public-index/public-index-link.tsx';
import { readForm } from '../read-form.ts';
import { BoardTable, boardRow, type Row } from './board-table.tsx';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';
import { chosenCommunity, keepCommunity, learnReader } from './learn-reader.ts';

const FIRST_MONTH = '没有上月的榜，比不出来。';
const BOARD_PATH = `${LEARN_PATH}/board`;

/** `GET /learn/board?month=`: cases and losses by town and community, of months that are over. */
export async function renderBoard(deps: PageDeps, context: Context): Promise<string> {
  const months = await deps.storage.publishedBoards();
  const wanted = context.req.query('month');
  if (wanted !== undefined && !months.includes(wanted)) throw new AppError('learn.unknown-month', '没有这个月的榜。', 404);
  const month = wanted ?? months[0];
  const frame = {
    title: '发案红黑榜',
    description: '每个镇街、社区上个月发了多少骗案，损失多少，比前一个月多还是少。',
    back: { path: LEARN_PATH, name: '一哥说骗' },
  };
  const index = await publicIndexLink(deps);
  const board = month === undefined ? null : await boardOf(deps, month);
  if (month === undefined || !board)
    return renderLearnPage(deps, context, {
      ...frame,
      children: (
        <>
          <p class="quiet">还没有榜。一个月过完，下月头一天就有：各镇街、社区发了几起，损失多少，是多了还是少了。</p>
          {index && <p>{index}</p>}
        </>
      ),
    });
  const before = await boardOf(deps, monthBefore(month));
  const compared = before !== null;
  const chosen = await ownPlace(deps, context, board);
  const own = chosen ? rowsOf(board, before).find(({ place }) => place === chosen) : undefined;
  const towns = board.towns.map((town) => boardRow(town, before?.towns.find(({ name }) => name === town.name) ?? null, town.name));
  const fewer = rowsOf(board, before).filter(({ change }) => change.cases !== null && change.cases < 0);
  const more = rowsOf(board, before).filter(({ change }) => change.cases !== null && change.cases > 0);
  return renderLearnPage(deps, context, {
    ...frame,
    children: (
      <>
        <p class="learn-lead">{monthInWords(month)}，按结案算。上榜不是谁的错，是骗子在那里下了功夫，请邻居多提一句醒。</p>
        <form class="board-choose" method="post" action={BOARD_PATH}>
          <label for="place">我的社区</label>
          <select id="place" name="place">
            <option value="">没有选</option>
            {board.towns
              .filter(({ name }) => name !== ELSEWHERE)
              .map(({ name, communities }) => (
                <optgroup label={name}>
                  <option value={name} selected={chosen === name}>
                    {name}（全部）
                  </option>
                  {communities
                    .filter((community) => community.name !== ELSEWHERE)
                    .map((community) => (
                      <option value={`${name}/${community.name}`} selected={chosen === `${name}/${community.name}`}>
                        {community.name}
                      </option>
                    ))}
                </optgroup>
              ))}
          </select>
          <input type="hidden" name="month" value={month} />
          <button class="learn-button" type="submit">
            放到最上面
          </button>
        </form>
        {own && <BoardTable caption={`您选的：${own.name}`} rows={[own]} compared={compared} own />}
        <BoardTable caption="全市" rows={[boardRow({ name: '全市', ...board }, before, '')]} compared={compared} />
        <div class="board-two">
          <ShortList title="红榜：比上月少了" rows={fewer.slice(0, 10)} none={compared ? '这个月没有能公布的下降。' : FIRST_MONTH} />
          <ShortList
            title="黑榜：比上月多了，请多提醒"
            rows={more.slice(0, 10)}
            none={compared ? '这个月没有能公布的上升。' : FIRST_MONTH}
          />
        </div>
        <BoardTable caption="各镇街" rows={towns} compared={compared} />
        {board.towns
          .filter(({ communities }) => communities.length > 0)
          .map((town) => (
            <details class="board-town" open={chosen?.startsWith(`${town.name}/`) || chosen === town.name || undefined}>
              <summary>{town.name}的社区</summary>
              <BoardTable
                caption={`${town.name}，按社区`}
                compared={compared}
                rows={town.communities.map((one) => {
                  const earlier = before?.towns.find(({ name }) => name === town.name)?.communities.find(({ name }) => name === one.name);
                  return boardRow(one, earlier ?? null, `${town.name}/${one.name}`);
                })}
              />
            </details>
          ))}
        <p class="quiet">
          “·”是不公布：少于{FEWEST_SHOWN}起的、只有一两个人损失的，还有能从合计里倒推出来的，都不写，免得认出人来。损失按千元取整。
        </p>
        <nav class="board-months" aria-label="别的月份">
          {months
            .filter((one) => one !== month)
            .slice(0, 12)
            .map((one) => (
              <a href={`${BOARD_PATH}?month=${one}`}>{monthInWords(one)}</a>
            ))}
        </nav>
        {index && <p>{index}</p>}
      </>
    ),
  });
}

function ShortList({ title, rows, none }: { title: string; rows: readonly Row[]; none: string }) {
  return (
    <section class="learn-part">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <ol class="board-short">
          {rows.map(({ name, cell, change }) => (
            <li>
              <b>{name}</b>
              <span class="number">
                {cell.cases}起，{(change.cases ?? 0) < 0 ? '少' : '多'}
                {Math.abs(change.cases ?? 0)}起
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Every place of the board that has a name, with what has changed; the greatest changes first. */
function rowsOf(board: TownBoard, before: TownBoard | null): readonly Row[] {
  const rows = board.towns
    .filter(({ name }) => name !== ELSEWHERE)
    .flatMap((town) => {
      const earlier = before?.towns.find(({ name }) => name === town.name) ?? null;
      const below = town.communities
        .filter(({ name }) => name !== ELSEWHERE)
        .map((one) => boardRow(one, earlier?.communities.find(({ name }) => name === one.name) ?? null, `${town.name}/${one.name}`));
      return [boardRow(town, earlier, town.name), ...below];
    });
  return rows.sort((one, other) => Math.abs(other.change.cases ?? 0) - Math.abs(one.change.cases ?? 0));
}

async function boardOf({ storage }: PageDeps, month: string): Promise<TownBoard | null> {
  const body = await storage.readBoard(month);
  return body === null ? null : (JSON.parse(body) as TownBoard);
}

/** As he chose here, else where he is registered. */
async function ownPlace(deps: PageDeps, context: Context, board: TownBoard): Promise<string | null> {
  const places = new Set(board.towns.flatMap((town) => [town.name, ...town.communities.map(({ name }) => `${town.name}/${name}`)]));
  const chosen = chosenCommunity(context);
  if (chosen !== null && places.has(chosen)) return chosen;
  const { citizen } = await learnReader(deps, context);
  const grid = citizen?.gridId ? await deps.storage.readGrid(citizen.gridId) : null;
  return grid && places.has(`${grid.town}/${grid.name}`) ? `${grid.town}/${grid.name}` : null;
}

/** `POST /learn/board`: his community, kept in this browser alone. */
export async function chooseCommunity(deps: PageDeps, context: Context): Promise<Response> {
  const { place, month } = await readForm(context);
  if (typeof place === 'string' && place.length <= 80) keepCommunity(deps, context, place);
  const query = typeof month === 'string' && /^\d{4}-\d{2}$/.test(month) ? `?month=${month}` : '';
  return context.redirect(`${BOARD_PATH}${query}`, 303);
}
