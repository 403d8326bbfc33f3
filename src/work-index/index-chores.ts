import { type BulletinStorage, makeBulletin } from './bulletin.ts';
import { type IndexStorage, makeIndexDay } from './index-day.ts';

interface IndexChoreDeps {
  readonly storage: IndexStorage & BulletinStorage;
  readonly now: () => number;
  readonly config: { readonly CITY: string; readonly PEOPLE_PER_ADVISOR: number };
}

const EVERY_MS = 60_000;

/** The index of yesterday, and the bulletins of yesterday and last week. */
export function indexChores(deps: IndexChoreDeps) {
  return [
    { name: 'index', everyMs: EVERY_MS, work: () => makeIndexDay(deps) },
    { name: 'bulletins', everyMs: EVERY_MS, work: () => makeBulletin(deps) },
  ];
}
