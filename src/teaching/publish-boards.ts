import type { Storage } from '../storage/storage.ts';
import { monthBefore, monthBounds, monthOf } from './shanghai-days.ts';
import { townBoard } from './town-board.ts';

/** How far back boards are made when the program is new to a database. */
const MOST_MONTHS = 12;

/**
 * Publishes the board of one month that is over and has none yet, the oldest first. A month that runs has no board: what
 * changes from day to day gives single cases away.
 * @returns false when all are there
 */
export async function publishBoard(storage: Storage, now: number): Promise<boolean> {
  const first = await storage.firstScamClosed();
  if (first === null) return false;
  const published = new Set(await storage.publishedBoards());
  const months = Array.from({ length: MOST_MONTHS }, (_, back) => monthBefore(monthOf(now), MOST_MONTHS - back));
  const month = months.find((one) => one >= monthOf(first) && !published.has(one));
  if (month === undefined) return false;
  const [from, to] = monthBounds(month);
  const [cases, grids] = await Promise.all([storage.boardCases(from, to), storage.listGrids()]);
  return storage.publishBoard(month, JSON.stringify(townBoard(month, cases, grids)));
}
