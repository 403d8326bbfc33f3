import type { Storage } from '../storage/storage.ts';
import { TASKS_OF_KIND, weekOf } from './weekly-tasks.ts';

interface AdvisorDeps {
  readonly storage: Pick<Storage, 'makeWeek' | 'eraseDoorstepWords'>;
  readonly now: () => number;
}

/** Often enough that a new week, or a grid that comes back, has its tasks within a few minutes. */
const EVERY_MS = 60_000;

/** What comes due for advisors: the week's tasks of every grid, and forgetting what was written about whoever was erased. */
export function advisorChores({ storage, now }: AdvisorDeps) {
  return [
    { name: 'weekly-tasks', everyMs: EVERY_MS, work: () => storage.makeWeek(weekOf(now()), TASKS_OF_KIND) },
    { name: 'erased-visits', everyMs: EVERY_MS, work: () => storage.eraseDoorstepWords() },
  ];
}
