import type { Storage } from '../storage/storage.ts';
import type { IndexSources } from './index-sources.ts';

export type SourceStorage = Pick<
  Storage,
  | 'gridsAt'
  | 'casesByCommunity'
  | 'registrationCounts'
  | 'warningFigures'
  | 'warningsToMeet'
  | 'stopFigures'
  | 'taughtByGrid'
  | 'coverageFigures'
>;

/** The empty id is of no grid. */
const gridOf = (id: string): string | null => (id === '' ? null : id);

/**
 * Where each input comes from: as it stood at the end of the time that is counted, whenever it is counted.
 * @param peoplePerAdvisor so many one advisor looks after ("1+300")
 */
export function sourcesOf(storage: SourceStorage, peoplePerAdvisor: number): IndexSources {
  return {
    grids: storage.gridsAt,
    cases: storage.casesByCommunity,

    async warnings(from, to) {
      const [figures, toMeet] = await Promise.all([storage.warningFigures(from, to, to), storage.warningsToMeet(from, to, to)]);
      return figures.map(({ gridId, warned, cheated, met, metInTime }) => {
        const due = toMeet.get(gridId) ?? 0;
        return { gridId: gridOf(gridId), warned, cheated, toMeet: due, met, timed: due, inTime: metInTime };
      });
    },

    async stops(from, to) {
      const { reported, stopped, returned } = await storage.stopFigures(from, to, to);
      return { paidAway: reported, stopped, returned };
    },

    async registrations(at) {
      const counts = await storage.registrationCounts(at);
      return [...counts].map(([id, registered]) => ({ gridId: gridOf(id), registered }));
    },

    async teaching(from, to) {
      const counts = await storage.taughtByGrid(from, to);
      return [...counts].map(([id, taught]) => ({ gridId: gridOf(id), taught }));
    },

    async coverage(at) {
      const figures = await storage.coverageFigures(at);
      return figures.map(({ id, people, advisors }) => ({ gridId: id, covered: Math.min(people, advisors * peoplePerAdvisor) }));
    },
  };
}
