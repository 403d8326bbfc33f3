import { AGE_BANDS, JOBS } from '../../../storage/citizens/citizens-tables.ts';
import type { CitizenProfile } from '../../../storage/citizens/registrations.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { CitizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { PROFILE_WORDS } from './join-words.ts';

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
  language: CitizenLanguage,
): Promise<{ readonly profile: CitizenProfile | null; readonly form: ProfileForm }> {
  const words = PROFILE_WORDS[language].problems;
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
  const nameProblem = problemOfName(typed.name, words);
  if (nameProblem) problems.name = nameProblem;
  const ageBand = AGE_BANDS.find((band) => band === typed.ageBand);
  if (!ageBand) problems.ageBand = words.age;
  const job = JOBS.find((one) => one === typed.job);
  if (!job) problems.job = words.job;
  const place = await findGrid(deps, typed.grid, typed.place, words);
  if (place.problem) problems.place = place.problem;
  const guardian = ageBand === 'under14' ? typed.guardian : null;
  const guardianProblem = guardian === null ? null : problemOfName(guardian, words);
  if (guardianProblem) problems.guardian = words.guardian;
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

type Problems = (typeof PROFILE_WORDS)['en']['problems'];

function problemOfName(name: string, words: Problems): string | null {
  if (name === '') return words.name;
  if ([...name].length > LONGEST_NAME) return words.longName(LONGEST_NAME);
  if (/\d{5,}|[<>@]|\p{C}/u.test(name)) return words.oddName;
  return null;
}

interface FoundGrid {
  readonly grid: Grid | null;
  /** To choose from. */
  readonly grids: readonly Grid[];
  readonly problem: string | null;
}

async function findGrid(deps: PageDeps, id: string, place: string, words: Problems): Promise<FoundGrid> {
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
  if (found.length === 0) return { grid: null, grids: [], problem: words.noPlace };
  if (found.length > MOST_MATCHES) return { grid: null, grids: [], problem: words.manyPlaces };
  return { grid: null, grids: found, problem: words.whichPlace };
}
