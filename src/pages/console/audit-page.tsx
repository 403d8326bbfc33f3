import type { Context } from 'hono';
import { HotlineTime } from '../../hotline-time.ts';
import type { AuditFilter, AuditRow } from '../../storage/audit.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { wantsFragment } from '../citizen/wants-fragment.ts';
import { ChainLine, type ShownChain } from './audit-chain-line.tsx';
import { AuditFilterForm } from './audit-filter.tsx';
import { AUDIT_PATH } from './audit-path.ts';
import { AuditSubjectText } from './audit-subject.tsx';
import { ACTION_WORDS, actionWord } from './audit-words.ts';
import { GROUND_WORDS } from './erasures/erasure-words.ts';
import { deskLanguage, Speaking, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { ADMINISTERING } from './roles.ts';
import { officerOf } from './session.ts';

const ROWS_ON_A_PAGE = 100;
const TIME = new HotlineTime('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

interface Words {
  readonly title: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly whom: string;
  readonly why: string;
  readonly program: string;
  readonly sealed: string;
  readonly erased: string;
  readonly older: string;
  readonly newest: string;
  readonly none: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '审计',
    at: '时间',
    who: '谁',
    what: '做了什么',
    whom: '对什么',
    why: '原因',
    program: '程序',
    sealed: '管理员可看',
    erased: '已删除',
    older: '更早的',
    newest: '回到最新',
    none: '没有这样的记录。看、改、导出工单，改动账号，都会记在这里。',
  },
  en: {
    title: 'Audit',
    at: 'When',
    who: 'Who',
    what: 'Did what',
    whom: 'To what',
    why: 'Why',
    program: 'The program',
    sealed: 'for administrators',
    erased: 'deleted',
    older: 'Older',
    newest: 'Back to the newest',
    none: 'Nothing like that. Whoever reads, changes or exports a case, or changes an account, stands here.',
  },
};

/** `GET /console/audit`: the newest first; with `?verified=0` and so on the chain is read through as well, stretch by stretch. */
export async function renderAudit(deps: PageDeps, context: Context): Promise<string> {
  const { storage } = deps;
  const chain = await chainOf(deps, context.req.query('verified'));
  const language = deskLanguage(context);
  if (wantsFragment(context)) {
    return (
      <Speaking value={language}>
        <ChainLine {...chain} />
      </Speaking>
    ).toString() as string;
  }
  const filter = readFilter((name) => context.req.query(name));
  const reader = officerOf(context);
  const [found, officers] = await Promise.all([
    storage.auditRows(filter, ROWS_ON_A_PAGE + 1, ADMINISTERING.includes(reader.role)),
    storage.listOfficers(),
  ]);
  const page = { filter, officers, chain, rows: found.slice(0, ROWS_ON_A_PAGE), more: found.length > ROWS_ON_A_PAGE };
  return renderConsole(deps, context, { title: WORDS[language].title, children: <AuditPage {...page} /> });
}

async function chainOf({ storage }: PageDeps, verified: string | undefined): Promise<ShownChain> {
  const state = await storage.auditState();
  if (verified === undefined) return { state, look: null };
  return { state, look: await storage.verifyAuditStretch(/^\d{1,15}$/.test(verified) ? Number(verified) : 0) };
}

/** What nobody can have chosen counts as not chosen. */
function readFilter(query: (name: string) => string | undefined): AuditFilter {
  const chosen = (name: string): string | undefined => query(name)?.trim().slice(0, 64) || undefined;
  const before = Number(query('before'));
  return {
    officerId: chosen('officer'),
    action: chosen('action'),
    number: chosen('case'),
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  };
}

interface AuditPageProps {
  readonly filter: AuditFilter;
  readonly officers: readonly ListedOfficer[];
  readonly chain: ShownChain;
  readonly rows: readonly AuditRow[];
  readonly more: boolean;
}

function AuditPage({ filter, officers, chain, rows, more }: AuditPageProps) {
  const words = useWords(WORDS);
  const actions = useWords(ACTION_WORDS);
  const grounds = useWords(GROUND_WORDS);
  return (
    <section class="queue-page">
      <header class="queue-head">
        <h1>{words.title}</h1>
        <ChainLine {...chain} />
      </header>
      <AuditFilterForm filter={filter} officers={officers} />
      {rows.length === 0 ? (
        <p class="audit-none">{words.none}</p>
      ) : (
        <table class="queue audit stacked">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.whom}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td class="number" data-head="#">
                  {row.seq}
                </td>
                <td class="number" data-head={words.at}>
                  <time datetime={new Date(row.at).toISOString()}>{TIME.format(row.at)}</time>
                </td>
                <td data-head={words.who}>{row.officer ?? <i>{words.program}</i>}</td>
                <td data-head={words.what}>{actionWord(actions, row.action)}</td>
                <td data-head={words.whom}>
                  <AuditSubjectText row={row} />
                </td>
                <td class="audit-why" data-head={words.why}>
                  {row.ground && `${grounds[row.ground]} `}
                  {reasonText(row.reason, words)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="audit-pages">
        {filter.before !== undefined && <a href={addressOf({ ...filter, before: undefined })}>{words.newest}</a>}
        {more && <a href={addressOf({ ...filter, before: rows.at(-1)?.seq })}>{words.older}</a>}
      </p>
    </section>
  );
}

function addressOf({ officerId, action, number, before }: AuditFilter): string {
  const chosen = { officer: officerId, action, case: number, before: before?.toString() };
  const query = new URLSearchParams(Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return query.size === 0 ? AUDIT_PATH : `${AUDIT_PATH}?${query}`;
}

function reasonText(reason: AuditRow['reason'], words: Words) {
  if (reason.state === 'open') return reason.text;
  return reason.state === 'none' ? '' : <i>{words[reason.state]}</i>;
}
