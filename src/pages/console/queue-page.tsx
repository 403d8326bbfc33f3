import type { Context } from 'hono';
import { createAlarms } from '../../desk/alarms.ts';
import type { LiveQueue, Snapshot } from '../../desk/live-queue.ts';
import type { QueuedCase } from '../../storage/desk-cases.ts';
import type { Role } from '../../storage/desk-schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { FindForm, type Sought } from './find-form.tsx';
import { closedNumber, JustClosed } from './just-closed.tsx';
import { type DeskLanguage, deskLanguage, Speaking, type Spoken, useWords } from './language.tsx';
import { LivePart, renderLivePage } from './live-page.tsx';
import { FilterForm, FilterLinks, filtered, type QueueFilter, queueAddress, readFilter } from './queue-filter.tsx';
import { QueueTable, type QueueView } from './queue-table.tsx';
import { SUPERVISING } from './roles.ts';
import { officerOf } from './session.ts';

const WORDS = {
  'zh-CN': {
    title: '队列',
    waiting: '等接手',
    mine: '我在办',
    all: '一共',
    nothingLeft: '这样筛选，一单也没有。',
    seeAll: '看全部',
    nothing: '现在没有工单。',
    comes: '有人要找真人、正在被骗或者钱已转走，就会出现在这里',
    byItself: '，不用刷新',
    stop: '。',
  },
  en: {
    title: 'Queue',
    waiting: 'Unclaimed',
    mine: 'Mine',
    all: 'In all',
    nothingLeft: 'No case passes these filters.',
    seeAll: 'See all',
    nothing: 'There are no cases now.',
    comes: 'Whoever asks for a human, is being scammed, or has lost money, appears here',
    byItself: ' without reloading',
    stop: '.',
  },
} satisfies Spoken<unknown>;

/** `GET /console`: everything that is not closed, the most urgent first. */
export function queuePage(deps: PageDeps, queue: LiveQueue) {
  const fragment = sharedFragments(deps);
  return async (context: Context): Promise<Response> => {
    const filter = readFilter((name) => context.req.query(name));
    if (context.req.query('fragment') !== '1') return context.html(await renderQueue(deps, context, await queue.read(), filter));
    const seen = context.req.query('seen') ?? '';
    const snapshot = await queue.read(/^\d{1,15}$/.test(seen) ? Number(seen) : undefined);
    const { id, role } = officerOf(context);
    const part = fragment(snapshot, filter, deskLanguage(context), role, filter.mine ? id : '');
    if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) return context.html(part.html);
    context.header('Vary', 'Accept-Encoding');
    context.header('Content-Encoding', 'gzip');
    context.header('Content-Type', 'text/html; charset=UTF-8');
    return context.body(await part.compressed());
  };
}

/** The whole page, as it is without JavaScript. */
export function renderQueue(
  deps: PageDeps,
  context: Context,
  { cursor, cases }: Snapshot,
  filter: QueueFilter,
  sought?: Sought,
): Promise<string> {
  const { id, role } = officerOf(context);
  const language = deskLanguage(context);
  const view = queueView(deps, id, { language, role });
  return renderLivePage(deps, context, {
    title: WORDS[language].title,
    address: queueAddress(filter),
    cursor,
    children: <QueuePart queue={cases} filter={filter} view={view} sought={sought} closed={closedNumber(context.req.query('closed'))} />,
  });
}

/** @param officerId empty: of nobody, for what all share */
export function queueView(
  { detector, now, config }: Pick<PageDeps, 'detector' | 'now' | 'config'>,
  officerId: string,
  { language = 'zh-CN', role = null }: { readonly language?: DeskLanguage; readonly role?: Role | null } = {},
): QueueView {
  const titles = new Map<string, string>(detector.library.types.map(({ id, title }) => [id, language === 'en' ? title.en : title.zh]));
  return { now: now(), officerId, role, alarms: createAlarms(config), titleOf: (type) => titles.get(type) ?? null };
}

interface Fragment {
  readonly html: string;
  readonly compressed: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * What pages ask for again and again is the same for all who look through the same filter: made once for each state of the
 * queue. What is his own, `desk.js` marks.
 */
function sharedFragments(deps: PageDeps) {
  const made = new WeakMap<Snapshot, Map<string, Fragment>>();
  return (snapshot: Snapshot, filter: QueueFilter, language: DeskLanguage, role: Role, officerId: string): Fragment => {
    const ofSnapshot = made.get(snapshot) ?? new Map<string, Fragment>();
    made.set(snapshot, ofSnapshot);
    const name = [queueAddress(filter), language, role, officerId].join(' ');
    const known = ofSnapshot.get(name);
    if (known) return known;
    const view = { ...queueView(deps, officerId, { language, role }), now: snapshot.at };
    const html = (
      <Speaking value={language}>
        <LivePart address={queueAddress(filter)} cursor={snapshot.cursor} now={snapshot.at}>
          <QueuePart queue={snapshot.cases} filter={filter} view={view} />
        </LivePart>
      </Speaking>
    ).toString() as string;
    let compressed: Promise<Uint8Array<ArrayBuffer>> | undefined;
    const fragment: Fragment = {
      html,
      compressed: () => {
        compressed ??= gzip(html);
        return compressed;
      },
    };
    ofSnapshot.set(name, fragment);
    return fragment;
  };
}

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Response(text).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(body).arrayBuffer());
}

interface QueuePartProps {
  readonly queue: readonly QueuedCase[];
  readonly filter: QueueFilter;
  readonly view: QueueView;
  readonly sought?: Sought | undefined;
  /** The number of the case that was closed a moment ago. */
  readonly closed?: string | null;
}

function QueuePart({ queue, filter, view, sought, closed = null }: QueuePartProps) {
  const words = useWords(WORDS);
  const shown = inOrder(filtered(queue, filter, view.officerId), view);
  const waiting = queue.filter(({ status }) => status === 'waiting').length;
  return (
    <section class="queue-page" aria-labelledby="queue-title">
      {closed !== null && <JustClosed number={closed} />}
      <header class="queue-head">
        <h1 id="queue-title">{words.title}</h1>
        <p id="queue-count" data-part="" data-waiting={waiting} data-owners={JSON.stringify(owners(queue))}>
          {words.waiting} <b class="number">{waiting}</b> · {words.mine}{' '}
          <b class="number" data-mine="">
            {queue.filter(({ owner }) => owner?.id === view.officerId).length}
          </b>{' '}
          · {words.all} <b class="number">{queue.length}</b>
        </p>
        <FindForm sought={sought} />
        <FilterLinks queue={queue} filter={filter} view={view} />
        <FilterForm queue={queue} filter={filter} view={view} />
      </header>
      <div id="queue" data-part="">
        {shown.length > 0 ? <QueueTable cases={shown} view={view} /> : <Empty anything={queue.length > 0} />}
      </div>
    </section>
  );
}

/** Supervisors have on top what nobody has claimed for too long. */
function inOrder(cases: readonly QueuedCase[], { now, role, alarms }: QueueView): readonly QueuedCase[] {
  if (!role || !SUPERVISING.includes(role)) return cases;
  const isReported = (one: QueuedCase): boolean => (alarms.reportedAt(one) ?? Number.POSITIVE_INFINITY) <= now;
  return [...cases.filter(isReported), ...cases.filter((one) => !isReported(one))];
}

/** How many cases each officer has. */
function owners(queue: readonly QueuedCase[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { owner } of queue) if (owner) counts[owner.id] = (counts[owner.id] ?? 0) + 1;
  return counts;
}

/** @param anything there are cases, but none that the filter lets through */
function Empty({ anything }: { anything: boolean }) {
  const words = useWords(WORDS);
  return (
    <div class="queue-empty">
      {anything ? (
        <>
          <p>{words.nothingLeft}</p>
          <p>
            <a href="/console">{words.seeAll}</a>
          </p>
        </>
      ) : (
        <>
          <p>{words.nothing}</p>
          <p>
            {words.comes}
            <span class="needs-script">{words.byItself}</span>
            {words.stop}
          </p>
        </>
      )}
    </div>
  );
}
