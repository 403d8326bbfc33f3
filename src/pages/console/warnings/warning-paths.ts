import type { LaneFilter } from '../../../storage/dissuasion/warning-lane.ts';

export const WARNINGS_PATH = '/console/warnings';
export const IMPORTS_PATH = `${WARNINGS_PATH}/imports`;

export function warningPath(id: string): string {
  return `${WARNINGS_PATH}/${encodeURIComponent(id)}`;
}
export function importPath(id: string): string {
  return `${IMPORTS_PATH}/${encodeURIComponent(id)}`;
}

/** Where the lane stands with this filter. */
export function laneAddress({ lane, tier, town, gridId, mine, overdue }: LaneFilter): string {
  const query = new URLSearchParams();
  if (lane === 'call-backs') query.set('lane', lane);
  if (tier) query.set('tier', tier);
  if (town) query.set('town', town);
  if (gridId) query.set('grid', gridId);
  if (mine) query.set('mine', '1');
  if (overdue) query.set('overdue', '1');
  return query.size === 0 ? WARNINGS_PATH : `${WARNINGS_PATH}?${query}`;
}
