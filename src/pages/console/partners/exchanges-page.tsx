import type { Context } from 'hono';
import type { Partner } from '../../../storage/partners/partner-accounts.ts';
import type { ExchangeFilter, ListedExchange } from '../../../storage/partners/partner-exchanges.ts';
import type { ExchangeState } from '../../../storage/partners/partners-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { EXCHANGE_KINDS, KIND_NAMES, STATE_NAMES } from './partner-words.ts';
import { EXCHANGES_PATH, PARTNERS_PATH } from './partners-page.tsx';

const PER_PAGE = 100;
const HOUR = 3_600_000;

const ZH = {
  title: '往来清单',
  back: '全部协作单位',
  hint: '每次往来给了谁、凭什么。内容本身不在这里。',
  none: '没有这样的往来。',
  columns: ['时间', '方向', '单位', '种类', '编号', '法律依据', '结果', '次数'],
  in: '收到',
  out: '发出',
  any: '全部',
  partner: '单位',
  direction: '方向',
  state: '结果',
  from: '从',
  to: '到',
  show: '筛选',
  csv: '导出CSV',
  newer: '更近的',
  older: '更早的',
  again: '再发一次',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Exchanges',
    back: 'All partners',
    hint: 'Who was given what, and on which legal basis. What stood in it is not here.',
    none: 'No such exchanges.',
    columns: ['Time', 'Direction', 'Partner', 'Kind', 'Number', 'Legal basis', 'Result', 'Attempts'],
    in: 'in',
    out: 'out',
    any: 'all',
    partner: 'Partner',
    direction: 'Direction',
    state: 'Result',
    from: 'From',
    to: 'To',
    show: 'Filter',
    csv: 'Export CSV',
    newer: 'Newer',
    older: 'Older',
    again: 'Send again',
  },
};

/** What is asked for in the address; what makes no sense there is left out. */
export function exchangeFilter(context: Context): ExchangeFilter {
  const { partner = '', direction, state = '', from, to } = context.req.query();
  const [first, last] = [dayStart(from), dayStart(to)];
  return {
    ...(/^[\w-]{1,64}$/.test(partner) ? { partnerId: partner } : {}),
    ...(direction === 'in' || direction === 'out' ? { direction } : {}),
    ...(Object.hasOwn(STATE_NAMES.en, state) ? { state: state as ExchangeState } : {}),
    ...(first === null ? {} : { from: first }),
    ...(last === null ? {} : { before: last + 24 * HOUR }),
  };
}

/** The hotline's days. */
function dayStart(day: string | undefined): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day ?? '') ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** `GET /console/partners/exchanges` */
export async function renderExchanges(deps: PageDeps, context: Context): Promise<string> {
  const language = deskLanguage(context);
  const typed = context.req.query();
  const page = /^\d{1,4}$/.test(typed.page ?? '') ? Number(typed.page) : 0;
  const [partners, rows] = await Promise.all([
    deps.storage.listPartners(),
    deps.storage.listExchanges(exchangeFilter(context), PER_PAGE + 1, page * PER_PAGE),
  ]);
  const query = new URLSearchParams(
    Object.entries(typed).filter(([name, value]) => ['partner', 'direction', 'state', 'from', 'to'].includes(name) && value !== ''),
  );
  return renderConsole(deps, context, {
    title: WORDS[language].title,
    children: (
      <Exchanges
        partners={partners}
        rows={rows.slice(0, PER_PAGE)}
        more={rows.length > PER_PAGE}
        page={page}
        query={query}
        language={language}
        changes={officerOf(context).role === 'administrator'}
      />
    ),
  });
}

interface Props {
  readonly partners: readonly Partner[];
  readonly rows: readonly ListedExchange[];
  readonly more: boolean;
  readonly page: number;
  readonly query: URLSearchParams;
  readonly language: DeskLanguage;
  readonly changes: boolean;
}

function Exchanges({ partners, rows, more, page, query, language, changes }: Props) {
  const words = useWords(WORDS);
  const at = (to: number): string => `${EXCHANGES_PATH}?${new URLSearchParams([...query, ['page', String(to)]])}`;
  return (
    <section class="queue-page partners-page">
      <header class="queue-head">
        <h1>{words.title}</h1>
        <p>
          <a href={PARTNERS_PATH}>{words.back}</a>
        </p>
      </header>
      <p class="quiet">{words.hint}</p>
      <Filter partners={partners} query={query} />
      {rows.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <div class="partner-scroll">
          <table class="queue exchanges stacked">
            <thead>
              <tr>
                {words.columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row row={row} language={language} changes={changes} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="audit-pages">
        {page > 0 && <a href={at(page - 1)}>{words.newer}</a>}
        {more && <a href={at(page + 1)}>{words.older}</a>}
      </p>
    </section>
  );
}

function Filter({ partners, query }: { partners: readonly Partner[]; query: URLSearchParams }) {
  const words = useWords(WORDS);
  const states = useWords(STATE_NAMES);
  return (
    <form class="audit-filter" method="get" action={EXCHANGES_PATH}>
      <label>
        {words.partner}
        <select class="act" name="partner">
          <option value="">{words.any}</option>
          {partners.map(({ id, name }) => (
            <option value={id} selected={query.get('partner') === id} lang="zh-CN">
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.direction}
        <select class="act" name="direction">
          <option value="">{words.any}</option>
          {(['in', 'out'] as const).map((one) => (
            <option value={one} selected={query.get('direction') === one}>
              {words[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.state}
        <select class="act" name="state">
          <option value="">{words.any}</option>
          {(Object.keys(states) as ExchangeState[]).map((one) => (
            <option value={one} selected={query.get('state') === one}>
              {states[one]}
            </option>
          ))}
        </select>
      </label>
      {(['from', 'to'] as const).map((name) => (
        <label>
          {words[name]}
          <input class="act" type="date" name={name} value={query.get(name) ?? ''} />
        </label>
      ))}
      <button class="act" type="submit">
        {words.show}
      </button>
      <a class="act" href={`${EXCHANGES_PATH}.csv?${query}`}>
        {words.csv}
      </a>
    </form>
  );
}

function Row({ row, language, changes }: { row: ListedExchange; language: DeskLanguage; changes: boolean }) {
  const words = useWords(WORDS);
  const states = useWords(STATE_NAMES);
  const kinds = useWords(EXCHANGE_KINDS);
  const groups = useWords(KIND_NAMES);
  return (
    <tr class={row.state === 'dead' || row.state === 'nobody' ? 'undelivered' : undefined}>
      <td class="number" data-head={words.columns[0]}>
        {dayAndTime(row.createdAt, language)}
      </td>
      <td data-head={words.columns[1]}>{words[row.direction]}</td>
      <td data-head={words.columns[2]} lang="zh-CN">
        {row.partner ?? (row.recipient === 'partner' ? '–' : <span lang={language}>{groups[row.recipient]}</span>)}
      </td>
      <td data-head={words.columns[3]}>{kinds[row.kind] ?? row.kind}</td>
      <td data-head={words.columns[4]}>{row.subject}</td>
      <td data-head={words.columns[5]} lang="zh-CN">
        {row.legalBasis}
      </td>
      <td data-head={words.columns[6]}>
        {states[row.state]}
        {row.reason !== null && <small> {row.reason}</small>}
        {changes && row.state === 'dead' && (
          <form method="post" action={`${EXCHANGES_PATH}/again`}>
            <input type="hidden" name="post" value={row.id} />
            <button class="act" type="submit">
              {words.again}
            </button>
          </form>
        )}
      </td>
      <td class="number" data-head={words.columns[7]}>
        {row.attempts}
      </td>
    </tr>
  );
}
