import { communityName } from '../../desk/community.ts';
import { COLOURS } from '../../library/schema.ts';
import type { QueuedCase } from '../../storage/desk-cases.ts';
import { URGENCIES, type Urgency } from '../../storage/desk-schema.ts';
import { COLOUR_NAMES, channelIn, isColour, stageIn, stageOf, URGENCY_NAMES } from './desk-words.ts';
import { type Spoken, useWords } from './language.tsx';
import type { QueueView } from './queue-table.tsx';

/** What of the queue is shown; null: all. */
export interface QueueFilter {
  readonly urgency: Urgency | null;
  readonly channel: string | null;
  readonly type: string | null;
  readonly stage: string | null;
  readonly colour: string | null;
  readonly community: string | null;
  readonly mine: boolean;
}

const WORDS = {
  'zh-CN': {
    filter: '筛选',
    everyUrgency: '全部级别',
    everyChannel: '全部渠道',
    mine: '只看我的',
    type: '套路',
    stage: '到哪一步',
    colour: '颜色',
    community: '社区',
    any: '全部',
    none: '还没出事',
    all: '清除筛选',
  },
  en: {
    filter: 'Filter',
    everyUrgency: 'All urgencies',
    everyChannel: 'All channels',
    mine: 'Only mine',
    type: 'Scam type',
    stage: 'How far',
    colour: 'Colour',
    community: 'Community',
    any: 'all',
    none: 'nothing happened yet',
    all: 'Clear filters',
  },
} satisfies Spoken<unknown>;

/** Of a case to which nothing has happened. */
const NOTHING_YET = 'none';

/** What nobody can have chosen counts as not chosen. */
export function readFilter(given: (name: string) => string | undefined): QueueFilter {
  const code = (name: string): string | null => {
    const value = given(name) ?? '';
    return /^[a-z][a-z0-9-]{0,59}$/.test(value) ? value : null;
  };
  const colour = code('colour');
  return {
    urgency: URGENCIES.find((one) => one === given('urgency')) ?? null,
    channel: code('channel'),
    type: code('type'),
    stage: code('stage'),
    colour: colour !== null && isColour(colour) ? colour : null,
    community: communityName(given('community') ?? ''),
    mine: given('mine') === '1',
  };
}

export function queueAddress(filter: QueueFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value === true ? '1' : value);
  return query.size === 0 ? '/console' : `/console?${query}`;
}

export function filtered(queue: readonly QueuedCase[], filter: QueueFilter, officerId: string): readonly QueuedCase[] {
  const { urgency, channel, type, stage, colour, community, mine } = filter;
  return queue.filter(
    (one) =>
      (urgency === null || one.urgency === urgency) &&
      (channel === null || one.channel === channel) &&
      (type === null || one.type === type) &&
      (stage === null || (stageOf(one) ?? NOTHING_YET) === stage) &&
      (colour === null || one.colour === colour) &&
      (community === null || one.community === community) &&
      (!mine || one.owner?.id === officerId),
  );
}

interface FiltersProps {
  readonly queue: readonly QueuedCase[];
  readonly filter: QueueFilter;
  readonly view: QueueView;
}

/** Plain links; each says how many cases it would show. */
export function FilterLinks({ queue, filter, view }: FiltersProps) {
  const words = useWords(WORDS);
  const [channelName, urgencyName] = [useWords(channelIn), useWords(URGENCY_NAMES)];
  const { channel, urgency, mine } = filter;
  const channels = [...new Set([...queue.map((one) => one.channel), ...(channel === null ? [] : [channel])])].sort();
  const link = (to: Partial<QueueFilter>, chosen: boolean, label: string) => (
    <FilterLink
      count={filtered(queue, { ...filter, ...to }, view.officerId).length}
      to={{ ...filter, ...to }}
      chosen={chosen}
      label={label}
    />
  );
  return (
    <nav id="queue-links" class="filters" data-part="" aria-label={words.filter}>
      <ul>
        {link({ urgency: null }, urgency === null, words.everyUrgency)}
        {URGENCIES.map((one) => link({ urgency: one }, urgency === one, `${one} ${urgencyName[one].word}`))}
      </ul>
      <ul>
        {link({ channel: null }, channel === null, words.everyChannel)}
        {channels.map((one) => link({ channel: one }, channel === one, channelName(one)))}
      </ul>
      <ul>
        <li>
          <a id="filter-mine" href={queueAddress({ ...filter, mine: !mine })} aria-current={mine ? 'true' : undefined}>
            {words.mine}{' '}
            <small class="number" data-mine="">
              {queue.filter(({ owner }) => owner?.id === view.officerId).length}
            </small>
          </a>
        </li>
      </ul>
    </nav>
  );
}

interface FilterLinkProps {
  readonly count: number;
  readonly to: QueueFilter;
  readonly chosen: boolean;
  readonly label: string;
}

function FilterLink({ count, to, chosen, label }: FilterLinkProps) {
  return (
    <li>
      <a
        id={chosen ? undefined : `filter-${to.urgency ?? 'all'}-${to.channel ?? 'all'}`}
        href={queueAddress(to)}
        aria-current={chosen ? 'true' : undefined}
      >
        {label} <small class="number">{count}</small>
      </a>
    </li>
  );
}

/** What has too many values for links; without JavaScript its button sends it. */
export function FilterForm({ queue, filter, view }: FiltersProps) {
  const words = useWords(WORDS);
  const [stageName, colourName] = [useWords(stageIn), useWords(COLOUR_NAMES)];
  const { urgency, channel, type, stage, colour, community, mine } = filter;
  const types = chosenAmong(
    queue.map((one) => one.type).filter((one) => one !== null),
    type,
  );
  const stages = chosenAmong(
    queue.map((one) => stageOf(one) ?? NOTHING_YET),
    stage,
  );
  const communities = chosenAmong(
    queue.map((one) => one.community).filter((one) => one !== null),
    community,
  );
  const any = community !== null || type !== null || stage !== null || colour !== null || mine || urgency !== null || channel !== null;
  return (
    <form
      id="queue-selects"
      class="selects"
      method="get"
      action="/console"
      data-part=""
      data-state={JSON.stringify([filter, types, stages, communities])}
      data-at-once=""
    >
      {urgency && <input type="hidden" name="urgency" value={urgency} />}
      {channel && <input type="hidden" name="channel" value={channel} />}
      {mine && <input type="hidden" name="mine" value="1" />}
      <Select name="type" label={words.type} chosen={type} options={types.map((one) => [one, view.titleOf(one) ?? one])} />
      <Select
        name="stage"
        label={words.stage}
        chosen={stage}
        options={stages.map((one) => [one, one === NOTHING_YET ? words.none : stageName(one)])}
      />
      <Select name="colour" label={words.colour} chosen={colour} options={COLOURS.map((one) => [one, colourName[one]])} />
      {communities.length > 0 && (
        <Select name="community" label={words.community} chosen={community} options={communities.map((one) => [one, one])} />
      )}
      <button class="act no-script" type="submit">
        {words.filter}
      </button>
      {any && (
        <a class="clear" href="/console">
          {words.all}
        </a>
      )}
    </form>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | null;
  readonly options: readonly (readonly [string, string])[];
}

function Select({ name, label, chosen, options }: SelectProps) {
  const words = useWords(WORDS);
  return (
    <label for={`filter-${name}`} class={chosen === null ? undefined : 'chosen'}>
      {label}
      <select id={`filter-${name}`} name={name}>
        <option value="">{words.any}</option>
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function chosenAmong(found: readonly string[], chosen: string | null): readonly string[] {
  return [...new Set([...found, ...(chosen === null ? [] : [chosen])])].sort();
}
