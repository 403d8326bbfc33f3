import { TIERS, type Tier } from '../../../storage/dissuasion/tier-plan.ts';
import type { Lane, LaneFilter } from '../../../storage/dissuasion/warning-lane.ts';
import type { Grid } from '../../../storage/places/places.ts';
import { type Spoken, useWords } from '../language.tsx';
import { VISIT_TIERS } from '../visits/visit-words.ts';
import { laneAddress, WARNINGS_PATH } from './warning-paths.ts';

interface Words {
  readonly open: string;
  readonly callBacks: string;
  readonly every: string;
  readonly mine: string;
  readonly overdue: string;
  readonly filter: string;
  readonly town: string;
  readonly grid: string;
  readonly any: string;
  readonly show: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    open: '在办',
    callBacks: '等回访',
    every: '全部级别',
    mine: '只看我的',
    overdue: '只看超时',
    filter: '筛选',
    town: '乡镇',
    grid: '网格',
    any: '全部',
    show: '看',
  },
  en: {
    open: 'Open',
    callBacks: 'To call back',
    every: 'All tiers',
    mine: 'Only mine',
    overdue: 'Only overdue',
    filter: 'Filter',
    town: 'Town',
    grid: 'Grid',
    any: 'all',
    show: 'Show',
  },
};

/** What the lane's page shows. */
export interface Loaded {
  readonly filter: LaneFilter;
  readonly lane: Lane;
  readonly counts: Readonly<Partial<Record<Tier, number>>>;
  readonly towns: readonly string[];
  readonly grids: readonly Grid[];
  readonly titles: ReadonlyMap<string, string>;
  readonly officer: { readonly id: string; readonly mayWork: boolean };
  readonly now: number;
  readonly notice?: string | undefined;
}

export function readLaneFilter(given: (name: string) => string | undefined): LaneFilter {
  const short = (name: string): string | null => {
    const value = (given(name) ?? '').trim();
    return value === '' || value.length > 64 ? null : value;
  };
  return {
    lane: given('lane') === 'call-backs' ? 'call-backs' : 'open',
    tier: TIERS.find((tier) => tier === given('tier')) ?? null,
    town: short('town'),
    gridId: short('grid'),
    mine: given('mine') === '1',
    overdue: given('overdue') === '1',
  };
}

/** Plain links; each tier says how many there are. */
export function LaneLinks({ filter, counts, lane }: Loaded) {
  const words = useWords(WORDS);
  const tierWords = useWords(VISIT_TIERS);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const link = (to: LaneFilter, chosen: boolean, label: string, count?: number) => (
    <li>
      <a href={laneAddress(to)} aria-current={chosen ? 'true' : undefined}>
        {label} {count !== undefined && <small class="number">{count}</small>}
      </a>
    </li>
  );
  const open = filter.lane !== 'call-backs';
  return (
    <nav class="filters" aria-label={words.filter}>
      <ul>
        {link({ ...filter, lane: 'open' }, open, words.open, open ? undefined : total)}
        {link({ ...filter, lane: 'call-backs', tier: null }, !open, words.callBacks, open ? undefined : lane.total)}
      </ul>
      <ul>
        {link({ ...filter, tier: null }, !filter.tier, words.every, open ? total : undefined)}
        {[...TIERS]
          .reverse()
          .map((tier) => link({ ...filter, tier }, filter.tier === tier, tierWords[tier], open ? (counts[tier] ?? 0) : undefined))}
      </ul>
      <ul>
        {link({ ...filter, mine: !filter.mine }, filter.mine === true, words.mine)}
        {link({ ...filter, overdue: !filter.overdue }, filter.overdue === true, words.overdue)}
      </ul>
    </nav>
  );
}

/** What has too many values for links. */
export function PlaceForm({ filter, towns, grids }: Loaded) {
  const words = useWords(WORDS);
  if (towns.length === 0 && grids.length === 0) return null;
  const shown = filter.town ? grids.filter(({ town }) => town === filter.town) : grids;
  return (
    <form class="warnings-places" method="get" action={WARNINGS_PATH}>
      {filter.lane === 'call-backs' && <input type="hidden" name="lane" value="call-backs" />}
      {filter.tier && <input type="hidden" name="tier" value={filter.tier} />}
      {filter.mine && <input type="hidden" name="mine" value="1" />}
      {filter.overdue && <input type="hidden" name="overdue" value="1" />}
      <span>
        <label for="lane-town">{words.town}</label>
        <select id="lane-town" name="town">
          <option value="">{words.any}</option>
          {towns.map((town) => (
            <option value={town} selected={town === filter.town} lang="zh-CN">
              {town}
            </option>
          ))}
        </select>
      </span>
      <span>
        <label for="lane-grid">{words.grid}</label>
        <select id="lane-grid" name="grid">
          <option value="">{words.any}</option>
          {shown.map(({ id, name, town }) => (
            <option value={id} selected={id === filter.gridId} lang="zh-CN">
              {`${town} ${name}`}
            </option>
          ))}
        </select>
      </span>
      <button class="act" type="submit">
        {words.show}
      </button>
    </form>
  );
}
