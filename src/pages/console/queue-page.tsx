import type { Context } from 'hono';
import type { QueuedCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { renderLivePage } from './live-page.tsx';
import { FilterLinks, filtered, type QueueFilter, queueAddress, readFilter } from './queue-filter.tsx';
import { QueueTable, type QueueView } from './queue-table.tsx';
import { officerOf } from './session.ts';

/** `GET /console`: everything that is not closed, the most urgent first. */
export async function renderQueue(deps: PageDeps, context: Context): Promise<string> {
  const filter = readFilter(context.req.query('channel'), context.req.query('urgency'));
  // Before the queue, so that nothing can happen unseen in between.
  const cursor = await deps.storage.deskCursor();
  const queue = await deps.storage.queue();
  const view = queueView(deps, officerOf(context).id);
  return renderLivePage(deps, context, {
    title: '队列',
    address: queueAddress(filter),
    cursor,
    children: <QueuePart queue={queue} filter={filter} view={view} />,
  });
}

export function queueView({ detector, now }: PageDeps, officerId: string): QueueView {
  const titles = new Map<string, string>(detector.library.types.map(({ id, title }) => [id, title.zh]));
  return { now: now(), officerId, titleOf: (type) => titles.get(type) ?? null };
}

function QueuePart({ queue, filter, view }: { queue: readonly QueuedCase[]; filter: QueueFilter; view: QueueView }) {
  const shown = filtered(queue, filter);
  const waiting = queue.filter(({ status }) => status === 'waiting').length;
  const mine = queue.filter(({ owner }) => owner?.id === view.officerId).length;
  return (
    <section id="queue" class="queue-page" data-part="" data-waiting={waiting} aria-labelledby="queue-title">
      <header class="queue-head">
        <h1 id="queue-title">队列</h1>
        <p>
          等接手 <b class="number">{waiting}</b> · 我在办 <b class="number">{mine}</b> · 一共 <b class="number">{queue.length}</b>
        </p>
        <FilterLinks queue={queue} filter={filter} />
      </header>
      {shown.length > 0 ? <QueueTable cases={shown} view={view} /> : <Empty anything={queue.length > 0} />}
    </section>
  );
}

/** @param anything there are cases, but none that the filter lets through */
function Empty({ anything }: { anything: boolean }) {
  return (
    <div class="queue-empty">
      {anything ? (
        <>
          <p>这样筛选，一单也没有。</p>
          <p>
            <a href="/console">看全部</a>
          </p>
        </>
      ) : (
        <>
          <p>现在没有工单。</p>
          <p>
            有人要找真人、正在被骗或者钱已转走，就会出现在这里<span class="needs-script">，不用刷新</span>。
          </p>
        </>
      )}
    </div>
  );
}
