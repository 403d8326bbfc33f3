import type { Context } from 'hono';
import { timePassed } from '../../../stop-loss/time-passed.ts';
import type { ListedStopLead, ListedStopLeads } from '../../../storage/stop-loss/list-leads.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { amountIn } from '../amount-words.ts';
import { Clock } from '../clock.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderLivePage } from '../live-page.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';

export const STOP_LEADS_PATH = '/console/stop-leads';

interface Words {
  readonly lead: string;
  readonly none: string;
  readonly add: string;
  readonly open: string;
  readonly closed: string;
  readonly heads: readonly string[];
  readonly transfers: (count: number) => string;
  readonly cut: (total: number, shown: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    lead: '这里是线索，不是止付令：止不止付由公安决定。先打电话核对，再交公安。',
    none: '现在没有未办结的线索。群众在止付页填的、电话里记的，都会排到这里。',
    add: '记一条',
    open: '未办结',
    closed: '近期办结',
    heads: ['编号', '钱走了', '金额', '办到哪一步', '经办人', '来源', '收到'],
    transfers: (count) => `${count}笔`,
    cut: (total, shown) => `未办结共${total}条，这里只列最新的${shown}条，没人接的在前。更早的请在队列页按编号找。`,
  },
  en: {
    lead: 'These are leads, not orders: whether a payment is stopped is for the police to decide. Check by telephone, then hand over.',
    none: 'No open leads. What citizens fill in and what is taken down on the telephone is listed here.',
    add: 'Take one down',
    open: 'Open',
    closed: 'Closed lately',
    heads: ['Number', 'Gone for', 'Amount', 'State', 'Handled by', 'From', 'Received'],
    transfers: (count) => (count === 1 ? '1 transfer' : `${count} transfers`),
    cut: (total, shown) =>
      `${total} are open; only the newest ${shown} stand here, those that nobody has taken first. Find older ones by number on the queue page.`,
  },
};

/** `GET /console/stop-leads`: what nobody has taken first. */
export async function renderStopLeads(deps: PageDeps, context: Context): Promise<string> {
  const closed = context.req.query('closed') === '1';
  const cursor = await deps.storage.deskCursor();
  const list = await deps.storage.listStopLeads(closed);
  return renderLivePage(deps, context, {
    title: LEAD_FORM_WORDS[deskLanguage(context)].title,
    address: closed ? `${STOP_LEADS_PATH}?closed=1` : STOP_LEADS_PATH,
    cursor,
    children: <LeadList list={list} closed={closed} now={deps.now()} />,
  });
}

function LeadList({ list: { leads, total }, closed, now }: { list: ListedStopLeads; closed: boolean; now: number }) {
  const words = useWords(WORDS);
  const { title } = useWords(LEAD_FORM_WORDS);
  return (
    <section class="queue-page stop-leads">
      <header class="stop-leads-head">
        <h1>{title}</h1>
        <a class="act act-first" href={`${STOP_LEADS_PATH}/new`}>
          {words.add}
        </a>
      </header>
      <p class="quiet">{words.lead}</p>
      <nav class="stop-leads-tabs">
        <a href={STOP_LEADS_PATH} aria-current={closed ? undefined : 'page'}>
          {words.open}
        </a>
        <a href={`${STOP_LEADS_PATH}?closed=1`} aria-current={closed ? 'page' : undefined}>
          {words.closed}
        </a>
      </nav>
      <div id="stop-leads" data-part="">
        {total > leads.length && <p class="notice">{words.cut(total, leads.length)}</p>}
        {leads.length === 0 ? <p class="quiet">{words.none}</p> : <LeadTable leads={leads} now={now} />}
      </div>
    </section>
  );
}

export function LeadTable({ leads, now }: { leads: readonly ListedStopLead[]; now: number }) {
  const words = useWords(WORDS);
  const lead = useWords(LEAD_FORM_WORDS);
  const amountOf = useWords(amountIn);
  const cells = words.heads;
  return (
    <table class="stop-table stacked">
      <thead>
        <tr>
          {cells.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {leads.map((one) => (
          <tr data-state={one.state}>
            <th scope="row" data-head={cells[0]}>
              <a class="number" href={`${STOP_LEADS_PATH}/${one.id}`}>
                {one.number}
              </a>
            </th>
            <td class="number" data-head={cells[1]}>
              {one.state === 'closed' || one.firstPaidAt === null ? '—' : lead.passed(timePassed(one.firstPaidAt, now))}
            </td>
            <td class="number" data-head={cells[2]}>
              {one.amount === 0 ? lead.unknown : amountOf(one.amount)} · {words.transfers(one.transfers)}
            </td>
            <td data-head={cells[3]}>{lead.states[one.state]}</td>
            <td data-head={cells[4]}>{one.handler ? one.handler.display : <b class="stop-nobody">{lead.nobody}</b>}</td>
            <td data-head={cells[5]}>{lead.origins[one.origin]}</td>
            <td data-head={cells[6]}>
              <Clock at={one.createdAt} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
