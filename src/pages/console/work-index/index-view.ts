import type { DatedScore, IndexDay, KeptArea } from '../../../storage/work-index/index-days.ts';

export const INDEX_PATH = '/console/index-of-work';

/** What every part of the page is drawn from. */
export interface IndexView {
  readonly at: IndexDay;
  readonly area: KeptArea;
  readonly city: KeptArea;
  /** Towns of the city, grids of a town. */
  readonly within: readonly KeptArea[];
  readonly history: readonly DatedScore[];
  /** He may take the figures out, and have them counted again. */
  readonly supervising: boolean;
  /** null: not asked for; 'gone': the day's figures were deleted. */
  readonly recounted: boolean | 'gone' | null;
}

export function areaPath(area: string): string {
  return `${INDEX_PATH}?area=${encodeURIComponent(area)}`;
}
