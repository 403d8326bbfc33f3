import type { QueuedCase } from '../../storage/desk-cases.ts';
import { Elapsed } from './elapsed.tsx';
import { type Spoken, useWords } from './language.tsx';
import { type QueueView, SituationText } from './queue-table.tsx';
import { UrgencySign } from './urgency-sign.tsx';

interface Words {
  readonly queue: string;
  readonly mine: string;
  readonly theirs: (display: string) => string;
  readonly waiting: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': { queue: '队列', mine: '我在办', theirs: (display) => `${display}在办`, waiting: '等接手' },
  en: { queue: 'Queue', mine: 'Mine', theirs: (display) => display, waiting: 'Waiting' },
};

/** On wide screens the queue stays in sight, so that a more urgent case is seen while one works. */
export function QueueRail({ queue, view, current }: { queue: readonly QueuedCase[]; view: QueueView; current: string }) {
  const { now, officerId, titleOf } = view;
  const words = useWords(WORDS);
  return (
    <nav
      id="rail"
      class="queue-rail scroll"
      data-part=""
      data-waiting={queue.filter(({ status }) => status === 'waiting').length}
      aria-label={words.queue}
    >
      <ol>
        {queue.slice(0, MOST_IN_RAIL).map((one) => {
          const alarm = view.alarms.alarmAt(one);
          const overdue = alarm !== null && now >= alarm;
          return (
            <li class={overdue ? 'overdue' : undefined} data-alarm={alarm ?? undefined} data-case={one.id}>
              <a
                class="open"
                id={`open-${one.id}`}
                href={`/console/cases/${one.id}`}
                aria-current={one.id === current ? 'page' : undefined}
              >
                <span class="rail-head">
                  <UrgencySign urgency={one.urgency} />
                  <Elapsed since={one.createdAt} now={now} />
                </span>
                <SituationText one={{ ...one, colour: null }} titleOf={titleOf} />
                <small>
                  <span class="number">{one.number}</span> ·{' '}
                  {one.owner ? (one.owner.id === officerId ? words.mine : words.theirs(one.owner.display)) : words.waiting}
                </small>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
const MOST_IN_RAIL = 50;
