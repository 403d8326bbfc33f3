import { dayOf, startOfDay } from '../desk/waiting-times.ts';
import { AppError } from '../errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { KeptArea } from '../storage/work-index/index-days.ts';
import { FORMULA, FORMULAS, INPUTS, type Inputs, type Scored, scoreOf, WINDOW_DAYS } from './formula.ts';
import { type Area, CITY_ID, gatherInputs } from './gather-inputs.ts';
import { type SourceStorage, sourcesOf } from './storage-sources.ts';

export type IndexStorage = SourceStorage &
  Pick<Storage, 'indexDayMade' | 'indexDaysMade' | 'firstIndexDay' | 'keepIndexDay' | 'indexAreas' | 'indexChecksum' | 'forgetOldGrids'>;
interface IndexDeps {
  readonly storage: IndexStorage;
  readonly now: () => number;
  readonly config: { readonly CITY: string; readonly PEOPLE_PER_ADVISOR: number };
}

/** A day is made so long after it has ended: what was closed at midnight is in it. Milliseconds. */
const AFTER_MIDNIGHT = 10 * 60_000;
/** Days for which towns' and grids' rows are kept; the city's stay. */
const DAYS_KEPT = 400;

/** Days that are made up later at most, when no server ran. */
const MADE_UP = 60;

/**
 * Yesterday's index, once per day and formula, however many instances try; then, one at a time and the oldest first, the days on
 * which no server ran: no further back than sixty, and none from before the first that was made.
 * @returns false when there was nothing to do
 */
export async function makeIndexDay(deps: IndexDeps): Promise<boolean> {
  const { storage, now } = deps;
  const yesterday = dayOf(now() - AFTER_MIDNIGHT) - 1;
  if (!(await storage.indexDayMade(yesterday, FORMULA.version))) {
    const made = await makeDay(deps, yesterday);
    if (made) await storage.forgetOldGrids(yesterday - DAYS_KEPT);
    return made;
  }
  const missed = await firstMissed(storage, yesterday);
  return missed !== null && makeDay(deps, missed);
}

async function firstMissed(storage: IndexStorage, yesterday: number): Promise<number | null> {
  const first = Math.max((await storage.firstIndexDay()) ?? yesterday, yesterday - MADE_UP);
  const made = await storage.indexDaysMade(first, yesterday);
  for (let day = first; day < yesterday; day++) if (!made.has(day)) return day;
  return null;
}

/** As it stood when the day was over, as far as what has changed since is known. False when another instance was faster. */
async function makeDay({ storage, config }: IndexDeps, day: number): Promise<boolean> {
  const areas = await gatherInputs(
    sourcesOf(storage, config.PEOPLE_PER_ADVISOR),
    config.CITY,
    startOfDay(day - WINDOW_DAYS + 1),
    startOfDay(day + 1),
  );
  const kept = keptAreas(areas);
  return storage.keepIndexDay(day, FORMULA.version, await checksumOf(kept), kept);
}

/** Was it made so long after it was over that people's places and numbers may have changed meanwhile? */
export function madeLate(day: number, madeAt: number | null): boolean {
  return madeAt !== null && madeAt >= startOfDay(day + 2);
}

/** Scores of all areas, as they are kept. Pure. */
export function keptAreas(areas: readonly Area[]): readonly KeptArea[] {
  const city = areas.find(({ id }) => id === CITY_ID);
  if (!city) throw new AppError('index.no-city', 'an index needs the inputs of the whole city');
  return areas.map(({ id, level, name, town, inputs }) => ({
    area: id,
    level,
    name,
    town,
    inputs: JSON.stringify(INPUTS.map((input) => inputs[input])),
    score: scoreOf(inputs, city.inputs).score,
  }));
}

/** @throws AppError `index.inputs` for what is no list of inputs */
export function readInputs(text: string): Inputs {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values) || values.length !== INPUTS.length)
    throw new AppError('index.inputs', 'kept inputs of the index cannot be read: they were changed, or are of another program');
  return Object.fromEntries(INPUTS.map((name, at) => [name, values[at]])) as Inputs;
}

/** The parts of a kept area, by the formula of its day. */
export function partsOf(area: KeptArea, city: KeptArea, version: number): Scored {
  return scoreOf(readInputs(area.inputs), readInputs(city.inputs), FORMULAS.get(version));
}

/**
 * Counts a kept day again from its kept inputs.
 * @returns true: the same, byte for byte; false: something kept was changed; null: the day was not made
 */
export async function recompute(storage: IndexStorage, day: number, version: number): Promise<boolean | null> {
  const rows = await storage.indexAreas(day, version);
  const city = rows.find(({ area }) => area === CITY_ID);
  const checksum = await storage.indexChecksum(day, version);
  if (!city || checksum === null) return null;
  const again = rows.map((row) => ({ ...row, score: partsOf(row, city, version).score }));
  return (await checksumOf(rows)) === checksum && (await checksumOf(again)) === checksum;
}

/** Over everything that is kept of a day, in the order of the areas' ids. */
async function checksumOf(rows: readonly KeptArea[]): Promise<string> {
  const text = [...rows]
    .sort((a, b) => (a.area < b.area ? -1 : 1))
    .map(({ area, level, name, town, inputs, score }) => JSON.stringify([area, level, name, town, inputs, score]))
    .join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
