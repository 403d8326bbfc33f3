import type { Context } from 'hono';
import { isRed, type ListRules } from '../../../lookups/list-rules.ts';
import type { Dispute } from '../../../storage/lookups/identifier-disputes.ts';
import type { ListedIdentifier } from '../../../storage/lookups/identifier-list.ts';
import { IDENTIFIER_KINDS } from '../../../storage/lookups/lookups-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { SUPERVISING } from '../roles.ts';
import { officerOf } from '../session.ts';
import { IDENTIFIER_KIND_NAMES, LIST_COLOURS, SOURCE_NAMES } from './identifier-words.ts';
import { ImportForm, type Importing } from './import-form.tsx';
import { type ClosingTyped, ListClosing } from './list-closing.tsx';
import { maskedIdentifier } from './masked-identifier.ts';

export const IDENTIFIERS_PATH = '/console/identifiers';

export interface ListRemark {
  readonly typed?: string;
  readonly problem?: string;
  readonly done?: string;
  readonly importing?: Importing;
  readonly closing?: ClosingTyped;
}

const ZH = {
  title: '举报名单',
  find: '查一个',
  hint: '填完整的电话、网址、账号或应用名。名单里只显示一部分；打开要记一笔。',
  disputes: '等着决定的异议',
  newest: '最近的',
  all: '全部',
  none: '名单还是空的。群众举报、结案、止付线索、导入和协作单位会把号码放进来。',
  columns: ['号码', '种类', '提示', '来源', '最近'],
  removed: '已撤下',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Reported list',
    find: 'Look one up',
    hint: 'The whole telephone, link, account or name. The list shows a part; opening one is written down.',
    disputes: 'Disputes that wait for a decision',
    newest: 'Newest',
    all: 'all',
    none: 'The list is empty. Reports, closings, stop leads, imports and partners fill it.',
    columns: ['Identifier', 'Kind', 'Shown as', 'Sources', 'Last'],
    removed: 'taken off',
  },
};

/** `GET /console/identifiers` */
export async function renderIdentifiers(deps: PageDeps, context: Context, rules: ListRules, remark: ListRemark = {}): Promise<string> {
  const language = deskLanguage(context);
  const kind = IDENTIFIER_KINDS.find((one) => one === context.req.query('kind')) ?? null;
  const [listed, disputes] = await Promise.all([deps.storage.newestIdentifiers(kind, rules.lifetimes), deps.storage.openDisputes()]);
  const imports = SUPERVISING.includes(officerOf(context).role);
  return renderConsole(deps, context, {
    title: WORDS[language].title,
    children: (
      <section class="queue-page partners-page">
        <ListHead remark={remark} kind={kind} />
        <OpenDisputes disputes={disputes} language={language} />
        <Listed listed={listed} rules={rules} language={language} />
        <ListClosing typed={remark.closing ?? null} />
        {imports && <ImportForm formId={deps.newId()} importing={remark.importing ?? null} />}
      </section>
    ),
  });
}

function ListHead({ remark, kind }: { remark: ListRemark; kind: string | null }) {
  const words = useWords(WORDS);
  const kinds = useWords(IDENTIFIER_KIND_NAMES);
  return (
    <>
      <header class="queue-head">
        <h1>{words.title}</h1>
        <nav class="audit-filter" aria-label={words.title}>
          <a href={IDENTIFIERS_PATH} aria-current={kind === null ? 'page' : undefined}>
            {words.all}
          </a>
          {IDENTIFIER_KINDS.map((one) => (
            <a href={`${IDENTIFIERS_PATH}?kind=${one}`} aria-current={kind === one ? 'page' : undefined}>
              {kinds[one]}
            </a>
          ))}
        </nav>
      </header>
      {remark.done && (
        <p class="notice" role="status">
          {remark.done}
        </p>
      )}
      <form class="partner-form" method="post" action={`${IDENTIFIERS_PATH}/find`}>
        <label class="wide">
          {words.find}
          <input
            name="value"
            value={remark.typed ?? ''}
            maxlength={500}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={remark.problem ? 'true' : undefined}
            aria-describedby="find-note"
          />
          <small id="find-note" class={remark.problem ? 'problem' : undefined} role={remark.problem ? 'alert' : undefined}>
            {remark.problem ?? words.hint}
          </small>
        </label>
        <button class="act act-first" type="submit">
          {words.find}
        </button>
      </form>
    </>
  );
}

function OpenDisputes({ disputes, language }: { disputes: readonly Dispute[]; language: DeskLanguage }) {
  const words = useWords(WORDS);
  const kinds = useWords(IDENTIFIER_KIND_NAMES);
  if (disputes.length === 0) return null;
  return (
    <section class="partner-part">
      <h2>
        {words.disputes} <span class="number">{disputes.length}</span>
      </h2>
      <ul>
        {disputes.map(({ identifierId, kind, value, createdAt }) => (
          <li>
            <a href={`${IDENTIFIERS_PATH}/${encodeURIComponent(identifierId)}`} lang="zh-CN">
              {maskedIdentifier(kind, value)}
            </a>{' '}
            {kinds[kind]} · <span class="number">{dayAndTime(createdAt, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Listed({ listed, rules, language }: { listed: readonly ListedIdentifier[]; rules: ListRules; language: DeskLanguage }) {
  const words = useWords(WORDS);
  const kinds = useWords(IDENTIFIER_KIND_NAMES);
  const sources = useWords(SOURCE_NAMES);
  const colours = useWords(LIST_COLOURS);
  if (listed.length === 0) return <p class="quiet">{words.none}</p>;
  return (
    <div class="partner-scroll">
      <table class="queue identifiers stacked">
        <caption class="unseen">{words.newest}</caption>
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listed.map((one) => {
            const from = (Object.entries(one.counts) as [keyof typeof sources, number][]).filter(([, count]) => count > 0);
            const shown = from.length === 0 ? 'none' : isRed(one, rules) ? 'red' : 'yellow';
            return (
              <tr>
                <th scope="row">
                  <a href={`${IDENTIFIERS_PATH}/${encodeURIComponent(one.id)}`} lang="zh-CN">
                    {maskedIdentifier(one.kind, one.value)}
                  </a>
                </th>
                <td data-head={words.columns[1]}>{kinds[one.kind]}</td>
                <td data-head={words.columns[2]}>
                  {colours[shown]}
                  {one.removedAt !== null && <small> {words.removed}</small>}
                </td>
                <td data-head={words.columns[3]}>{from.map(([source, count]) => `${sources[source]} ${count}`).join(' · ') || '–'}</td>
                <td class="number" data-head={words.columns[4]}>
                  {dayAndTime(one.lastAt, language)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
