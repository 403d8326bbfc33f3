import type { QueuedCase } from '../../storage/desk-cases.ts';
import type { Urgency } from '../../storage/schema.ts';
import { channelWord, URGENCIES, URGENCY_WORDS } from './desk-words.ts';

/** What of the queue is shown; null: all. */
export interface QueueFilter {
  readonly channel: string | null;
  readonly urgency: Urgency | null;
}

/** What nobody can have chosen counts as not chosen. */
export function readFilter(channel: string | undefined, urgency: string | undefined): QueueFilter {
  return {
    channel: channel !== undefined && /^[a-z-]{1,40}$/.test(channel) ? channel : null,
    urgency: URGENCIES.find((one) => one === urgency) ?? null,
  };
}

export function queueAddress({ channel, urgency }: QueueFilter): string {
  const query = new URLSearchParams();
  if (urgency) query.set('urgency', urgency);
  if (channel) query.set('channel', channel);
  return query.size === 0 ? '/console' : `/console?${query}`;
}

export function filtered(queue: readonly QueuedCase[], { channel, urgency }: QueueFilter): readonly QueuedCase[] {
  return queue.filter((one) => (channel === null || one.channel === channel) && (urgency === null || one.urgency === urgency));
}

/** Plain links; each says how many cases it would show. */
export function FilterLinks({ queue, filter }: { queue: readonly QueuedCase[]; filter: QueueFilter }) {
  const { channel, urgency } = filter;
  const channels = [...new Set([...queue.map((one) => one.channel), ...(channel === null ? [] : [channel])])].sort();
  return (
    <nav class="filters" aria-label="筛选">
      <ul>
        <FilterLink queue={queue} to={{ channel, urgency: null }} chosen={urgency === null} label="全部级别" />
        {URGENCIES.map((one) => (
          <FilterLink queue={queue} to={{ channel, urgency: one }} chosen={urgency === one} label={`${one} ${URGENCY_WORDS[one].word}`} />
        ))}
      </ul>
      <ul>
        <FilterLink queue={queue} to={{ channel: null, urgency }} chosen={channel === null} label="全部渠道" />
        {channels.map((one) => (
          <FilterLink queue={queue} to={{ channel: one, urgency }} chosen={channel === one} label={channelWord(one)} />
        ))}
      </ul>
    </nav>
  );
}

interface FilterLinkProps {
  readonly queue: readonly QueuedCase[];
  readonly to: QueueFilter;
  readonly chosen: boolean;
  readonly label: string;
}

function FilterLink({ queue, to, chosen, label }: FilterLinkProps) {
  const id = `filter-${to.urgency ?? 'all'}-${to.channel ?? 'all'}`;
  return (
    <li>
      <a id={chosen ? undefined : id} href={queueAddress(to)} aria-current={chosen ? 'true' : undefined}>
        {label} <small class="number">{filtered(queue, to).length}</small>
      </a>
    </li>
  );
}
