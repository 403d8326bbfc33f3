import { AGE_BANDS, JOBS } from '../../../storage/citizens/citizens-tables.ts';
import type { CitizenProfile } from '../../../storage/citizens/registrations.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { PageDeps } from '../page-deps.ts';

type Field = 'name' | 'ageBand' | 'job' | 'place' | 'guardian' | 'consent';
export interface ProfileForm {
  readonly typed: Readonly<Record<'name' | 'ageBand' | 'job' | 'grid' | 'place' | 'guardian', string>>;
  readonly problems: Readonly<Partial<Record<Field, string>>>;
  readonly grids: readonly Grid[];
}
/** The text fields of a form. */
export type Typed = Readonly<Record<string, string>>;

const LONGEST_NAME = 20;
const MOST_MATCHES = 12;

/** @param profile null where something is wrong; `form` says what, and keeps what was typed */
export async function readProfile(
  deps: PageDeps,
  fields: Typed,
): Promise<{ readonly profile: CitizenProfile | null; readonly form: ProfileForm }> {
  const of = (name: string): string => fields[name] ?? '';
  const typed = {
    name: of('name'),
    ageBand: of('ageBand'),
    job: of('job'),
    grid: of('grid'),
    place: of('place').slice(0, 40),
    guardian: of('guardian'),
  };
  const problems: Partial<Record<Field, string>> = {};
  const nameProblem = problemOfName(typed.name);
  if (nameProblem) problems.name = nameProblem;
  const ageBand = AGE_BANDS.find((band) => band === typed.ageBand);
  if (!ageBand) problems.ageBand = '请选一个年龄段。';
  const job = JOBS.find((one) => one === typed.job);
  if (!job) problems.job = '请选一个，最接近的就行。';
  const place = await findGrid(deps, typed.grid, typed.place);
  if (place.problem) problems.place = place.problem;
  const guardian = ageBand === 'under14' ? typed.guardian : null;
  const guardianProblem = guardian === null ? null : problemOfName(guardian);
  if (guardianProblem) problems.guardian = '未满14岁要监护人同意，请填监护人怎么称呼。';
  const form = { typed: { ...typed, grid: place.grid?.id ?? '' }, problems, grids: place.grids };
  if (!ageBand || !job || Object.keys(problems).length > 0) return { profile: null, form };
  return { profile: { name: typed.name, gridId: place.grid?.id ?? null, ageBand, job, guardian }, form };
}

/** An empty form, with the grid of the QR code that led here. */
export async function emptyProfile(deps: PageDeps, gridId: string | undefined): Promise<ProfileForm> {
  const grid = gridId === undefined ? null : await deps.storage.readGrid(gridId.slice(0, 64));
  const typed = { name: '', ageBand: '', job: '', grid: grid?.id ?? '', place: '', guardian: '' };
  return { typed, problems: {}, grids: grid ? [grid] : [] };
}

function problemOfName(name: string): string | null {
  if (name === '') return '请写一个称呼。';
  if ([...name].length > LONGEST_NAME) return `最多${LONGEST_NAME}个字。`;
  if (/\d{5,}|[<>@]|\p{C}/u.test(name)) return '称呼里不要写号码和符号。';
  return null;
}

interface FoundGrid {
  readonly grid: Grid | null;
  /** To choose from. */
  readonly grids: readonly Grid[];
  readonly problem: string | null;
}

async function findGrid(deps: PageDeps, id: string, place: string): Promise<FoundGrid> {
  if (place === '') {
    const grid = id === '' ? null : await deps.storage.readGrid(id.slice(0, 64));
    return { grid, grids: grid ? [grid] : [], problem: null };
  }
  const sought = place.replace(/\s/g, '');
  const named = (await deps.storage.listGrids()).filter(({ town, name }) => `${town}${name}`.includes(sought));
  const exact = named.filter(({ town, name }) => name === sought || `${town}${name}` === sought);
  const found = exact.length > 0 ? exact : named;
  if (found.length === 1) return { grid: found[0] ?? null, grids: found, problem: null };
  // One of those that the page offered for these words.
  const chosen = found.find((grid) => grid.id === id);
  if (chosen) return { grid: chosen, grids: [chosen], problem: null };
  if (found.length === 0) return { grid: null, grids: [], problem: '没找到这个名字。换个写法，或者空着不填。' };
  if (found.length > MOST_MATCHES) return { grid: null, grids: [], problem: '同名的太多，请连镇或街道一起写。' };
  return { grid: null, grids: found, problem: '是下面哪一个？请选。' };
}
